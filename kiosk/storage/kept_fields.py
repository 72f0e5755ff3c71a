"""What can be changed on both sides of phones, e-mails, addresses and households: read, written, compared."""

from collections.abc import Mapping
from sqlite3 import Connection

from kiosk.domain.conflicts import Value
from kiosk.storage.phone_digits import digits_of, index_numbers

CONTACTS = ("phone", "email", "address")
PARTS = ("street_line_1", "street_line_2", "city", "state", "zip", "country_code")
"""An address is one field: its parts, one a line. Half of one address and half of another is no address."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "phone": ("number",),
    "email": ("address",),
    "address": ("address",),
    "household": ("name", "primary_contact"),
}
_GET = {
    ("phone", "number"): "select number from phone where id = ?",
    ("email", "address"): "select address from email where id = ?",
    ("household", "name"): "select name from household where id = ? and is_gone = 0",
    ("household", "primary_contact"): "select primary_contact_id from household where id = ? and is_gone = 0",
}
_SET = {
    ("phone", "number"): "update phone set number = ?, e164 = null where id = ?",
    ("email", "address"): "update email set address = ? where id = ?",
    ("household", "name"): "update household set name = ? where id = ?",
    ("household", "primary_contact"): "update household set primary_contact_id = ? where id = ?",
}
_OWNER = {
    "phone": "select person from phone where id = ?",
    "email": "select person from email where id = ?",
    "address": "select person from address where id = ?",
}
NOT_PRIMARY = {
    "phone": "update phone set is_primary = 0 where person = ?",
    "email": "update email set is_primary = 0 where person = ?",
    "address": "update address set is_primary = 0 where person = ?",
}
_SURELY_THE_SAME = 7
"""Digits two numbers must share at their ends: one of them may be written with its country."""


def fields_in(record: str, body: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that the body of a change of the outbox names."""
    if record == "address":
        return ("address",) if any(part in body for part in PARTS) else ()
    return tuple(field for field in _FIELDS[record] if field in body)


def from_body(record: str, field: str, body: Mapping[str, object]) -> str:
    """A field's value in the body of a change."""
    if record == "address":
        return "\n".join(" ".join(str(body.get(part) or "").split()) for part in PARTS)
    return str(body[field] or "")


def to_body(record: str, field: str, value: str) -> dict[str, object]:
    """The body of a change of one field."""
    if record != "address":
        return {field: value}
    lines = (value + "\n" * len(PARTS)).split("\n")
    return dict(zip(PARTS, lines, strict=False))


def without_field(record: str, field: str, body: Mapping[str, object]) -> dict[str, object]:
    """The body of a change without one field."""
    left_out = PARTS if record == "address" else (field,)
    return {name: value for name, value in body.items() if name not in left_out}


def value_of(connection: Connection, record: str, subject: str, field: str) -> str | None:
    """A field as it is here now; None where the record is not here."""
    if record == "address":
        row = connection.execute(
            "select street_line_1, street_line_2, city, state, zip, country_code from address where id = ?", (subject,)
        ).fetchone()
        return None if row is None else from_body(record, field, dict(zip(PARTS, row, strict=True)))
    row = connection.execute(_GET[record, field], (subject,)).fetchone()
    return None if row is None else str(row[0] or "")


def put_value(connection: Connection, record: str, subject: str, field: str, value: str) -> None:
    """Show a field's value here, and find people by it where it is a number; nothing is queued."""
    if record == "address":
        parts = to_body(record, field, value)
        connection.execute(
            "update address set street_line_1 = ?, street_line_2 = ?, city = ?, state = ?, zip = ?, country_code = ?"
            " where id = ?",
            (*(str(parts[part]) for part in PARTS), subject),
        )
        return
    connection.execute(_SET[record, field], (value, subject))
    if record == "phone":
        index_numbers(connection, owner_of(connection, record, subject))


def put_contact(connection: Connection, record: str, id: str, body: Mapping[str, object]) -> None:
    """Show a contact that is not at Planning Center yet; never as a second primary one."""
    person, is_primary = str(body["person"]), int(bool(body.get("is_primary")))
    if is_primary:
        connection.execute(NOT_PRIMARY[record], (person,))
    match record:
        case "phone":
            connection.execute(
                "insert or replace into phone(id, person, number, e164, location, is_primary) values(?, ?, ?, null, ?, ?)",
                (id, person, body["number"], body.get("location"), is_primary),
            )
            index_numbers(connection, person)
        case "email":
            connection.execute(
                "insert or replace into email(id, person, address, location, is_primary) values(?, ?, ?, ?, ?)",
                (id, person, body["address"], body.get("location"), is_primary),
            )
        case _:
            connection.execute(
                "insert or replace into address(id, person, street_line_1, street_line_2, city, state, zip, country_code,"
                " location, is_primary) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (id, person, *(body.get(part) or "" for part in PARTS), body.get("location"), is_primary),
            )


def owner_of(connection: Connection, record: str, subject: str) -> str:
    """Whose phone, e-mail or address it is; empty for a household, or for one that is not here."""
    row = connection.execute(_OWNER[record], (subject,)).fetchone() if record in _OWNER else None
    return "" if row is None else str(row[0])


def is_same(record: str, field: str, one: str | None, other: str | None) -> bool:
    """Whether two values say the same; Planning Center may write a number its own way."""
    if one is None or other is None:
        return one is other
    if record == "phone":
        some, others = sorted((digits_of(one), digits_of(other)), key=len)
        return some == others or (len(some) >= _SURELY_THE_SAME and others.endswith(some))
    if field == "primary_contact":
        return one == other
    return " ".join(one.split()) == " ".join(other.split()) or (
        record != "household" and one.strip().casefold() == other.strip().casefold()
    )


def shown(record: str, value: Value) -> Value:
    """A value as people read it: of an address only the lines that say something."""
    if record == "address" and isinstance(value, str):
        return "\n".join(line for line in value.split("\n") if line)
    return value
