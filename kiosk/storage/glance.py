"""A glance at a station's file before anything is open: which state of its program it holds. Reads one number, writes nothing."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from kiosk.storage.data_folder import DataFolder


@dataclass(frozen=True, slots=True)
class ProgramState:
    """Another one after every change of the times, rooms and settings of a station, and for another file.

    ``file`` is the file's own number in the file system, which a copy or a backup put in its place does not have; ``number``
    is counted in the file (`kiosk.storage.schema_program`).
    """

    file: int
    number: int


def program_state(folder: DataFolder) -> ProgramState | None:
    """The state of the folder's file; None where there is none to read, for whatever reason: the start proper finds out."""
    try:
        file = folder.database.stat().st_ino
        place = f"{folder.database.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(place, uri=True, isolation_level=None, timeout=0)) as reader:
            row = reader.execute("select number from program_change").fetchone()
    except (OSError, sqlite3.Error):
        return None
    return ProgramState(file, int(row[0])) if row is not None else None
