"""What a church makes here instead of Planning Center: itself, and the times of its own events.

Events and rooms made here stand beside Planning Center's, told apart by their ids (``gid://local/…``), which no pull ever takes away.
"""

import sqlite3

from kiosk.storage.statements import run_statements

TABLES = """
create table local_church(
    number integer primary key check(number = 1), id text not null, name text not null, time_zone text not null,
    grades text not null) strict;
create table local_time(
    id text primary key, event text not null, clock text not null, day_of_week integer, day text,
    name text not null) strict, without rowid;
alter table location add column is_gone integer not null default 0;
"""
_COUNT = """
create trigger {table}_{what}_counts after {what} on {table} begin
    update program_change set number = number + 1; end;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, and have every change counted as one of the program."""
    run_statements(connection, TABLES)
    for table in ("local_church", "local_time"):
        for what in ("insert", "update", "delete"):
            run_statements(connection, _COUNT.format(table=table, what=what))
