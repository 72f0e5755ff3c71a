"""Tables of the print queue: one row for each label, and what happened to it, without anybody's name."""

import sqlite3

from kiosk.storage.statements import run_statements

TABLES = """
create table print_job(
    seq integer primary key, id text not null unique, key text not null unique, group_id text not null, kind text not null,
    printer text not null, state text not null, payload text, detail text not null, tries integer not null,
    service_date text not null) strict;
create index print_job_waiting on print_job(printer, seq) where state in ('queued', 'held');
create index print_job_sending on print_job(state) where state = 'sending';
create index print_job_group on print_job(group_id);
create index print_job_date on print_job(service_date);

create table print_event(
    seq integer primary key, job text not null, at text not null, state text not null, detail text not null) strict;
create index print_event_job on print_event(job);
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables."""
    run_statements(connection, TABLES)
