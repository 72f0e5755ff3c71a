"""Q25: a clock that is wrong is warned about before opening, by the best witness there is, and never silently believed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from kiosk.domain.clock_doubt import ClockFault
from kiosk.services.clock_check import RELEASED_AT, ClockCheck
from kiosk.services.ports import HeardClock
from kiosk.words import Words
from kiosk.words.warnings import clock_warning
from tests.support.church_builders import at
from tests.support.clocks import FakeClock

NOW = at("8:30")
MINUTE = timedelta(minutes=1)


@dataclass
class FakeWitness:
    """`ClockWitness`."""

    last_heard: HeardClock | None = None
    newest: datetime | None = None

    async def heard(self) -> HeardClock | None:
        return self.last_heard

    async def newest_record(self) -> datetime | None:
        return self.newest


async def doubt(witness: FakeWitness, now: datetime = NOW) -> tuple[ClockFault, timedelta] | None:
    found = await ClockCheck(witness, FakeClock(now)).doubt()
    return (found.fault, found.off_by) if found else None


@pytest.mark.parametrize(
    ("off_by", "told"),
    [
        (timedelta(seconds=2), None),
        (2 * MINUTE, None),
        (5 * MINUTE, (ClockFault.FAST, 5 * MINUTE)),
        (-5 * MINUTE, (ClockFault.SLOW, 5 * MINUTE)),
    ],
)
async def test_Q25_a_servers_clock_of_today_decides(off_by: timedelta, told: object):
    assert await doubt(FakeWitness(HeardClock(off_by, NOW - MINUTE))) == told


async def test_what_a_server_said_yesterday_is_not_held_against_a_clock_that_was_set_since():
    assert await doubt(FakeWitness(HeardClock(5 * MINUTE, NOW - timedelta(hours=25)))) is None
    assert await doubt(FakeWitness(HeardClock(5 * MINUTE, NOW + MINUTE))) is None


async def test_without_a_server_the_record_and_the_release_are_witnesses():
    assert await doubt(FakeWitness(newest=NOW + 10 * MINUTE)) == (ClockFault.BEHIND_RECORDS, 10 * MINUTE)
    assert await doubt(FakeWitness(newest=NOW - 10 * MINUTE)) is None
    assert await doubt(FakeWitness(), RELEASED_AT - timedelta(days=900)) == (
        ClockFault.BEFORE_RELEASE,
        timedelta(days=900),
    )


@pytest.mark.parametrize("fault", list(ClockFault))
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_fault_has_words(fault: ClockFault, language: str):
    assert clock_warning(Words(language), fault, 5 * MINUTE)


def test_the_words_say_how_much_and_what_to_do():
    assert clock_warning(Words(), ClockFault.FAST, 5 * MINUTE) == (
        "This computer’s clock is 5 minutes fast. Check-in opens and closes by it: please set it right."
    )
