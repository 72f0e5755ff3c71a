"""Households changed here: put back after every pull until Planning Center has been sent them."""

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from kiosk.storage.kept_updates import reapply_updates
from kiosk.storage.stored_values import list_text

_OF_MEMBERS = """
select kind, body from outbox where state = 'waiting'
    and kind in ('household_membership.create', 'household_membership.update', 'household_membership.delete')
    and json_extract(body, '$.household') in (select value from json_each(?)) order by number
"""


def reapply_households(connection: Connection, ids: Iterable[str]) -> None:
    """After these households were written as Planning Center has them: put back what waits."""
    asked = tuple(ids)
    reapply_updates(connection, "household", asked)
    reapply_members(connection, asked)


def reapply_members(connection: Connection, ids: Iterable[str]) -> None:
    """After only the members of these households were written: put back who joins and leaves."""
    for kind, body in connection.execute(_OF_MEMBERS, (list_text(ids),)).fetchall():
        put_membership(connection, kind, json.loads(body))


def put_membership(connection: Connection, kind: str, body: Mapping[str, object]) -> None:
    """Show here that somebody joins, leaves or gets a role."""
    if kind == "household_membership.delete":
        connection.execute(
            "delete from household_member where household = ? and person = ?", (body["household"], body["person"])
        )
        return
    connection.execute(
        "insert into household_member(household, person, role) values(?, ?, ?)"
        " on conflict(household, person) do update set role = coalesce(excluded.role, role)",
        (body["household"], body["person"], body.get("role")),
    )
