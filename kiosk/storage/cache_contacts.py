"""Writing pulled phones, e-mails and addresses into the cache; what waits to be sent stays."""

from collections.abc import Sequence
from sqlite3 import Connection

from sqlite_utils import Database as Tables

from kiosk.domain.people import Person
from kiosk.storage.phone_digits import SHORTEST_NUMBER, digits_of
from kiosk.storage.stored_values import list_text
from kiosk.storage.sync_map import connection_of, note_synced

_CLEARED = {
    "phone": (
        "delete from pco_sync_map where local_type = 'phone' and local_id in"
        " (select id from phone where id not like 'gid://local/%' and person in (select value from json_each(?)))",
        "delete from phone where id not like 'gid://local/%' and person in (select value from json_each(?))",
    ),
    "email": (
        "delete from pco_sync_map where local_type = 'email' and local_id in"
        " (select id from email where id not like 'gid://local/%' and person in (select value from json_each(?)))",
        "delete from email where id not like 'gid://local/%' and person in (select value from json_each(?))",
    ),
    "address": (
        "delete from pco_sync_map where local_type = 'address' and local_id in"
        " (select id from address where id not like 'gid://local/%' and person in (select value from json_each(?)))",
        "delete from address where id not like 'gid://local/%' and person in (select value from json_each(?))",
    ),
}


def keep_phones(tables: Tables, at: str, people: Sequence[Person]) -> None:
    """Write these people's phones, all that they have, and what they are found by."""
    connection = connection_of(tables)
    ids = _replaced(connection, "phone", people)
    connection.execute("delete from phone_digits where person in (select value from json_each(?))", (ids,))
    phones = [(person, phone) for person in people for phone in person.phones]
    rows = [
        (phone.id, person.id, phone.number, phone.e164, phone.location, int(phone.is_primary))
        for person, phone in phones
    ]
    connection.executemany("insert or replace into phone values(?, ?, ?, ?, ?, ?)", rows)
    digits = {
        (written[::-1], person.id)
        for person, phone in phones
        if person.is_active
        for written in (digits_of(phone.number), digits_of(phone.e164 or ""))
        if len(written) >= SHORTEST_NUMBER
    }
    connection.executemany("insert or ignore into phone_digits values(?, ?)", sorted(digits))
    note_synced(connection, "phone", [(phone.id, phone.updated_at) for _, phone in phones], at)


def keep_emails(tables: Tables, at: str, people: Sequence[Person]) -> None:
    """Write these people's e-mails, all that they have."""
    connection = connection_of(tables)
    _replaced(connection, "email", people)
    emails = [(person, email) for person in people for email in person.emails]
    rows = [(email.id, person.id, email.address, email.location, int(email.is_primary)) for person, email in emails]
    connection.executemany("insert or replace into email values(?, ?, ?, ?, ?)", rows)
    note_synced(connection, "email", [(email.id, email.updated_at) for _, email in emails], at)


def keep_addresses(tables: Tables, at: str, people: Sequence[Person]) -> None:
    """Write these people's addresses, all that they have."""
    connection = connection_of(tables)
    _replaced(connection, "address", people)
    addresses = [(person, address) for person in people for address in person.addresses]
    rows = [
        (
            address.id,
            person.id,
            address.street_line_1,
            address.street_line_2,
            address.city,
            address.state,
            address.zip,
            address.country_code,
            address.location,
            int(address.is_primary),
        )
        for person, address in addresses
    ]
    connection.executemany("insert or replace into address values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    note_synced(connection, "address", [(address.id, address.updated_at) for _, address in addresses], at)


def _replaced(connection: Connection, kind: str, people: Sequence[Person]) -> str:
    """Take away what these people had, as a page brings all of it, but not what waits to be sent; returns their ids as JSON."""
    ids = list_text(person.id for person in people)
    for statement in _CLEARED[kind]:
        connection.execute(statement, (ids,))
    return ids
