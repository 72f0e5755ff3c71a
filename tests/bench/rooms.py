"""One child's rooms among sixty, with folders, ages, grades, limits and history; and a household of four through the books."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.rooms import resolve
from tests.bench.churches import church_of, some_of
from tests.bench.measuring import Row, ms, percentile, timed
from tests.support.church_builders import a_location, a_past_check_in, a_person, a_question, a_tree
from tests.support.sunday import MORNING, church_at

LOCATIONS, ROUNDS = 60, 2000
HOUSEHOLDS = 200


def run() -> Iterator[Row]:
    """The rows of the table."""
    folders = [a_location(f"F{number}", is_folder=True) for number in range(6)]
    rooms = [
        a_location(
            f"R{number}",
            parent_id=folders[number % 6].id,
            age_min_in_months=number * 4 if number % 3 else None,
            age_max_in_months=number * 4 + 11 if number % 3 else None,
            grade_min=number % 9 if number % 3 == 0 else None,
            grade_max=number % 9 + 1 if number % 3 == 0 else None,
            gender="F" if number % 7 == 0 else None,
            max_occupancy=20,
            position=number,
        )
        for number in range(LOCATIONS)
    ]
    question = a_question(
        a_person(months=40, grade=2),
        tree=a_tree(*folders, *rooms),
        history=[a_past_check_in(rooms[7], weeks_ago=week) for week in range(1, 8)],
    )
    seconds = [timed(lambda: resolve(question)) for _ in range(ROUNDS)]
    each = percentile(seconds, 0.5) / LOCATIONS * 1e6
    median, slow = percentile(seconds, 0.5), percentile(seconds, 0.99)
    yield Row(
        f"one child among {LOCATIONS} locations, p99", f"{ms(slow)} (p50 {ms(median)})", f"{each:.1f} µs a location"
    )
    yield from asyncio.run(_households(church_of(10_000)))


async def _households(folder: Path) -> list[Row]:
    digits = some_of(folder, "select substr(number, -10) from phone", HOUSEHOLDS)
    seconds = []
    async with church_at(folder) as church:
        for number in digits:
            (found, *_) = await church.people.by_phone("".join(filter(str.isdecimal, number)), 9)
            begun = time.perf_counter()
            await church.offers.of(found.people, MORNING)
            seconds.append(time.perf_counter() - begun)
    median, slow = percentile(seconds, 0.5), percentile(seconds, 0.99)
    return [
        Row("what a household is offered, read and resolved, p99", f"{ms(slow)} (p50 {ms(median)})", "10,000 people")
    ]
