"""A one-way copy of who is present: what should stand elsewhere, and the next step that brings it there.

One presence is one person at one mirrored event on one day, whatever number of services they stay for: there while any of their
check-ins is open, left when the last one is closed, absent when all were undone.
"""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.attendance import CheckIn, Method
from kiosk.domain.ids import PersonId


class There(enum.StrEnum):
    """How a presence stands, or should stand, at the other system."""

    ABSENT = "absent"
    IN = "in"
    OUT = "out"


class Move(enum.StrEnum):
    """What can be asked of the other system."""

    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    DELETE = "delete"


_NEXT: Mapping[tuple[There, There], Move] = {
    (There.ABSENT, There.IN): Move.CHECK_IN,
    (There.ABSENT, There.OUT): Move.CHECK_IN,
    (There.IN, There.OUT): Move.CHECK_OUT,
    (There.IN, There.ABSENT): Move.DELETE,
    (There.OUT, There.ABSENT): Move.DELETE,
    # It knows no way back from having left: the copy is made anew.
    (There.OUT, There.IN): Move.DELETE,
}
_AFTER: Mapping[Move, There] = {Move.CHECK_IN: There.IN, Move.CHECK_OUT: There.OUT, Move.DELETE: There.ABSENT}


def next_move(there: There, wanted: There) -> Move | None:
    """The next step from how it stands to how it should; None when both are alike."""
    return _NEXT.get((there, wanted))


def after(move: Move) -> There:
    """How a presence stands once a step was taken."""
    return _AFTER[move]


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody's day at a mirrored event. ``pass_id``: of the pass that was scanned."""

    event_key: str
    person_id: PersonId
    day: date
    wanted: There
    in_at: datetime
    out_at: datetime | None
    method: Method
    pass_id: str | None = None


def presence_of(event_key: str, person_id: PersonId, day: date, check_ins: Iterable[CheckIn]) -> Presence:
    """What one person's check-ins of a day amount to; at least one is given."""
    everything = sorted(check_ins, key=lambda one: (one.checked_in_at, one.id))
    counting = [one for one in everything if not one.is_undone]
    first = (counting or everything)[0]
    is_open = any(one.checked_out_at is None for one in counting)
    left = [one.checked_out_at for one in counting if one.checked_out_at is not None]
    wanted = There.ABSENT if not counting else There.IN if is_open else There.OUT
    return Presence(
        event_key,
        person_id,
        day,
        wanted,
        first.checked_in_at,
        max(left) if left and wanted is There.OUT else None,
        first.method,
        next((one.pass_id for one in counting if one.pass_id), None),
    )
