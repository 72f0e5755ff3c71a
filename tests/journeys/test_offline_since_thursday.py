"""A station without a network since Thursday opens on Sunday on predicted times, and nothing is lost when the real ones come."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.app.compose import Church
from kiosk.domain.ids import CheckInGroupId, EventTimeId, LocationId, PersonId
from kiosk.domain.problems import AlreadyCheckedIn
from kiosk.domain.reasons import TimeReason
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.simulator.records import Church as PretendChurch
from tests.support.at_the_door import A_VOLUNTEER
from tests.support.church_builders import SUNDAY, at
from tests.support.record_checks import check_record, projection, rebuilt_projection
from tests.support.sunday import MORNING, church_at, copied, pull_into, reading, riverside, served
from tests.support.week_to_come import pull, without_times

THURSDAY = at("12:00", SUNDAY - timedelta(days=3))
NINE = EventTimeId("p:1:2026-09-13T14:00:00Z")
REAL_NINE = EventTimeId("11")
ANA, ANA_NONCE = PersonId("101"), CheckInGroupId("01M2000000000000000000000A")


def riverside_on_thursday() -> PretendChurch:
    return without_times(riverside(THURSDAY), at("0:00"))


@pytest.fixture(scope="module")
def thursdays_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pull_into(tmp_path_factory.mktemp("thursday") / "data", riverside_on_thursday(), THURSDAY)


@pytest.fixture
def data(thursdays_data: Path, tmp_path: Path) -> Path:
    """Pulled on Thursday, when this week's times had not been made."""
    return copied(thursdays_data, tmp_path / "data")


@asynccontextmanager
async def on_sunday(data: Path) -> AsyncIterator[Church]:
    async with church_at(data) as church:
        yield church


def tap(time: EventTimeId, nonce: CheckInGroupId = ANA_NONCE, person: PersonId = ANA) -> CheckInRequest:
    return CheckInRequest(nonce, (Want(person, time),))


async def in_twos(church: Church, *times: EventTimeId) -> list[tuple[str, str]]:
    """Who is inside at these times, and under which id."""
    return [(one.person_id, one.event_time_id) for one in await church.attendance.of_event_times(times)]


async def test_a_station_offline_since_thursday_checks_in_and_the_real_time_takes_it_over(data: Path):
    async with on_sunday(data) as church:
        day = await church.days.at(church.clock.now())
        assert [(time.id, time.is_predicted) for time in day.own_open_times] == [
            (NINE, True),
            ("p:1:2026-09-13T15:45:00Z", True),
            ("p:3:2026-09-13T17:15:00Z", True),
        ]
        answer = await church.check_in(tap(NINE))
        assert [one.event_time_id for one in answer.check_ins] == [NINE]

        with served(riverside()) as server:
            await pull(church, server, MORNING)

        day = await church.days.at(church.clock.now())
        assert REAL_NINE in {time.id for time in day.own_open_times}
        assert not any(time.is_predicted for time in day.own_open_times)
        ana = (await church.people.people([ANA]))[ANA]
        (offer,) = await church.offers.on(day, (ana,))
        nine = next(time for time in offer.times if time.event_time.id == REAL_NINE)
        assert nine.reasons == (TimeReason.ALREADY_CHECKED_IN,)
        rosters = await church.rosters.at(church.clock.now(), church.zone)
        assert [(room.location.name, line.person.name) for room in rosters for line in room.present] == [
            ("Twos", "Ana Cole")
        ]
        for time in (REAL_NINE, NINE):
            with pytest.raises(AlreadyCheckedIn):
                await church.check_in(tap(time, CheckInGroupId("01M2000000000000000000000B")))
            assert await in_twos(church, time) == [(ANA, REAL_NINE)]
    check_record(data)


async def test_a_tap_on_a_screen_shown_before_the_real_times_came_is_taken(data: Path):
    async with on_sunday(data) as church:
        with served(riverside()) as server:
            await pull(church, server, MORNING)
        answer = await church.check_in(tap(NINE))
        assert [one.event_time_id for one in answer.check_ins] == [REAL_NINE]
        again = await church.check_in(tap(NINE))
        assert again.recorded.is_replay
        assert again.check_ins == answer.check_ins


async def test_the_same_tap_sent_again_after_the_real_time_came_gets_the_first_answer(data: Path):
    async with on_sunday(data) as church:
        first = await church.check_in(tap(NINE))
        with served(riverside()) as server:
            await pull(church, server, MORNING)
        again = await church.check_in(tap(NINE))
        assert again.recorded.is_replay
        assert [(one.id, one.event_time_id) for one in again.check_ins] == [(first.check_ins[0].id, REAL_NINE)]


async def test_seats_count_those_who_came_before_the_real_time(data: Path):
    async with on_sunday(data) as church:
        await church.check_in(tap(NINE))
        with served(riverside()) as server:
            await pull(church, server, MORNING)
        day = await church.days.at(church.clock.now())
        assert ANA in day.inside[REAL_NINE][LocationId("52")].person_ids


async def test_the_record_folded_anew_is_the_same_before_and_after(data: Path):
    async with on_sunday(data) as church:
        await church.check_in(tap(NINE))
    with reading(data) as connection:
        assert projection(connection) == rebuilt_projection(connection)
    async with on_sunday(data) as church:
        with served(riverside()) as server:
            await pull(church, server, MORNING)
    with reading(data) as connection:
        assert projection(connection) == rebuilt_projection(connection)
        assert connection.execute("select event_time from check_in").fetchall() == [(REAL_NINE,)]
        assert connection.execute("select distinct event_time from fact").fetchall() == [(NINE,)]


async def test_at_no_moment_of_a_pull_is_somebody_in_under_one_time_and_free_under_the_other(data: Path):
    seen: set[tuple[bool, str]] = set()

    def watch(*_: object) -> None:
        with reading(data) as connection:
            (has_come,) = connection.execute("select exists(select 1 from event_time where id = '11')").fetchone()
            seen.update((bool(has_come), time) for (time,) in connection.execute("select event_time from check_in"))

    async with on_sunday(data) as church:
        await church.check_in(tap(NINE))
        with served(riverside()) as server:
            await pull(church, server, MORNING, watch)

    assert seen == {(False, NINE), (True, REAL_NINE)}


async def test_heads_counted_before_the_real_time_came_are_its_heads(data: Path):
    async with on_sunday(data) as church:
        await church.volunteers.rooms.count(NINE, "regular", 7, A_VOLUNTEER, LocationId("52"))
        with served(riverside()) as server:
            await pull(church, server, MORNING)
        counted = await church.volunteers.door.headcounts([REAL_NINE])
        assert [(one.event_time_id, one.count) for one in counted] == [(REAL_NINE, 7)]
        assert await church.volunteers.door.headcounts([EventTimeId("12")]) == ()
