"""Two processes on one data folder: no seat is given twice, a command waits its turn, and there is one station at most."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.storage.data_folder import DataFolder
from tests.support.command_line import CommandLine
from tests.support.forking import CAN_FORK, Child, Forker, a_forker
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, reading

ROUNDS = 40
ADULT_CLASS, AFTER_THE_SERVICES = "90", "31"
AT = MORNING.isoformat()


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    with a_forker("tests.support.busy_station:prepare") as ready:
        yield ready


@pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork")
def test_the_last_seat_goes_to_one_of_two_stations(data: Path, forker: Forker):
    """Case K25 in small: one seat and two who want it, again and again."""
    with reading(data) as connection:
        adults = [id for (id,) in connection.execute("select id from person where is_child = 0 and birthdate < '2000'")]
    pairs = list(zip(adults[::2], adults[1::2], strict=False))[:ROUNDS]
    stations = [_a_station_for_the_class(data, forker) for _ in range(2)]
    try:
        outcomes = []
        for number, pair in enumerate(pairs, 1):
            _allow(data, number)
            for station, person in zip(stations, pair, strict=True):
                station.tell(person)
            outcomes.append(sorted(json.loads(station.line())["outcome"] for station in stations))
    finally:
        for station in stations:
            station.close()

    assert outcomes == [["LocationFull", "in"]] * ROUNDS
    check_record(data)


def _a_station_for_the_class(data: Path, forker: Forker) -> Child:
    station = forker.start("tests.support.busy_station:take_last_seats", str(data), AT, AFTER_THE_SERVICES, ADULT_CLASS)
    assert station.line() == '{"ready": true}'
    return station


def _allow(data: Path, seats: int) -> None:
    """As Planning Center would, between two pulls: everyone so far and one more."""
    with reading(data) as connection:
        connection.execute("update location set max_occupancy = ? where id = ?", (seats, ADULT_CLASS))


def test_a_command_waits_while_another_process_writes(rehearsing: Path):
    with _writing(rehearsing):
        command = _check_in(rehearsing)
        with pytest.raises(subprocess.TimeoutExpired):
            command.communicate(timeout=1)
    out, _ = command.communicate()

    assert (command.returncode, json.loads(out)["check_ins"][0]["status"]) == (0, "created")


def test_a_command_that_has_waited_long_enough_says_busy(rehearsing: Path):
    with _writing(rehearsing):
        command = _check_in(rehearsing)
        out, _ = command.communicate()

    assert (command.returncode, json.loads(out)["problem"]) == (4, "Busy")


def test_a_folder_has_one_station_and_commands_work_beside_it(data: Path):
    station = [sys.executable, "-m", "kiosk", "--data", str(data), "station", "--windowed"]
    with DataFolder(data).station_claim():
        second = subprocess.run(station, capture_output=True, text=True)
        beside = CommandLine(data)("find", "0133")

    assert second.returncode == 4
    assert second.stderr.count("\n") == 1
    assert beside.code == 0


@pytest.fixture
def rehearsing(data: Path) -> Path:
    """The sample church with a rehearsal begun."""
    CommandLine(data)("--rehearsal", "roster", "--at", AT)
    return data


@contextmanager
def _writing(data: Path) -> Iterator[None]:
    """Another process that is in the middle of a write on the rehearsal's copy."""
    lock = DataFolder(data / "rehearsal").write_lock()
    try:
        with lock:
            yield
    finally:
        lock.close()


def _check_in(data: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kiosk", "--data", str(data), "--rehearsal", "--json"]
    return subprocess.Popen([*command, "check-in", "--person", "303", "--at", AT], stdout=subprocess.PIPE, text=True)
