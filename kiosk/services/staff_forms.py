"""What volunteers write down at the desk: facts put right, groups joined, a child more, guests, and whole new families."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.domain.groups import Group
from kiosk.domain.ids import GroupId, HouseholdId, PersonId
from kiosk.domain.newcomers import NewFamily, NewPerson
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import NotKnown
from kiosk.services.corrections import Corrections, Value
from kiosk.services.guests import Guests
from kiosk.services.newcomers import LikelyMatch, Newcomers
from kiosk.services.ports import Clock, GroupBook
from kiosk.services.self_station import FamilyKey, GradeChoice
from kiosk.services.service_day import ServiceDays

_LETS_PEOPLE_IN = "open"
"""Planning Center's enrolment of the groups that are offered (mapping.md): not full, closed or private, nor one it does not tell."""


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group somebody is in, or may join. ``schedule`` as Planning Center words it."""

    id: GroupId
    name: str
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class GroupsOf:
    """The groups of somebody, and those on offer to them."""

    joined: tuple[GroupChoice, ...] = ()
    offered: tuple[GroupChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A telephone number, instead of the one of id ``replaces`` where there is one."""

    number: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class StaffForms:
    """The forms of a manned station. Every method may raise a Problem, whose sentence is shown."""

    newcomers: Newcomers
    guests: Guests
    corrections: Corrections
    groups: GroupBook
    days: ServiceDays
    clock: Clock

    async def grades(self) -> tuple[GradeChoice, ...]:
        """The church's grades, to answer with."""
        day = await self.days.at(self.clock.now())
        return tuple(GradeChoice(grade.key, grade.name) for grade in day.organization.grades)

    async def likely(self, family: NewFamily) -> tuple[LikelyMatch, ...]:
        """Who of those known may be somebody on the newcomers' form."""
        return await self.newcomers.matches(family)

    async def add_family(
        self, family: NewFamily, nonce: str, staff: StaffMember, seen: Iterable[PersonId]
    ) -> FamilyKey:
        """Save a newcomers' household, queued for Planning Center; the same nonce again is the same family.

        ``seen``: likely matches that are somebody else. Raises SettingNotValid (``details.field``), MaybeKnown.
        """
        added = await self.newcomers.add(family, nonce, staff, seen=seen)
        return FamilyKey(added.household_id)

    async def add_child(
        self, household_id: HouseholdId, child: NewPerson, nonce: str, staff: StaffMember, seen: Iterable[PersonId]
    ) -> PersonId:
        """A child more in a family that is known (case H08). Raises as ``add_family``, and NotKnown."""
        added = await self.newcomers.add_to(household_id, child, nonce, staff, seen=seen)
        return (*added.children, *added.adults)[0]

    async def add_guest(self, household_id: HouseholdId | None, guest: NewPerson, staff: StaffMember) -> PersonId:
        """Somebody whom a family brought along; with no family a name for a label. Raises SettingNotValid, NotKnown."""
        if household_id is None:
            return await self.guests.label_only(guest, staff)
        (guest_id,) = await self.guests.of_family(household_id, (guest,), staff)
        return guest_id

    async def guests_kept_until(self) -> date:
        """The day on which a guest entered today is forgotten."""
        return await self.guests.kept_until()

    async def correct(
        self, person_id: PersonId, fields: Mapping[str, Value], number: NewNumber | None, staff: StaffMember
    ) -> None:
        """Put facts right here and queue them for Planning Center. Raises SettingNotValid (``details.field``), NotKnown."""
        await self.corrections.correct(staff, person_id, fields)
        if number is not None:
            await self.corrections.put_phone(staff, person_id, number.number, replaces=number.replaces)

    async def inactive(self, text: str) -> tuple[tuple[PersonId, str], ...]:
        """Whom Planning Center calls inactive, by name (case H06)."""
        if not any(symbol.isalpha() for symbol in text):
            return ()
        return tuple((person.id, person.name) for person in await self.corrections.inactive(text))

    async def reactivate(self, person_id: PersonId, staff: StaffMember) -> FamilyKey:
        """Somebody is back. Raises NotKnown."""
        await self.corrections.reactivate(staff, person_id)
        return FamilyKey(None, person_id)

    async def groups_of(self, person_id: PersonId) -> GroupsOf:
        """The groups of somebody, and the open ones on offer."""
        belongs = {one.group_id for one in await self.groups.memberships_of((person_id,))}
        living = tuple(group for group in await self.groups.groups() if not group.is_archived)
        return GroupsOf(
            tuple(_choice(group) for group in living if group.id in belongs),
            tuple(
                _choice(group)
                for group in living
                if group.id not in belongs and group.enrollment_status.strip().lower() == _LETS_PEOPLE_IN
            ),
        )

    async def join_group(self, person_id: PersonId, group_id: GroupId, staff: StaffMember) -> GroupsOf:
        """Add somebody to one of the groups on offer; the groups as they are then. Raises NotKnown."""
        if group_id not in {one.id for one in (await self.groups_of(person_id)).offered}:
            raise NotKnown(group=group_id)
        await self.corrections.join_group(staff, person_id, group_id)
        return await self.groups_of(person_id)


def _choice(group: Group) -> GroupChoice:
    return GroupChoice(group.id, group.name, group.schedule)
