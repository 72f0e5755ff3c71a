"""Put facts about people right on the spot: used at once, kept over every pull, queued for Planning Center, written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.civil_time import local_date
from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, GroupId, PersonId
from kiosk.domain.names import name_words
from kiosk.domain.newcomers import EARLIEST_BIRTHDATE, LOCAL_PHONE
from kiosk.domain.people import Gender, Person, Phone
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import SearchTooShort, SettingNotValid
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.door_lines import DoorLines
from kiosk.services.newcomer_ports import CorrectionBook
from kiosk.services.ports import Clock

LOCAL_MEMBERSHIP = "gid://local/Membership/"
FEWEST_DIGITS = 7
MOST_INACTIVE = 20
Value = str | int | date | Gender | bool | None
_NAMES = frozenset({"first_name", "last_name", "given_name", "nickname", "middle_name"})
FIELDS = _NAMES | {"birthdate", "grade", "gender", "medical_notes", "is_child"}
"""What volunteers may put right: names, notes, birthdate, grade (its key), gender, and whether somebody is a child."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Keeps what volunteers know better."""

    book: CorrectionBook
    lines: DoorLines
    clock: Clock
    new_id: Callable[[datetime], str]

    async def correct(self, staff: StaffMember, person_id: PersonId, fields: Mapping[str, Value]) -> None:
        """Write these of FIELDS, all or none; None empties one. Raises NotKnown, SettingNotValid (``details.field``)."""
        today = local_date(self.clock.now(), await self.lines.zone())
        kept = {field: _kept(field, value, today) for field, value in fields.items()}
        if kept:
            fact = self._fact(StaffAction.PERSON_CORRECTED, staff, person_id, {"fields": sorted(kept)})
            await self.book.correct(person_id, kept, fact, self.clock.now())

    async def put_phone(
        self, staff: StaffMember, person_id: PersonId, number: str, *, replaces: str | None = None
    ) -> Phone:
        """Give somebody a telephone number, or another one in place of the one of id ``replaces``; it becomes the primary one.

        Raises NotKnown, SettingNotValid for what is no number.
        """
        written = " ".join(number.split())
        if sum(symbol.isdecimal() for symbol in written) < FEWEST_DIGITS:
            raise SettingNotValid(field="phone")
        now = self.clock.now()
        phone = Phone(LOCAL_PHONE + self.new_id(now), written, None, "Mobile", True)
        fact = self._fact(StaffAction.PERSON_CORRECTED, staff, person_id, {"fields": ["phone"]})
        await self.book.put_phone(person_id, phone, replaces, fact, now)
        return phone

    async def inactive(self, text: str) -> tuple[Person, ...]:
        """People whom Planning Center calls inactive, by name: hidden from every other search. Raises SearchTooShort."""
        words = name_words(text)
        if not words:
            raise SearchTooShort()
        return await self.book.inactive(words, MOST_INACTIVE)

    async def reactivate(self, staff: StaffMember, person_id: PersonId) -> None:
        """Somebody is back: found again at once, here and, when it was sent, in Planning Center. Raises NotKnown."""
        fact = self._fact(StaffAction.PERSON_REACTIVATED, staff, person_id, {})
        await self.book.correct(person_id, {"status": "active"}, fact, self.clock.now())

    async def join_group(self, staff: StaffMember, person_id: PersonId, group_id: GroupId) -> bool:
        """Add somebody to a group; False if they are in it already. Raises NotKnown."""
        now = self.clock.now()
        membership_id = LOCAL_MEMBERSHIP + self.new_id(now)
        fact = self._fact(StaffAction.PERSON_CORRECTED, staff, person_id, {"group": group_id})
        return await self.book.join_group(person_id, group_id, membership_id, fact, now)

    def _fact(
        self, action: StaffAction, staff: StaffMember, person_id: PersonId, more: Mapping[str, object]
    ) -> NewFact:
        now = self.clock.now()
        return staff_fact(FactId(self.new_id(now)), now, action, staff.id, more, person_id)


def _kept(field: str, value: Value, today: date) -> str | int | None:
    """The value as it is kept and sent. Raises SettingNotValid."""
    if field not in FIELDS:
        raise SettingNotValid(field=field)
    match value:
        case None | "" if field in ("first_name", "last_name", "is_child"):
            raise SettingNotValid(field=field)
        case None:
            return "" if field in _NAMES or field == "medical_notes" else None
        case bool() if field == "is_child":
            return value
        case Gender() if field == "gender":
            return value.value
        case date() if field == "birthdate":
            if not EARLIEST_BIRTHDATE <= value <= today:
                raise SettingNotValid(field=field)
            return value.isoformat()
        case int() if field == "grade" and not isinstance(value, bool):
            return value
        case str() if field == "medical_notes":
            return value.strip()
        case str() if field in _NAMES:
            return " ".join(value.split())
        case _:
            raise SettingNotValid(field=field)
