"""What a copy of the data holds, read without changing it and without believing that it is ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.domain.problems import BackupNotUsable, Busy, DatabaseDamaged, DatabaseTooNew, NotKnown, Problem
from kiosk.services.backup import Contents
from kiosk.storage import schema
from kiosk.storage.copying import problems_of_a_copy, verify
from kiosk.storage.stored_values import optional_moment_of

_TABLES_OF_OURS = frozenset({"fact", "check_in", "setting"})


@contextmanager
def opened_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """A backup, verified, for reading.

    Raises NotKnown when there is no such file, BackupNotUsable for another kind of file or a damaged one, DatabaseTooNew.
    """
    with problems_of_a_copy():
        is_there = path.is_file()
    if not is_there:
        raise NotKnown(file=str(path))
    # A file copied by hand may say that it has companions; without them it is read as it is, also from a read-only stick.
    has_companion = path.with_name(path.name + "-wal").exists()
    how = "mode=ro" if has_companion else "mode=ro&immutable=1"
    try:
        with (
            problems_of_a_copy(),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None)) as connection,
        ):
            _must_be_ours(connection)
            verify(connection)
            yield connection
    except DatabaseDamaged as problem:
        raise BackupNotUsable(file=str(path)) from problem


def is_ours(path: Path) -> bool:
    """Whether a file is a copy of a station's data, by its tables; it may be damaged all the same, or of a newer program."""
    try:
        if not path.is_file():
            return False
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            _must_be_ours(connection)
    except DatabaseTooNew:
        return True
    except (sqlite3.Error, OSError, Problem):
        return False
    return True


def contents_of(path: Path) -> Contents:
    """What a backup holds. Raises as ``opened_copy``."""
    with opened_copy(path) as connection:
        return read_contents(connection)


def read_contents(connection: sqlite3.Connection) -> Contents:
    """What the data behind a connection holds."""
    tables = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}

    def count(table: str, statement: str) -> int:
        return int(connection.execute(statement).fetchone()[0]) if table in tables else 0

    def text(table: str, statement: str) -> str | None:
        row = connection.execute(statement).fetchone() if table in tables else None
        return None if row is None or row[0] is None else str(row[0])

    return Contents(
        church=text(
            "organization", "select name from organization where name <> '' order by product <> 'people' limit 1"
        )
        or text("local_church", "select name from local_church")
        or "",
        zone=text(
            "organization",
            "select time_zone from organization where time_zone <> '' order by product = 'people' limit 1",
        )
        or text("local_church", "select time_zone from local_church")
        or "",
        station=text("setting", "select json_extract(value, '$.name') from setting where key = 'station'") or "",
        people=count("person", "select count(*) from person where is_hidden = 0"),
        households=count("household", "select count(*) from household where is_gone = 0"),
        facts=count("fact", "select count(*) from fact"),
        check_ins=count("check_in", "select count(*) from check_in where is_undone = 0"),
        inside=count("check_in", "select count(*) from check_in where checked_out_at is null and is_undone = 0"),
        newest_fact_at=optional_moment_of(text("fact", "select happened_at from fact order by clock desc limit 1")),
        pulled_at=optional_moment_of(text("pulled_at", "select at from pulled_at where resource = 'people'")),
    )


def _must_be_ours(connection: sqlite3.Connection) -> None:
    """Raises BackupNotUsable for another program's file, DatabaseTooNew for one of a newer version of ours."""
    try:
        tables = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise Busy() from error
        raise BackupNotUsable() from error
    if not tables >= _TABLES_OF_OURS:
        raise BackupNotUsable()
    if int(connection.execute("pragma user_version").fetchone()[0]) > len(schema.MIGRATIONS):
        raise DatabaseTooNew()
