"""This station's own settings, in its data folder."""

import json
import sqlite3
import uuid
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from kiosk.domain.ids import EventId, LocationId
from kiosk.services.ports import StationSettings
from kiosk.storage.database import Database

_KEY = "station"
_KNOWN = frozenset(field.name for field in fields(StationSettings))


@dataclass(frozen=True, slots=True)
class SqliteStation:
    """This station's own settings, on the ``setting`` table."""

    database: Database

    async def settings(self) -> StationSettings:
        """The settings; a fresh data folder has defaults and a new station identity, which is written at once."""
        kept = await self.database.read(kept_settings)
        if kept is not None:
            return kept

        def work(connection: sqlite3.Connection) -> StationSettings:
            there = kept_settings(connection)
            if there is not None:
                return there
            fresh = StationSettings(station_id=uuid.uuid4().hex)
            write_settings(connection, fresh)
            return fresh

        return await self.database.run(work)

    async def keep(self, settings: StationSettings) -> None:
        """Write the settings."""
        await self.database.run(lambda connection: write_settings(connection, settings))

    async def take_new_identity(self) -> StationSettings:
        """Give a copied or restored data folder an identity of its own, before its first fact."""
        settings = replace(await self.settings(), station_id=uuid.uuid4().hex)
        await self.keep(settings)
        return settings


def kept_settings(connection: sqlite3.Connection) -> StationSettings | None:
    """The settings as they were written last; None in a fresh data folder."""
    row = connection.execute("select value from setting where key = ?", (_KEY,)).fetchone()
    if row is None:
        return None
    # What an older or newer program does not know of is left at its default.
    kept: dict[str, Any] = {name: value for name, value in json.loads(row[0]).items() if name in _KNOWN}
    kept |= {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    settings = StationSettings(**kept)
    return replace(
        settings,
        event_ids=tuple(EventId(id) for id in settings.event_ids),
        location_ids=tuple(LocationId(id) for id in settings.location_ids),
    )


def write_settings(connection: sqlite3.Connection, settings: StationSettings) -> None:
    """Write the settings, inside the transaction that is open."""
    connection.execute(
        "insert or replace into setting(key, value) values(?, ?)",
        (_KEY, json.dumps(asdict(settings), ensure_ascii=False)),
    )
