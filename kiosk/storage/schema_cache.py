"""Tables of the cache: what was last pulled from Planning Center, what was answered here since, and where a pull stands.

``seen_in`` is the number of the pull that last saw a row. Times are ISO 8601 in UTC, days ISO, lists JSON.
"""

import sqlite3

from kiosk.storage.statements import run_statements

PEOPLE = """
create table organization(
    product text primary key, id text not null, name text not null, time_zone text not null, grades text not null) strict, without rowid;

create table person(
    number integer primary key, id text not null unique, first_name text not null default '', last_name text not null default '',
    given_name text not null default '', nickname text not null default '', middle_name text not null default '',
    called_name_here text not null default '', birthdate text, gender text, grade integer, graduation_year integer,
    is_child integer not null default 0, status text not null default 'active', membership text not null default '',
    medical_notes text not null default '', avatar text not null default '', remote_id integer, primary_campus_id text,
    passed_background_check integer, ignore_filters integer not null default 0,
    free_seen_in integer, created_at text, updated_at text,
    is_gone integer not null default 0, name_fold text not null default '', seen_in integer,
    is_hidden integer not null generated always as (is_gone or lower(status) = 'inactive') stored) strict;
create index person_child on person(is_child) where is_child = 1 and is_hidden = 0;

create virtual table person_fts using fts5(
    name_fold, content='person', content_rowid='number', tokenize='ascii', prefix='1 2 3', detail='none', columnsize=0);
create trigger person_is_found after insert on person begin
    insert into person_fts(rowid, name_fold) values(new.number, new.name_fold); end;
create trigger person_is_lost after delete on person begin
    insert into person_fts(person_fts, rowid, name_fold) values('delete', old.number, old.name_fold); end;
create trigger person_is_renamed after update of name_fold on person when old.name_fold is not new.name_fold begin
    insert into person_fts(person_fts, rowid, name_fold) values('delete', old.number, old.name_fold);
    insert into person_fts(rowid, name_fold) values(new.number, new.name_fold); end;

create table phone(
    id text primary key, person text not null, number text not null, e164 text, location text,
    is_primary integer not null) strict, without rowid;
create index phone_person on phone(person);
create table phone_digits(reversed text not null, person text not null, primary key(reversed, person)) strict, without rowid;
create index phone_digits_person on phone_digits(person);
create table email(
    id text primary key, person text not null, address text not null, location text, is_primary integer not null) strict, without rowid;
create index email_person on email(person);
create table address(
    id text primary key, person text not null, street_line_1 text not null, street_line_2 text not null, city text not null,
    state text not null, zip text not null, country_code text not null, location text, is_primary integer not null) strict, without rowid;
create index address_person on address(person);

create table household(
    id text primary key, name text not null, primary_contact_id text, updated_at text, is_gone integer not null default 0,
    seen_in integer) strict, without rowid;
create table household_member(
    household text not null, person text not null, role text, membership_id text, primary key(household, person)) strict, without rowid;
create index household_member_person on household_member(person);
create table person_alias(removed text primary key, kept text not null, merger text not null) strict, without rowid;
create index person_alias_kept on person_alias(kept);
create table pass(
    id text primary key, code text not null, kind text not null, person text not null, seen_in integer) strict, without rowid;
create index pass_code on pass(code);
"""

SCHEDULE = """
create table event(
    id text primary key, name text not null, frequency text not null, is_archived integer not null, campus_ids text not null,
    has_rooms_per_time integer, seen_in integer) strict, without rowid;
create table event_setting(event text primary key, body text not null) strict, without rowid;
create table event_period(
    id text primary key, event text not null, starts_at text, ends_at text, seen_in integer) strict, without rowid;
create table event_time(
    id text primary key, event text not null, period text, starts_at text not null, name text not null, shows_at text,
    hides_at text, hour integer, minute integer, day_of_week integer, location_ids text, seen_in integer) strict, without rowid;
create index event_time_starts on event_time(starts_at);
create table location(
    id text primary key, event text not null, name text not null, parent text, is_folder integer not null,
    is_open integer not null, age_min_in_months integer, age_max_in_months integer, age_on text, age_range_by text,
    effective_date text, grade_min integer, grade_max integer, gender text, child_or_adult text, max_occupancy integer,
    min_volunteers integer, attendees_per_volunteer integer, position integer not null, milestone text,
    questions text not null, seen_in integer) strict, without rowid;
create index location_event on location(event);
create table location_addition(location text primary key, body text not null) strict, without rowid;
create table label_sheet(
    id text primary key, name text not null, prints_for text not null, roll text not null, seen_in integer) strict, without rowid;
create table label_rule(
    id text not null, owner text not null check(owner in ('event', 'location')), label text not null, event text, location text,
    quantity integer not null, for_regular integer not null, for_guest integer not null, for_volunteer integer not null,
    seen_in integer, primary key(owner, id)) strict, without rowid;

create table past_check_in(
    id text not null, event_time text not null, person text not null, event text not null, starts_at text, location text,
    kind text not null, checked_in_at text not null, checked_out_at text, security_code text not null, seen_in integer,
    primary key(id, event_time)) strict, without rowid;
create index past_check_in_person on past_check_in(person, checked_in_at);
create index past_check_in_time on past_check_in(event_time);
"""

GROUPS = """
create table group_type(
    id text primary key, name text not null, position integer not null, seen_in integer) strict, without rowid;
create table church_group(
    id text primary key, name text not null, group_type text, is_archived integer not null, schedule text not null,
    enrollment_status text not null, enrollment_strategy text not null, seen_in integer) strict, without rowid;
create table membership(
    id text primary key, church_group text not null, person text not null, role text not null, joined_at text,
    seen_in integer) strict, without rowid;
create index membership_person on membership(person);
create table group_event(
    id text primary key, church_group text not null, name text not null, starts_at text not null, ends_at text,
    is_cancelled integer not null, is_virtual integer not null, is_multi_day integer not null, seen_in integer) strict, without rowid;
create index group_event_starts on group_event(starts_at);
create table integration_link(
    id text primary key, remote_gid text not null, remote_app text not null, remote_type text not null,
    remote_id text not null, local_type text, local_id text, seen_in integer) strict, without rowid;
create table calendar_event(
    id text primary key, name text not null, is_approved integer not null, seen_in integer) strict, without rowid;
create table calendar_instance(
    id text primary key, event text not null, name text not null, starts_at text not null, ends_at text,
    recurrence text not null, seen_in integer) strict, without rowid;
create index calendar_instance_starts on calendar_instance(starts_at);
create table event_connection(
    id text primary key, calendar_event text not null, product_name text not null, connected_to_type text not null,
    connected_to_id text not null, connected_to_name text not null, seen_in integer) strict, without rowid;
"""

SYNC = """
create table pull(
    number integer primary key, started_at text not null, finished_at text) strict;
create table pull_progress(
    pull integer not null references pull(number) on delete cascade, resource text not null, parent text not null, cursor text,
    is_done integer not null, pages integer not null, rows integer not null, first_total integer, last_total integer,
    removals integer not null, passes integer not null, began_at text, last_at text,
    primary key(pull, resource, parent)) strict, without rowid;
create table pulled_at(resource text primary key, at text not null, oddities integer not null default 0) strict, without rowid;

create table pco_sync_map(
    local_type text not null check(local_type in
        ('person', 'household', 'email', 'phone', 'address', 'household_membership', 'group', 'membership')),
    local_id text not null, pco_id text, pco_updated_at text, local_updated_at text, last_synced_at text,
    sync_status text not null check(sync_status in ('synced', 'pending_push', 'pending_pull', 'conflict')),
    primary key(local_type, local_id), unique(local_type, pco_id)) strict, without rowid;
create index pco_sync_map_status on pco_sync_map(sync_status);

create table outbox(
    number integer primary key autoincrement, kind text not null, subject text not null, body text not null, made_at text not null,
    state text not null default 'waiting' check(state in ('waiting', 'parked', 'sent')), tries integer not null default 0,
    next_try_at text, detail text not null default '') strict;
create index outbox_state on outbox(state);
create table local_answer(
    person text not null, field text not null, value text not null, pco_value text, answered_at text not null, outbox integer not null,
    primary key(person, field)) strict, without rowid;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of the cache, empty."""
    for tables in (PEOPLE, SCHEDULE, GROUPS, SYNC):
        run_statements(connection, tables)
