"""Before a newer program changes the tables of a station's file, the file as it was is kept beside the backups."""

import sqlite3

from kiosk.domain.problems import DiskFull
from kiosk.storage.data_folder import DataFolder, free_bytes


def keep_before_update(connection: sqlite3.Connection, folder: DataFolder) -> None:
    """Keep a verified copy of an older file; a new one has nothing to keep. The caller holds the write lock.

    Raises DiskFull where there is no room for it: then nothing is updated.
    """
    version: int = connection.execute("pragma user_version").fetchone()[0]
    if version == 0:
        return
    # Imported here: the database's own module is what they translate errors with.
    from kiosk.storage.backups import shelf_of
    from kiosk.storage.copying import SPARE_BYTES, problems_of_a_copy, write_copy

    with problems_of_a_copy():
        shelf = shelf_of(folder)
        shelf.mkdir(parents=True, exist_ok=True, mode=0o700)
        if free_bytes(shelf) < folder.database.stat().st_size + SPARE_BYTES:
            raise DiskFull()
        write_copy(connection, shelf / f"before-update-from-{version}.db")
