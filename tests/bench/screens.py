"""A family at the station: from the last digit to its cards, and from the tap to "all set", each as painted."""

import time
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from kiosk.domain.visit import Step
from kiosk.simulator.printer import VirtualPrinter
from tests.bench.churches import fresh, roomy_church
from tests.bench.measuring import Row, ms, within
from tests.bench.watched_window import Painted, on_the_windows_loop, until, watched_station
from tests.support.sunday import MORNING, copied, reading
from tests.support.visitor import Role, Seen, Visitor

PEOPLE, FAMILIES = 4000, 40
_ON_THE_WAY = (Step.FINDING, Step.OPENING, Step.SAVING)
MOST_MS = 100.0
_ONE_FAMILY_EACH = """
select digits from (
    select substr(phone.number, -4) as digits, min(household) as household from phone
    join household_member as adult on adult.person = phone.person group by digits having count(distinct household) = 1)
where household in (
    select household from household_member join person on person.id = household_member.person
    where is_child = 1 and is_hidden = 0 and birthdate between ? and ? group by household)
"""


def run() -> Iterator[Row]:
    """The rows of the table."""
    folder = copied(roomy_church(PEOPLE), fresh("screens"))
    with VirtualPrinter() as printer:
        found, recorded = on_the_windows_loop(lambda: _families(folder, printer.address))
    # The first family is faster than any hand: it types in the very moment the station stands, before screens are made ahead.
    first, *others = found
    what = f"last digit to the family's cards on screen, {len(others)} families, labels printing"
    yield within(what, others, MOST_MS, beside=f"the first, as the station comes up: {ms(first)}")
    yield within('"Check in" to "all set" on screen', recorded, MOST_MS)


async def _families(folder: Path, printer: str) -> tuple[list[float], list[float]]:
    today = MORNING.astimezone(UTC).date()
    ages = (today.replace(year=today.year - 9).isoformat(), today.replace(year=today.year - 2).isoformat())
    with reading(folder) as connection:
        numbers = [digits for (digits,) in connection.execute(_ONE_FAMILY_EACH, ages)]
    found: list[float] = []
    recorded: list[float] = []
    async with watched_station(folder, MORNING, printer=printer) as (station, visitor):
        painted = Painted(station)
        for digits in numbers:
            if len(recorded) >= FAMILIES:
                break
            for digit in digits[:3]:
                await visitor.taps(digit, Role.Button)
            seconds = await _painted_after(
                painted, visitor, await visitor.finds(digits[3], Role.Button), Step.HOUSEHOLD
            )
            if seconds is not None:
                found.append(seconds)
                await until(lambda: visitor.control("Check in ") or visitor.control("Tap who is here"))
                if visitor.control("Check in ") is not None:
                    seconds = await _painted_after(painted, visitor, await visitor.finds("Check in "), Step.DONE)
                    if seconds is not None:
                        recorded.append(seconds)
            station.window.flow.leave()
            await until(lambda: station.window.scene.visit.step is Step.START)
    return found, recorded


async def _painted_after(painted: Painted, visitor: Visitor, control: Seen, step: Step) -> float | None:
    """Seconds from a tap until the screen of a step has been painted; None where it led to another step."""
    visit = visitor.window.scene.visit.step
    painted.at.clear()
    begun = time.perf_counter()
    visitor.taps_at(control)
    await until(lambda: visitor.window.scene.visit.step not in (visit, *_ON_THE_WAY))
    if visitor.window.scene.visit.step is not step:
        return None
    await until(lambda: step in painted.at)
    return painted.at[step] - begun
