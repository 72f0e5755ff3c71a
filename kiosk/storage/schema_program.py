"""Tables of what a church has on beyond the plain pull: predicted times taken over, booked rooms, who has ever come.

``program_change`` counts every change of what is the same for everybody (events, times, rooms, groups, links), so that what is
worked out from it can be remembered and is never stale, whichever process or command made the change.
"""

import sqlite3

from kiosk.storage.fact_log import take_over_predicted_times
from kiosk.storage.statements import run_statements

TABLES = """
create table event_time_alias(predicted text primary key, real text not null) strict, without rowid;
create index event_time_alias_real on event_time_alias(real);

alter table event_time add column is_cancelled integer not null default 0;

create table building_room(
    id text primary key, name text not null, path text not null, seen_in integer) strict, without rowid;
create table booking(
    id text primary key, resource text not null, calendar_event text not null, starts_at text not null, ends_at text not null,
    seen_in integer) strict, without rowid;
create index booking_starts on booking(starts_at);

create table person_event(
    person text not null, event text not null, check_in_count integer not null,
    primary key(person, event)) strict, without rowid;
alter table event add column people_counted_at text;

create table program_change(id integer primary key check(id = 1), number integer not null) strict;
insert into program_change values(1, 0);
"""

_WATCHED = (
    "organization",
    "event",
    "event_setting",
    "event_time",
    "event_time_alias",
    "location",
    "location_addition",
    "room_state",
    "group_type",
    "church_group",
    "group_event",
    "integration_link",
    "calendar_event",
    "calendar_instance",
    "event_connection",
    "setting",
)
"""Whatever a program is read from; of ``setting`` the overlay of the group tree and the station's scope."""
_COUNT = """
create trigger {table}_{what}_counts after {what} on {table} begin
    update program_change set number = number + 1; end;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, have every later change counted, and let real times take over what was recorded without them."""
    run_statements(connection, TABLES)
    take_over_predicted_times(connection)
    for table in _WATCHED:
        for what in ("insert", "update", "delete"):
            run_statements(connection, _COUNT.format(table=table, what=what))
