"""Telephone numbers put right here: put back after every pull until Planning Center has them too."""

import json
from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection

from kiosk.domain.facts import moment_text
from kiosk.domain.ids import PersonId
from kiosk.domain.outbox import ChangeKind
from kiosk.domain.people import Phone
from kiosk.domain.problems import NotKnown
from kiosk.storage.outbox_store import add_to_outbox, settle
from kiosk.storage.phone_digits import digits_of, index_numbers
from kiosk.storage.stored_values import list_text

_FIELD = "phone"
_OF_PERSON = "select id, number from phone where person = ?"
_PENDING = """
insert into pco_sync_map(local_type, local_id, local_updated_at, sync_status) values('phone', ?, ?, 'pending_push')
on conflict(local_type, local_id) do update set local_updated_at = excluded.local_updated_at, sync_status = 'pending_push'
"""


def keep_phone(connection: Connection, person_id: PersonId, phone: Phone, replaces: str | None, at: datetime) -> None:
    """Write a number beside the others, or in place of the one of id ``replaces``, and queue it for Planning Center.

    One number of a person waits at a time; a second one takes the first one's place. Raises NotKnown.
    """
    if connection.execute("select 1 from person where id = ?", (person_id,)).fetchone() is None:
        raise NotKnown(person=person_id)
    waiting = connection.execute(
        "select value, outbox from local_answer where person = ? and field = ?", (person_id, _FIELD)
    ).fetchone()
    if waiting is not None and replaces is not None and json.loads(waiting[0])["id"] == replaces:
        settle(connection, waiting[1])
        if json.loads(waiting[0])["is_new"]:
            connection.execute("delete from phone where id = ?", (replaces,))
            replaces = None
    known = connection.execute("select 1 from phone where id = ? and person = ?", (replaces, person_id)).fetchone()
    if replaces is not None and known is None:
        raise NotKnown(phone=replaces)
    body: dict[str, object] = {"number": phone.number, "location": phone.location, "is_primary": phone.is_primary}
    if replaces is None:
        subject = phone.id
        number = add_to_outbox(connection, ChangeKind.PHONE_CREATE.value, subject, {"person": person_id, **body}, at)
    else:
        subject = replaces
        number = add_to_outbox(connection, ChangeKind.PHONE_UPDATE.value, subject, body, at)
    kept = {"id": subject, "is_new": replaces is None, **body}
    connection.execute(
        "insert or replace into local_answer(person, field, value, pco_value, answered_at, outbox)"
        " values(?, ?, ?, null, ?, ?)",
        (person_id, _FIELD, json.dumps(kept, ensure_ascii=False), moment_text(at), number),
    )
    connection.execute(_PENDING, (subject, moment_text(at)))
    _put(connection, person_id, kept)


def reapply_phones(connection: Connection, ids: Iterable[PersonId]) -> None:
    """After Planning Center's numbers were written: put ours back, or let go of it where the same digits came."""
    waiting = connection.execute(
        "select person, value, outbox from local_answer where field = 'phone' and person in (select value from json_each(?))",
        (list_text(ids),),
    ).fetchall()
    for person, value, number in waiting:
        kept = json.loads(value)
        ours = digits_of(kept["number"])
        theirs = {digits_of(known) for _, known in connection.execute(_OF_PERSON, (person,)).fetchall()}
        if ours in theirs:
            settle(connection, number)
            connection.execute("delete from local_answer where person = ? and field = ?", (person, _FIELD))
            connection.execute(
                "delete from pco_sync_map where local_type = 'phone' and local_id = ? and pco_id is null", (kept["id"],)
            )
        else:
            _put(connection, person, kept)


def _put(connection: Connection, person_id: str, kept: dict[str, object]) -> None:
    """Write the number where it shows and where it is searched."""
    id, number = str(kept["id"]), str(kept["number"])
    if kept["is_primary"]:
        connection.execute("update phone set is_primary = 0 where person = ?", (person_id,))
    connection.execute(
        "insert or replace into phone(id, person, number, e164, location, is_primary) values(?, ?, ?, null, ?, ?)",
        (id, person_id, number, kept["location"], int(bool(kept["is_primary"]))),
    )
    index_numbers(connection, person_id)
