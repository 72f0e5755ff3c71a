"""Where the kiosk's data counts: what somebody changed at Planning Center is written down with both values and set back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any

from kiosk.domain.conflicts import Difference, Value, Winner
from kiosk.domain.facts import moment_text
from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Person
from kiosk.services.pulled import PulledHousehold
from kiosk.storage.conflict_rows import note_conflict
from kiosk.storage.kept_fields import CONTACTS, PARTS, from_body, is_same, to_body, value_of
from kiosk.storage.kept_updates import make_anew, note_pending
from kiosk.storage.outbox_store import add_to_outbox
from kiosk.storage.stored_values import moment_of

AGAIN_AFTER = timedelta(days=1)
"""The same value is set back once a day: Planning Center may write a value its own way, or somebody there insists."""
_FIELDS = (
    *("first_name", "last_name", "given_name", "nickname", "middle_name", "birthdate", "gender", "grade"),
    *("graduation_year", "is_child", "status", "membership", "medical_notes"),
)
_OURS = f"select {', '.join(_FIELDS)} from person where id = ? and is_gone = 0"  # noqa: S608 - a constant
_IS_QUEUED = """
select 1 from outbox where state in ('waiting', 'parked') and kind = ?1 and subject = ?2
    and (?3 = '' or json_type(body, '$.' || ?3) is not null) limit 1
"""
_CONTACTS = {
    "phone": "select id from phone where person = ? and id not like 'gid://%'",
    "email": "select id from email where person = ? and id not like 'gid://%'",
    "address": "select id from address where person = ? and id not like 'gid://%'",
}
_LISTS = {"phone": "phones", "email": "emails", "address": "addresses"}
_FORGET = {
    "phone": "delete from phone where id = ?",
    "email": "delete from email where id = ?",
    "address": "delete from address where id = ?",
}
_MEMBERS = """
select member.person, member.role from household_member as member join person on person.id = member.person and person.is_gone = 0
where member.household = ? and member.person not like 'gid://%'
"""


def set_people_back(
    connection: Connection,
    people: Sequence[Person],
    rows: Mapping[PersonId, Mapping[str, Any]],
    untold: Mapping[PersonId, frozenset[str]],
    at: datetime,
) -> None:
    """Queue our values of people who are known here, where Planning Center's differ.

    ``rows``: theirs as they would be written; ``untold``: what the page leaves out about whom.
    """
    for person in people:
        ours = connection.execute(_OURS, (person.id,)).fetchone()
        if ours is not None:
            here = dict(zip(_FIELDS, ours, strict=True))
            _set_fields_back(connection, person, here, rows[person.id], at)
    for record in CONTACTS:
        # A page without any may be one that was read without them.
        if any(_contacts_there(person, record) for person in people):
            for person in people:
                if _LISTS[record] not in untold.get(person.id, ()):
                    _set_contacts_back(connection, record, person, at)


def _set_fields_back(
    connection: Connection, person: Person, here: Mapping[str, Value], there: Mapping[str, Value], at: datetime
) -> None:
    # Planning Center counts grades on by itself every summer: there nobody has changed anything.
    counts_by_year = here["graduation_year"] is not None
    if counts_by_year and here["graduation_year"] == there["graduation_year"]:
        connection.execute("update person set grade = ? where id = ?", (there["grade"], person.id))
    body: dict[str, object] = {}
    for field in _FIELDS:
        if field == ("grade" if counts_by_year else "graduation_year"):
            continue
        if field == "gender" and there[field] is None:
            continue  # What it says there may be a word that rooms do not ask for.
        if _is_alike(here[field], there[field]) or _is_queued(connection, "person.update", person.id, field):
            continue
        if _may_be_set_back(connection, "person", person.id, field, str(there[field]), at):
            _note(connection, "person", person.id, person.id, field, here[field], there[field], at)
            body[field] = bool(here[field]) if field == "is_child" else here[field]
    if body:
        add_to_outbox(connection, "person.update", person.id, body, at)
        note_pending(connection, "person", person.id, at)


def _set_contacts_back(connection: Connection, record: str, person: Person, at: datetime) -> None:
    theirs, field = _contacts_there(person, record), "number" if record == "phone" else "address"
    for (id,) in connection.execute(_CONTACTS[record], (person.id,)).fetchall():
        here, there = value_of(connection, record, id, field), theirs.get(id)
        if here is None or is_same(record, field, here, there) or _is_queued(connection, f"{record}.update", id):
            continue
        if there is None:
            connection.execute(_FORGET[record], (id,))
            if not any(is_same(record, field, here, other) for other in theirs.values()):
                make_anew(connection, record, id, person.id, to_body(record, field, here), at)
        elif _may_be_set_back(connection, record, id, field, there, at):
            _note(connection, record, id, person.id, field, here, there, at)
            add_to_outbox(connection, f"{record}.update", id, to_body(record, field, here), at)
            note_pending(connection, record, id, at)


def set_households_back(
    connection: Connection, households: Mapping[HouseholdId, PulledHousehold], at: datetime
) -> None:
    """The same for households that are known here: name, primary contact, and who was taken out of one."""
    for id, pulled in households.items():
        body: dict[str, object] = {}
        theirs = {"name": pulled.household.name, "primary_contact": str(pulled.household.primary_contact_id or "")}
        for field, there in theirs.items():
            here = value_of(connection, "household", id, field)
            if not here or is_same("household", field, here, there) or here.startswith("gid://"):
                continue
            if _is_queued(connection, "household.update", id, field):
                continue
            if _may_be_set_back(connection, "household", id, field, there, at):
                _note(connection, "household", id, "", field, here, there, at)
                body[field] = here
        if body:
            add_to_outbox(connection, "household.update", id, body, at)
            note_pending(connection, "household", id, at)
        if pulled.has_members:
            _set_members_back(connection, id, {member.person_id for member in pulled.household.members}, at)


def _set_members_back(connection: Connection, household: HouseholdId, there: Iterable[str], at: datetime) -> None:
    known = set(there)
    for person, role in connection.execute(_MEMBERS, (household,)).fetchall():
        subject, kind = f"{household}:{person}", "household_membership.create"
        if person in known or _is_queued(connection, kind, subject):
            continue
        if _may_be_set_back(connection, "household_membership", subject, "person", "", at):
            body = {"household": household, "person": person, **({"role": role} if role else {})}
            add_to_outbox(connection, kind, subject, body, at)
            note_pending(connection, "household_membership", subject, at)


def _contacts_there(person: Person, record: str) -> dict[str, str]:
    match record:
        case "phone":
            return {one.id: one.number for one in person.phones}
        case "email":
            return {one.id: one.address for one in person.emails}
        case _:
            return {
                one.id: from_body(record, "address", {part: getattr(one, part) for part in PARTS})
                for one in person.addresses
            }


def _is_alike(here: Value, there: Value) -> bool:
    if isinstance(here, str) or isinstance(there, str):
        return str(here or "").strip() == str(there or "").strip()
    return here == there


def _is_queued(connection: Connection, kind: str, subject: str, field: str = "") -> bool:
    return connection.execute(_IS_QUEUED, (kind, subject, field)).fetchone() is not None


def _may_be_set_back(connection: Connection, record: str, subject: str, field: str, there: str, at: datetime) -> bool:
    """Whether this value was not set back lately; notes that it is now."""
    row = connection.execute(
        "select there, at from pushed_back where record = ? and subject = ? and field = ?", (record, subject, field)
    ).fetchone()
    if row is not None and row[0] == there and timedelta(0) <= at - moment_of(row[1]) < AGAIN_AFTER:
        return False
    connection.execute(
        "insert or replace into pushed_back(record, subject, field, there, at) values(?, ?, ?, ?, ?)",
        (record, subject, field, there, moment_text(at)),
    )
    return True


def _note(
    connection: Connection,
    record: str,
    subject: str,
    person: str,
    field: str,
    here: Value,
    there: Value,
    at: datetime,
) -> None:
    note_conflict(connection, record, subject, person, here, Difference(field, here, there), Winner.HERE, at)
