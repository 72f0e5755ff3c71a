"""Tables of what Planning Center tells beside people, rooms and groups: options, counts, campuses, replies, tags, stations."""

import sqlite3

from kiosk.storage.statements import run_statements

TABLES = """
create table check_in_option(
    location text not null, id text not null, body text not null, quantity integer not null, label text,
    primary key(location, id)) strict, without rowid;
create table attendance_type(
    id text primary key, event text not null, name text not null, color text not null, most integer) strict, without rowid;
create index attendance_type_event on attendance_type(event);
create table headcount_there(
    id text primary key, event_time text not null, attendance_type text not null, total integer not null) strict, without rowid;
create index headcount_there_time on headcount_there(event_time);
create table time_count_there(
    event_time text not null, location text not null, regular integer, guest integer, volunteer integer,
    primary key(event_time, location)) strict, without rowid;

create table campus(id text primary key, name text not null, seen_in integer) strict, without rowid;
create table group_event_reply(
    id text primary key, group_event text not null, person text not null, reply text not null) strict, without rowid;
create index group_event_reply_event on group_event_reply(group_event);
alter table group_event add column place text not null default '';
alter table group_event add column description text not null default '';
alter table integration_link add column syncs_future text not null default '';
alter table event_connection add column connected_to_url text not null default '';
create table calendar_event_tag(
    event text not null, tag text not null, name text not null, color text not null,
    primary key(event, tag)) strict, without rowid;
create table theme_there(
    id text primary key, name text not null, mode text not null, color text not null, text_color text not null,
    background_color text not null, seen_in integer) strict, without rowid;
create table station_there(
    id text primary key, name text not null, mode integer, timeout_seconds integer, event text, location text, theme text,
    seen_in integer) strict, without rowid;
"""


PHOTOS = """
alter table person add column photo text not null default '';
alter table person add column photo_of text not null default '';
create index person_photo on person(photo_of) where photo_of <> '';
"""


ROLES = "alter table household add column roles_read_at text"


def create_roles(connection: sqlite3.Connection) -> None:
    """Add when the roles of a household's members were read."""
    run_statements(connection, ROLES)


def create_photos(connection: sqlite3.Connection) -> None:
    """Add which file shows a person's face, and of which address it was made."""
    run_statements(connection, PHOTOS)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables and add the columns."""
    run_statements(connection, TABLES)
