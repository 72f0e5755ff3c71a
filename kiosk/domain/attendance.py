"""Who is in, who has left: check-ins as everything shown is made of them."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.domain.facts import Fact, FactKind
from kiosk.domain.ids import (
    CheckInGroupId,
    CheckInId,
    EventTimeId,
    FactId,
    LocationId,
    PersonId,
    SecurityCode,
    StationId,
)


class AttendanceKind(enum.StrEnum):
    """Planning Center's kinds of a check-in."""

    REGULAR = "regular"
    GUEST = "guest"
    VOLUNTEER = "volunteer"


class Method(enum.StrEnum):
    """How the person was found."""

    MANUAL = "manual"
    SCAN = "scan"
    APP = "app"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One person recorded present at one event time; folded from facts, never edited.

    ``is_duplicate``: the person was already in when this one was made (stations that could not see each other).
    ``revision`` counts label re-issues, ``tag_revision`` those of an adult's lost label. ``service_date``: the church's date
    its code belongs to. ``confirmed_at``: when the room said that the person arrived. ``checked_out_by``: who collected, a
    person's or an authorised adult's id; None for a name that was typed, or nobody.
    """

    id: CheckInId
    group_id: CheckInGroupId
    person_id: PersonId
    event_time_id: EventTimeId
    location_id: LocationId
    kind: AttendanceKind
    security_code: SecurityCode | None
    method: Method
    station_id: StationId
    checked_in_at: datetime
    starts_at: datetime
    checked_in_by: PersonId | None = None
    pass_id: str | None = None
    checked_out_at: datetime | None = None
    checked_out_by: str | None = None
    is_undone: bool = False
    is_duplicate: bool = False
    is_override: bool = False
    revision: int = 0
    service_date: date | None = None
    confirmed_at: datetime | None = None
    checked_out_fact: FactId | None = None
    is_out_automatically: bool = False
    tag_revision: int = 0

    @property
    def is_inside(self) -> bool:
        """Whether the person is in now."""
        return self.checked_out_at is None and not self.is_undone


def fold(facts: Iterable[Fact]) -> tuple[CheckIn, ...]:
    """The check-ins that a set of facts amounts to, in the order the facts are believed in.

    A pure function of the *set*: repeats and the order of arrival change nothing. Facts about different people or event
    times do not touch one another, so any thread (one person at one event time) may be folded alone.
    """
    ordered = sorted({(fact.station_id, fact.seq): fact for fact in facts}.values(), key=lambda fact: fact.order)
    undone = {str(fact.body["target"]) for fact in ordered if fact.kind is FactKind.UNDO}
    changes: dict[str, list[Fact]] = {}
    for fact in ordered:
        if fact.kind in _CHANGES and fact.id not in undone:
            changes.setdefault(str(fact.body["target"]), []).append(fact)
    check_ins: dict[CheckInId, CheckIn] = {}
    inside: dict[tuple[PersonId, EventTimeId], list[tuple[CheckInId, tuple[int, str, int] | None]]] = {}
    for fact in ordered:
        if fact.kind is not FactKind.CHECK_IN or fact.person_id is None or fact.event_time_id is None:
            continue
        thread = inside.setdefault((fact.person_id, fact.event_time_id), [])
        is_duplicate = any(left_at is None or left_at > fact.order for _, left_at in thread)
        own_changes = changes.get(fact.id, [])
        check_in = _with_changes(_made_by(fact, is_duplicate, fact.id in undone), own_changes)
        check_ins[check_in.id] = check_in
        if not check_in.is_undone:
            thread.append((check_in.id, next((c.order for c in own_changes if c.kind is FactKind.CHECK_OUT), None)))
    return tuple(check_ins.values())


_CHANGES = frozenset({FactKind.CHECK_OUT, FactKind.MOVE, FactKind.REPRINT, FactKind.CONFIRMED, FactKind.KIND_CHANGED})


def _made_by(fact: Fact, is_duplicate: bool, is_undone: bool) -> CheckIn:
    assert fact.person_id is not None
    assert fact.event_time_id is not None
    body = fact.body
    by, code, pass_id, day = body.get("by"), body.get("code"), body.get("pass"), body.get("date")
    return CheckIn(
        id=CheckInId(fact.id),
        group_id=CheckInGroupId(fact.nonce),
        person_id=fact.person_id,
        event_time_id=fact.event_time_id,
        location_id=LocationId(str(body["location"])),
        kind=AttendanceKind(str(body["kind"])),
        security_code=SecurityCode(str(code)) if code else None,
        method=Method(str(body["method"])),
        station_id=fact.station_id,
        checked_in_at=fact.happened_at,
        starts_at=datetime.fromisoformat(str(body["starts_at"])),
        checked_in_by=PersonId(str(by)) if by else None,
        pass_id=str(pass_id) if pass_id else None,
        is_undone=is_undone,
        is_duplicate=is_duplicate,
        is_override=bool(body.get("override")),
        service_date=date.fromisoformat(str(day)) if day else None,
    )


def _with_changes(check_in: CheckIn, changes: list[Fact]) -> CheckIn:
    """The check-in after what happened to it: the first check-out counts, the last room and kind, every reprint."""
    for fact in changes:
        body = fact.body
        match fact.kind:
            case FactKind.CHECK_OUT if check_in.checked_out_at is None:
                by = body.get("by")
                check_in = replace(
                    check_in,
                    checked_out_at=fact.happened_at,
                    checked_out_by=str(by) if by else None,
                    checked_out_fact=fact.id,
                    is_out_automatically=bool(body.get("automatic")),
                )
            case FactKind.MOVE:
                # The new room has not seen the person yet.
                check_in = replace(check_in, location_id=LocationId(str(body["location"])), confirmed_at=None)
            case FactKind.REPRINT:
                lost = 1 if body.get("lost") else 0
                check_in = replace(check_in, revision=check_in.revision + 1, tag_revision=check_in.tag_revision + lost)
            case FactKind.CONFIRMED if check_in.confirmed_at is None:
                check_in = replace(check_in, confirmed_at=fact.happened_at)
            case FactKind.KIND_CHANGED:
                check_in = replace(check_in, kind=AttendanceKind(str(body["kind"])))
            case _:
                pass
    return check_in
