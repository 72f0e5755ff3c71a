"""What is counted before a church switches to another way of running."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.outbox import RESOURCES
from kiosk.storage.database import Database

_KNOWN: Mapping[str, str] = {
    "people": "select count(*) from person where is_gone = 0",
    "phone_numbers": "select count(*) from phone",
    "emails": "select count(*) from email",
    "addresses": "select count(*) from address",
    "households": "select count(*) from household where is_gone = 0",
    "household_memberships": "select count(*) from household_member",
    "memberships": "select count(*) from membership",
    "groups": "select count(*) from church_group",
    "events": "select count(*) from event",
    "event_times": "select count(*) from event_time",
    "locations": "select count(*) from location",
    "labels": "select count(*) from label_sheet",
    "passes": "select count(*) from pass",
    "check_ins": "select count(*) from past_check_in",
    "calendar": "select count(*) from calendar_event",
}


@dataclass(frozen=True, slots=True)
class SqliteWays:
    """`kiosk.services.ways.WayBook` on the station's file."""

    database: Database

    async def known(self) -> Mapping[str, int]:
        """How many records of each resource are here."""
        return await self.database.read(
            lambda c: {resource: int(c.execute(count).fetchone()[0]) for resource, count in _KNOWN.items()}
        )

    async def waiting(self) -> Mapping[str, int]:
        """How many changes of each resource wait to be sent."""
        rows = await self.database.read(
            lambda c: c.execute(
                "select substr(kind, 1, instr(kind, '.') - 1) as record, count(*) from outbox"
                " where state = 'waiting' group by record"
            ).fetchall()
        )
        return {RESOURCES[record]: count for record, count in rows if record in RESOURCES}

    async def open_conflicts(self) -> int:
        """How many conflicts nobody has decided."""
        row = await self.database.read(
            lambda c: c.execute("select count(*) from conflict where state = 'open'").fetchone()
        )
        return int(row[0])
