"""What the adults of a family are to a child, and whether each may collect it: said here, for Planning Center tells neither.

A relationship is said by a lead or an admin, that somebody of the family may not collect by an admin; either way the record
says who it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import FactId, PersonId
from kiosk.domain.pick_up import PICK_UP_IDS, GuardVerdict, PickUpPerson, collectors, guard, names_of
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.door_lines import DoorLines
from kiosk.services.door_ports import PickUpBook
from kiosk.services.pick_up_lists import PickUpLists
from kiosk.services.ports import Clock, PeopleBook


@dataclass(frozen=True, slots=True)
class FamilyAdult:
    """An adult of a child's household. ``relationship``: as it is shown; ``said_here``: empty where it is only Planning Center's role.

    ``stopped_by``: the entries of the child's list because of which they may not collect.
    """

    person_id: PersonId
    name: str
    relationship: str
    said_here: str
    stopped_by: tuple[PickUpPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyAdults:
    """Reads a child's adults and writes what is said of them."""

    book: PickUpBook
    lists: PickUpLists
    people: PeopleBook
    lines: DoorLines
    clock: Clock
    new_id: Callable[[datetime], str]

    async def of(self, child: PersonId) -> tuple[FamilyAdult, ...]:
        """The adults of a child's households, in the order the door shows them; also who may not collect."""
        households = [(found.household, found.people) for found in await self.people.households_of(child)]
        people = {str(person.id): person for _, together in households for person in together}
        said = await self.book.relationships([child])
        listed = await self.book.listed([child])
        today = local_date(self.clock.now(), await self.lines.zone())
        return tuple(
            FamilyAdult(
                PersonId(one.id),
                one.name,
                one.relationship,
                said.get((child, PersonId(one.id)), ""),
                _stopped_by(names_of(people[one.id]), one.id, listed),
            )
            for one in collectors([child], households, (), said, today)
        )

    async def relate(self, by: StaffMember, child: PersonId, adult: PersonId, relationship: str) -> None:
        """Say what an adult is to a child: one of `kiosk.words.door.RELATIONSHIPS`, free words, or nothing any more.

        By a lead or an admin. Raises NotAuthorised.
        """
        if not by.role.covers(Role.LEAD):
            raise NotAuthorised(needs=Role.LEAD.value)
        now = self.clock.now()
        about = {"adult": adult}
        fact = staff_fact(FactId(self.new_id(now)), now, StaffAction.PICK_UP_CHANGED, by.id, about, child)
        await self.book.keep_relationship(child, adult, " ".join(relationship.split()), fact)

    async def stop(self, by: StaffMember, child: PersonId, adult: FamilyAdult) -> PickUpPerson:
        """This adult may not collect the child: the entry that says so. By an admin. Raises as `PickUpLists.add`."""
        id = PICK_UP_IDS + self.new_id(self.clock.now())
        entry = PickUpPerson(id, child, adult.name, False, adult.said_here, adult.person_id)
        await self.lists.add(by, entry)
        return entry

    async def let(self, by: StaffMember, adult: FamilyAdult) -> None:
        """This adult may collect again. By an admin. Raises as `PickUpLists.remove`."""
        for entry in adult.stopped_by:
            await self.lists.remove(by, entry.id)

    async def stop_again(self, by: StaffMember, adult: FamilyAdult) -> None:
        """What ``let`` took off the list comes back. By an admin. Raises as `PickUpLists.add`."""
        for entry in adult.stopped_by:
            await self.lists.add(by, entry)


def _stopped_by(names: tuple[str, ...], person_id: str, listed: tuple[PickUpPerson, ...]) -> tuple[PickUpPerson, ...]:
    guarded = guard(names, person_id, listed)
    return guarded.entries if guarded.verdict is GuardVerdict.BLOCKED else ()
