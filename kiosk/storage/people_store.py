"""People and households in SQLite."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.newcomers import is_guest
from kiosk.domain.people import HouseholdMember, Person
from kiosk.services.ports import FoundHousehold
from kiosk.storage import answers, people_search
from kiosk.storage.aliases import kept_ids
from kiosk.storage.database import Database
from kiosk.storage.guest_store import known_guests
from kiosk.storage.people_rows import ACTIVE_CHILDREN, ANY_PEOPLE, households, lone_household, people_of
from kiosk.storage.stored_values import list_text


@dataclass(frozen=True, slots=True)
class SqlitePeople:
    """`kiosk.services.ports.PeopleBook` on the cache, with what was answered here since."""

    database: Database

    async def by_phone(self, digits: str, limit: int) -> tuple[FoundHousehold, ...]:
        """Households with a phone of an active member ending in ``digits``."""
        return await self.database.read(lambda connection: people_search.by_phone(connection, digits, limit))

    async def by_pass(self, code: str) -> tuple[FoundHousehold, ...]:
        """Households of the person whose pass has exactly this code."""
        return await self.database.read(lambda connection: people_search.by_pass(connection, code))

    async def by_name(self, text: str, limit: int) -> tuple[FoundHousehold, ...]:
        """Households with an active person any of whose names starts with each word of ``text``."""
        return await self.database.read(lambda connection: people_search.by_name(connection, text, limit))

    async def household(self, household_id: HouseholdId) -> FoundHousehold | None:
        """One household with its active people."""
        found = await self.database.read(lambda connection: households(connection, [household_id]))
        return found[0] if found else None

    async def people(self, ids: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """These people, active or not, also found under an id that was merged into theirs."""
        asked = tuple(ids)

        def work(connection: sqlite3.Connection) -> dict[PersonId, Person]:
            kept = kept_ids(connection, asked)
            rows = connection.execute(ANY_PEOPLE, (list_text({*kept.values(), *asked}),)).fetchall()
            found = {person.id: person for person in people_of(connection, rows)}
            # A merger may be known before the one who was kept has been pulled.
            people = {id: found.get(now) or found[id] for id, now in kept.items() if now in found or id in found}
            guests = known_guests(connection, [id for id in asked if is_guest(id)])
            return people | {id: guest.as_person for id, guest in guests.items()}

        return await self.database.read(work)

    async def households_of(self, person_id: PersonId) -> tuple[FoundHousehold, ...]:
        """All households of a person; a guest's is that of the family who brought them."""

        def work(connection: sqlite3.Connection) -> tuple[FoundHousehold, ...]:
            if is_guest(person_id):
                return _hosts(connection, person_id)
            return people_search.households_of(connection, kept_ids(connection, [person_id])[person_id])

        return await self.database.read(work)

    async def active_children(self) -> tuple[Person, ...]:
        """Every active child."""

        def work(connection: sqlite3.Connection) -> tuple[Person, ...]:
            rows = connection.execute(ACTIVE_CHILDREN).fetchall()
            return tuple(people_of(connection, rows))

        return await self.database.read(work)

    async def keep_answer(self, person_id: PersonId, field: str, value: str | int | None, at: datetime) -> None:
        """Keep a fact corrected here and queue it for Planning Center, in one transaction. Raises NotKnown."""

        def work(connection: sqlite3.Connection) -> None:
            answers.keep_answer(connection, kept_ids(connection, [person_id])[person_id], field, value, at)

        await self.database.run(work)


def _hosts(connection: sqlite3.Connection, person_id: PersonId) -> tuple[FoundHousehold, ...]:
    """The family that brought a guest, with the guest among them; a household of one for who came alone."""
    guest = known_guests(connection, [person_id]).get(person_id)
    if guest is None:
        return ()
    host = households(connection, [guest.host_household]) if guest.host_household is not None else []
    if not host:
        return (lone_household(guest.as_person),)
    (family,) = host
    members = (*family.household.members, HouseholdMember(person_id))
    return (FoundHousehold(replace(family.household, members=members), (*family.people, guest.as_person)),)
