"""The church's own label designs: they come before ours, a mistake never costs a label, and what is seen is what prints."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.app.chance import ulid_at
from kiosk.domain.facts import NewFact
from kiosk.domain.ids import StaffId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown, SettingNotValid
from kiosk.printing.design_files import DesignFiles
from kiosk.printing.design_shelf import DesignShelf
from kiosk.printing.pipeline import draw
from kiosk.printing.stock import stock_named
from kiosk.services.label_designs import LabelDesigns, mistake_of
from kiosk.services.label_samples import PEOPLE, samples_of
from tests.support.pulling import SetClock

ADMIN = StaffMember(StaffId("s1"), "Ruth", Role.ADMIN)
LEAD = StaffMember(StaffId("s2"), "Tom", Role.LEAD)
MINE = """format = 1
kind = "name"
stocks = ["roll-80"]

[[part]]
kind = "text"
text = "{called_name}"
size = 30
"""
ROLL = stock_named("roll-80")
LABEL = samples_of(PEOPLE[0])["name"]


class _Log:
    def __init__(self) -> None:
        self.facts: list[NewFact] = []

    async def log(self, fact: NewFact) -> None:
        self.facts.append(fact)


@asynccontextmanager
async def a_desk(folder: Path) -> AsyncIterator[tuple[LabelDesigns, DesignShelf, _Log]]:
    shelf, log = DesignShelf(folder), _Log()
    clock = SetClock(datetime(2026, 9, 13, 12, tzinfo=UTC))
    yield LabelDesigns(DesignFiles(shelf, folder), log, clock, ulid_at), shelf, log


def _files_below(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))


async def test_a_design_of_the_church_is_the_next_labels_and_ours_is_back_when_it_goes(tmp_path: Path):
    async with a_desk(tmp_path / "labels") as (desk, shelf, log):
        ours = draw(LABEL, ROLL, shelf).bitmap.digest
        await desk.keep(ADMIN, "name", MINE)
        theirs = draw(LABEL, ROLL, shelf).bitmap.digest
        on_other_paper = shelf.design_for("name", stock_named("brother-62"))
        await desk.forget(ADMIN, "name")

        assert theirs != ours == draw(LABEL, ROLL, shelf).bitmap.digest
    assert on_other_paper.id == "name"
    assert [fact.body["what"] for fact in log.facts] == ["kept", "forgotten"]


async def test_the_preview_is_what_prints(tmp_path: Path):
    async with a_desk(tmp_path) as (desk, shelf, _):
        await desk.keep(ADMIN, "big", MINE)
        seen = QImage.fromData((await desk.preview("big", MINE, "roll-80")).png)
        printed = draw(LABEL, ROLL, shelf).bitmap

    assert (seen.width(), seen.height()) == (printed.width, printed.height)
    assert {seen.pixelColor(x, 20).lightness() < 128 for x in range(seen.width())} == {True, False}


async def test_a_mistake_is_refused_with_its_line_and_nothing_is_written(tmp_path: Path):
    wrong = MINE.replace("size = 30", "sise = 30")
    async with a_desk(tmp_path) as (desk, shelf, _):
        with pytest.raises(SettingNotValid) as refused:
            await desk.keep(ADMIN, "name", wrong)

        assert not shelf.own().designs
    mistake = mistake_of(refused.value)
    assert mistake.line == 8
    assert "size" in mistake.sentence


async def test_a_broken_file_in_the_folder_costs_no_label_and_is_named(tmp_path: Path):
    (tmp_path / "name.toml").write_bytes(b"\xff\xfe nonsense")
    (tmp_path / "other.toml").write_text(MINE.replace("roll-80", "roll-81").replace("[[part]]", "[part"))
    async with a_desk(tmp_path) as (desk, shelf, _):
        assert draw(LABEL, ROLL, shelf).bitmap.digest == draw(LABEL, ROLL).bitmap.digest
        broken = {one.name: one for one in await desk.designs() if one.mistake is not None}

    assert set(broken) == {"name", "other"}
    assert broken["name"].is_shipped


async def test_an_edited_file_counts_without_a_restart(tmp_path: Path):
    file = tmp_path / "name.toml"
    file.write_text(MINE)
    shelf = DesignShelf(tmp_path)
    before = draw(LABEL, ROLL, shelf).bitmap.digest

    file.write_text(MINE.replace("size = 30", "size = 12"))
    os.utime(file, (1, 1))

    assert draw(LABEL, ROLL, shelf).bitmap.digest != before


async def test_only_an_admin_changes_designs_and_no_name_leaves_the_folder(tmp_path: Path):
    async with a_desk(tmp_path / "labels") as (desk, _, log):
        with pytest.raises(NotAuthorised):
            await desk.keep(LEAD, "name", MINE)
        for name in ("../name", "a/b", "", "Name", ".hidden"):
            with pytest.raises(SettingNotValid):
                await desk.keep(ADMIN, name, MINE)
        with pytest.raises(NotKnown):
            await desk.forget(ADMIN, "name")

    assert not log.facts
    assert _files_below(tmp_path) == []


async def test_a_design_travels_on_a_stick_with_its_picture(tmp_path: Path):
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    QImage(20, 20, QImage.Format.Format_Mono).save(str(stick / "logo.png"))
    (stick / "mine.toml").write_text(MINE + '\n[[part]]\nkind = "picture"\nfile = "logo.png"\nheight = 10\n')
    async with a_desk(tmp_path / "labels") as (desk, shelf, _):
        assert await desk.import_file(ADMIN, stick / "mine.toml") == "mine"
        await desk.export_file("mine", away)

        assert shelf.design_for("name", ROLL).id == "mine"
    assert {path.name for path in away.iterdir()} == {"mine.toml", "logo.png"}
