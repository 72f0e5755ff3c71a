"""A pause asked for by Planning Center (Q13, pco/API.md section 4) holds for every program on the folder, and over a restart."""

from pathlib import Path

import pytest

from kiosk.pco.pacing import Pace
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.kept_rest import KeptRest

NOW = 1_789_300_000.0


def a_program(folder: Path, clock: list[float]) -> Pace:
    """The pace of one program that has just started, on the clock that all share."""
    return Pace(rest=KeptRest(DataFolder(folder), clock=lambda: clock[0]))


def test_another_program_and_the_next_one_keep_the_pause_to_the_second(tmp_path: Path):
    clock = [NOW]
    a_program(tmp_path, clock).pause(7, 0.0)
    beside = a_program(tmp_path, clock)
    assert beside.wait_seconds(50.0) == pytest.approx(7)
    clock[0] += 6
    assert a_program(tmp_path, clock).wait_seconds(0.0) == pytest.approx(1)
    clock[0] += 1
    assert beside.wait_seconds(57.0) == 0


def test_a_shorter_pause_ends_no_longer_one(tmp_path: Path):
    clock = [NOW]
    one, other = a_program(tmp_path, clock), a_program(tmp_path, clock)
    one.pause(30, 0.0)
    other.pause(2, 0.0)
    assert one.wait_seconds(0.0) == other.wait_seconds(0.0) == pytest.approx(30)


def test_a_clock_set_right_by_hours_leaves_no_pause_of_hours(tmp_path: Path):
    clock = [NOW]
    first = a_program(tmp_path, clock)
    first.pause(20, 0.0)
    clock[0] -= 5 * 3600
    assert a_program(tmp_path, clock).wait_seconds(0.0) == 0
    assert first.wait_seconds(5.0) == pytest.approx(15)


def test_where_nothing_can_be_written_whoever_was_asked_still_pauses(tmp_path: Path):
    one = a_program(tmp_path / "missing", [NOW])
    one.pause(20, 0.0)
    assert one.wait_seconds(5.0) == pytest.approx(15)
