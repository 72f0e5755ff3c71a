"""What the screens of manned and roster stations show: frozen, worded for staff, with every moment in the church's zone."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.attendance import AttendanceKind, Method
from kiosk.domain.ids import CheckInGroupId, CheckInId, EventTimeId, LocationId, PersonId
from kiosk.domain.labels import PrintState
from kiosk.domain.people import Gender
from kiosk.services.self_station import AdultChoice, FamilyKey, GradeChoice, OptionChoice
from kiosk.services.watch import WatchAlert


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip at the bottom of every staff screen. ``waiting``: labels not printed yet; ``uncertain``: a person decides.

    ``warnings``: sentences about services called off with people in them, and about the clock.
    """

    church_name: str
    station_name: str
    now: datetime
    people_as_of: datetime | None = None
    has_printer: bool = False
    trouble: str = ""
    waiting: int = 0
    uncertain: int = 0
    inside: int = 0
    is_rehearsal: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyHit:
    """A household that matches what was typed. ``phones``: last digits, enough to tell two families of one name apart.

    ``open_at``: other stations that have it on their screen now.
    """

    key: FamilyKey
    name: str
    people: tuple[str, ...]
    phones: tuple[str, ...] = ()
    is_watched: bool = False
    open_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What one text found. ``code``: the text could be a security code, which is only looked at when somebody asks for it.

    ``inactive``: people with this name whom Planning Center calls inactive, where nobody else was found (case H06).
    """

    text: str
    families: tuple[FamilyHit, ...] = ()
    code: str = ""
    inactive: tuple[tuple[PersonId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StaffRoom:
    """A room for one person at one time. ``why`` says exactly what speaks against it; empty where it fits.

    ``needs_reason``: taken only with a reason; ``is_closed``: not even then, it has to be opened first.
    """

    event_time_id: EventTimeId
    location_id: LocationId
    name: str
    why: str = ""
    fits: bool = True
    needs_reason: bool = False
    is_closed: bool = False
    options: tuple[OptionChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffTime:
    """One start for one person. ``why``: what stands in the way of the time itself, passed with a reason if ``needs_reason``."""

    time_key: str
    room: StaffRoom | None
    rooms: tuple[StaffRoom, ...]
    why: str = ""
    needs_reason: bool = False
    can_come: bool = True
    is_already_in: bool = False


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is written down about somebody and can be put right on the spot."""

    birthdate: date | None = None
    grade: int | None = None
    grade_name: str = ""
    gender: Gender | None = None
    medical_notes: str = ""
    phone: str = ""
    phone_id: str | None = None
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """One person of a household. ``age``: "3 y 2 m", in words; ``inside``: their check-ins that are not over.

    ``lacks_background_check``: whoever comes to serve needs a cleared one here, and this person has none. ``is_guest``: without a
    record of their own, forgotten after some days.
    """

    person_id: PersonId
    name: str
    called_name: str
    initials: str
    is_child: bool
    age: str
    is_preselected: bool
    facts: PersonFacts
    times: tuple[StaffTime, ...]
    kind: AttendanceKind = AttendanceKind.REGULAR
    photo: str = ""
    inside: tuple[CheckInId, ...] = ()
    inside_room: str = ""
    is_watched: bool = False
    lacks_background_check: bool = False
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class StaffTimeChoice:
    """A start of today. ``is_open``: its check-in window is open now; ``is_late``: it is over, but the service still runs."""

    key: str
    starts_at: datetime
    event_names: tuple[str, ...]
    is_open: bool
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class StaffFamily:
    """A household as a volunteer sees it: every room of every time, alerts, and who may have brought them.

    ``open_at``: other stations that have it on their screen now (case H11).
    """

    key: FamilyKey
    name: str
    times: tuple[StaffTimeChoice, ...]
    chosen_time_keys: tuple[str, ...]
    people: tuple[StaffPerson, ...]
    adults: tuple[AdultChoice, ...]
    checked_in_by: PersonId | None = None
    alerts: tuple[WatchAlert, ...] = ()
    grades: tuple[GradeChoice, ...] = ()
    open_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffWant:
    """One person for one time into one room, as the volunteer's screen showed it."""

    person_id: PersonId
    event_time_id: EventTimeId
    location_id: LocationId
    kind: AttendanceKind = AttendanceKind.REGULAR
    note: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffTap:
    """The volunteer's "Check in". ``override``: the reason, where a room or a time needs one."""

    nonce: str
    wants: tuple[StaffWant, ...]
    by: PersonId | None = None
    override: str = ""
    method: Method = Method.MANUAL
    pass_code: str | None = None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One person just checked in, and how far the label is (None: no label)."""

    check_in_id: CheckInId
    person_id: PersonId
    called_name: str
    room: str
    starts_at: datetime
    label: PrintState | None = None


@dataclass(frozen=True, slots=True)
class StaffVisit:
    """What a check-in came to. ``turned``: who was not recorded, with the exact reason. ``codes`` are said right after it only;
    ``has_code``: there is one, and an adult's tag with it. ``can_undo``: it is a few minutes old, and no room has received anybody.
    """

    group_id: CheckInGroupId
    family_name: str
    codes: tuple[str, ...]
    lines: tuple[VisitLine, ...]
    turned: tuple[tuple[str, str], ...] = ()
    tag: PrintState | None = None
    trouble: str = ""
    has_code: bool = False
    can_undo: bool = False
