"""A station's data folder for tests: a real file, opened and closed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database


@asynccontextmanager
async def a_database(folder: Path) -> AsyncIterator[Database]:
    """The database of a fresh or an earlier data folder."""
    database = Database(DataFolder(folder))
    await database.open()
    try:
        yield database
    finally:
        await database.close()
