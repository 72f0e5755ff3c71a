"""The tables, as migrations that only ever go forward.

sqlite-utils carries them out (each whole or not at all); ``pragma user_version`` says how many have been, so that an
up-to-date file opens without importing it.
"""

import sqlite3
from collections.abc import Callable

from kiosk.domain.problems import DatabaseTooNew
from kiosk.storage import (
    schema_attendance,
    schema_bridges,
    schema_cache,
    schema_local,
    schema_program,
    schema_push,
    schema_spool,
    schema_there,
    schema_volunteers,
)

MIGRATIONS: tuple[tuple[str, Callable[[sqlite3.Connection], None]], ...] = (
    ("attendance", schema_attendance.create),
    ("cache", schema_cache.create),
    ("print queue", schema_spool.create),
    ("volunteers", schema_volunteers.create),
    ("program", schema_program.create),
    ("push", schema_push.create),
    ("reading changes", schema_push.create_reading),
    ("bridges", schema_bridges.create),
    ("what else Planning Center tells", schema_there.create),
    ("both sides", schema_push.create_both_sides),
    ("photos", schema_there.create_photos),
    ("made here", schema_local.create),
    ("roles in households", schema_there.create_roles),
)
"""Name and work of each migration, in order; append only."""


def is_up_to_date(connection: sqlite3.Connection) -> bool:
    """Whether every migration was carried out. Raises DatabaseTooNew when a newer program wrote the file."""
    version: int = connection.execute("pragma user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise DatabaseTooNew()
    return version == len(MIGRATIONS)


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Carry out what is missing, each migration in its own transaction."""
    # Imported here: 44 ms that an up-to-date file need not pay (stack.md section 1).
    from sqlite_utils import Database as Tables
    from sqlite_utils.migrations import Migrations

    tables = Tables(connection)
    migrations = Migrations("kiosk")
    for number, (name, work) in enumerate(MIGRATIONS, 1):

        def carry_out(tables: Tables, number: int = number, work: Callable[[sqlite3.Connection], None] = work) -> None:
            assert isinstance(tables.conn, sqlite3.Connection)
            work(tables.conn)
            tables.conn.execute(f"pragma user_version={number}")

        migrations(name=name)(carry_out)
    migrations.apply(tables)
