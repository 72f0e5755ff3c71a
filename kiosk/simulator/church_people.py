"""The people of a sample church as Planning Center records: persons, how to reach them, and their households."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.simulator.church_ages import graduation_year
from kiosk.simulator.church_week import Week
from kiosk.simulator.records import Church

CHILD, PARENT, ADULT = "child_or_dependent", "parent_guardian", "adult"
COUNTRY_OF_PREFIX = {"1": "US", "44": "GB"}


@dataclass(frozen=True, slots=True)
class Individual:
    """One person to be filed, with what the rest of the church needs to know: where they go and whom they help."""

    id: int
    first: str
    last: str = ""
    nick: str | None = None
    given: str | None = None
    birthdate: date | None = None
    gender: str | None = None
    is_child: bool = False
    grade: int | None = None
    graduates: int | None = None
    notes: str | None = None
    membership: str | None = None
    phone: str | None = None
    email: str | None = None
    card: str | None = None
    cleared: bool = False
    administrator: bool = False
    gone: str | None = None
    ignore_filters: bool = False
    attends: tuple[str, ...] = ()
    room: str | None = None
    serves: str | None = None
    earlier: int = 0
    household: int | None = None

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class Family:
    """One household to be filed. Members are person ids with their roles, the primary contact first among adults."""

    id: int
    name: str
    primary_contact: int
    members: tuple[tuple[int, str], ...]
    street: str | None = None


@dataclass(frozen=True, slots=True)
class PeopleBook:
    """Files people of one church. ``reasons``: ids of the reasons for leaving; ``town``: city, state and zip of addresses;
    ``photo_every``: every so many have a photo, 0 for nobody.
    """

    church: Church
    week: Week
    reasons: dict[str, str]
    town: tuple[str, str, str]
    photo_every: int = 0

    def add_person(self, person: Individual) -> None:
        """File a person with phone, e-mail and pass."""
        id = str(person.id)
        gone_at = self.week.ago(days=150 + person.id % 90) if person.gone else None
        created_at, updated_at = self._stamps(person.id)
        self.church.add(
            "people",
            "Person",
            id,
            {
                # Where the photos are is known when their host listens (`kiosk.simulator.avatars`).
                "avatar": f"/uploads/person/{id}-1/avatar.1.png"
                if self.photo_every and person.id % self.photo_every == 0
                else None,
                "first_name": person.first,
                "last_name": person.last,
                "demographic_avatar_url": None,
                "name": person.name,
                "status": "inactive" if person.gone else "active",
                "remote_id": None,
                "accounting_administrator": False,
                "anniversary": None,
                "birthdate": person.birthdate.isoformat() if person.birthdate else None,
                "child": person.is_child,
                "given_name": person.given,
                "grade": person.grade,
                "graduation_year": person.graduates,
                "middle_name": None,
                "nickname": person.nick,
                "people_permissions": "Manager" if person.administrator else None,
                "site_administrator": person.administrator,
                "gender": person.gender,
                "inactivated_at": gone_at,
                "medical_notes": person.notes,
                "membership": person.membership,
                "created_at": created_at,
                "updated_at": updated_at,
                "can_create_forms": person.administrator,
                "can_email_lists": person.administrator,
                "directory_status": "no_access",
                "passed_background_check": person.cleared,
                "resource_permission_flags": {"can_access_workflows": person.administrator},
                "school_type": None,
                "login_identifier": None,
            },
            {
                "primary_campus": ("PrimaryCampus", "1"),
                "inactive_reason": ("InactiveReason", self.reasons[person.gone]) if person.gone else None,
            },
        )
        if person.phone:
            self._add_phone(id, person.phone, created_at)
        if person.email:
            self.church.add(
                "people",
                "Email",
                f"{id}1",
                {"address": person.email, "location": "Home", "primary": True, "blocked": False}
                | {"created_at": created_at, "updated_at": created_at},
                {"person": ("Person", id)},
            )
        if person.card:
            self.church.add(
                "check-ins",
                "Pass",
                id,
                {
                    "code": person.card,
                    "kind": "barcode" if person.card.isdecimal() else "pkpass",
                    "created_at": created_at,
                    "updated_at": created_at,
                },
                {"person": ("Person", id)},
            )
        if person.ignore_filters:
            self.church.add("check-ins", "Person", id, {"ignore_filters": True})

    def add_family(self, family: Family) -> None:
        """File a household with its memberships and its address. Its people must have been filed."""
        id, contact = str(family.id), str(family.primary_contact)
        created_at, updated_at = self._stamps(family.id)
        names = {person: self._name(person) for person, _ in family.members}
        self.church.add(
            "people",
            "Household",
            id,
            {
                "name": family.name,
                "member_count": len(family.members),
                "primary_contact_name": names[family.primary_contact],
                "primary_contact_id": contact,
                "avatar": None,
                "created_at": created_at,
                "updated_at": updated_at,
            },
            {"primary_contact": ("Person", contact)},
        )
        for place, (person, role) in enumerate(family.members, start=1):
            self.church.add(
                "people",
                "HouseholdMembership",
                f"{family.id}{place:02d}",
                {"person_name": names[person], "pending": False, "household_role": role},
                {"household": ("Household", id), "person": ("Person", str(person))},
            )
        if family.street:
            self._add_address(contact, family.street, created_at)

    def _add_phone(self, person_id: str, number: str, at: str) -> None:
        self.church.add(
            "people",
            "PhoneNumber",
            f"{person_id}1",
            {
                "carrier": None,
                "location": "Mobile",
                "primary": True,
                "created_at": at,
                "updated_at": at,
                **phone_attributes(number),
            },
            {"person": ("Person", person_id)},
        )

    def _add_address(self, person_id: str, street: str, at: str) -> None:
        line_1, _, line_2 = street.partition(", ")
        city, state, zip_code = self.town
        self.church.add(
            "people",
            "Address",
            f"{person_id}1",
            {
                "street_line_1": line_1,
                "street_line_2": line_2 or None,
                "city": city,
                "state": state,
                "zip": zip_code,
                "country_code": "US",
                "country_name": "United States",
                "location": "Home",
                "primary": True,
                "created_at": at,
                "updated_at": at,
            },
            {"person": ("Person", person_id)},
        )

    def _name(self, person_id: int) -> str:
        record = self.church.get("people", "Person", str(person_id))
        if record is None:
            raise ValueError(f"a household names person {person_id}, who does not exist")
        return str(record["attributes"]["name"])

    def _stamps(self, number: int) -> tuple[str, str]:
        """When a record came to be and was last touched: any days, the same ones every time."""
        return self.week.ago(days=300 + number * 7 % 1500), self.week.ago(days=1 + number * 3 % 60)


def phone_attributes(number: str) -> dict[str, str | None]:
    """What Planning Center makes of a number: the text as typed, and its forms where it can tell them."""
    dialled = re.split(r"\s*ext", number)[0]
    digits = re.sub(r"\D", "", dialled)
    if not dialled.startswith("+"):
        national = f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
        forms = ("1", f"+1{digits}", f"+1 {digits[:3]}-{digits[3:6]}-{digits[6:]}", national)
    else:
        prefix, _, rest = dialled.removeprefix("+").partition(" ")
        forms = (prefix, f"+{digits}", dialled, f"0{rest}")
    return {
        "number": number,
        "country_code": COUNTRY_OF_PREFIX.get(forms[0]),
        "e164": forms[1],
        "international": forms[2],
        "national": forms[3],
    }


def email_for(person_id: int, *names: str) -> str:
    """An invented address on a domain that is kept for examples."""
    plain = unicodedata.normalize("NFKD", ".".join(names)).encode("ascii", "ignore").decode().lower()
    slug = ".".join(re.findall(r"[a-z0-9]+", plain)) or "person"
    return f"{slug}.{person_id}@example.org"


def years_left(grade: int | None, known_grades: Sequence[int], week: Week, promotion: str) -> int | None:
    """The graduation year that goes with a grade, for grades the organization knows."""
    return graduation_year(grade, week.service_date, promotion) if grade in known_grades and grade is not None else None
