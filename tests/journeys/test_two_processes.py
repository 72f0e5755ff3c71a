"""Two processes on one data folder: no seat is given twice, a command waits its turn, and there is one station at most."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

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
