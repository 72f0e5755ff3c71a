"""People of Planning Center whom nobody here knew when a newcomer was entered, and who look like them.

That is the same name, and a birthdate or a phone. Whoever was known by then was shown to those who entered the family.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from sqlite3 import Connection

from kiosk.domain.facts import moment_text
from kiosk.domain.ids import PersonId
from kiosk.domain.names import folded
from kiosk.domain.outbox import LOCAL, Change
from kiosk.storage.stored_values import moment_of

_DIGITS_THAT_TELL = 7
_MOST = 10
_PULLED_LATE = timedelta(days=1)
"""Somebody made this long before a pull may not have been in it."""
_READ_LAST = "select max(started_at) from pull where is_whole = 1 and started_at <= ?"
_BY_DAY = """
select id, first_name, nickname, given_name, last_name from person
where is_gone = 0 and id <> ?1 and substr(coalesce(created_at, '9'), 1, 19) >= ?2 and birthdate = ?3
"""
_BY_PHONE = """
select id, first_name, nickname, given_name, last_name from person
where is_gone = 0 and id <> ?1 and substr(coalesce(created_at, '9'), 1, 19) >= ?2
    and id in (select person from phone_digits where reversed >= ?3 and reversed < ?3 || ':')
"""


def likely_same(connection: Connection, change: Change) -> tuple[PersonId, ...]:
    """Those who are called the same and have the same birthdate, or a phone of the newcomer's; ids, at most ten."""
    body = change.body
    names = {folded(str(body.get(name) or "")) for name in ("first_name", "nickname", "given_name")} - {""}
    last_name = folded(str(body.get("last_name") or ""))
    born = body.get("birthdate")
    found: dict[PersonId, None] = {}
    candidates: list[tuple[str, str, str, str, str]] = []
    # A station that was offline since Thursday knows nobody who signed up on Friday.
    read = connection.execute(_READ_LAST, (moment_text(change.made_at),)).fetchone()[0]
    since = moment_text(moment_of(read) - _PULLED_LATE)[:19] if read is not None else ""
    if born:
        candidates += connection.execute(
            _BY_DAY,
            (change.subject, since, str(born)),
        ).fetchall()
    for digits in _phones(connection, change):
        low = digits[::-1][:_DIGITS_THAT_TELL]
        candidates += connection.execute(_BY_PHONE, (change.subject, since, low)).fetchall()
    for id, first, nickname, given, last in candidates:
        if id.startswith(LOCAL) or folded(last) != last_name:
            continue
        if names & {folded(first), folded(nickname), folded(given)}:
            found[PersonId(id)] = None
    return tuple(found)[:_MOST]


def _phones(connection: Connection, change: Change) -> list[str]:
    """The digits of every phone that waits with the newcomer."""
    rows = connection.execute(
        "select body from outbox where kind = 'phone.create' and state = 'waiting'"
        " and json_extract(body, '$.person') = ?",
        (change.subject,),
    ).fetchall()
    bodies: list[Mapping[str, object]] = [json.loads(row[0]) for row in rows]
    written = ["".join(str(int(ch)) for ch in str(body.get("number", "")) if ch.isdecimal()) for body in bodies]
    return [digits for digits in written if len(digits) >= _DIGITS_THAT_TELL]
