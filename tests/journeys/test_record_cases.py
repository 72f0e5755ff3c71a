"""The record under other stations' facts, and rules of coming back: rows Q04-Q07 and Q14, C11's other half; and the audit."""

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.app.compose import Church
from kiosk.domain.facts import Fact, FactKind, NewFact, numbered, tick
from kiosk.domain.ids import EventId, EventTimeId, FactId, PersonId, StationId
from kiosk.domain.problems import AlreadyCheckedIn, AlreadyCheckedOut, NotAuthorised
from kiosk.domain.schedule import EventSettings
from kiosk.services.check_out import CheckOutRequest
from kiosk.storage.fact_log import receive
from tests.support.at_the_door import (
    A_LEAD,
    A_VOLUNTEER,
    ANA,
    LEO,
    NINE,
    QUARTER_TO_ELEVEN,
    TWOS,
    bar,
    check_in,
    code_of,
    inside,
)
from tests.support.church_builders import at
from tests.support.record_checks import check_record
from tests.support.sunday import church_at, reading, without_limits


@pytest.fixture
def folder(data):
    """The sample church, every room with seats for all."""
    return without_limits(data)


class AnotherStation:
    """A station that was cut off: its facts are written elsewhere and arrive later."""

    def __init__(self) -> None:
        self.seq, self.clock, self.hash = 0, 0, ""

    def write(self, what: FactKind, person: PersonId, when: datetime, **body: object) -> Fact:
        self.seq, self.clock = self.seq + 1, tick(self.clock, when)
        id = FactId(f"01J000000000000000000B{self.seq:04}")
        new = NewFact(id, f"01J000000000000000000N{self.seq:04}", what, when, NINE, person, body)
        fact = numbered(new, StationId("another"), self.seq, self.clock, self.hash)
        self.hash = fact.hash
        return fact

    def check_in(self, person: PersonId, when: datetime, code: str = "XK7P") -> Fact:
        return self.write(
            FactKind.CHECK_IN,
            person,
            when,
            location=str(TWOS),
            kind="regular",
            method="manual",
            starts_at=at("9:00").isoformat(),
            date="2026-09-13",
            code=code,
        )


async def received(church: Church, *facts: Fact) -> None:
    await church.database.run(lambda connection: receive(connection, facts))


async def records_of(church: Church, person: PersonId):
    return sorted(await church.attendance.of_people([person], at("0:00")), key=lambda one: one.checked_in_at)


async def test_Q04_two_stations_that_could_not_see_each_other_keep_both_and_flag_the_second(folder):
    there = AnotherStation()
    async with church_at(folder) as church:
        await check_in(church, ANA)
        await received(church, there.check_in(ANA, at("8:45")))

        assert [one.is_duplicate for one in await records_of(church, ANA)] == [False, True]
        # Whoever collects by either code takes the child out of both.
        done = await church.volunteers.check_out(CheckOutRequest("XK7P"))
        assert len(done.released) == 2
        assert await inside(church) == {}


async def test_Q05_in_out_in_out_is_kept_as_it_was(folder):
    async with church_at(folder) as church:
        for _ in range(2):
            code = await code_of(church, ANA)
            await church.volunteers.check_out(CheckOutRequest(code))
        facts = [fact.kind.value for fact in await church.volunteers.door.facts_since(at("0:00"), ())]

        assert facts == ["check_in", "check_out", "check_in", "check_out"]
        assert [(one.is_inside, one.is_duplicate) for one in await records_of(church, ANA)] == [(False, False)] * 2


async def test_Q06_a_check_out_that_arrives_before_its_check_in_is_believed_in_the_order_it_happened(folder):
    there = AnotherStation()
    arrived = there.check_in(ANA, at("8:00"))
    left = there.write(FactKind.CHECK_OUT, ANA, at("8:05"), target=arrived.id, how="code")
    async with church_at(folder) as church:
        await received(church, left)
        assert await inside(church) == {}
        await received(church, arrived)
        assert await inside(church) == {}
        await check_in(church, ANA)

        assert [(one.is_inside, one.is_duplicate) for one in await records_of(church, ANA)] == [
            (False, False),
            (True, False),
        ]


async def test_Q07_where_nobody_may_come_back_the_third_step_is_refused(folder):
    async with church_at(folder) as church:
        await church.schedule.keep_settings(EventId("1"), EventSettings(lets_come_back=False))
        code = await code_of(church, ANA)
        await church.volunteers.check_out(CheckOutRequest(code))
        with pytest.raises(AlreadyCheckedIn) as refused:
            await check_in(church, ANA)

        assert "already_left" in str(refused.value.details["refused"])
        assert (await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,))).check_ins


async def test_C11_another_time_and_another_day_are_no_reason_to_refuse(folder):
    yesterday = AnotherStation()
    async with church_at(folder) as church:
        was_there = yesterday.check_in(ANA, at("8:45", at("9:00").date().replace(day=6)))
        await received(church, replace(was_there, event_time_id=EventTimeId("last-week")))
        await check_in(church, ANA)
        await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,))
        with pytest.raises(AlreadyCheckedIn):
            await check_in(church, ANA)


async def test_Q14_what_was_queued_at_nine_and_arrives_at_noon_was_at_nine(folder):
    there = AnotherStation()
    async with church_at(folder, at("11:40")) as church:
        await received(church, there.check_in(LEO, at("9:02")))

        (leo,) = await records_of(church, LEO)
        assert leo.checked_in_at == at("9:02")
        (row,) = await church.volunteers.exports.check_ins(at("9:00").date(), at("9:00").date(), None)
        assert f"{row['checked_in_at']:%H:%M}" == "09:02"
        assert row["station"] == "another"


async def test_the_audit_says_who_did_what_and_shows_the_exceptions(folder):
    async with church_at(folder) as church:
        staff = church.volunteers.staff
        ruth = await staff.add_first("Ruth Okafor", "4711")
        await bar(church, ANA, "Rick Sanders")
        code = await code_of(church, ANA, override="came late", staff=ruth)
        with pytest.raises(NotAuthorised):
            await church.volunteers.check_out(CheckOutRequest(code, by="Rik Sanders", staff=A_VOLUNTEER))
        done = await church.volunteers.check_out(CheckOutRequest(code, by="Pat Cole", staff=ruth))
        await church.volunteers.undo.check_out([done.released[0].check_in.id], ruth)
        await church.volunteers.rooms.confirm(done.released[0].check_in.id, ruth)

        lines = await church.volunteers.audit.since(at("0:00"))
        told = [(line.what, line.who, line.whom) for line in lines]
        assert told == [
            ("confirmed", "Ruth Okafor", "Ana Cole"),
            ("undo", "Ruth Okafor", "Ana Cole"),
            ("check_out", "Ruth Okafor", "Ana Cole"),
            ("alert", "", ""),
            ("check_in", "Ruth Okafor", "Ana Cole"),
            ("pick_up_changed", "", "Ana Cole"),
            ("staff_added", "Ruth Okafor", "Ruth Okafor"),
        ]
        exceptions = await church.volunteers.audit.since(at("0:00"), only_exceptions=True)
        assert {line.what for line in exceptions} == {"undo", "alert", "check_in", "pick_up_changed", "staff_added"}
        assert next(line.words for line in lines if line.what == "check_in") == {"override": "came late"}
        assert next(line.words for line in lines if line.what == "alert") == {"collector": "Rik Sanders"}
        assert len(await church.volunteers.audit.of_person(ANA, at("0:00"))) == 5


async def test_a_record_that_was_changed_by_hand_shows(folder):
    async with church_at(folder) as church:
        await check_in(church, ANA)
        await check_in(church, LEO)
        assert await church.volunteers.audit.first_break() is None
    with reading(folder) as connection:
        connection.execute("drop trigger fact_is_never_changed")
        connection.execute("update fact set body = replace(body, '\"52\"', '\"53\"') where seq = 1")
    async with church_at(folder) as church:
        broken = await church.volunteers.audit.first_break()
        assert broken is not None
        assert broken[1] == 1


async def test_first_time_guests_peaks_and_what_was_unusual_are_reported(folder):
    async with church_at(folder) as church:
        nobody_knows = PersonId("104")
        await check_in(church, ANA, LEO, times=(NINE, QUARTER_TO_ELEVEN))
        code = await code_of(church, nobody_knows, room=TWOS, override="helps", staff=A_LEAD)
        await church.volunteers.check_out(CheckOutRequest(code))
        with pytest.raises(AlreadyCheckedOut):
            await church.volunteers.check_out(CheckOutRequest(code))
        day = at("9:00").date()
        report = await church.volunteers.stats.of_dates(day, day)
        again = await church.volunteers.stats.of_dates(day.replace(day=14), day.replace(day=20))

    assert (report.overrides, report.duplicates, report.never_checked_out, report.guests) == (1, 0, (), 0)
    assert report.peak is not None
    assert (f"{report.peak.starts_at:%H:%M}", report.peak.check_ins) == ("08:40", 3)
    assert [count for _, count in report.check_outs] == [1]
    by_time = {time.event_time_id: (time.all.came, time.all.left, time.all.inside) for time in report.times}
    assert (by_time[NINE], by_time[QUARTER_TO_ELEVEN]) == ((3, 1, 2), (2, 0, 2))
    assert again.peak is None
    check_record(folder)
