"""Guests who leave no person record: a child that a family brings along, or a name for a label; forgotten after some days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kiosk.domain.civil_time import local_date
from kiosk.domain.facts import FactKind, NewFact
from kiosk.domain.ids import FactId, HouseholdId, PersonId
from kiosk.domain.newcomers import GUEST, NewPerson, OneTimeGuest, checked_guest
from kiosk.domain.people import HouseholdMember
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import NotKnown
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.door_lines import DoorLines
from kiosk.services.newcomer_ports import GuestBook
from kiosk.services.ports import Clock, FoundHousehold, PeopleBook, StationSettings


@dataclass(frozen=True, slots=True)
class Guests:
    """Enters guests and forgets them. A guest is checked in by their id like anybody, as kind guest."""

    book: GuestBook
    people: PeopleBook
    lines: DoorLines
    clock: Clock
    settings: StationSettings
    new_id: Callable[[datetime], str]

    async def of_family(
        self, household_id: HouseholdId, guests: Sequence[NewPerson], staff: StaffMember | None
    ) -> tuple[PersonId, ...]:
        """Children, or adults, whom a family brought along: its adults may collect them. Raises NotKnown, SettingNotValid."""
        household = await self.people.household(household_id)
        if household is None:
            raise NotKnown(household=household_id)
        host = next((one.id for one in household.people if not one.is_child), household.people[0].id)
        return await self._add(guests, household_id, host, staff)

    async def label_only(self, guest: NewPerson, staff: StaffMember | None) -> PersonId:
        """A name for a label and a place on the list of everyone inside, nothing more. Raises SettingNotValid."""
        (id,) = await self._add((guest,), None, None, staff)
        return id

    async def with_family(self, found: FoundHousehold) -> FoundHousehold:
        """The family with the guests it brought along, today or on days not forgotten yet."""
        if found.household.id is None:
            return found
        known = {person.id for person in found.people}
        guests = tuple(one for one in await self.book.of_household(found.household.id) if one.id not in known)
        if not guests:
            return found
        members = (*found.household.members, *(HouseholdMember(one.id) for one in guests))
        people = (*found.people, *(one.as_person for one in guests))
        return FoundHousehold(replace(found.household, members=members), people)

    async def kept_until(self) -> date:
        """The day on which what is entered today is forgotten: said on the screen."""
        today = local_date(self.clock.now(), await self.lines.zone())
        return today + timedelta(days=self.settings.guest_days)

    async def forget(self) -> int:
        """Forget guests whose days are over and who have left, and old words beside facts. Run it once a day; how many guests."""
        now = self.clock.now()
        fact = staff_fact(FactId(self.new_id(now)), now, StaffAction.GUESTS_FORGOTTEN, None)
        before = now - timedelta(days=self.settings.guest_days)
        words_before = now - timedelta(days=self.settings.words_days)
        return await self.book.forget(before, words_before, fact)

    async def _add(
        self,
        guests: Sequence[NewPerson],
        household_id: HouseholdId | None,
        host: PersonId | None,
        staff: StaffMember | None,
    ) -> tuple[PersonId, ...]:
        now = self.clock.now()
        today = local_date(now, await self.lines.zone())
        made = tuple(
            _guest(PersonId(GUEST + self.new_id(now)), checked_guest(one, today), household_id, host) for one in guests
        )
        fact_id = FactId(self.new_id(now))
        body: dict[str, object] = {"guests": [one.id for one in made]}
        if household_id is not None:
            body["household"] = household_id
        if staff is not None:
            body["staff"] = staff.id
        fact = NewFact(fact_id, str(fact_id), FactKind.NEWCOMER, now, None, None, body)
        await self.book.add(made, fact, now)
        return tuple(one.id for one in made)


def _guest(id: PersonId, new: NewPerson, household_id: HouseholdId | None, host: PersonId | None) -> OneTimeGuest:
    return OneTimeGuest(
        id,
        new.first_name,
        new.last_name,
        new.is_child,
        new.birthdate,
        new.grade,
        new.gender,
        new.medical_notes,
        household_id,
        host,
    )
