"""Tables of the record: the station itself, the facts, and the check-ins folded from them."""

import sqlite3

from kiosk.storage.statements import run_statements

TABLES = """
create table setting(key text primary key, value text not null) strict, without rowid;

create table fact(
    station text not null, seq integer not null, id text not null unique, nonce text not null, clock integer not null,
    kind text not null, happened_at text not null, event_time text, person text, body text not null, hash text not null,
    primary key(station, seq)) strict, without rowid;
create index fact_thread on fact(event_time, person);
create index fact_nonce on fact(nonce);
create index fact_clock on fact(clock);
create trigger fact_is_never_changed before update on fact begin select raise(abort, 'facts are never changed'); end;
create trigger fact_is_never_deleted before delete on fact begin select raise(abort, 'facts are never deleted'); end;

create table check_in(
    id text primary key, group_id text not null, person text not null, event_time text not null, location text not null,
    kind text not null, code text, method text not null, station text not null, checked_in_at text not null,
    starts_at text not null, checked_in_by text, pass_id text, checked_out_at text, checked_out_by text,
    is_undone integer not null, is_duplicate integer not null, is_override integer not null, revision integer not null,
    clock integer not null, seq integer not null) strict, without rowid;
create index check_in_time on check_in(event_time, location);
create index check_in_person on check_in(person, checked_in_at);
create index check_in_group on check_in(group_id);
create index check_in_inside on check_in(code) where checked_out_at is null and is_undone = 0;

create table issued_code(
    code text not null, service_date text not null, owner text not null, primary key(code, service_date)) strict, without rowid;

create table staff(
    id text primary key, name text not null, role text not null, pin_hash text not null, failures integer not null default 0,
    locked_until text, is_active integer not null default 1) strict, without rowid;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file."""
    run_statements(connection, TABLES)
