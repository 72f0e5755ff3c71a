"""Leaving one church's data for another's: a new file with this station's settings and staff, and nobody else in it.

Prepared like a backup that is brought back (`kiosk.storage.restoring`), so the old file is set aside and nothing can be halved.
"""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from kiosk.storage.copying import pinned, problems_of_a_copy
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.restoring import Restoring
from kiosk.storage.schema import bring_up_to_date

_KEPT_SETTINGS = ("station", "set_up")
_OF_ONE_CHURCH = ("event_ids", "location_ids", "campus_ids")


@dataclass(frozen=True, slots=True)
class FreshFile:
    """`kiosk.services.set_up_ports.FreshStart` on the data folder."""

    folder: DataFolder

    async def prepare(self) -> None:
        """Prepare the new file."""
        await asyncio.to_thread(prepare_fresh_start, self.folder)


def prepare_fresh_start(folder: DataFolder) -> None:
    """Prepare the new file; `Restoring.finish` puts it in place. Raises DiskFull, DataFolderReadOnly, DatabaseDamaged, Busy."""
    with problems_of_a_copy():
        with pinned(folder) as present:
            settings = present.execute("select key, value from setting").fetchall()
            staff = present.execute(
                "select id, name, role, pin_hash, failures, locked_until, is_active from staff"
            ).fetchall()
        fresh = folder.path / "fresh.db"
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            bring_up_to_date(connection)
            connection.execute("begin immediate")
            connection.executemany(
                "insert into setting(key, value) values(?, ?)",
                [(key, _without_its_church(key, value)) for key, value in settings if key in _KEPT_SETTINGS],
            )
            connection.executemany(
                "insert into staff(id, name, role, pin_hash, failures, locked_until, is_active) values(?, ?, ?, ?, ?, ?, ?)",
                staff,
            )
            connection.execute("commit")
        try:
            Restoring(folder).prepare(fresh)
        finally:
            fresh.unlink(missing_ok=True)


def prepare_empty_start(folder: DataFolder) -> None:
    """Prepare a file with nothing in it, for data that cannot be read and that has no backup; what is there is set aside.

    Raises DiskFull, DataFolderReadOnly.
    """
    with problems_of_a_copy():
        fresh = folder.path / "fresh.db"
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            bring_up_to_date(connection)
        try:
            Restoring(folder).prepare(fresh)
        finally:
            fresh.unlink(missing_ok=True)


def _without_its_church(key: str, value: str) -> str:
    kept = json.loads(value)
    if key == "station":
        return json.dumps({name: [] if name in _OF_ONE_CHURCH else one for name, one in kept.items()})
    return json.dumps(kept | {"source": "", "refused": [], "done": [step for step in kept["done"] if step != "church"]})
