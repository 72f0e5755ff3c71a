"""Roles in households as Planning Center has them, in SQLite."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.facts import moment_text
from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import HouseholdRole
from kiosk.storage.conflict_rows import policy_of
from kiosk.storage.database import Database
from kiosk.storage.kept_households import reapply_members

_TO_ASK = """
select household.id from household where is_gone = 0 and id not like 'gid://%' and coalesce(roles_read_at, '') < ?1
    and exists(select 1 from household_member as member join person on person.id = member.person
        where member.household = household.id and person.is_child = 1 and person.is_hidden = 0
        and (exists(select 1 from past_check_in where past_check_in.person = person.id)
            or exists(select 1 from check_in where check_in.person = person.id)))
order by coalesce(roles_read_at, ''), id limit ?2
"""
_KEEP = "update household_member set role = ?3 where household = ?1 and person = ?2"
_KEEP_WHERE_NONE_IS = f"{_KEEP} and role is null"


@dataclass(frozen=True, slots=True)
class SqliteRoles:
    """`kiosk.services.household_roles.RolesBook` on the station's file."""

    database: Database

    async def households_to_ask(self, before: datetime, limit: int) -> tuple[HouseholdId, ...]:
        """Households with children who came lately, whose roles were not read since ``before``; those never read first."""
        rows = await self.database.read(lambda c: c.execute(_TO_ASK, (moment_text(before), limit)).fetchall())
        return tuple(HouseholdId(row[0]) for row in rows)

    async def keep_roles(
        self, household_id: HouseholdId, roles: Mapping[PersonId, HouseholdRole], at: datetime
    ) -> None:
        """Write the roles of a household's members; where the kiosk's data counts only those that nobody has said here."""

        def work(connection: sqlite3.Connection) -> None:
            keep = _KEEP_WHERE_NONE_IS if policy_of(connection) is None else _KEEP
            connection.executemany(keep, [(household_id, person, role.value) for person, role in roles.items()])
            reapply_members(connection, (household_id,))
            connection.execute("update household set roles_read_at = ? where id = ?", (moment_text(at), household_id))

        await self.database.run(work)
