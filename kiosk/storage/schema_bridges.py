"""Tables of the bridges: hints that webhooks brought, what was refused, and what of the record stands at PlanDocket."""

import sqlite3

from kiosk.storage.statements import run_statements

TABLES = """
create table hint(
    token text primary key, record text not null, kind text not null, subject text not null, happened_at text not null,
    person text not null, group_id text not null, kept text not null, received_at text not null, tries integer not null default 0,
    next_try_at text, done_at text) strict, without rowid;
create index hint_waiting on hint(happened_at) where done_at is null;
create index hint_subject on hint(record, subject);
create table delivery_count(outcome text primary key, count integer not null, last_at text not null) strict, without rowid;

create table mirror_tie(subject text primary key, event_key text not null, since text not null) strict, without rowid;
create table mirror_participant(person text primary key, participant integer not null) strict, without rowid;
create table mirror_presence(
    event_key text not null, person text not null, day text not null, marker text not null unique,
    remote_id integer, there text not null default 'absent' check(there in ('absent', 'in', 'out')),
    trying text, tries integer not null default 0, next_try_at text, problem text not null default '',
    primary key(event_key, person, day)) strict, without rowid;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables."""
    run_statements(connection, TABLES)
