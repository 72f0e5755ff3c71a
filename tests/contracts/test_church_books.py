"""What the books of schedule, groups and history promise, in memory and on SQLite alike."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.groups import (
    CalendarEvent,
    CalendarInstance,
    EventConnection,
    Group,
    GroupEvent,
    GroupType,
    IntegrationLink,
    Membership,
)
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import (
    EventId,
    EventPeriodId,
    EventTimeId,
    GroupId,
    GroupTypeId,
    LabelId,
    LocationId,
    PersonId,
)
from kiosk.domain.label_choice import LabelQuantity
from kiosk.domain.locations import ChildOrAdult, Location
from kiosk.domain.people import Gender, Grade, Organization
from kiosk.domain.schedule import Event, EventPeriod, EventTime
from kiosk.services.ports import GroupBook, HistoryBook, ScheduleBook
from kiosk.services.pulled import LabelRule, LabelSheet, OfferedLocations, Product, PulledEvent, PulledOrganization
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.groups_store import SqliteGroups
from kiosk.storage.history_store import SqliteHistory
from kiosk.storage.schedule_store import SqliteSchedule
from tests.support.fake_books import FakeGroups, FakeHistory, FakeSchedule
from tests.support.pulling import cache

NINE = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
CHURCH = Organization("5150", "Riverside", "America/Chicago", (Grade(-1, "Pre-K"), Grade(0, "Kindergarten")))
KIDS = Event(EventId("1"), "Sunday Kids", "Weekly", campus_ids=("7",))
OLD = Event(EventId("9"), "Long ago", is_archived=True)
PERIOD = EventPeriod(EventPeriodId("2"), KIDS.id, NINE - timedelta(days=1), NINE + timedelta(days=6))
TIME = EventTime(
    EventTimeId("11"), KIDS.id, NINE, PERIOD.id, "First", NINE - timedelta(hours=1), NINE + timedelta(hours=1), 9, 0, 0,
    location_ids=(LocationId("52"),),
)  # fmt: skip
LATER = EventTime(EventTimeId("12"), KIDS.id, NINE + WEEK)
OLD_TIME = EventTime(EventTimeId("90"), OLD.id, NINE)
EARLY = Location(LocationId("50"), KIDS.id, "Early years", is_folder=True, position=2)
TWOS = Location(
    LocationId("52"), KIDS.id, "Twos", EARLY.id, False, False, 24, 35, date(2026, 9, 1), "date", date(2026, 1, 1), -1, 0,
    Gender.FEMALE, ChildOrAdult.CHILD, 12, 2, 5, 1, "birthday", ("Potty?", "Snack?"),
)  # fmt: skip
LABELS = {
    KIDS.id: (
        LabelQuantity("Group", 2, True, True, False, None, "Security", "1"),
        LabelQuantity("Person", 1, True, False, True, TWOS.id, "Bag tag", "2"),
    )
}
PAST = PastCheckIn(
    "501", PersonId("101"), KIDS.id, NINE - WEEK, TIME.id, NINE, TWOS.id, "volunteer", None, "AB12", True
)
OUT = PastCheckIn(
    "502", PersonId("101"), KIDS.id, NINE, TIME.id, NINE, None, "regular", NINE + timedelta(hours=1), "", True
)


@dataclass(frozen=True)
class Books:
    schedule: ScheduleBook
    groups: GroupBook
    history: HistoryBook


KIDS_TYPE = GroupType(GroupTypeId("5"), "Kids", 1)
GROUP = Group(GroupId("77"), "Twos Tuesday", KIDS_TYPE.id, False, "Tuesdays at 9", "open", "open_signup")
CLOSED_GROUP = Group(GroupId("78"), "Archived", None, True)
MEMBER = Membership("1", GROUP.id, PersonId("101"), "leader", NINE - WEEK)
LINK = IntegrationLink("1", "gid://groups/Group/77", "groups", "Group", "77", "Event", "1")
CONNECTION = EventConnection("1", "21", "check-ins", "event", "1", "Sunday Kids")
MEETING = GroupEvent("1", GROUP.id, "Supper", NINE, NINE + timedelta(hours=2), True, True, True)
CAMP = GroupEvent(
    "2", GROUP.id, "Camp", NINE - 3 * WEEK, NINE - 3 * WEEK + timedelta(days=3, hours=8), False, False, True
)
CALENDAR_EVENT = CalendarEvent("21", "Sunday", True)
INSTANCE = CalendarInstance("31", "21", "Sunday", NINE, None, "Every Sunday")


@asynccontextmanager
async def in_memory(folder: Path) -> AsyncIterator[Books]:
    yield Books(
        FakeSchedule(CHURCH, (KIDS, OLD), (PERIOD,), (LATER, TIME, OLD_TIME), (EARLY, TWOS), LABELS),
        FakeGroups(
            (KIDS_TYPE,),
            (GROUP, CLOSED_GROUP),
            (MEMBER,),
            (LINK,),
            (CONNECTION,),
            (MEETING, CAMP),
            (CALENDAR_EVENT,),
            (INSTANCE,),
        ),
        FakeHistory((PAST, OUT)),
    )


@asynccontextmanager
async def on_sqlite(folder: Path) -> AsyncIterator[Books]:
    database = Database(DataFolder(folder))
    await database.open()
    try:
        events = (PulledEvent(KIDS, has_rooms_per_time=True), PulledEvent(OLD, has_rooms_per_time=None))
        times = (PERIOD, LATER, TIME, OLD_TIME, OfferedLocations(TIME.id, (LocationId("52"),)))
        labels = (LabelSheet(LabelId("1"), "Security", "Group", ""), LabelSheet(LabelId("2"), "Bag tag", "Person", ""))
        rules = (
            LabelRule("1", LabelId("1"), KIDS.id, None, 2, True, True, False),
            LabelRule("1", LabelId("2"), None, TWOS.id, 1, True, False, True),
        )
        groups = (KIDS_TYPE, GROUP, CLOSED_GROUP, MEMBER, LINK, CONNECTION, MEETING, CAMP, CALENDAR_EVENT, INSTANCE)
        church = PulledOrganization(Product.PEOPLE, CHURCH)
        await cache(database, (church, *events, *times, EARLY, TWOS, *labels, *rules, *groups, PAST, OUT))
        yield Books(SqliteSchedule(database), SqliteGroups(database), SqliteHistory(database))
    finally:
        await database.close()


Opens = Callable[[], AbstractAsyncContextManager[Books]]


@pytest.fixture(params=[in_memory, on_sqlite])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opens:
    """Opens the books inside the test's own loop."""
    return lambda: request.param(tmp_path)


async def test_the_schedule_comes_back_as_it_was_without_what_is_archived(opened: Opens):
    async with opened() as books:
        assert await books.schedule.organization() == CHURCH
        assert await books.schedule.events() == (KIDS,)
        assert await books.schedule.event_periods() == (PERIOD,)
        assert await books.schedule.locations(KIDS.id) == (TWOS, EARLY)
        assert await books.schedule.locations(EventId("none")) == ()
        assert await books.schedule.label_quantities(KIDS.id) == LABELS[KIDS.id]


async def test_times_are_those_that_start_from_one_moment_until_before_another(opened: Opens):
    async with opened() as books:
        assert await books.schedule.event_times(NINE, NINE + WEEK) == (TIME,)
        assert await books.schedule.event_times(NINE, NINE + WEEK + timedelta(seconds=1)) == (TIME, LATER)
        assert await books.schedule.event_times(NINE + timedelta(microseconds=1), NINE + WEEK) == ()


async def test_groups_and_what_hangs_on_them_come_back_as_they_were(opened: Opens):
    async with opened() as books:
        assert await books.groups.group_types() == (KIDS_TYPE,)
        assert await books.groups.groups() == (CLOSED_GROUP, GROUP)
        assert await books.groups.memberships_of([PersonId("101"), PersonId("102")]) == (MEMBER,)
        assert await books.groups.integration_links() == (LINK,)
        assert await books.groups.event_connections() == (CONNECTION,)
        assert await books.groups.group_events(NINE, NINE + WEEK) == (MEETING,)
        assert await books.groups.group_events(NINE - WEEK, NINE) == ()
        on_its_fourth_day = CAMP.starts_at + timedelta(days=3, hours=1)
        assert await books.groups.group_events(on_its_fourth_day, NINE) == (CAMP,)
        assert await books.groups.group_events(on_its_fourth_day + timedelta(days=1), NINE) == ()
        assert await books.groups.calendar_events() == (CALENDAR_EVENT,)
        assert await books.groups.calendar_instances(NINE, NINE + WEEK) == (INSTANCE,)


async def test_history_is_newest_first_and_who_has_left_is_not_inside(opened: Opens):
    async with opened() as books:
        assert await books.history.past_check_ins([PersonId("101")], NINE - WEEK) == (OUT, PAST)
        assert await books.history.past_check_ins([PersonId("101")], NINE) == (OUT,)
        assert await books.history.past_check_ins([PersonId("102")], NINE - WEEK) == ()
        assert await books.history.inside_through_planning_center([TIME.id]) == (PAST,)
        assert await books.history.inside_through_planning_center([LATER.id]) == ()
