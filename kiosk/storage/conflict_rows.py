"""Fields that were changed on both sides, each with both values and what became of them."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.domain.conflicts import Difference, Policy, Value, Winner
from kiosk.domain.facts import moment_text
from kiosk.storage.stored_values import optional_moment_text

_POLICY = "select json_extract(value, '$.way'), json_extract(value, '$.conflicts') from setting where key = 'station'"
_OURS_ALWAYS = "kiosk"
_PARKED = """
update outbox set state = 'sent' where state = 'parked' and kind = ?1 || '.update' and subject = ?2
    and detail like '{"reason": "conflict"%' and (json_type(body, '$.' || ?3) is not null or ?1 = 'address')
"""


def policy_of(connection: sqlite3.Connection) -> Policy | None:
    """The church's policy; None where the kiosk's data counts whatever Planning Center says."""
    row = connection.execute(_POLICY).fetchone()
    if row is not None and row[0] == _OURS_ALWAYS:
        return None
    try:
        return Policy(row[1]) if row is not None and row[1] else Policy.PLANNING_CENTER
    except ValueError:
        return Policy.PLANNING_CENTER


def note_conflict(
    connection: sqlite3.Connection,
    record: str,
    subject: str,
    person: str,
    base: Value,
    found: Difference,
    winner: Winner,
    at: datetime,
) -> None:
    """Write a conflict down, decided by policy or open; a later one about the same takes an open one's place.

    ``person``: whose record it is, empty for a household.
    """
    connection.execute(
        "delete from conflict where record = ? and subject = ? and field = ? and state = 'open'",
        (record, subject, found.field),
    )
    is_open = winner is Winner.NOBODY_YET
    values: Sequence[Any] = (
        *(record, subject, person, found.field, json.dumps(base), json.dumps(found.here), json.dumps(found.there)),
        *(optional_moment_text(found.here_at), optional_moment_text(found.there_at), moment_text(at)),
        *(("open", None, None) if is_open else ("decided", winner.value, moment_text(at))),
    )
    connection.execute(
        "insert into conflict(record, subject, person, field, base, here, there, here_at, there_at, noticed_at, state,"
        " decision, decided_at) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def entered_anew(connection: sqlite3.Connection, record: str, subject: str, field: str, at: datetime) -> None:
    """Somebody entered a field again whose conflict nobody has decided: that is the decision."""
    decided = connection.execute(
        "update conflict set state = 'decided', decision = ?, decided_at = ?"
        " where record = ? and subject = ? and field = ? and state = 'open'",
        (Winner.HERE.value, moment_text(at), record, subject, field),
    ).rowcount
    if decided:
        settle_parked(connection, record, subject, field)


def settle_parked(connection: sqlite3.Connection, record: str, subject: str, field: str) -> None:
    """Nothing is left of what a conflict held back."""
    connection.execute(_PARKED, (record, subject, field))


def note_standing(connection: sqlite3.Connection, record: str, subject: str) -> None:
    """Write in the sync map how a record stands to Planning Center's: conflict, pending_push or synced."""
    is_open = connection.execute(
        "select 1 from conflict where record = ? and subject = ? and state = 'open'", (record, subject)
    ).fetchone()
    # Ids are a record's own: a phone and an e-mail may have the same.
    waits = connection.execute(
        "select 1 from outbox where subject = ?1 and state = 'waiting' and kind like ?2 || '.%' limit 1",
        (subject, record),
    ).fetchone()
    standing = "conflict" if is_open else "pending_push" if waits else "synced"
    connection.execute(
        "update pco_sync_map set sync_status = ? where local_type = ? and local_id = ?", (standing, record, subject)
    )
