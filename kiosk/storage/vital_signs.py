"""What can be told of a station's file without telling what stands in it: sizes, moments, counts and the shape of its tables."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from kiosk.storage.stored_values import optional_moment_of

SQLITE_VERSION = sqlite3.sqlite_version
_SEARCH_INDEX = "person_fts"
_EVENTS = "select at, state from print_event order by seq desc limit 500"
_FACTS = "select date(happened_at), kind, count(*) from fact group by 1, 2 order by 1 desc, 2 limit 1000"
_OUTBOX = "select kind, state, count(*), max(tries) from outbox group by 1, 2"


def people_and_facts(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many active people, and how many facts."""
    people = connection.execute("select count(*) from person where is_hidden = 0").fetchone()[0]
    return int(people), int(connection.execute("select count(*) from fact").fetchone()[0])


def newest_record(connection: sqlite3.Connection) -> datetime | None:
    """When the last fact happened, None before the first one."""
    row = connection.execute("select happened_at from fact order by clock desc limit 1").fetchone()
    return optional_moment_of(row[0]) if row is not None else None


def signs(connection: sqlite3.Connection) -> Mapping[str, object]:
    """Everything a helper far away may know of the file, by the name of the file it goes to in a support bundle."""
    schema = connection.execute("select sql from sqlite_master where sql is not null order by name").fetchall()
    return {
        "tables.json": rows_by_table(connection),
        "schema.json": [row[0] for row in schema],
        "pragmas.json": {
            "user_version": connection.execute("pragma user_version").fetchone()[0],
            "page_count": connection.execute("pragma page_count").fetchone()[0],
            "freelist_count": connection.execute("pragma freelist_count").fetchone()[0],
        },
        "facts.json": connection.execute(_FACTS).fetchall(),
        "pulled.json": dict(connection.execute("select resource, at from pulled_at").fetchall()),
        "outbox.json": connection.execute(_OUTBOX).fetchall(),
        "print_events.json": connection.execute(_EVENTS).fetchall(),
    }


def rows_by_table(connection: sqlite3.Connection) -> Mapping[str, int]:
    """The number of rows of every table, by name; the search index and what belongs to it are left out."""
    # Imported here: only a support bundle asks for this.
    from sqlite_utils import Database as Tables

    tables = Tables(connection, recursive_triggers=False).tables
    return {table.name: table.count for table in tables if not table.name.startswith(_SEARCH_INDEX)}
