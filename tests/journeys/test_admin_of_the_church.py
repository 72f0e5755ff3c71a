"""An admin behind the PIN: decides what differs, sees who did what, takes reports away, looks after backups."""

import csv
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.app.truth import truth_of
from kiosk.domain.facts import moment_text
from kiosk.services.export import HEADER
from kiosk.storage.backups import kept_in
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.restoring import Restoring
from kiosk.ui.backstage.behind_pin import BehindPin
from kiosk.ui.backstage.form import Form
from kiosk.ui.backstage.list_page import ListPage
from kiosk.ui.backstage.table import Table
from tests.journeys.test_behind_the_pin import LANDSCAPE, RUTH, go_behind, page_of, staffed
from tests.support.at_the_door import ANA, LEO, check_in
from tests.support.standing_station import Standing, a_station
from tests.support.sunday import MORNING, church_at, riverside, served
from tests.support.visitor import Role, Visitor
from tests.support.waiting import eventually

__all__ = ["staffed"]

pytestmark = pytest.mark.seconds(60)


def files_go_to(station: Standing, folder: Path) -> None:
    """Let files be saved there instead of in somebody's documents."""
    behind = station.visitor.window.covered_by
    assert isinstance(behind, BehindPin)
    assert behind.backstage is not None
    behind.backstage._session.files = folder


def listed(station: Standing) -> str:
    """What the rows of the page say."""
    (page,) = (one for one in station.visitor.window.findChildren(ListPage) if one.isVisible())
    return "\n".join(" | ".join(row.cells) for row in page.scene.rows)


async def lists(station: Standing, text: str) -> None:
    """Wait until a row says it."""
    await eventually(lambda: text in listed(station), seconds=40)


async def chooses(station: Standing, text: str) -> None:
    """Type into the list's search box, and Enter."""
    (table,) = (one for one in station.visitor.window.findChildren(Table) if one.isVisible())
    table.first_focus.setFocus()
    await station.visitor.types(text)
    station.visitor.presses(Qt.Key.Key_Return)


async def a_conflict(station: Standing) -> int:
    """Somebody's name was changed on both sides, and nobody has decided."""
    at = moment_text(MORNING - timedelta(days=1))

    def work(connection: sqlite3.Connection) -> int:
        row = connection.execute(
            "insert into conflict(record, subject, person, field, base, here, there, here_at, there_at, noticed_at, state)"
            " values('person', '101', '101', 'first_name', '\"Ana\"', '\"Anne\"', '\"Anna\"', ?1, ?1, ?1, 'open')",
            (at,),
        )
        return row.lastrowid or 0

    return await station.church.database.run(work)


async def test_what_differs_is_decided_with_both_values_in_sight(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        await a_conflict(station)
        visitor = station.visitor
        await go_behind(station, RUTH)
        page_of(station, "planning_center")
        await lists(station, "Differs")
        await chooses(station, "Ana Cole")
        await visitor.sees("Here: Anne")
        await visitor.sees("Planning Center: Anna")
        await visitor.taps("Take ours")
        await visitor.sees("Decided. It can be undone.")

        assert await truth_of(station.church).conflicts.open() == ()
        (name,) = station.rows("select first_name from person where id = '101'")[0]
        assert name == "Anne"


async def test_somebody_deleted_there_is_linked_to_who_is_still_there(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        await check_in(station.church, ANA)
        await station.church.database.run(
            lambda c: c.execute("update person set is_gone = 1, name_fold = '' where id = ?", (ANA,))
        )
        visitor = station.visitor
        await go_behind(station, RUTH)
        page_of(station, "planning_center")
        await lists(station, "Ana Cole | Was here | Deleted there")
        await chooses(station, "Ana Cole")
        await visitor.taps("This is Leo Cole")
        await visitor.sees("Linked.")

        assert station.rows("select removed, kept from person_alias where removed = ?", ANA) == [(ANA, LEO)]


def is_chosen(visitor: Visitor, name: str) -> bool:
    """Whether this view of several is told to be the one that is shown."""
    button = visitor.control(name)
    return button is not None and button.is_checked


async def test_without_a_sign_in_bringing_says_what_to_do(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        visitor = station.visitor
        await go_behind(station, RUTH)
        page_of(station, "planning_center")
        await visitor.sees("Nobody is signed in")
        await visitor.taps("Bring and send now")
        await visitor.sees("not signed in to Planning Center yet")


async def test_a_token_is_tried_on_the_screen_before_it_is_kept(qapp: QApplication, staffed: Path):
    with served(riverside()) as center:
        async with a_station(staffed, size=LANDSCAPE, base_url=center.base_url) as station:
            visitor = station.visitor
            await go_behind(station, RUTH)
            page_of(station, "sign_in")
            await visitor.sees("Make a personal access token")
            form = form_of(station)
            form.answered.emit("app_id", "demo")
            form.answered.emit("secret", "wrong")
            await visitor.taps("Sign in", Role.Button)
            await visitor.sees("does not know this token")
            form.answered.emit("secret", "demo")
            form.answered.emit("in_file", True)
            await visitor.taps("Sign in", Role.Button)
            await visitor.sees("Signed in to Riverside")
            await visitor.sees("People: ")
    assert (staffed / "sign-in.json").stat().st_mode & 0o077 == 0


def form_of(station: Standing) -> Form:
    """The form that is shown."""
    (form,) = (one for one in station.visitor.window.findChildren(Form) if one.isVisible())
    return form


async def test_the_audit_says_who_did_what_and_whose_label_it_was(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        await check_in(station.church, ANA, LEO)
        visitor = station.visitor
        await go_behind(station, RUTH)
        page_of(station, "audit")
        await visitor.taps("Everything")
        await eventually(lambda: [is_chosen(visitor, one) for one in ("Exceptions", "Everything")] == [False, True])
        await lists(station, "Checked in | Ana Cole")
        await lists(station, "Opened with a PIN |  | Ruth")


async def test_a_report_counts_and_is_taken_away_as_a_file(qapp: QApplication, staffed: Path, tmp_path: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        await check_in(station.church, ANA, LEO)
        visitor = station.visitor
        await go_behind(station, RUTH)
        files_go_to(station, tmp_path / "files")
        page_of(station, "reports")
        await lists(station, "Sunday Kids | today at 9:00 | 2 | 0 | 2")
        await chooses(station, "9:00")
        await visitor.sees("Twos: 1 came, 1 inside")
        await visitor.taps("Save as CSV")
        await visitor.sees("Saved:")

        (file,) = (tmp_path / "files").glob("*.csv")
        rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
        assert tuple(rows[0]) == HEADER
        assert {row["contact"] for row in rows} == {"Ana Cole", "Leo Cole"}
        assert file.stat().st_mode & 0o077 == 0


async def test_on_monday_an_admin_reads_who_was_never_checked_out(qapp: QApplication, staffed: Path):
    async with church_at(staffed) as church:
        await check_in(church, ANA)
    monday = MORNING + timedelta(days=1)
    async with church_at(staffed, monday) as church:
        await church.volunteers.close_out()
    async with a_station(staffed, at=monday, size=LANDSCAPE) as station:
        visitor = station.visitor
        await go_behind(station, RUTH)
        page_of(station, "reports")
        await visitor.taps("7 days")
        await visitor.sees("1 never checked out")
        await visitor.taps("Never checked out")
        await visitor.sees("Ana Cole, Twos")


async def test_a_backup_is_made_looked_into_and_brought_back_with_a_new_start(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        visitor = station.visitor
        await go_behind(station, RUTH)
        page_of(station, "backup")
        await visitor.taps("Make one now")
        await visitor.sees("Backup made and checked.")
        await lists(station, "MB")
        assert len(kept_in(DataFolder(staffed))) == 1
        await chooses(station, "MB")
        await visitor.sees("people in")
        await visitor.taps("Bring it back")
        await visitor.taps("Bring it back and start anew")
        await eventually(lambda: not visitor.window.isVisible())

    assert Restoring(DataFolder(staffed)).is_prepared


async def test_the_doctor_examines_on_the_screen_and_writes_a_bundle(qapp: QApplication, staffed: Path, tmp_path: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        visitor = station.visitor
        await go_behind(station, RUTH)
        files_go_to(station, tmp_path / "files")
        (tmp_path / "files").mkdir()
        page_of(station, "diagnostics")
        await lists(station, "Data file | The data file is whole")
        await visitor.sees("things to look at")
        await visitor.taps("Write a support bundle")
        await visitor.sees("Support bundle written")
        assert list((tmp_path / "files").glob("kiosk-support-*.zip"))
