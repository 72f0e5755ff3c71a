"""People and households as the church knows them, how old they are and in which grade."""

import enum
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.ids import HouseholdId, PersonId


class Gender(enum.StrEnum):
    """As far as rooms can ask for it; anything Planning Center says beyond these is unknown."""

    MALE = "male"
    FEMALE = "female"


class HouseholdRole(enum.StrEnum):
    """``household_role`` of Planning Center's HouseholdMembership (pco/API.md section 6)."""

    ADULT = "adult"
    PARENT_GUARDIAN = "parent_guardian"
    OTHER_ADULT = "other_adult"
    CHILD_OR_DEPENDENT = "child_or_dependent"


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as written, and its digits alone for searching."""

    id: str
    number: str
    e164: str | None = None
    location: str | None = None
    is_primary: bool = False
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address of a person."""

    id: str
    address: str
    location: str | None = None
    is_primary: bool = False
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address of a person; a household's is its primary contact's primary one (mapping.md)."""

    id: str
    street_line_1: str = ""
    street_line_2: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country_code: str = ""
    location: str | None = None
    is_primary: bool = False
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in Planning Center People, or a newcomer waiting to be created there.

    ``birthdate`` is a civil date; ``grade`` and ``graduation_year`` are as Planning Center gives them.
    ``ignore_filters`` may enter any location (Check-Ins Person). ``avatar`` is Planning Center's address of the photo, ``photo``
    the small copy on this computer, empty where there is none.
    """

    id: PersonId
    first_name: str
    last_name: str
    given_name: str = ""
    nickname: str = ""
    middle_name: str = ""
    called_name_here: str = ""
    birthdate: date | None = None
    gender: Gender | None = None
    grade: int | None = None
    graduation_year: int | None = None
    is_child: bool = False
    status: str = "active"
    membership: str = ""
    medical_notes: str = ""
    avatar: str = ""
    remote_id: int | None = None
    primary_campus_id: str | None = None
    passed_background_check: bool | None = None
    ignore_filters: bool = False
    created_at: str | None = None
    updated_at: str | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[Address, ...] = ()
    photo: str = ""

    @property
    def is_active(self) -> bool:
        """False only for people Planning Center calls inactive: they leave the search, their history stays."""
        return self.status != "inactive"

    @property
    def called_name(self) -> str:
        """What the person is called here: on labels and on cards."""
        return self.called_name_here or self.nickname or self.first_name or self.given_name or self.last_name

    @property
    def name(self) -> str:
        """First and last name as Planning Center writes it."""
        return " ".join(part for part in (self.first_name or self.given_name, self.last_name) if part)

    @property
    def has_medical_notes(self) -> bool:
        """Whether a symbol belongs beside the name; the words are for labels and staff."""
        return bool(self.medical_notes.strip())


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """That a person belongs to a household, and as what."""

    person_id: PersonId
    role: HouseholdRole | None = None
    membership_id: str | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """People who belong together; a person may be in several, and one without any is a household of one with no id."""

    id: HouseholdId | None
    name: str
    primary_contact_id: PersonId | None = None
    members: tuple[HouseholdMember, ...] = ()
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """One entry of the organization's own grade list: compared by ``key``, shown by ``name`` (pco/API.md, "Grades")."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class Organization:
    """The church a token belongs to."""

    id: str
    name: str
    time_zone: str
    grades: tuple[Grade, ...] = field(default=())
