"""``kiosk preview``: on Friday, what would go wrong on Sunday."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.ids import LocationId
from kiosk.domain.locations import LocationAdditions
from kiosk.storage.schedule_store import SqliteSchedule
from tests.support.at_the_door import ANA, MIA, NINE, THREES, TWOS, check_in
from tests.support.church_builders import SUNDAY, at
from tests.support.command_line import CommandLine
from tests.support.station_files import a_database
from tests.support.sunday import church_at, copied, pull_into, reading, riverside

FRIDAY = at("12:00", SUNDAY - timedelta(days=2))
ON_FRIDAY = ("--at", "2026-09-11T12:00")
ON_SUNDAY = ("--at", "2026-09-13T08:40")


@pytest.fixture(scope="module")
def fridays_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The church on Friday: nobody is in, this week's times have been made."""
    return pull_into(tmp_path_factory.mktemp("friday") / "data", riverside(FRIDAY), FRIDAY)


@pytest.fixture
def data(fridays_data: Path, tmp_path: Path) -> Path:
    return copied(fridays_data, tmp_path / "data")


@pytest.fixture
def kiosk(data: Path) -> CommandLine:
    return CommandLine(data)


def preview(kiosk: CommandLine, *words: str) -> Any:
    said = kiosk("preview", *(words or ON_FRIDAY))
    assert said.code == 0, said.out
    return said.document


def of(document: Any, person: str, time: str = "11") -> Any:
    return next(
        one for one in document["children"] if one["person"]["id"] == person and one["event_time"]["id"] == time
    )


def test_on_friday_the_preview_is_of_sunday(kiosk: CommandLine):
    document = preview(kiosk)
    assert document["date"] == SUNDAY.isoformat()
    assert document["at"] == "2026-09-11T12:00:00-05:00"
    assert of(document, ANA) == {
        "person": {"id": "101", "name": "Ana Cole"},
        "event": {"id": "1", "name": "Sunday Kids"},
        "event_time": {"id": "11", "starts_at": "2026-09-13T09:00:00-05:00", "predicted": False},
        "location": {"id": "52", "name": "Twos"},
        "reasons": [],
        "expected": True,
        "already_in": False,
    }
    mia = of(document, MIA)
    assert mia["location"] is None
    assert "birthdate_missing" in mia["reasons"]
    assert {"person": {"id": "103", "name": "Mia Cole"}, "facts": ["birthdate"]} in document["missing_facts"]


def test_every_active_child_is_listed_and_nobody_else(kiosk: CommandLine, data: Path):
    with reading(data) as connection:
        children = {
            id for (id,) in connection.execute("select id from person where is_child = 1 and is_hidden = 0").fetchall()
        }
    listed = preview(kiosk)["children"]
    assert {one["person"]["id"] for one in listed} == children
    assert all(one["location"] or one["reasons"] for one in listed)


def test_after_the_last_service_the_preview_is_of_the_next_day_with_one(kiosk: CommandLine):
    document = preview(kiosk, "--at", "2026-09-13T21:00")
    assert document["date"] == "2026-09-16"
    assert {one["event"]["name"] for one in document["children"]} == {"Midweek"}


def test_a_room_that_more_are_expected_in_than_it_takes_is_told(kiosk: CommandLine, data: Path):
    change(data, "update location set max_occupancy = 3 where id = '52'")
    twos = [one for one in preview(kiosk)["over_capacity"] if one["location"]["id"] == "52"]
    assert {(one["event_time"]["id"], one["limit"]) for one in twos} == {("11", 3), ("12", 3)}
    assert all(one["expected"] > 3 for one in twos)


async def tie(data: Path, location: LocationId, resource: str) -> None:
    async with a_database(data) as database:
        await SqliteSchedule(database).keep_additions(location, LocationAdditions(resource_id=resource))


def test_rooms_tied_to_the_building_are_held_against_its_bookings(kiosk: CommandLine, data: Path):
    """Twos: Room 204 today. Sunday's services have booked 204 and 203; the baptism class asks for 203 in the second."""
    asyncio.run(tie(data, TWOS, "204"))
    asyncio.run(tie(data, THREES, "203"))
    asyncio.run(tie(data, LocationId("54"), "300"))
    told = {
        (one["location"]["name"], one["event_time"]["id"], one["problem"], one["room"], *one["others"])
        for one in preview(kiosk)["bookings"]
    }
    assert told == {
        ("Threes", "12", "may_clash", "Room 203", "Baptism class"),
        ("Fours", "11", "not_booked", "Fellowship hall"),
    }


def test_without_calendar_nothing_is_said_of_bookings(kiosk: CommandLine, data: Path):
    change(data, "delete from pulled_at where resource = 'resource_bookings'")
    assert preview(kiosk)["bookings"] is None


def test_links_that_lead_nowhere_and_faults_of_the_tree_are_reported(kiosk: CommandLine, data: Path):
    change(data, "update church_group set group_type = '999' where id = (select min(id) from church_group)")
    document = preview(kiosk)
    assert {one["problem"] for one in document["groups"]} >= {"missing_parent"}
    assert any(name.startswith("foreign: ") for name in document["links"])
    assert any(name.startswith("unknown_node: ") for name in document["links"])


def test_a_service_called_off_with_people_in_it_is_said_and_check_out_goes_on(kiosk: CommandLine, data: Path):
    async def called_off() -> None:
        async with church_at(data) as church:
            await check_in(church, ANA)

    asyncio.run(called_off())
    change(data, f"update event_time set is_cancelled = 1 where id = '{NINE}'")
    told = preview(kiosk, *ON_SUNDAY)
    assert [(one["kind"], one["event"], one["people"]) for one in told["warnings"]] == [("cancelled", "Sunday Kids", 1)]
    assert NINE not in {one["event_time"]["id"] for one in told["children"]}
    (nine,) = [one for one in kiosk("explain", ANA, *ON_SUNDAY).document["times"] if one["event_time"]["id"] == NINE]
    assert "cancelled" in nine["reasons"]
    assert not nine["chosen"]
    said = kiosk.plainly("preview", *ON_SUNDAY).out
    assert "Sunday Kids, today at 9:00, is cancelled, but 1 person is checked in. Check-out still works." in said


def test_people_read_what_to_put_right(kiosk: CommandLine):
    said = kiosk.plainly("preview", *ON_FRIDAY).out
    assert "Sunday Kids, Sunday at 9:00" in said
    assert "  Twos: " in said
    assert "    Mia Cole: " in said
    assert "birthdate" in said


def test_before_the_first_pull_an_admin_is_asked_for(tmp_path: Path):
    said = CommandLine(tmp_path / "new")("preview")
    assert (said.code, said.document["problem"]) == (5, "StationNotSetUp")


def change(data: Path, statement: str) -> None:
    """What another process, or Planning Center over a pull, would change."""
    connection = sqlite3.connect(data / "kiosk.db", isolation_level=None)
    try:
        connection.execute(statement)
    finally:
        connection.close()
