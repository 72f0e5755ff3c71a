"""Bad days of a data folder: a clear sentence each, nothing lost, nothing replaced unasked, and afterwards it goes on."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.chance import ulid_at
from kiosk.domain.ids import CheckInGroupId, PersonId
from kiosk.domain.problems import DiskFull
from kiosk.services.check_in_request import CheckInRequest, Want
from tests.support.busy_station import Tap
from tests.support.command_line import CommandLine, run
from tests.support.crashing import STATION
from tests.support.forking import CAN_FORK, Forker, a_forker
from tests.support.full_disk import fill, make_room
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, church_at, households_with_children, reading, without_limits

needs_fork = pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork")
GARCIAS = ("303", "304", "305")


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    with a_forker("tests.support.busy_station:prepare") as ready:
        yield ready


def a_request(*people: str) -> CheckInRequest:
    return CheckInRequest(CheckInGroupId(ulid_at(MORNING)), tuple(Want(PersonId(person)) for person in people))


# A folder that cannot be written.


@needs_fork
@pytest.mark.parametrize("words", [("find", "0133"), ("check-in", "--person", "303"), ("status",)])
def test_a_folder_that_may_not_be_written_is_said(data: Path, forker: Forker, words: tuple[str, ...]):
    before = contents(data)
    for path in data.iterdir():
        path.chmod(0o400)
    data.chmod(0o500)
    try:
        said = heeding_permissions(forker, "--data", str(data), "--json", *words)
    finally:
        data.chmod(0o700)

    assert (said["code"], json.loads(said["out"])["problem"]) == (5, "DataFolderReadOnly")
    assert contents(data) == before


@needs_fork
def test_a_folder_that_may_not_be_made_is_said(tmp_path: Path, forker: Forker):
    tmp_path.chmod(0o500)
    try:
        said = heeding_permissions(forker, "--data", str(tmp_path / "data"), "--json", "status")
    finally:
        tmp_path.chmod(0o700)

    assert (said["code"], json.loads(said["out"])["problem"]) == (5, "DataFolderReadOnly")


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path):
    place = tmp_path / "data"
    place.write_text("somebody's notes")

    said = run("--data", str(place), "--json", "status")

    assert (said.code, said.document["problem"]) == (5, "DataFolderReadOnly")
    assert place.read_text() == "somebody's notes"


def test_the_folder_is_its_owners_alone(data: Path):
    data.chmod(0o755)

    CommandLine(data)("status")

    assert oct(data.stat().st_mode & 0o777) == "0o700"


# No room on the disk.


async def test_a_full_disk_refuses_the_tap_whole_and_the_same_tap_succeeds_when_there_is_room(data: Path):
    tap = a_request(*GARCIAS)
    async with church_at(data) as church:
        await fill(church, but=GARCIAS)
        with pytest.raises(DiskFull):
            await church.check_in(tap)
        found = await church.find.by_digits("0133")
        await make_room(church)
        answer = await church.check_in(tap)

    assert found[0].household.name == "Garcia"
    assert len(answer.check_ins) == len(GARCIAS)
    assert not answer.recorded.is_replay
    check_record(data)


@needs_fork
def test_a_disk_that_takes_no_more_loses_nothing_that_was_acknowledged(data: Path, forker: Forker):
    without_limits(data)
    taps: list[Tap] = [(ulid_at(MORNING), list(people)) for people in households_with_children(data)]
    room = (data / "kiosk.db").stat().st_size
    station = forker.start("tests.support.misfortunes:check_in_while_files_may_not_grow", str(data), taps, room)
    said = [json.loads(line) for line in station.rest()]
    station.close()

    acknowledged = [line["ack"] for line in said if "ack" in line]
    with reading(data) as connection:
        groups = [
            group for (group,) in connection.execute("select distinct group_id from check_in order by clock, seq")
        ]
    assert said[-1] == {"problem": "DiskFull"}
    assert groups == acknowledged != []
    check_record(data)
    later = forker.start(STATION, str(data), MORNING.isoformat(), taps, "", True)
    assert later.rest()[-1] == '{"done": true}'
    later.close()
    check_record(data)


# A file that is not ours to open.


def test_data_of_a_newer_version_is_left_alone(data: Path):
    with reading(data) as connection:
        connection.execute("pragma user_version = 999")
    before = (data / "kiosk.db").read_bytes()

    said = CommandLine(data)("find", "0133")

    assert (said.code, said.document["problem"]) == (5, "DatabaseTooNew")
    assert (data / "kiosk.db").read_bytes() == before


@pytest.mark.parametrize("harm", ["another file", "beginning", "middle", "cut short"])
def test_damaged_data_is_said_and_never_replaced_unasked(data: Path, harm: str):
    path = data / "kiosk.db"
    whole = path.read_bytes()
    noise = bytes(range(256)) * 64
    damaged = {
        "another file": b"This is a letter.\n" * 500,
        "beginning": noise[:4096] + whole[4096:],
        "middle": whole[:4096] + noise * ((len(whole) - 4096) // len(noise)),
        "cut short": whole[: len(whole) // 3],
    }[harm]
    path.write_bytes(damaged)

    said = [CommandLine(data)(*words) for words in (("find", "0133"), ("status",), ("check-in", "--person", "303"))]

    assert {one.code for one in said} == {5}
    assert {one.document["problem"] for one in said} == {"DatabaseDamaged"}
    assert path.read_bytes()[: len(damaged)] == damaged


def heeding_permissions(forker: Forker, *words: str) -> Any:
    child = forker.start("tests.support.misfortunes:command_that_heeds_permissions", *words)
    try:
        return json.loads(child.line())
    finally:
        child.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and os.access(path, os.R_OK)}
