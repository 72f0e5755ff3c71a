"""Households, e-mails and addresses changed here: put back after every pull until Planning Center has been sent them."""

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from kiosk.storage.stored_values import list_text

_OF_HOUSEHOLDS = """
select kind, subject, body from outbox where state = 'waiting' and (
    (kind = 'household.update' and subject in (select value from json_each(?1)))
    or (kind in ('household_membership.create', 'household_membership.update', 'household_membership.delete')
        and json_extract(body, '$.household') in (select value from json_each(?1)))) order by number
"""
_OF_CONTACTS = """
select kind, subject, body from outbox where state = 'waiting' and (
    (kind in ('email.update', 'address.update') and subject in (select value from json_each(?1)))
    or (kind in ('email.create', 'address.create') and json_extract(body, '$.person') in (select value from json_each(?2))))
order by number
"""
_OWN = """
select id from email where person in (select value from json_each(?1))
union all select id from address where person in (select value from json_each(?1))
"""
_ADDRESS = ("street_line_1", "street_line_2", "city", "state", "zip", "country_code")


def reapply_households(connection: Connection, ids: Iterable[str]) -> None:
    """Put back what waits of these households."""
    for kind, subject, body in connection.execute(_OF_HOUSEHOLDS, (list_text(ids),)).fetchall():
        put_household_change(connection, kind, subject, json.loads(body))


def put_household_change(connection: Connection, kind: str, subject: str, body: Mapping[str, str]) -> None:
    """Show a change of a household here."""
    match kind:
        case "household.update":
            connection.execute(
                "update household set name = coalesce(?, name), primary_contact_id = coalesce(?, primary_contact_id)"
                " where id = ?",
                (body.get("name"), body.get("primary_contact"), subject),
            )
        case "household_membership.delete":
            connection.execute(
                "delete from household_member where household = ? and person = ?", (body["household"], body["person"])
            )
        case _:
            connection.execute(
                "insert into household_member(household, person, role) values(?, ?, ?)"
                " on conflict(household, person) do update set role = coalesce(excluded.role, role)",
                (body["household"], body["person"], body.get("role")),
            )


def reapply_contacts(connection: Connection, people: Iterable[str]) -> None:
    """Put back e-mails and addresses of these people that wait."""
    asked = list_text(people)
    own = list_text(row[0] for row in connection.execute(_OWN, (asked,)).fetchall())
    for kind, subject, body in connection.execute(_OF_CONTACTS, (own, asked)).fetchall():
        put_contact_change(connection, kind, subject, json.loads(body))


def put_contact_change(connection: Connection, kind: str, subject: str, body: Mapping[str, str]) -> None:
    """Show a change of an e-mail or an address here."""
    match kind:
        case "email.create":
            connection.execute(
                "insert or replace into email(id, person, address, location, is_primary) values(?, ?, ?, ?, ?)",
                (subject, body["person"], body["address"], body.get("location"), int(bool(body.get("is_primary")))),
            )
        case "email.update":
            connection.execute("update email set address = ? where id = ?", (body["address"], subject))
        case "address.create":
            parts = [body.get(name) or "" for name in _ADDRESS]
            connection.execute(
                "insert or replace into address(id, person, street_line_1, street_line_2, city, state, zip, country_code,"
                " location, is_primary) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (subject, body["person"], *parts, body.get("location"), int(bool(body.get("is_primary")))),
            )
        case _:
            connection.execute(
                "update address set street_line_1 = ?, street_line_2 = ?, city = ?, state = ?, zip = ?, country_code = ?"
                " where id = ?",
                (*(body.get(name) or "" for name in _ADDRESS), subject),
            )
