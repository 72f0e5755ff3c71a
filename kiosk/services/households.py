"""Households put right here: name, primary contact, members and their roles, e-mail, address; used at once, queued, written down."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, HouseholdId, PersonId
from kiosk.domain.outbox import LOCAL, ChangeKind
from kiosk.domain.people import Address, HouseholdRole, Person
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown, SettingNotValid
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import Clock, FoundHousehold, PeopleBook

_INACTIVE, _ACTIVE = "inactive", "active"


@dataclass(frozen=True, slots=True)
class NewChange:
    """A change about to be queued."""

    kind: ChangeKind
    subject: str
    body: Mapping[str, object]


class HouseholdBook(Protocol):
    """Where such changes are written."""

    async def change(self, changes: tuple[NewChange, ...], fact: NewFact, at: datetime) -> None:
        """Show the changes here and queue them, with the fact, in one transaction. Raises NotKnown."""

    async def set_status(self, person_id: PersonId, status: str, fact: NewFact, at: datetime) -> None:
        """Make somebody active or inactive, likewise. Raises NotKnown."""


@dataclass(frozen=True, slots=True)
class Households:
    """What screens call to edit households. Whatever takes somebody away needs an admin.

    ``every_adult``: a household's address is written to all its adults, not only to its primary contact.
    """

    book: HouseholdBook
    people: PeopleBook
    clock: Clock
    new_id: Callable[[datetime], str]
    every_adult: bool = False

    async def create(
        self, by: StaffMember, name: str, primary_contact: PersonId, others: Iterable[PersonId] = ()
    ) -> HouseholdId:
        """A household of people who are known; they stay in those they are in. Raises NotKnown, SettingNotValid (``field``)."""
        plain, ids = " ".join(name.split()), tuple(dict.fromkeys((primary_contact, *others)))
        if not plain:
            raise SettingNotValid(field="name")
        known = await self.people.people(ids)
        for id in ids:
            if id not in known:
                raise NotKnown(person=id)
        if known[primary_contact].is_child:
            raise SettingNotValid(field="primary_contact")
        roles = {known[id].id: _usual_role(known[id]).value for id in ids}
        household_id = HouseholdId(self._local("Household"))
        body = {"name": plain, "primary_contact": known[primary_contact].id, "people": list(roles), "roles": roles}
        await self._change(by, household_id, NewChange(ChangeKind.HOUSEHOLD_CREATE, household_id, body))
        return household_id

    async def rename(self, by: StaffMember, household_id: HouseholdId, name: str) -> None:
        """Raises NotKnown, SettingNotValid without a name."""
        await self._household(household_id)
        plain = " ".join(name.split())
        if not plain:
            raise SettingNotValid(field="name")
        await self._change(by, household_id, NewChange(ChangeKind.HOUSEHOLD_UPDATE, household_id, {"name": plain}))

    async def set_primary_contact(self, by: StaffMember, household_id: HouseholdId, person_id: PersonId) -> None:
        """Raises NotKnown for somebody who is not in it, SettingNotValid for a child."""
        household = await self._household(household_id)
        person = next((one for one in household.people if one.id == person_id), None)
        if person is None:
            raise NotKnown(person=person_id)
        if person.is_child:
            raise SettingNotValid(field="primary_contact")
        body = {"primary_contact": person_id}
        await self._change(by, household_id, NewChange(ChangeKind.HOUSEHOLD_UPDATE, household_id, body))

    async def add(
        self, by: StaffMember, household_id: HouseholdId, person_id: PersonId, role: HouseholdRole | None = None
    ) -> None:
        """Let somebody known join; who is in it already gets the role. Raises NotKnown."""
        await self._change(by, household_id, await self._joining(household_id, person_id, role))

    async def move(
        self,
        by: StaffMember,
        person_id: PersonId,
        leaves: HouseholdId,
        joins: HouseholdId,
        role: HouseholdRole | None = None,
    ) -> None:
        """From one household to another, by an admin. Raises NotAuthorised, NotKnown; SettingNotValid for a primary contact."""
        leaving = await self._leaving(by, leaves, person_id)
        await self._change(by, joins, await self._joining(joins, person_id, role), leaving)

    async def remove(self, by: StaffMember, household_id: HouseholdId, person_id: PersonId) -> None:
        """Take somebody out of a household, by an admin. Raises as ``move``."""
        await self._change(by, household_id, await self._leaving(by, household_id, person_id))

    async def put_address(self, by: StaffMember, household_id: HouseholdId, address: Address) -> None:
        """The household's address is its primary contact's primary one (mapping.md); by setting every adult's. Raises NotKnown."""
        household = await self._household(household_id)
        contact = next((one for one in household.people if one.id == household.household.primary_contact_id), None)
        if contact is None:
            raise NotKnown(household=household_id)
        adults = [one for one in household.people if not one.is_child and one.id != contact.id]
        people = (contact, *(adults if self.every_adult else ()))
        fields: dict[str, object] = {
            "street_line_1": address.street_line_1.strip(),
            "street_line_2": address.street_line_2.strip(),
            "city": address.city.strip(),
            "state": address.state.strip(),
            "zip": address.zip.strip(),
            "country_code": address.country_code.strip(),
        }
        changes = [
            NewChange(ChangeKind.ADDRESS_UPDATE, one.addresses[0].id, fields)
            if one.addresses
            else NewChange(
                ChangeKind.ADDRESS_CREATE,
                self._local("Address"),
                {"person": one.id, **fields, "location": "Home", "is_primary": True},
            )
            for one in people
        ]
        await self._change(by, household_id, *changes)

    async def put_email(self, by: StaffMember, person_id: PersonId, address: str) -> None:
        """Somebody's primary e-mail. Raises NotKnown, SettingNotValid for none."""
        person = (await self.people.people([person_id])).get(person_id)
        if person is None:
            raise NotKnown(person=person_id)
        plain = address.strip()
        name, _, host = plain.partition("@")
        if not name or not host or any(ch.isspace() for ch in plain):
            raise SettingNotValid(field="email")
        if person.emails:
            change = NewChange(ChangeKind.EMAIL_UPDATE, person.emails[0].id, {"address": plain})
        else:
            made = {"person": person.id, "address": plain, "location": "Home", "is_primary": True}
            change = NewChange(ChangeKind.EMAIL_CREATE, self._local("Email"), made)
        now = self.clock.now()
        await self.book.change((change,), self._fact(by, now, change.kind, person_id=person.id), now)

    async def deactivate(self, by: StaffMember, person_id: PersonId) -> None:
        """Somebody leaves the search and keeps their history, by an admin. Raises NotAuthorised, NotKnown."""
        _must_be_admin(by)
        now = self.clock.now()
        fact = self._fact(by, now, ChangeKind.PERSON_UPDATE, person_id=person_id, status=_INACTIVE)
        await self.book.set_status(person_id, _INACTIVE, fact, now)

    async def activate(self, by: StaffMember, person_id: PersonId) -> None:
        """Take that back. Raises NotAuthorised, NotKnown."""
        _must_be_admin(by)
        now = self.clock.now()
        fact = self._fact(by, now, ChangeKind.PERSON_UPDATE, person_id=person_id, status=_ACTIVE)
        await self.book.set_status(person_id, _ACTIVE, fact, now)

    async def _joining(self, household_id: HouseholdId, person_id: PersonId, role: HouseholdRole | None) -> NewChange:
        household = await self._household(household_id)
        person = (await self.people.people([person_id])).get(person_id)
        if person is None:
            raise NotKnown(person=person_id)
        body = {"household": household_id, "person": person.id, "role": (role or _usual_role(person)).value}
        is_in = any(member.person_id == person.id for member in household.household.members)
        kind = ChangeKind.HOUSEHOLD_MEMBERSHIP_UPDATE if is_in else ChangeKind.HOUSEHOLD_MEMBERSHIP_CREATE
        return NewChange(kind, f"{household_id}:{person.id}", body)

    async def _leaving(self, by: StaffMember, household_id: HouseholdId, person_id: PersonId) -> NewChange:
        _must_be_admin(by)
        household = await self._household(household_id)
        if all(member.person_id != person_id for member in household.household.members):
            raise NotKnown(person=person_id)
        if household.household.primary_contact_id == person_id:
            raise SettingNotValid(field="primary_contact")
        body = {"household": household_id, "person": person_id}
        return NewChange(ChangeKind.HOUSEHOLD_MEMBERSHIP_DELETE, f"{household_id}:{person_id}", body)

    async def _household(self, household_id: HouseholdId) -> FoundHousehold:
        household = await self.people.household(household_id)
        if household is None:
            raise NotKnown(household=household_id)
        return household

    async def _change(self, by: StaffMember, household_id: HouseholdId, *changes: NewChange) -> None:
        now = self.clock.now()
        await self.book.change(changes, self._fact(by, now, changes[0].kind, household=household_id), now)

    def _fact(
        self, by: StaffMember, now: datetime, kind: ChangeKind, person_id: PersonId | None = None, **more: str
    ) -> NewFact:
        told = {"change": kind.value, **more}
        return staff_fact(FactId(self.new_id(now)), now, StaffAction.HOUSEHOLD_CHANGED, by.id, told, person_id)

    def _local(self, kind: str) -> str:
        return f"{LOCAL}{kind}/{self.new_id(self.clock.now())}"


def _usual_role(person: Person) -> HouseholdRole:
    return HouseholdRole.CHILD_OR_DEPENDENT if person.is_child else HouseholdRole.ADULT


def _must_be_admin(by: StaffMember) -> None:
    if not by.role.covers(Role.ADMIN):
        raise NotAuthorised(needs=Role.ADMIN.value)
