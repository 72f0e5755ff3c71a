"""One page of a pull written into the cache, kind by kind."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlite_utils import Database as Tables

from kiosk.domain.bookings import Booking, BuildingRoom
from kiosk.domain.counts_there import TimeCounts
from kiosk.domain.facts import moment_text
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
from kiosk.domain.history import PastCheckIn, PersonEvent
from kiosk.domain.locations import Location
from kiosk.domain.people import Person
from kiosk.domain.schedule import EventPeriod, EventTime
from kiosk.domain.stations_there import CampusThere, StationThere, ThemeThere
from kiosk.services.pull_ports import Pull
from kiosk.services.pulled import (
    AttendanceTypesOfEvent,
    CountsOfTime,
    FreeOfFilters,
    HouseholdsOfPerson,
    LabelRule,
    LabelSheet,
    Merger,
    OfferedLocations,
    OptionsOfLocation,
    Pass,
    PulledEvent,
    PulledHousehold,
    PulledOrganization,
    PulledPage,
    RepliesTo,
    TagsOfCalendarEvent,
    Untold,
)
from kiosk.storage import cache_building, cache_counts, cache_groups, cache_people, cache_schedule, cache_there
from kiosk.storage.sync_map import connection_of


def write_page(tables: Tables, pull: Pull, page: PulledPage) -> None:
    """Write a page's records, kind by kind."""
    connection = connection_of(tables)
    number = pull.number
    at = moment_text(page.answered_at or pull.started_at)
    untold = {one.person_id: one.fields for one in page.records if isinstance(one, Untold)}
    writers: dict[type, Callable[[Sequence[Any]], None]] = {
        PulledOrganization: lambda found: cache_people.keep_organizations(tables, found),
        Person: lambda found: cache_people.keep_people(tables, number, at, found, untold),
        HouseholdsOfPerson: lambda found: cache_people.keep_households_of_people(tables, found),
        PulledHousehold: lambda found: cache_people.keep_households(tables, number, at, found),
        Merger: lambda found: cache_people.keep_mergers(tables, found),
        Pass: lambda found: cache_people.keep_passes(tables, number, found),
        FreeOfFilters: lambda found: cache_people.keep_free_of_filters(tables, number, found),
        PulledEvent: lambda found: cache_schedule.keep_events(tables, number, found),
        EventPeriod: lambda found: cache_schedule.keep_event_periods(tables, number, found),
        EventTime: lambda found: cache_schedule.keep_event_times(tables, number, found),
        OfferedLocations: lambda found: cache_schedule.keep_offered_locations(tables, found),
        Location: lambda found: cache_schedule.keep_locations(tables, number, found),
        AttendanceTypesOfEvent: lambda found: cache_counts.keep_attendance_types(connection, found),
        OptionsOfLocation: lambda found: cache_counts.keep_options(connection, found),
        CountsOfTime: lambda found: cache_counts.keep_counts_of_times(connection, found),
        TimeCounts: lambda found: cache_counts.keep_counts(connection, found),
        LabelSheet: lambda found: cache_schedule.keep_label_sheets(tables, number, found),
        LabelRule: lambda found: cache_schedule.keep_label_rules(tables, number, found),
        PastCheckIn: lambda found: cache_schedule.keep_past_check_ins(tables, number, found),
        IntegrationLink: lambda found: cache_groups.keep_integration_links(tables, number, found),
        GroupType: lambda found: cache_groups.keep_group_types(tables, number, found),
        Group: lambda found: cache_groups.keep_groups(tables, number, at, found),
        Membership: lambda found: cache_groups.keep_memberships(tables, number, at, found),
        GroupEvent: lambda found: cache_groups.keep_group_events(tables, number, found),
        CalendarEvent: lambda found: cache_groups.keep_calendar_events(tables, number, found),
        CalendarInstance: lambda found: cache_groups.keep_calendar_instances(tables, number, found),
        EventConnection: lambda found: cache_groups.keep_event_connections(tables, number, found),
        RepliesTo: lambda found: cache_there.keep_replies(tables, found),
        TagsOfCalendarEvent: lambda found: cache_there.keep_tags(tables, found),
        CampusThere: lambda found: cache_there.keep_campuses(tables, number, found),
        StationThere: lambda found: cache_there.keep_stations(tables, number, found),
        ThemeThere: lambda found: cache_there.keep_themes(tables, number, found),
        PersonEvent: lambda found: cache_building.keep_person_events(tables, found),
        BuildingRoom: lambda found: cache_building.keep_rooms(tables, number, found),
        Booking: lambda found: cache_building.keep_bookings(tables, number, found),
    }
    for kind, write in writers.items():
        found = [record for record in page.records if type(record) is kind]
        if found:
            write(found)
