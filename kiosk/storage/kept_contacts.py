"""Phones, e-mails and addresses added here: put back after every pull until Planning Center has them too."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from sqlite3 import Connection

from kiosk.domain.ids import PersonId
from kiosk.domain.outbox import ChangeKind
from kiosk.domain.people import Phone
from kiosk.domain.problems import NotKnown
from kiosk.storage.kept_fields import CONTACTS, NOT_PRIMARY, PARTS, from_body, is_same, put_contact
from kiosk.storage.kept_updates import note_pending, queue_update, reapply_updates
from kiosk.storage.outbox_store import add_to_outbox, settle
from kiosk.storage.stored_values import list_text

_OF_PERSON = {
    "phone": "select id, number from phone where person = ? and id <> ?",
    "email": "select id, address from email where person = ? and id <> ?",
    "address": "select id, street_line_1, street_line_2, city, state, zip, country_code from address"
    " where person = ? and id <> ?",
}
_FORGET = {
    "phone": "delete from phone where id = ?",
    "email": "delete from email where id = ?",
    "address": "delete from address where id = ?",
}
_CREATED = """
select number, kind, subject, body, coalesce(t.pco_id, json_extract(body, '$.person')) from outbox
left join created_there t on t.local_id = json_extract(body, '$.person')
where state = 'waiting' and kind in ('phone.create', 'email.create', 'address.create')
    and coalesce(t.pco_id, json_extract(body, '$.person')) in (select value from json_each(?)) order by number
"""
_OWN = {
    "phone": "select id from phone where person in (select value from json_each(?))",
    "email": "select id from email where person in (select value from json_each(?))",
    "address": "select id from address where person in (select value from json_each(?))",
}
_HAS_PRIMARY = {
    # A number that is entered here is meant to take the place of the one before; Planning Center sees to that.
    "phone": "select 1 where ? is null",
    "email": "select 1 from email where person = ? and is_primary = 1 and id not like 'gid://%'",
    "address": "select 1 from address where person = ? and is_primary = 1 and id not like 'gid://%'",
}
"""Somebody without any was given a primary one here, and has got one there meanwhile: never a second (mapping.md)."""
_WAITS_TO_BE_MADE = (
    "select number from outbox where state = 'waiting' and kind = ? and subject = ? and tried_at is null"
)


def keep_phone(connection: Connection, person_id: PersonId, phone: Phone, replaces: str | None, at: datetime) -> None:
    """Write a number beside the others, or in place of the one of id ``replaces``, and queue it for Planning Center.

    One that waits to be made is made with the new number. Raises NotKnown.
    """
    if connection.execute("select 1 from person where id = ?", (person_id,)).fetchone() is None:
        raise NotKnown(person=person_id)
    body: dict[str, object] = {"number": phone.number, "location": phone.location, "is_primary": phone.is_primary}
    if replaces is None:
        add_contact(connection, "phone", phone.id, {"person": person_id, **body}, at)
        return
    if connection.execute("select 1 from phone where id = ? and person = ?", (replaces, person_id)).fetchone() is None:
        raise NotKnown(phone=replaces)
    created = ChangeKind.PHONE_CREATE.value
    waiting = connection.execute(_WAITS_TO_BE_MADE, (created, replaces)).fetchone()
    if waiting is None:
        if phone.is_primary:
            connection.execute(NOT_PRIMARY["phone"], (person_id,))
            connection.execute("update phone set is_primary = 1 where id = ?", (replaces,))
        queue_update(connection, ChangeKind.PHONE_UPDATE.value, replaces, body, at)
        return
    settle(connection, waiting[0])
    add_contact(connection, "phone", replaces, {"person": person_id, **body}, at)


def add_contact(connection: Connection, record: str, id: str, body: Mapping[str, object], at: datetime) -> None:
    """Show a new contact here and queue it."""
    put_contact(connection, record, id, body)
    add_to_outbox(connection, f"{record}.create", id, body, at)
    note_pending(connection, record, id, at)


def reapply_contacts(connection: Connection, people: Iterable[str]) -> None:
    """After Planning Center's contacts of these people were written: put ours back, or let go of what came from there too."""
    asked = list_text(people)
    for number, kind, id, body, person in connection.execute(_CREATED, (asked,)).fetchall():
        record = kind.partition(".")[0]
        made = {**json.loads(body), "person": person}
        if has_contact(connection, record, person, made, but=id):
            settle(connection, number)
            connection.execute(_FORGET[record], (id,))
            connection.execute("delete from pco_sync_map where local_type = ? and local_id = ?", (record, id))
        else:
            if made.get("is_primary") and connection.execute(_HAS_PRIMARY[record], (person,)).fetchone():
                made["is_primary"] = False
                _write_body(connection, number, {**json.loads(body), "is_primary": False})
            put_contact(connection, record, id, made)
    people_ids = tuple(json.loads(asked))
    for record in CONTACTS:
        own = [row[0] for row in connection.execute(_OWN[record], (asked,)).fetchall()]
        reapply_updates(connection, record, own, people_ids)


def _write_body(connection: Connection, number: int, body: Mapping[str, object]) -> None:
    told = json.dumps(body, ensure_ascii=False)
    connection.execute("update outbox set body = ? where number = ? and state = 'waiting'", (told, number))


def has_contact(connection: Connection, record: str, person: str, body: Mapping[str, object], *, but: str = "") -> bool:
    """Whether somebody has this phone, e-mail or address already, beside the one of id ``but``."""
    field = "number" if record == "phone" else "address"
    wanted = from_body(record, field, body)
    for _, *values in connection.execute(_OF_PERSON[record], (person, but)).fetchall():
        known = values[0] if record != "address" else from_body(record, field, dict(zip(PARTS, values, strict=True)))
        if is_same(record, field, wanted, known):
            return True
    return False
