"""Changing settings: all or nothing, written down, effective at once, undone again; on memory and on the real file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.app.chance import ulid_at
from kiosk.domain.ids import EventId, LocationId, StaffId, StationId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown, SettingNotValid
from kiosk.printing.address import printer_address
from kiosk.services.ports import StationSettings
from kiosk.services.settings_desk import SettingsDesk
from kiosk.storage.settings_store import SqliteSettings
from tests.support.church_builders import a_location, an_event
from tests.support.fake_books import FakeSchedule
from tests.support.kept_station import an_open_station
from tests.support.pulling import SetClock

ADMIN = StaffMember(StaffId("s1"), "Ruth", Role.ADMIN)
LEAD = StaffMember(StaffId("s2"), "Tom", Role.LEAD)
SCHEDULE = FakeSchedule(
    all_events=[an_event()],
    rooms=[a_location("52", name="Twos"), a_location("53", name="Same"), a_location("54", name="Same")],
)


@asynccontextmanager
async def a_desk(folder: Path, heard: list[StationSettings] | None = None) -> AsyncIterator[SettingsDesk]:
    async with an_open_station(folder) as (database, settings):
        clock = SetClock(datetime(2026, 9, 13, 12, tzinfo=UTC))
        book = SqliteSettings(database, StationId(settings.station_id), clock)
        told = heard if heard is not None else []
        yield SettingsDesk(book, SCHEDULE, clock, ulid_at, printer_address, told.append)


async def test_a_change_is_in_force_at_once_and_written_with_who_made_it(tmp_path: Path):
    heard: list[StationSettings] = []
    async with a_desk(tmp_path, heard) as desk:
        after = await desk.change(ADMIN, {"mode": "manned", "idle_seconds": 60})
        past = await desk.past_changes()

    assert (after.mode, after.idle_seconds) == ("manned", 60)
    assert [(one.mode, one.idle_seconds) for one in heard] == [("manned", 60)]
    assert {(one.by, one.change.key, one.change.was, one.change.now) for one in past} == {
        ("s1", "mode", "self", "manned"),
        ("s1", "idle_seconds", 45, 60),
    }


async def test_one_mistake_changes_nothing(tmp_path: Path):
    async with a_desk(tmp_path) as desk:
        with pytest.raises(SettingNotValid) as raised:
            await desk.change(ADMIN, {"mode": "manned", "slot": 99})
        with pytest.raises(SettingNotValid) as printer:
            await desk.change(ADMIN, {"printer": "the one in the hall"})

        assert (await desk.all()).station.mode == "self"
        assert await desk.past_changes() == ()

    assert "0 to 63" in str(raised.value.details["sentence"])
    assert "the one in the hall" in str(printer.value.details["sentence"])


async def test_only_admins_change_settings(tmp_path: Path):
    async with a_desk(tmp_path) as desk:
        with pytest.raises(NotAuthorised):
            await desk.change(LEAD, {"mode": "manned"})


async def test_what_was_changed_can_be_undone(tmp_path: Path):
    async with a_desk(tmp_path) as desk:
        await desk.change(ADMIN, {"languages": ["es"]})
        await desk.change_event(ADMIN, EventId("1"), {"minutes_after": ""})
        await desk.change_room(ADMIN, LocationId("52"), {"absolute_limit": 9})
        for past in await desk.past_changes():
            await desk.undo(ADMIN, past.id)
        now = await desk.all()
        past_now = await desk.past_changes()

    assert now.station.languages == ("en", "es")
    assert now.events[EventId("1")].minutes_after == 30
    assert now.locations[LocationId("52")].absolute_limit is None
    assert len(past_now) == 6, "undoing is written too"


async def test_a_file_is_taken_over_whole_and_twice_changes_nothing_more(tmp_path: Path):
    text = '[station]\nmode = "roster"\n[event."sunday kids"]\nminutes_before = 60\n[room.Twos]\nguest_limit = 2\n'
    async with a_desk(tmp_path) as desk:
        expected = await desk.would_change(text, "church.toml")
        assert await desk.import_file(ADMIN, text, "church.toml") == expected
        assert await desk.import_file(ADMIN, text, "church.toml") == ()
        now = await desk.all()
        assert await desk.would_change(await desk.exported(), "own.toml") == ()

    assert now.events[EventId("1")].minutes_before == 60
    assert now.locations[LocationId("52")].guest_limit == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[event.Monday]\nminutes_before = 60\n", "Sunday Kids"),
        ("\n[room.Same]\nguest_limit = 2\n", "several"),
        ('[labels]\nprinter = "lpt1"\n', "escpos://"),
    ],
)
async def test_a_file_that_does_not_fit_this_church_says_where(tmp_path: Path, text: str, said: str):
    async with a_desk(tmp_path) as desk:
        with pytest.raises(SettingNotValid) as raised:
            await desk.import_file(ADMIN, text, "church.toml")

    sentence = str(raised.value.details["sentence"])
    assert "church.toml, line" in sentence
    assert said in sentence


async def test_an_event_that_is_not_here_cannot_be_set(tmp_path: Path):
    async with a_desk(tmp_path) as desk:
        with pytest.raises(NotKnown):
            await desk.change_event(ADMIN, EventId("404"), {"minutes_before": 5})
