"""A consistent, verified copy of a station's file while the station goes on working.

The folder's write lock is held only for the moment in which the snapshot is pinned: nothing is written or checkpointed
meanwhile (stack.md section 0), and nobody waits for the copy itself. A reading connection does neither.
"""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.domain.problems import DatabaseDamaged, DiskFull, Problem, StationNotSetUp
from kiosk.storage import data_folder, database
from kiosk.storage.data_folder import DataFolder, free_bytes

PAGES_AT_ONCE = 2_000
"""Copied between two looks at other threads: 8 MB, some hundredths of a second."""
SPARE_BYTES = 50_000_000
"""Room a copy leaves on the disk, so that backups are never what stops a Sunday."""
COUNTS: Mapping[str, str] = {
    "fact": "select count(*) from fact",
    "check_in": "select count(*) from check_in",
    "person": "select count(*) from person",
    "household": "select count(*) from household",
    "outbox": "select count(*) from outbox",
    "print_job": "select count(*) from print_job",
    "staff": "select count(*) from staff",
    "setting": "select count(*) from setting",
}
"""What a copy is counted by, table by table, beside SQLite's own check of every page."""


@contextmanager
def problems_of_a_copy() -> Iterator[None]:
    """Errors of the disk and of SQLite as problems."""
    try:
        yield
    except sqlite3.Error as error:
        problem: Problem | None = database.translated(error)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        raise data_folder.translated(error) from error


def copy_of(folder: DataFolder, target: Path, room_at: Callable[[Path], int] = free_bytes) -> int:
    """Copy the folder's file to ``target``, whole or not at all; returns its bytes. ``room_at``: bytes free on a place's disk.

    Raises StationNotSetUp when there is no file, DatabaseDamaged, DiskFull, DataFolderReadOnly, Busy.
    """
    if not folder.database.exists():
        raise StationNotSetUp()
    with problems_of_a_copy():
        needed = folder.database.stat().st_size + SPARE_BYTES
        if room_at(target.parent) < needed:
            raise DiskFull(needed_bytes=needed)
        with pinned(folder) as source:
            return write_copy(source, target)


@contextmanager
def pinned(folder: DataFolder) -> Iterator[sqlite3.Connection]:
    """The folder's file as it is at this moment, for reading only, however much is written meanwhile."""
    lock = folder.write_lock()
    try:
        with lock:
            source = sqlite3.connect(f"{folder.database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
            try:
                source.execute("begin")
                source.execute("select count(*) from sqlite_master").fetchone()
            except BaseException:
                source.close()
                raise
        with closing(source):
            yield source
    finally:
        lock.close()


def write_copy(source: sqlite3.Connection, target: Path) -> int:
    """Copy what a connection sees to ``target`` and verify it. Raises DatabaseDamaged when the copy is not whole."""
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    # Made before SQLite does, so that nobody else may read it for a moment either.
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            source.backup(copy, pages=PAGES_AT_ONCE)
            # One file that needs no companions: it is carried about on memory sticks.
            copy.execute("pragma journal_mode=delete")
            verify(copy)
            if counts_of(copy) != counts_of(source):
                raise DatabaseDamaged()
        flush(unfinished)
        size = unfinished.stat().st_size
        unfinished.replace(target)
        flush(target.parent)
        return size
    finally:
        unfinished.unlink(missing_ok=True)


def verify(connection: sqlite3.Connection) -> None:
    """Check every page and index. Raises DatabaseDamaged."""
    if connection.execute("pragma integrity_check(1)").fetchone()[0] != "ok":
        raise DatabaseDamaged()


def counts_of(connection: sqlite3.Connection) -> Mapping[str, int]:
    """How many rows the tables that matter have; a table that an older version did not have is left out."""
    tables = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    return {name: int(connection.execute(COUNTS[name]).fetchone()[0]) for name in COUNTS if name in tables}


def flush(path: Path) -> None:
    """See to it that a file, or a folder's list of names, survives a power cut."""
    if (
        sys.platform == "win32" and path.is_dir()
    ):  # pragma: no cover - untried here; NTFS keeps names in its own journal
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
