"""Somebody entered here, or gone at Planning Center, turns out to be somebody known: everything here leads to them from then on."""

import json
from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from kiosk.domain.facts import moment_text
from kiosk.domain.ids import PersonId
from kiosk.domain.outbox import LOCAL, ChangeKind
from kiosk.storage import answers, kept_fields
from kiosk.storage.conflict_rows import note_standing
from kiosk.storage.kept_contacts import has_contact
from kiosk.storage.kept_fields import CONTACTS
from kiosk.storage.kept_updates import note_pending
from kiosk.storage.outbox_store import add_to_outbox, settle
from kiosk.storage.phone_digits import index_numbers
from kiosk.storage.rekeying import take_pco_id

_HOUSEHOLDS = """
select household.id from household join household_member as member on member.household = household.id
where member.person = ?1 and household.is_gone = 0 and household.id not like 'gid://%'
order by household.primary_contact_id is not ?1, household.id
"""
_OF_NEWCOMER = """
select number, kind, subject, body from outbox where state = 'waiting' and kind in ('phone.create', 'email.create',
    'address.create', 'household_membership.create') and json_extract(body, '$.person') = ? order by number
"""
_HOUSEHOLD_OF = """
select number, subject, body from outbox where state = 'waiting' and kind = 'household.create'
    and json_extract(body, '$.primary_contact') = ?
"""
_FORGET = {
    "phone": "delete from phone where id = ?",
    "email": "delete from email where id = ?",
    "address": "delete from address where id = ?",
}
_HAS_ANY = {
    "phone": "select 1 from phone where person = ? and id not like 'gid://%'",
    "email": "select 1 from email where person = ? and id not like 'gid://%'",
    "address": "select 1 from address where person = ? and id not like 'gid://%'",
}


def link_newcomer(connection: Connection, newcomer: str, known: PersonId, at: datetime) -> None:
    """A newcomer is somebody of Planning Center's: nobody is created, and nothing they have already is added once more.

    The rest of a family whose first adult is known joins the household that adult has there.
    """
    theirs = [row[0] for row in connection.execute(_HOUSEHOLDS, (known,)).fetchall()]
    take_pco_id(connection, "person", newcomer, known, moment_text(at))
    for number, kind, subject, body in connection.execute(_OF_NEWCOMER, (newcomer,)).fetchall():
        record, told = kind.partition(".")[0], json.loads(body)
        if record == "household_membership":
            if told["household"] in theirs:
                _drop(connection, number, record, subject)
        elif has_contact(connection, record, known, told, but=subject):
            _drop(connection, number, record, subject)
            connection.execute(_FORGET[record], (subject,))
        elif told.get("is_primary") and connection.execute(_HAS_ANY[record], (known,)).fetchone():
            told["is_primary"] = False
            body = json.dumps(told, ensure_ascii=False)
            connection.execute("update outbox set body = ? where number = ?", (body, number))
    if theirs:
        for number, subject, body in connection.execute(_HOUSEHOLD_OF, (newcomer,)).fetchall():
            _join(connection, number, subject, json.loads(body), theirs[0], at)


def link_gone(connection: Connection, gone: PersonId, known: PersonId) -> None:
    """Somebody who is no longer at Planning Center is somebody who is: history and what waits lead there."""
    connection.execute("insert or replace into person_alias(removed, kept, merger) values(?, ?, '')", (gone, known))
    connection.execute("update or ignore local_answer set person = ? where person = ?", (known, gone))
    connection.execute("delete from phone_digits where person = ?", (gone,))
    connection.execute("update person set is_gone = 1, name_fold = '' where id = ?", (gone,))


def give_up(connection: Connection, number: int, kind: str, subject: str) -> None:
    """Never send a change, nor what hangs on what it would have made; a household is made without somebody who is not."""
    settle(connection, number)
    _show_theirs(connection, number, kind, subject)
    note_standing(connection, kind.partition(".")[0], subject)
    if not (kind.endswith(".create") and subject.startswith(LOCAL)):
        return
    connection.execute(
        "delete from pco_sync_map where local_type = ? and local_id = ? and pco_id is null",
        (kind.partition(".")[0], subject),
    )
    rows = connection.execute(
        "select number, kind, subject, body from outbox where state in ('waiting', 'parked') and number <> ?", (number,)
    ).fetchall()
    for other, other_kind, other_subject, body in rows:
        told = json.loads(body)
        if other_kind == ChangeKind.HOUSEHOLD_CREATE.value and kind == ChangeKind.PERSON_CREATE.value:
            _without_person(connection, other, other_subject, told, subject)
        elif other_subject == subject or subject in (told.get("person"), told.get("household")):
            give_up(connection, other, other_kind, other_subject)


def _show_theirs(connection: Connection, number: int, kind: str, subject: str) -> None:
    """Show again what Planning Center had when the change was entered; the next pull brings what it has now."""
    answered = connection.execute(
        "select person, field, pco_value from local_answer where outbox = ?", (number,)
    ).fetchall()
    for person, field, value in answered:
        answers.put_value(connection, person, field, json.loads(value) if value is not None else None)
    record = kind.partition(".")[0]
    if record in CONTACTS and kind.endswith(".create"):
        person = kept_fields.owner_of(connection, record, subject)
        connection.execute(_FORGET[record], (subject,))
        if record == "phone":
            index_numbers(connection, person)
    if not kind.endswith(".update") or record not in (*CONTACTS, "household"):
        return
    row = connection.execute("select coalesce(base, '{}') from outbox where number = ?", (number,)).fetchone()
    for field, value in json.loads(row[0]).items():
        if field != "person" and value is not None:
            kept_fields.put_value(connection, record, subject, field, value)


def _without_person(connection: Connection, number: int, household: str, body: dict[str, Any], person: str) -> None:
    people = [id for id in body.get("people", ()) if id != person]
    if len(people) == len(body.get("people", ())):
        return
    if not people:
        give_up(connection, number, ChangeKind.HOUSEHOLD_CREATE.value, household)
        return
    body["people"] = people
    body["roles"] = {id: role for id, role in body.get("roles", {}).items() if id != person}
    if body["primary_contact"] == person:
        # Adults stand first.
        body["primary_contact"] = people[0]
        connection.execute("update household set primary_contact_id = ? where id = ?", (people[0], household))
    connection.execute("update outbox set body = ? where number = ?", (json.dumps(body, ensure_ascii=False), number))


def _join(
    connection: Connection, number: int, made_here: str, body: Mapping[str, Any], household: str, at: datetime
) -> None:
    """Let the people of a household that was to be made join one that is there."""
    members = {
        row[0] for row in connection.execute("select person from household_member where household = ?", (household,))
    }
    now = dict(connection.execute("select local_id, pco_id from created_there where local_type = 'person'").fetchall())
    settle(connection, number)
    take_pco_id(connection, "household", made_here, household, moment_text(at))
    for person in body.get("people", ()):
        if now.get(person, person) in members:
            continue
        subject = f"{household}:{person}"
        told = {"household": household, "person": person, "role": body.get("roles", {}).get(person)}
        add_to_outbox(connection, ChangeKind.HOUSEHOLD_MEMBERSHIP_CREATE.value, subject, told, at)
        note_pending(connection, "household_membership", subject, at)


def _drop(connection: Connection, number: int, record: str, subject: str) -> None:
    settle(connection, number)
    connection.execute("delete from pco_sync_map where local_type = ? and local_id = ?", (record, subject))
