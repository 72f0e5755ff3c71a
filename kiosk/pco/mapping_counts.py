"""What comes along with events, rooms and times of Check-Ins: kinds of heads, options, and Planning Center's own counts."""

from collections.abc import Mapping, Sequence

from kiosk.domain.check_in_options import CheckInOption
from kiosk.domain.counts_there import AttendanceType, HeadcountThere, TimeCounts
from kiosk.domain.ids import EventId, EventTimeId, LabelId, LocationId
from kiosk.pco.documents import Document, Node
from kiosk.services.pulled import Ask, AttendanceTypesOfEvent, CountsOfTime, OptionsOfLocation, PulledRecord


def attendance_types(document: Document) -> list[PulledRecord]:
    """The kinds of heads that are counted at each event of a page, where they were told."""
    by_event = _by_link(document, "AttendanceType", "event")
    records: list[PulledRecord] = []
    for event in document.data:
        told = _along(document, event, "AttendanceType", "attendance_types", by_event)
        if told is not None:
            types = tuple(
                AttendanceType(
                    one.id, EventId(event.id), one.text("name"), one.text("color"), _not_negative(one, "limit")
                )
                for one in told
            )
            records.append(AttendanceTypesOfEvent(EventId(event.id), types))
    return records


def options(document: Document) -> list[PulledRecord]:
    """The options of each room of a page, where they were told."""
    records: list[PulledRecord] = []
    for room in document.data:
        told = _along(document, room, "Option", "options", {})
        if told is not None:
            records.append(
                OptionsOfLocation(LocationId(room.id), tuple(_option(one, LocationId(room.id)) for one in told))
            )
    return records


def _option(node: Node, location_id: LocationId) -> CheckInOption:
    label = node.linked("label")
    return CheckInOption(
        id=node.id,
        location_id=location_id,
        body=node.text("body"),
        quantity=_not_negative(node, "quantity") or 0,
        label_id=LabelId(label) if label else None,
    )


def counts_of_times(document: Document, times: Sequence[Node]) -> list[PulledRecord]:
    """How many Planning Center counted at these times of a page: check-ins by kind, and heads where they were told."""
    by_time = _by_link(document, "Headcount", "event_time")
    records: list[PulledRecord] = []
    for time in times:
        id = EventTimeId(time.id)
        heads = _along(document, time, "Headcount", "headcounts", by_time)
        records.append(CountsOfTime(id, _counts(time, id, None), None if heads is None else _headcounts(heads, id)))
    return records


def _headcounts(heads: Sequence[Node], time: EventTimeId) -> tuple[HeadcountThere, ...]:
    return tuple(
        HeadcountThere(one.id, time, kind, total)
        for one in heads
        if (kind := one.linked("attendance_type")) and (total := _not_negative(one, "total")) is not None
    )


def counts_of_rooms(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """How many Planning Center counted in each room at the time asked for."""
    time = EventTimeId(ask.parent)
    return [
        _counts(node, time, LocationId(location)) for node in document.data if (location := node.linked("location"))
    ]


def _counts(node: Node, time: EventTimeId, location: LocationId | None) -> TimeCounts:
    return TimeCounts(time, location, *(_not_negative(node, f"{kind}_count") for kind in _KINDS))


_KINDS = ("regular", "guest", "volunteer")


def _not_negative(node: Node, name: str) -> int | None:
    number = node.integer(name)
    return None if number is None else max(0, number)


def _by_link(document: Document, type: str, link: str) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in document.included_of(type):
        owner = node.linked(link)
        if owner is not None:
            found.setdefault(owner, []).append(node)
    return found


def _along(
    document: Document, node: Node, type: str, name: str, by_owner: Mapping[str, Sequence[Node]]
) -> tuple[Node, ...] | None:
    """What came along for a record, whichever side tells of the link; None where nobody tells."""
    linked = node.linked_all(name)
    if linked is None and node.id not in by_owner:
        return None
    both = (*document.among(type, linked), *by_owner.get(node.id, ()))
    return tuple({one.id: one for one in both}.values())
