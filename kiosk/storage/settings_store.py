"""Settings in SQLite: the station's, and those of events and rooms, each change written with its fact."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kiosk.domain.facts import FactKind, NewFact
from kiosk.domain.ids import EventId, FactId, LocationId, StaffId, StationId
from kiosk.domain.staff_actions import StaffAction
from kiosk.services.ports import Clock
from kiosk.services.printing_ports import STILL_WANTED, names_a_printer
from kiosk.services.settings import AllSettings
from kiosk.services.settings_desk import Change, PastChange
from kiosk.storage.database import Database
from kiosk.storage.fact_log import SELECT_FACT, append, fact_of
from kiosk.storage.schedule_store import additions_in, body_of_settings, settings_in
from kiosk.storage.spool_store import give_up_older
from kiosk.storage.station_store import SqliteStation, kept_settings, write_settings


@dataclass(frozen=True, slots=True)
class SqliteSettings:
    """`kiosk.services.settings_desk.SettingsBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def all(self) -> AllSettings:
        """Everything that is set."""
        station = await SqliteStation(self.database).settings()
        events, rooms = await self.database.read(_events_and_rooms)
        return AllSettings(
            station,
            {EventId(event): settings_in(body) for event, body in events},
            {LocationId(location): additions_in(body) for location, body in rooms},
        )

    async def keep(self, settings: AllSettings, facts: Sequence[NewFact]) -> None:
        """Write the station's settings, those of the events and rooms that are named, and the facts, in one transaction.

        With a first printer go the labels that nobody waits for any more: those of families who saw their code on the screen.
        """
        now = self.clock.now()

        def work(connection: sqlite3.Connection) -> None:
            before = kept_settings(connection)
            write_settings(connection, settings.station)
            if names_a_printer(settings.station.printer) and not (before and names_a_printer(before.printer)):
                give_up_older(connection, now - STILL_WANTED, now)
            for event_id, event in settings.events.items():
                connection.execute(
                    "insert or replace into event_setting values(?, ?)", (event_id, body_of_settings(event))
                )
            for location_id, additions in settings.locations.items():
                connection.execute(
                    "insert or replace into location_addition values(?, ?)",
                    (location_id, json.dumps(asdict(additions))),
                )
            append(connection, self.station_id, facts, now)

        await self.database.run(work)

    async def past_changes(self, limit: int) -> tuple[PastChange, ...]:
        """What was changed, newest first."""
        rows = await self.database.read(
            lambda connection: connection.execute(
                SELECT_FACT
                + "where kind = ? and json_extract(body, '$.action') = ? order by clock desc, seq desc limit ?",
                (FactKind.STAFF.value, StaffAction.SETTINGS_CHANGED.value, limit),
            ).fetchall()
        )
        return tuple(_past(row) for row in rows)


def _events_and_rooms(connection: sqlite3.Connection) -> tuple[list[Any], list[Any]]:
    return (
        connection.execute("select event, body from event_setting order by event").fetchall(),
        connection.execute("select location, body from location_addition order by location").fetchall(),
    )


def _past(row: Sequence[object]) -> PastChange:
    fact = fact_of(row)
    body, staff = fact.body, fact.body.get("staff")
    return PastChange(
        FactId(fact.id),
        fact.happened_at,
        StaffId(str(staff)) if staff else None,
        Change(str(body.get("part")), str(body.get("of")), str(body.get("key")), body.get("was"), body.get("now")),
    )
