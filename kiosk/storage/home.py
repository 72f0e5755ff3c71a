"""Whether a data folder is still where its station identity was given out; a copy must not speak as the original."""

import platform
import sqlite3

from kiosk.services.ports import StationSettings
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.station_store import SqliteStation

_KEY = "home"


async def settled(database: Database, folder: DataFolder) -> StationSettings:
    """The station's settings; a copied or restored file takes a new identity before its first fact (product.md section 1).

    A file is known by the machine's name and its own number in the file system: a copy has another number.
    """
    station = SqliteStation(database)
    here = f"{platform.node()}:{folder.database.stat().st_ino}"
    settings = await station.settings()
    home = await database.read(_home)
    if home == here:
        return settings
    if home is not None:
        settings = await station.take_new_identity()
    await database.run(lambda connection: _write(connection, here))
    return settings


def _home(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("select value from setting where key = ?", (_KEY,)).fetchone()
    return None if row is None else str(row[0])


def _write(connection: sqlite3.Connection, here: str) -> None:
    connection.execute("insert or replace into setting(key, value) values(?, ?)", (_KEY, here))
