"""Groups' documents as group types, groups, memberships and meetings."""

from collections.abc import Sequence

from kiosk.domain.groups import Group, GroupEvent, GroupEventReply, GroupType, Membership, Reply
from kiosk.domain.ids import GroupId, GroupTypeId, PersonId
from kiosk.pco.documents import Document
from kiosk.pco.words_of_pco import without_markup
from kiosk.services.pulled import Ask, PulledRecord, RepliesTo


def group_types(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Group types."""
    return [GroupType(GroupTypeId(node.id), node.text("name"), node.integer("position") or 0) for node in document.data]


def groups(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Groups with their enrolment."""
    records = []
    for node in document.data:
        group_type, enrollment_id = node.linked("group_type"), node.linked("enrollment")
        enrollment = document.included.get(("Enrollment", enrollment_id or ""))
        records.append(
            Group(
                id=GroupId(node.id),
                name=node.text("name"),
                group_type_id=GroupTypeId(group_type) if group_type else None,
                is_archived=node.moment("archived_at") is not None,
                schedule=node.text("schedule"),
                enrollment_status=enrollment.text("status") if enrollment else "",
                enrollment_strategy=enrollment.text("strategy") if enrollment else "",
            )
        )
    return records


def memberships(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Who is in the group asked for."""
    return [
        Membership(
            id=node.id,
            group_id=GroupId(ask.parent),
            person_id=PersonId(person),
            role=node.text("role").strip().casefold() or "member",
            joined_at=node.moment("joined_at"),
        )
        for node in document.data
        if (person := node.linked("person"))
    ]


def group_events(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Meetings of groups."""
    records = []
    for node in document.data:
        group, starts_at = node.linked("group"), node.moment("starts_at")
        if group is None or starts_at is None:
            node.odd["Event of a group: without group or start"] += 1
            continue
        records.append(
            GroupEvent(
                id=node.id,
                group_id=GroupId(group),
                name=node.text("name"),
                starts_at=starts_at,
                ends_at=node.moment("ends_at"),
                is_cancelled=bool(node.flag("canceled")) or node.moment("canceled_at") is not None,
                is_virtual=node.text("location_type_preference").strip().casefold() == "virtual",
                is_multi_day=bool(node.flag("multi_day")),
                place=_place(document, node.linked("location")),
                description=without_markup(node.words("description")),
            )
        )
    return records


def _place(document: Document, location: str | None) -> str:
    """Where it is, in words: a location of Groups is none of Check-Ins (mapping.md)."""
    place = document.included.get(("Location", location or ""))
    return place.text("name") if place else ""


def replies(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Who said they would come to the meeting asked for."""
    known = {reply.value: reply for reply in Reply}
    found = []
    for node in document.data:
        person, said = node.linked("person"), node.text("response").strip().casefold()
        if person is None:
            node.odd["Rsvp: without a person"] += 1
            continue
        if said not in known:
            node.odd["Rsvp.response: not known"] += 1
        found.append(GroupEventReply(node.id, ask.parent, PersonId(person), known.get(said, Reply.AWAITING)))
    return [RepliesTo(ask.parent, tuple(found), continues=ask.cursor is not None)]
