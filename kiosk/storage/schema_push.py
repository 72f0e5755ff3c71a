"""Tables of keeping both sides alike: what became of what was made here, where both differ, until when changes were read."""

import sqlite3

from kiosk.storage.statements import run_statements

TABLES = """
alter table outbox add column tried_at text;
alter table outbox add column fields text not null default '[]';
alter table outbox add column sent_at text;
alter table local_answer add column base text;
create table created_there(
    local_id text primary key, local_type text not null, pco_id text not null, at text not null) strict, without rowid;
create index person_remote_id on person(remote_id) where remote_id is not null;
create table conflict(
    number integer primary key autoincrement, person text not null, field text not null, base text, here text, there text,
    here_at text, there_at text, noticed_at text not null, state text not null check(state in ('open', 'decided')),
    decision text, decided_by text, decided_at text) strict;
create unique index conflict_open on conflict(person, field) where state = 'open';
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables and add the columns."""
    run_statements(connection, TABLES)
    connection.execute("update local_answer set base = pco_value")


READING = """
alter table pull add column scope text not null default 'full';
alter table pull add column is_whole integer not null default 0;
create table changes_read(resource text primary key, until text not null) strict, without rowid;
"""


def create_reading(connection: sqlite3.Connection) -> None:
    """Make what reading changes alone needs."""
    run_statements(connection, READING)


BOTH_SIDES = """
alter table conflict add column record text not null default 'person';
alter table conflict add column subject text not null default '';
update conflict set subject = person;
drop index conflict_open;
create unique index conflict_open on conflict(record, subject, field) where state = 'open';
alter table outbox add column base text;
delete from local_answer where field = 'phone';
create table pushed_back(
    record text not null, subject text not null, field text not null, there text not null, at text not null,
    primary key(record, subject, field)) strict, without rowid;
"""


def create_both_sides(connection: sqlite3.Connection) -> None:
    """Make room for what was changed of contacts and households on both sides."""
    run_statements(connection, BOTH_SIDES)
