"""Labels as data: what stands on them, and which ones a check-in group prints."""

import enum
from dataclasses import dataclass
from datetime import date

from kiosk.domain.ids import CheckInGroupId, CheckInId, PrintJobId, SecurityCode


class LabelKind(enum.StrEnum):
    """The label for a person, the one the adult keeps, the sticker for a cup or a bag, and the list for a room's door."""

    NAME = "name"
    SECURITY = "security"
    ALLERGY = "allergy"
    ROOM_LIST = "room_list"


@dataclass(frozen=True, slots=True)
class NameLabel:
    """The label a person wears. Times are the church's, as people read them ("9:00"); ``medical`` is printed as a banner."""

    check_in_id: CheckInId
    called_name: str
    last_name: str
    location_name: str
    event_name: str
    time: str
    service_date: date
    security_code: SecurityCode | None
    medical: str = ""
    kind: str = "regular"
    is_first_time: bool = False
    is_rehearsal: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class SecurityLabelLine:
    """One child on the adult's label: first name (or more until different) and where to collect."""

    called_name: str
    location_name: str
    time: str


@dataclass(frozen=True, slots=True)
class SecurityLabel:
    """The label the adult keeps: the code, the rooms; never medical text, never a last name.

    ``reprint``: the how manieth in place of the first; 0 where it is not counted.
    """

    group_id: CheckInGroupId
    security_code: SecurityCode
    lines: tuple[SecurityLabelLine, ...]
    event_name: str
    service_date: date
    is_reprint: bool = False
    is_rehearsal: bool = False
    language: str = "en"
    reprint: int = 0


@dataclass(frozen=True, slots=True)
class AllergyLabel:
    """A sticker for somebody with medical notes: on the cup, the bag or the room's sheet."""

    check_in_id: CheckInId
    called_name: str
    last_name: str
    location_name: str
    event_name: str
    time: str
    service_date: date
    security_code: SecurityCode | None
    medical: str
    is_rehearsal: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class RoomListLine:
    """One person on a room's list, as the volunteers there need them; ``contact``: whom to call, with the number."""

    called_name: str
    last_name: str
    medical: str = ""
    kind: str = "regular"
    security_code: SecurityCode | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class RoomListLabel:
    """Who is in a room, or who of a household went there: for the volunteers, never for the adult."""

    location_name: str
    event_name: str
    time: str
    service_date: date
    lines: tuple[RoomListLine, ...]
    is_rehearsal: bool = False
    language: str = "en"
    security_code: SecurityCode | None = None


Label = NameLabel | SecurityLabel | AllergyLabel | RoomListLabel


def kind_of(label: Label) -> LabelKind:
    """Which kind a label is."""
    match label:
        case NameLabel():
            return LabelKind.NAME
        case SecurityLabel():
            return LabelKind.SECURITY
        case AllergyLabel():
            return LabelKind.ALLERGY
        case RoomListLabel():
            return LabelKind.ROOM_LIST


class PrintState(enum.StrEnum):
    """Where a label is on its way to paper (printing.md section 7)."""

    QUEUED = "queued"
    HELD = "held"
    SENDING = "sending"
    PRINTED = "printed"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One label waiting for, or on its way to, a printer. ``key`` is ``checkin-or-group:kind:copy:revision`` and unique."""

    id: PrintJobId
    key: str
    group_id: CheckInGroupId
    kind: LabelKind
    state: PrintState = PrintState.QUEUED
    label: Label | None = None
    detail: str = ""
    tries: int = 0
