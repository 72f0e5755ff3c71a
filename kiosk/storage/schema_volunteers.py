"""Tables of what volunteers do: rooms, hand-over, watch list, guests, and words that can be forgotten while facts stay."""

import sqlite3

from kiosk.storage.fact_log import rebuild
from kiosk.storage.statements import run_statements

CHECK_INS = """
alter table check_in add column service_date text;
alter table check_in add column confirmed_at text;
alter table check_in add column checked_out_fact text;
alter table check_in add column is_out_automatically integer not null default 0;
alter table check_in add column tag_revision integer not null default 0;
create index check_in_code on check_in(code) where code is not null;
create index check_in_service_date on check_in(service_date);
create index check_in_out on check_in(checked_out_at) where checked_out_at is not null;
create index fact_kind on fact(kind);

create table fact_words(
    fact text not null, what text not null, text text not null, said_at text not null, primary key(fact, what)) strict, without rowid;
create index fact_words_said on fact_words(said_at);
"""

ROOMS = """
create table room_state(
    location text not null, service_date text not null, is_open integer, has_limit integer not null, seats integer,
    primary key(location, service_date)) strict, without rowid;
create table headcount(
    event_time text not null, location text not null, attendance_type text not null, count integer not null,
    counted_at text not null, primary key(event_time, location, attendance_type)) strict, without rowid;
create table door_call(check_in text primary key, called_at text not null, called_by text) strict, without rowid;
create table roll_call(
    list text not null, check_in text not null, seen_at text not null, seen_by text, primary key(list, check_in)) strict, without rowid;
"""

PEOPLE = """
create table brake(name text primary key, failures integer not null, until text) strict, without rowid;
create table pick_up_person(
    id text primary key, child text not null, name text not null, may_collect integer not null, relationship text not null,
    person text, added_at text not null) strict, without rowid;
create index pick_up_person_child on pick_up_person(child);
create table relationship(
    child text not null, adult text not null, relationship text not null, primary key(child, adult)) strict, without rowid;
create table watch(
    id text primary key, person text not null, kind text not null, note text not null, added_by text, added_at text not null,
    until text) strict, without rowid;
create index watch_person on watch(person);
create table guest(
    id text primary key, called_name text not null, last_name text not null, birthdate text, grade integer, gender text,
    is_child integer not null, medical_notes text not null, host_household text, host_person text, made_at text not null)
    strict, without rowid;
create index guest_made on guest(made_at);
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, and fold the record anew into its new columns."""
    for tables in (CHECK_INS, ROOMS, PEOPLE):
        run_statements(connection, tables)
    rebuild(connection)
