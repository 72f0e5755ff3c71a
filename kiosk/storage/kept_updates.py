"""Phones, e-mails, addresses and households changed here: kept over every pull until sent; changed there too, the policy decides."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from sqlite3 import Connection

from kiosk.domain.conflicts import Difference, Policy, Winner, decided
from kiosk.domain.facts import moment_text
from kiosk.domain.outbox import LOCAL
from kiosk.storage.conflict_rows import entered_anew, note_conflict, note_standing, policy_of
from kiosk.storage.kept_fields import (
    CONTACTS,
    fields_in,
    from_body,
    is_same,
    owner_of,
    put_contact,
    put_value,
    to_body,
    value_of,
    without_field,
)
from kiosk.storage.outbox_store import add_to_outbox, settle
from kiosk.storage.stored_values import list_text, moment_of, optional_moment_of

_KINDS = {record: f"{record}.update" for record in (*CONTACTS, "household")}
_WAITING = """
select o.number, coalesce(t.pco_id, o.subject), o.body, coalesce(o.base, '{}'), o.made_at from outbox o
left join created_there t on t.local_id = o.subject
where o.state = 'waiting' and o.kind = ?1 and (
    coalesce(t.pco_id, o.subject) in (select value from json_each(?2))
    or json_extract(o.base, '$.person') in (select value from json_each(?3))) order by o.number
"""
_OF_RECORD = (
    "select number, body, coalesce(base, '{}') from outbox where state = 'waiting' and kind = ? and subject = ?"
)
_CHANGED_AT = {
    "household": "select updated_at from household where id = ?",
    **dict.fromkeys(CONTACTS, "select pco_updated_at from pco_sync_map where local_id = ? and local_type = ?"),
}
_PENDING = """
insert into pco_sync_map(local_type, local_id, local_updated_at, sync_status) values(?, ?, ?, 'pending_push')
on conflict(local_type, local_id) do update set local_updated_at = excluded.local_updated_at, sync_status = 'pending_push'
"""


def note_pending(connection: Connection, record: str, subject: str, at: datetime) -> None:
    """Mark a record as changed here and not sent yet."""
    connection.execute(_PENDING, (record, subject, moment_text(at)))


def queue_update(connection: Connection, kind: str, subject: str, body: Mapping[str, object], at: datetime) -> int:
    """Show a change of a record's fields here and queue it, with what waits of the same record; returns its number."""
    record = kind.partition(".")[0]
    person = owner_of(connection, record, subject)
    base: dict[str, object] = {}
    for field in fields_in(record, body):
        entered_anew(connection, record, subject, field, at)
        base[field] = value_of(connection, record, subject, field)
    told = dict(body)
    for number, earlier, earlier_base in connection.execute(_OF_RECORD, (kind, subject)).fetchall():
        # One that is on its way may arrive all the same: this one, later, says everything that it says.
        settle(connection, number)
        told = {**json.loads(earlier), **told}
        base |= json.loads(earlier_base)
    if person:
        base["person"] = person
    number = add_to_outbox(connection, kind, subject, told, at)
    _write(connection, number, told, base)
    for field in fields_in(record, told):
        put_value(connection, record, subject, field, from_body(record, field, told))
    note_pending(connection, record, subject, at)
    return number


def queue_field(
    connection: Connection, record: str, subject: str, person: str, field: str, value: str, at: datetime
) -> None:
    """Let one field be this here and there; a contact that is gone there is made anew for ``person``."""
    if record in CONTACTS and value_of(connection, record, subject, field) is None:
        make_anew(connection, record, subject, person, to_body(record, field, value), at)
    else:
        queue_update(connection, _KINDS[record], subject, to_body(record, field, value), at)


def drop_field(connection: Connection, record: str, subject: str, field: str) -> bool:
    """Take a field out of what waits; whether it waited."""
    is_dropped = False
    for number, body, base in connection.execute(_OF_RECORD, (_KINDS[record], subject)).fetchall():
        told = json.loads(body)
        if field in fields_in(record, told):
            is_dropped = True
            _write(connection, number, without_field(record, field, told), json.loads(base), record)
    return is_dropped


def reapply_updates(connection: Connection, record: str, ids: Iterable[str], people: Iterable[str] = ()) -> None:
    """After Planning Center's values were written: put ours back, or drop those it has by now.

    ``people``: whose contacts were written; one of theirs that was changed here may be gone there. Where Planning Center's value
    changed too since ours was entered, the church's policy says whose counts.
    """
    rows = connection.execute(_WAITING, (_KINDS[record], list_text(ids), list_text(people))).fetchall()
    if not rows:
        return
    policy = policy_of(connection)
    for number, subject, body, base, made_at in rows:
        _reapply(connection, record, subject, policy, number, json.loads(body), json.loads(base), moment_of(made_at))
        note_standing(connection, record, subject)


def _reapply(
    connection: Connection,
    record: str,
    subject: str,
    policy: Policy | None,
    number: int,
    body: dict[str, object],
    base: dict[str, object],
    made_at: datetime,
) -> None:
    told = dict(body)
    person = str(base.get("person") or "")
    for field in fields_in(record, body):
        here, there = from_body(record, field, body), value_of(connection, record, subject, field)
        if subject.startswith(LOCAL):
            put_value(connection, record, subject, field, here)
            continue
        if is_same(record, field, here, there):
            told = without_field(record, field, told)
            continue
        was = str(base[field]) if base.get(field) is not None else there
        if policy is not None and not is_same(record, field, was, there):
            difference = Difference(field, here, there, made_at, _changed_at(connection, record, subject))
            outcome = decided(difference, policy)
            note_conflict(connection, record, subject, person, was, difference, outcome.winner, made_at)
            if outcome.winner is not Winner.HERE:
                told = without_field(record, field, told)
                if outcome.winner is Winner.NOBODY_YET:
                    _park(connection, record, subject, field, here, made_at)
                continue
        if there is None:
            if record in CONTACTS:
                told = without_field(record, field, told)
                more = {name: value for name, value in body.items() if name in ("location", "is_primary")}
                make_anew(connection, record, subject, person, {**to_body(record, field, here), **more}, made_at)
            continue
        base[field] = there
        put_value(connection, record, subject, field, here)
    _write(connection, number, told, base, record)


def make_anew(
    connection: Connection, record: str, subject: str, person: str, body: Mapping[str, object], at: datetime
) -> None:
    """Queue a contact that was taken away at Planning Center as a new one; it shows here at once."""
    id = f"{LOCAL}{record.capitalize()}/of-{subject}"
    made: dict[str, object] = {"person": person, "location": "Mobile" if record == "phone" else "Home", **body}
    kind = f"{record}.create"
    add_to_outbox(connection, kind, id, made, at)
    put_contact(connection, record, id, made)
    note_pending(connection, record, id, at)


def _park(connection: Connection, record: str, subject: str, field: str, here: str, at: datetime) -> None:
    number = add_to_outbox(connection, _KINDS[record], subject, to_body(record, field, here), at)
    connection.execute(
        "update outbox set state = 'parked', detail = ? where number = ?",
        (json.dumps({"reason": "conflict", "words": "", "people": []}), number),
    )


def _write(
    connection: Connection, number: int, body: Mapping[str, object], base: Mapping[str, object], record: str = ""
) -> None:
    if record and not fields_in(record, body):
        settle(connection, number)
        return
    connection.execute(
        "update outbox set body = ?, base = ? where number = ? and state = 'waiting'",
        (json.dumps(body, ensure_ascii=False), json.dumps(base, ensure_ascii=False), number),
    )


def _changed_at(connection: Connection, record: str, subject: str) -> datetime | None:
    asked = (subject,) if record == "household" else (subject, record)
    row = connection.execute(_CHANGED_AT[record], asked).fetchone()
    return optional_moment_of(row[0]) if row is not None else None
