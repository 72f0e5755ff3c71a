"""Check-Ins' documents as events, times, rooms, labels, passes and earlier check-ins."""

from collections.abc import Sequence

from kiosk.domain.groups import IntegrationLink
from kiosk.domain.history import PastCheckIn, PersonEvent
from kiosk.domain.ids import EventId, EventPeriodId, EventTimeId, LabelId, LocationId, PersonId
from kiosk.domain.locations import Location
from kiosk.domain.people import Organization
from kiosk.domain.schedule import Event, EventPeriod, EventTime
from kiosk.domain.stations_there import StationThere, ThemeThere
from kiosk.pco import mapping_counts
from kiosk.pco.documents import Document, Node
from kiosk.pco.words_of_pco import child_or_adult_of, gender_of, kind_of
from kiosk.services.pulled import (
    Ask,
    FreeOfFilters,
    LabelRule,
    LabelSheet,
    OfferedLocations,
    Pass,
    Product,
    PulledEvent,
    PulledOrganization,
    PulledRecord,
)

_FOLDER = "folder"


def organization(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """The church as Check-Ins describes it."""
    return [
        PulledOrganization(Product.CHECK_INS, Organization(node.id, node.text("name"), node.text("time_zone")))
        for node in document.data
    ]


def events(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Events with the kinds of heads that are counted at them."""
    events = [
        PulledEvent(
            Event(
                id=EventId(node.id),
                name=node.text("name"),
                frequency=node.text("frequency"),
                is_archived=node.moment("archived_at") is not None,
                campus_ids=node.linked_all("campuses") or (),
            ),
            has_rooms_per_time=node.flag("location_times_enabled"),
        )
        for node in document.data
    ]
    return [*events, *mapping_counts.attendance_types(document)]


def event_times(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Event times, what was counted at them, and the periods they belong to."""
    records: list[PulledRecord] = []
    kept: list[Node] = []
    periods: dict[str, str] = {}
    for node in document.data:
        event, starts_at = node.linked("event"), node.moment("starts_at")
        period = node.linked("event_period")
        if event is None or starts_at is None:
            node.odd["EventTime: without event or start"] += 1
            continue
        if period is not None:
            periods[period] = event
        kept.append(node)
        records.append(
            EventTime(
                id=EventTimeId(node.id),
                event_id=EventId(event),
                starts_at=starts_at,
                period_id=EventPeriodId(period) if period else None,
                name=node.text("name"),
                shows_at=node.moment("shows_at"),
                hides_at=node.moment("hides_at"),
                hour=node.integer("hour"),
                minute=node.integer("minute"),
                day_of_week=node.integer("day_of_week"),
            )
        )
    for node in document.among("EventPeriod", tuple(periods)):
        event = node.linked("event") or periods[node.id]
        records.append(
            EventPeriod(EventPeriodId(node.id), EventId(event), node.moment("starts_at"), node.moment("ends_at"))
        )
    return [*records, *mapping_counts.counts_of_times(document, kept)]


def locations(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """The folders and rooms of the event asked for, with their options."""
    return [*(_location(node, EventId(ask.parent)) for node in document.data), *mapping_counts.options(document)]


def _location(node: Node, event_id: EventId) -> Location:
    parent = node.linked("parent")
    is_open = node.flag("opened")
    return Location(
        id=LocationId(node.id),
        event_id=event_id,
        name=node.text("name"),
        parent_id=LocationId(parent) if parent else None,
        is_folder=node.text("kind").strip().casefold() == _FOLDER,
        # Not told is open: a room would otherwise be closed for want of a key.
        is_open=True if is_open is None else is_open,
        age_min_in_months=node.integer("age_min_in_months"),
        age_max_in_months=node.integer("age_max_in_months"),
        age_on=node.day("age_on"),
        age_range_by=node.optional_text("age_range_by"),
        effective_date=node.day("effective_date"),
        grade_min=node.integer("grade_min"),
        grade_max=node.integer("grade_max"),
        gender=gender_of(node, "gender"),
        child_or_adult=child_or_adult_of(node),
        max_occupancy=node.integer("max_occupancy"),
        min_volunteers=node.integer("min_volunteers"),
        attendees_per_volunteer=node.integer("attendees_per_volunteer"),
        position=node.integer("position") or 0,
        milestone=node.optional_text("milestone"),
        questions=_questions(node),
    )


def _questions(node: Node) -> tuple[str, ...]:
    """Text by the documentation, a list by what was seen live (pco/API.md section 7)."""
    match node.attributes.get("questions"):
        case list() as asked:
            return tuple(str(one) for one in asked if isinstance(one, str) and one.strip())
        case str() as one if one.strip():
            return (node.text("questions"),)
        case _:
            return ()


def available_locations(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """The rooms offered at the event time asked for."""
    ids = tuple(LocationId(node.id) for node in document.data)
    return [OfferedLocations(EventTimeId(ask.parent), ids, continues=ask.cursor is not None)]


def labels(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Labels by name, without their drawings: ours are drawn here."""
    return [
        LabelSheet(LabelId(node.id), node.text("name"), node.text("prints_for"), node.text("roll"))
        for node in document.data
    ]


def event_labels(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """How many of which label the event asked for prints."""
    return [
        _rule(node, LabelId(label), EventId(ask.parent), None)
        for node in document.data
        if (label := node.linked("label"))
    ]


def location_labels(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """How many of the label asked for its locations print."""
    return [
        _rule(node, LabelId(ask.parent), None, LocationId(location))
        for node in document.data
        if (location := node.linked("location"))
    ]


def _rule(node: Node, label_id: LabelId, event_id: EventId | None, location_id: LocationId | None) -> LabelRule:
    return LabelRule(
        id=node.id,
        label_id=label_id,
        event_id=event_id,
        location_id=location_id,
        quantity=max(0, node.integer("quantity") or 0),
        for_regular=bool(node.flag("for_regular")),
        for_guest=bool(node.flag("for_guest")),
        for_volunteer=bool(node.flag("for_volunteer")),
    )


def passes(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Passes of people."""
    return [
        Pass(node.id, node.text("code"), node.text("kind"), PersonId(person))
        for node in document.data
        if (person := node.linked("person")) and node.text("code")
    ]


def integration_links(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Links of events and locations to other products."""
    records = []
    for node in document.data:
        local = node.linked_type_and_id("local")
        records.append(
            IntegrationLink(
                id=node.id,
                remote_gid=node.text("remote_gid"),
                remote_app=node.text("remote_app"),
                remote_type=node.text("remote_type"),
                remote_id=node.id_in("remote_id") or "",
                local_type=local[0] if local else None,
                local_id=local[1] if local else None,
                syncs_future=bool(node.flag("sync_future_assignment_types")),
            )
        )
    return records


def free_of_filters(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """People whom no location's filter holds back."""
    return [FreeOfFilters(PersonId(node.id)) for node in document.data if node.flag("ignore_filters")]


def stations(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Stations of Planning Center's own app with the themes they wear."""
    records: list[PulledRecord] = [
        ThemeThere(
            one.id,
            one.text("name"),
            one.text("mode"),
            one.text("color"),
            one.text("text_color"),
            one.text("background_color"),
        )
        for one in document.included_of("Theme")
    ]
    for node in document.data:
        event, location = node.linked("event"), node.linked("location")
        records.append(
            StationThere(
                id=node.id,
                name=node.text("name"),
                mode=node.integer("mode"),
                timeout_seconds=node.integer("timeout_seconds"),
                event_id=EventId(event) if event else None,
                location_id=LocationId(location) if location else None,
                theme_id=node.linked("theme"),
            )
        )
    return records


def check_ins(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Check-ins made in Planning Center's own app, one for each event time and room."""
    times: dict[str, list[Node]] = {}
    for time in document.included_of("CheckInTime"):
        times.setdefault(time.linked("check_in") or "", []).append(time)
    records: list[PulledRecord] = []
    for node in document.data:
        checked_in_at = node.moment("created_at")
        if checked_in_at is None:
            node.odd["CheckIn: without a time"] += 1
            continue
        own = {
            one.id: one
            for one in (*document.among("CheckInTime", node.linked_all("check_in_times")), *times.get(node.id, ()))
        }
        rooms = node.linked_all("locations") or ()
        places = [(one.linked("event_time"), one.linked("location")) for one in own.values()]
        # A guest without a person record takes a seat like anybody else.
        person = node.linked("person") or f"gid://check-ins/CheckIn/{node.id}"
        for event_time, location in places or [(None, rooms[0] if rooms else None)]:
            records.append(
                PastCheckIn(
                    id=node.id,
                    person_id=PersonId(person),
                    event_id=EventId(node.linked("event") or ""),
                    checked_in_at=checked_in_at,
                    event_time_id=EventTimeId(event_time) if event_time else None,
                    location_id=LocationId(location) if location else None,
                    kind=kind_of(node),
                    checked_out_at=node.moment("checked_out_at"),
                    security_code=node.text("security_code"),
                    is_from_planning_center=True,
                )
            )
    return records


def person_events(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """How often people were ever checked in to the event asked for."""
    return [
        PersonEvent(PersonId(person), EventId(ask.parent), max(0, node.integer("check_in_count") or 0))
        for node in document.data
        if (person := node.linked("person"))
    ]
