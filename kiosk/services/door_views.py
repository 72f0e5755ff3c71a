"""What the screens at the door show: frozen, with every moment in the church's zone."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.ids import CheckInId, LocationId, PersonId, SecurityCode
from kiosk.domain.pick_up import Collector


@dataclass(frozen=True, slots=True)
class RoomOf:
    """Where somebody is: the room, by id and name, and the time it is for."""

    location_id: LocationId
    name: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class InsideLine:
    """Somebody who is in and can be handed over: one line for a person, with the rooms of each time.

    ``photo`` is an address or empty: then the initials stand for it. ``flags``: kinds of the watch list this person is on.
    """

    person_id: PersonId
    check_ins: tuple[CheckInId, ...]
    name: str
    called_name: str
    initials: str
    photo: str
    is_child: bool
    has_medical_notes: bool
    kind: AttendanceKind
    rooms: tuple[RoomOf, ...]
    is_confirmed: bool
    security_code: SecurityCode | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutLine:
    """Somebody of the same code who has left: when, and with whom; ``by`` is empty where nobody was named."""

    check_in: CheckIn
    person_id: PersonId
    name: str
    called_name: str
    room: RoomOf
    checked_out_at: datetime
    by: str
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class DoorLook:
    """What a code opens, before anybody is handed over.

    ``collectors``: the adults to choose from, in their order. ``not_authorised``: names of who may not collect any of these
    children; for the volunteer's eyes only. ``tag_revision`` above 0: the adult's tag was lost and replaced so many times; an
    older one may be in somebody else's hand.
    """

    security_code: SecurityCode
    inside: tuple[InsideLine, ...]
    already_out: tuple[OutLine, ...]
    collectors: tuple[Collector, ...]
    not_authorised: tuple[str, ...]
    tag_revision: int = 0


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a release came to. ``by``: who collected, in words; ``is_replay``: it was done before, by the same tap."""

    security_code: SecurityCode | None
    released: tuple[OutLine, ...]
    already_out: tuple[OutLine, ...]
    by: str
    is_replay: bool = False
