"""Enter a family that is here for the first time: search first, see who is likely known already, then save everyone at once.

matches = await newcomers.matches(family)                              # shown before saving
added = await newcomers.add(family, nonce, staff, seen=[...])           # one transaction, queued for Planning Center
await church.check_in(CheckInRequest(...added.children...))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.civil_time import local_date
from kiosk.domain.facts import FactKind, NewFact
from kiosk.domain.ids import FactId, HouseholdId, PersonId
from kiosk.domain.newcomers import (
    LOCAL_ADDRESS,
    LOCAL_EMAIL,
    LOCAL_HOUSEHOLD,
    LOCAL_PERSON,
    LOCAL_PHONE,
    Likeness,
    NewFamily,
    NewPerson,
    checked,
    likenesses,
)
from kiosk.domain.people import Address, Person, Phone
from kiosk.domain.pick_up import PICK_UP_IDS, PickUpPerson
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import MaybeKnown, NotKnown
from kiosk.services.door_lines import DoorLines
from kiosk.services.newcomer_ports import FamilyToSave, NewcomerBook
from kiosk.services.ports import Clock, FoundHousehold, PeopleBook

_MOST_NAMESAKES = 20
_DIGITS_TO_SEARCH = 7


@dataclass(frozen=True, slots=True)
class LikelyMatch:
    """Somebody known who may be the same as somebody on the form. ``new_index`` counts adults, then children, from 0."""

    new_index: int
    person: Person
    household: FoundHousehold
    likeness: frozenset[Likeness]


@dataclass(frozen=True, slots=True)
class Added:
    """A family that is saved: ids as they are here, adults and children in the order of the form."""

    household_id: HouseholdId
    adults: tuple[PersonId, ...]
    children: tuple[PersonId, ...]
    is_replay: bool = False


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Saves families that nobody knew; they are found, labelled and on rosters at once, and wait for Planning Center."""

    book: NewcomerBook
    people: PeopleBook
    lines: DoorLines
    clock: Clock
    new_id: Callable[[datetime], str]
    every_adult: bool = False
    """Whether a family's address is every adult's, not only the first one's."""

    async def matches(self, family: NewFamily) -> tuple[LikelyMatch, ...]:
        """Who of those known may be somebody of this family, by name, birthdate or telephone number."""
        found: dict[tuple[int, PersonId], LikelyMatch] = {}
        phones = [one.phone for one in family.people if one.phone]
        for index, new in enumerate(family.people):
            for household in await self._candidates(new, phones):
                for person in household.people:
                    others = [one for one in household.people if one.id != person.id]
                    alike = likenesses(new, person, others)
                    if alike:
                        found.setdefault((index, person.id), LikelyMatch(index, person, household, alike))
        return tuple(found.values())

    async def add(
        self, family: NewFamily, nonce: str, staff: StaffMember | None, *, seen: Iterable[PersonId] = ()
    ) -> Added:
        """Save a family, its numbers and who may collect, and queue it for Planning Center, all or nothing.

        ``seen``: the likely matches that were looked at and are somebody else. The same tap again saves nothing.
        Raises SettingNotValid (``details.field``), MaybeKnown (``details.matches``) for a likely match nobody has looked at.
        """
        return await self._save(family, nonce, staff, frozenset(seen), None)

    async def add_to(
        self,
        household_id: HouseholdId,
        child: NewPerson,
        nonce: str,
        staff: StaffMember | None,
        *,
        seen: Iterable[PersonId] = (),
    ) -> Added:
        """Add a child, or an adult, to a household that is known (case H08). Raises as ``add``, and NotKnown."""
        household = await self.people.household(household_id)
        if household is None:
            raise NotKnown(household=household_id)
        adult = next((one for one in household.people if not one.is_child), household.people[0])
        joining = NewFamily(
            () if child.is_child else (child,),
            (child,) if child.is_child else (),
            household.household.name,
        )
        return await self._save(joining, nonce, staff, frozenset(seen), (household, adult.last_name))

    async def _save(
        self,
        typed: NewFamily,
        nonce: str,
        staff: StaffMember | None,
        seen: frozenset[PersonId],
        joins: tuple[FoundHousehold, str] | None,
    ) -> Added:
        saved = await self.book.saved_by(nonce)
        if saved is not None:
            adults = len(typed.adults)
            return Added(saved[0], saved[1][:adults], saved[1][adults:], is_replay=True)
        now = self.clock.now()
        family = checked(typed, local_date(now, await self.lines.zone()), joins[1] if joins else None)
        unseen = [match for match in await self.matches(family) if match.person.id not in seen]
        if unseen:
            raise MaybeKnown(matches=tuple(unseen))
        ids = tuple(PersonId(LOCAL_PERSON + self.new_id(now)) for _ in family.people)
        people = tuple(zip(ids, family.people, strict=True))
        joined = joins[0].household.id if joins else None
        household_id = joined or HouseholdId(LOCAL_HOUSEHOLD + self.new_id(now))
        children = ids[len(family.adults) :]
        await self.book.save(
            FamilyToSave(
                household_id=household_id,
                household_name=family.household_name,
                people=people,
                phones=tuple(
                    (id, Phone(LOCAL_PHONE + self.new_id(now), one.phone, None, "Mobile", True))
                    for id, one in people
                    if one.phone
                ),
                emails=tuple((id, LOCAL_EMAIL + self.new_id(now), one.email) for id, one in people if one.email),
                may_collect=tuple(
                    PickUpPerson(PICK_UP_IDS + self.new_id(now), child, name, True)
                    for child in children
                    for name in family.may_collect
                ),
                facts=tuple(self._fact(nonce, id, household_id, staff, now) for id in ids),
                is_joining=joined is not None,
                addresses=self._addresses(family, ids, now),
            ),
            now,
        )
        return Added(household_id, ids[: len(family.adults)], children)

    def _addresses(
        self, family: NewFamily, ids: tuple[PersonId, ...], now: datetime
    ) -> tuple[tuple[PersonId, Address], ...]:
        if family.address is None:
            return ()
        adults = ids[: len(family.adults) if self.every_adult else 1]
        home = replace(family.address, location="Home", is_primary=True)
        return tuple((id, replace(home, id=LOCAL_ADDRESS + self.new_id(now))) for id in adults)

    async def _candidates(self, new: NewPerson, phones: Iterable[str]) -> tuple[FoundHousehold, ...]:
        """Households in which somebody could be meant."""
        found: dict[str, FoundHousehold] = {}
        for typed in (f"{new.first_name} {new.last_name}", *((new.first_name,) if new.birthdate else ())):
            for one in await self.people.by_name(typed, _MOST_NAMESAKES):
                found.setdefault(one.household.id or one.people[0].id, one)
        for phone in phones:
            digits = "".join(symbol for symbol in phone if symbol.isdecimal())[-_DIGITS_TO_SEARCH:]
            for one in await self.people.by_phone(digits, _MOST_NAMESAKES):
                found.setdefault(one.household.id or one.people[0].id, one)
        return tuple(found.values())

    def _fact(
        self, nonce: str, person_id: PersonId, household_id: HouseholdId, staff: StaffMember | None, now: datetime
    ) -> NewFact:
        body: dict[str, object] = {"household": household_id}
        if staff is not None:
            body["staff"] = staff.id
        return NewFact(FactId(self.new_id(now)), nonce, FactKind.NEWCOMER, now, None, person_id, body)
