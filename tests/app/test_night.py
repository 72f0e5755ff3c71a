"""What a running station does when a day is over, also after a night it was off."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.app.night import do_what_is_due, keep_nights
from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.newcomers import NewPerson
from tests.support.at_the_door import A_VOLUNTEER, ANA, TWOS, check_in
from tests.support.church_builders import at
from tests.support.sunday import church_at, copied, pull_into, riverside, without_limits
from tests.support.waiting import eventually


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without_limits(pull_into(tmp_path_factory.mktemp("church") / "data", riverside()))


async def test_a_station_that_was_off_at_night_does_it_in_the_morning(pulled: Path, tmp_path: Path):
    folder = copied(pulled, tmp_path / "data")
    async with church_at(folder) as church:
        await check_in(church, ANA)
        guest = await church.volunteers.guests.label_only(NewPerson("Timo", is_child=True), A_VOLUNTEER)
        await check_in(church, guest, room=TWOS, kind=AttendanceKind.GUEST, staff=A_VOLUNTEER)
    async with church_at(folder, at("7:30", date(2026, 11, 1))) as church:
        await do_what_is_due(church)

        assert await church.attendance.everyone_inside() == ()
        assert await church.people.people([guest]) == {}


async def test_it_is_done_again_and_again(pulled: Path, tmp_path: Path):
    async with church_at(copied(pulled, tmp_path / "data")) as church:
        seen: list[int] = []

        def now():
            seen.append(1)
            return church

        task = asyncio.create_task(keep_nights(now, every=timedelta(milliseconds=1)))
        await eventually(lambda: len(seen) > 2)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
