"""Two processes and one seat, again and again (case K25)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.bench.churches import fresh, roomy_church
from tests.bench.measuring import Row
from tests.support.forking import CAN_FORK, a_forker
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, copied, reading

PEOPLE, ROUNDS = 4000, 300
ADULT_CLASS, AFTER_THE_SERVICES = "90", "31"


def run() -> Iterator[Row]:
    """The rows of the table."""
    if not CAN_FORK:
        yield Row("not tried: this system cannot fork", "")
        return
    outcomes = _race(copied(roomy_church(PEOPLE), fresh("race")))
    said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    yield Row(f"{ROUNDS} last seats, two processes", said, "", f"{ROUNDS} in", outcomes["in"] == ROUNDS)


def _race(folder: Path) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    query = "select id from person where is_child = 0 and birthdate < '2000' and is_hidden = 0"
    with reading(folder) as connection, a_forker("tests.support.busy_station:prepare") as forker:
        adults = [id for (id,) in connection.execute(query)]
        arguments = (str(folder), MORNING.isoformat(), AFTER_THE_SERVICES, ADULT_CLASS)
        stations = [forker.start("tests.support.busy_station:take_last_seats", *arguments) for _ in range(2)]
        try:
            for station in stations:
                station.line()
            for number in range(ROUNDS):
                connection.execute("update location set max_occupancy = ? where id = ?", (number + 1, ADULT_CLASS))
                for station, person in zip(stations, adults[2 * number : 2 * number + 2], strict=True):
                    station.tell(person)
                outcomes.update(json.loads(station.line())["outcome"] for station in stations)
        finally:
            for station in stations:
                station.close()
    check_record(folder)
    return outcomes
