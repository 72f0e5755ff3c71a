"""What a self station's screens show and ask for: frozen views, and the one port the screens speak to.

Every moment in a view is an aware datetime in the church's zone. Sentences arrive as text in the visit's language only where
a rule has to word them; all other words are the screen's own.
"""

import enum
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kiosk.domain.attendance import AttendanceKind, Method
from kiosk.domain.ids import CheckInGroupId, EventTimeId, HouseholdId, LocationId, PersonId
from kiosk.domain.labels import PrintState
from kiosk.domain.people import Gender
from kiosk.services.start_view import StartView


@dataclass(frozen=True, slots=True)
class FamilyKey:
    """Which family was chosen: a household, or a person who belongs to none."""

    household_id: HouseholdId | None
    person_id: PersonId | None = None


@dataclass(frozen=True, slots=True)
class FamilyChoice:
    """One of several matching families, redacted: initial of the family, first letters, how many children."""

    key: FamilyKey
    family_initial: str
    first_letters: tuple[str, ...]
    children: int


class Fact(enum.StrEnum):
    """A fact about a person that a room depends on and nobody wrote down yet."""

    BIRTHDATE = "birthdate"
    GRADE = "grade"
    GENDER = "gender"


@dataclass(frozen=True, slots=True)
class GradeChoice:
    """One of the organization's grades, to answer with."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """The one thing asked about a person at a time; ``grades`` only where the grade is asked."""

    fact: Fact
    grades: tuple[GradeChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """One option of a room, to tick."""

    id: str
    body: str


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A room for a person at a time, with one gentle sentence why it is theirs, or why it cannot be."""

    location_id: LocationId
    name: str
    why: str = ""
    options: tuple[OptionChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """A start that people can come to: one segment of "9:00 · 10:45 · Both". ``key`` is its UTC start in ISO 8601."""

    key: str
    starts_at: datetime
    event_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonTime:
    """What one start means for one person. ``room`` None: ``note`` says gently why, and who helps. ``rooms``: all fitting ones.

    ``not_offered``: rooms the family would look for and cannot pick, such as last time's.
    """

    time_key: str
    event_time_id: EventTimeId
    room: RoomChoice | None
    rooms: tuple[RoomChoice, ...] = ()
    note: str = ""
    is_already_in: bool = False
    not_offered: tuple[RoomChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person of the household. ``avatar`` is a local file path or empty. A medical symbol is shown, never its words.

    ``further_questions``: what to ask instead, one after the other, where nobody knows the answer to ``question``.
    """

    person_id: PersonId
    called_name: str
    initials: str
    is_child: bool
    has_medical_notes: bool
    is_preselected: bool
    times: tuple[PersonTime, ...]
    question: Question | None = None
    avatar: str = ""
    may_volunteer: bool = False
    further_questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class AdultChoice:
    """An adult who may be named as the one checking in."""

    person_id: PersonId
    called_name: str


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """The household screen. ``chosen_time_keys`` are preselected: one, or the pair of last week.

    ``goes_straight_on``: there is nothing to choose, and the church does not want it shown (case H09).
    """

    key: FamilyKey
    family_name: str
    times: tuple[TimeChoice, ...]
    chosen_time_keys: tuple[str, ...]
    cards: tuple[PersonCard, ...]
    adults: tuple[AdultChoice, ...]
    checked_in_by: PersonId | None = None
    goes_straight_on: bool = False


@dataclass(frozen=True, slots=True)
class PersonTap:
    """One person ticked on the household screen, for one time, with the room the card showed."""

    person_id: PersonId
    event_time_id: EventTimeId
    location_id: LocationId | None
    kind: AttendanceKind = AttendanceKind.REGULAR
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckInTap:
    """The tap on "Check in 3 people". ``nonce`` is a ULID made at the tap: the same one again is the same check-in."""

    nonce: str
    people: tuple[PersonTap, ...]
    by: PersonId | None = None
    method: Method = Method.MANUAL
    pass_code: str | None = None


@dataclass(frozen=True, slots=True)
class DoneLine:
    """One person checked in: room, time, and the label's way to paper (None: no label for this person)."""

    called_name: str
    room: str
    starts_at: datetime
    label: PrintState | None = None


@dataclass(frozen=True, slots=True)
class DoneView:
    """The success screen, also while labels print. ``codes``: one per household, or one per child by setting; empty without children.

    ``turned_away``: people who were not recorded, each with a gentle sentence. ``trouble``: printer trouble and what to do.
    """

    group_id: CheckInGroupId
    codes: tuple[str, ...]
    lines: tuple[DoneLine, ...]
    name_labels: int
    security_labels: int
    turned_away: tuple[tuple[str, str], ...] = ()
    security_label: PrintState | None = None
    trouble: str = ""


class SelfStation(Protocol):
    """All that the screens of a self station can ask. Every method may raise a Problem; its sentence is shown."""

    def set_language(self, language: str) -> None:
        """Sentences that rules word follow this language from now on ("en", "es")."""

    async def start(self) -> StartView:
        """What the start screen shows now."""

    async def find(self, digits: str) -> tuple[FamilyChoice, ...]:
        """Families with a phone that ends in these digits.

        Raises SearchTooShort, NotKnown, TooManyMatches (more than eight), CheckInClosed.
        """

    async def scan(self, code: str) -> tuple[FamilyChoice, ...]:
        """The families of the person whose pass was scanned. Raises NotKnown, CheckInClosed."""

    async def open(self, key: FamilyKey) -> HouseholdView:
        """The household with its rooms as of now. Raises NotKnown, CheckInClosed."""

    async def answer(self, person_id: PersonId, fact: Fact, value: date | int | Gender) -> None:
        """Keep a missing fact here and queue it for Planning Center; ``open`` again shows its effect."""

    async def check_in(self, tap: CheckInTap) -> DoneView:
        """Record everyone or nobody short of a seat; returns after the durable commit, before any label is printed.

        Raises LocationFull, LocationClosed, RatioNotMet, NoFittingLocation, AlreadyCheckedIn, CheckInClosed, NonceReused, DiskFull.
        """

    async def done(self, group_id: CheckInGroupId) -> DoneView:
        """The success screen again with the labels' present states."""
