"""Families first entered here, in SQLite: rows like anybody's, and in the same transaction what Planning Center is to be sent."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.facts import FactKind, moment_text
from kiosk.domain.ids import HouseholdId, PersonId, StationId
from kiosk.domain.newcomers import NewPerson
from kiosk.domain.outbox import ChangeKind
from kiosk.domain.people import HouseholdRole
from kiosk.services.newcomer_ports import FamilyToSave
from kiosk.services.ports import Clock
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.kept_contacts import add_contact
from kiosk.storage.kept_fields import PARTS
from kiosk.storage.names_folded import words_of
from kiosk.storage.outbox_store import add_to_outbox
from kiosk.storage.phone_digits import index_numbers

_PERSON = """
insert into person(id, first_name, last_name, birthdate, gender, grade, is_child, medical_notes, created_at, name_fold)
values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_PENDING = """
insert into pco_sync_map(local_type, local_id, local_updated_at, sync_status) values(?, ?, ?, 'pending_push')
on conflict(local_type, local_id) do update set local_updated_at = excluded.local_updated_at, sync_status = 'pending_push'
"""


@dataclass(frozen=True, slots=True)
class SqliteNewcomers:
    """`kiosk.services.newcomer_ports.NewcomerBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def save(self, family: FamilyToSave, at: datetime) -> None:
        """Write a family, its facts and what is to be sent to Planning Center, all in one durable transaction."""

        def work(connection: sqlite3.Connection) -> None:
            _people(connection, family, at)
            _numbers(connection, family, at)
            _addresses(connection, family, at)
            _household(connection, family, at)
            connection.executemany(
                "insert into pick_up_person(id, child, name, may_collect, relationship, person, added_at)"
                " values(?, ?, ?, 1, '', null, ?)",
                [(one.id, one.child_id, one.name, moment_text(at)) for one in family.may_collect],
            )
            append(connection, self.station_id, family.facts, self.clock.now())

        await self.database.run(work)

    async def saved_by(self, nonce: str) -> tuple[HouseholdId, tuple[PersonId, ...]] | None:
        """The family that a tap has saved."""
        rows = await self.database.read(
            lambda connection: connection.execute(
                "select json_extract(body, '$.household'), person from fact where nonce = ? and kind = ? order by seq",
                (nonce, FactKind.NEWCOMER.value),
            ).fetchall()
        )
        return (HouseholdId(rows[0][0]), tuple(PersonId(row[1]) for row in rows)) if rows else None


def _people(connection: sqlite3.Connection, family: FamilyToSave, at: datetime) -> None:
    for id, person in family.people:
        connection.execute(
            _PERSON,
            (
                *(id, person.first_name, person.last_name),
                person.birthdate.isoformat() if person.birthdate else None,
                person.gender.value if person.gender else None,
                *(person.grade, int(person.is_child), person.medical_notes, moment_text(at)),
                words_of((person.first_name, person.last_name)),
            ),
        )
        add_to_outbox(connection, ChangeKind.PERSON_CREATE.value, id, _person_body(person), at)
        _wait(connection, "person", id, at)


def _person_body(person: NewPerson) -> Mapping[str, object]:
    fields: dict[str, object | None] = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "is_child": person.is_child,
        "birthdate": person.birthdate.isoformat() if person.birthdate else None,
        "grade": person.grade,
        "gender": person.gender.value if person.gender else None,
        "medical_notes": person.medical_notes or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _numbers(connection: sqlite3.Connection, family: FamilyToSave, at: datetime) -> None:
    for person_id, phone in family.phones:
        connection.execute(
            "insert into phone(id, person, number, e164, location, is_primary) values(?, ?, ?, null, ?, 1)",
            (phone.id, person_id, phone.number, phone.location),
        )
        index_numbers(connection, person_id)
        body = {"person": person_id, "number": phone.number, "location": phone.location, "is_primary": True}
        add_to_outbox(connection, ChangeKind.PHONE_CREATE.value, phone.id, body, at)
        _wait(connection, "phone", phone.id, at)
    for person_id, id, address in family.emails:
        connection.execute(
            "insert into email(id, person, address, location, is_primary) values(?, ?, ?, 'Home', 1)",
            (id, person_id, address),
        )
        body = {"person": person_id, "address": address, "location": "Home", "is_primary": True}
        add_to_outbox(connection, ChangeKind.EMAIL_CREATE.value, id, body, at)
        _wait(connection, "email", id, at)


def _addresses(connection: sqlite3.Connection, family: FamilyToSave, at: datetime) -> None:
    for person_id, one in family.addresses:
        body: dict[str, object] = {"person": person_id, **{part: getattr(one, part).strip() for part in PARTS}}
        add_contact(connection, "address", one.id, {**body, "location": one.location, "is_primary": one.is_primary}, at)


def _household(connection: sqlite3.Connection, family: FamilyToSave, at: datetime) -> None:
    roles = {
        id: HouseholdRole.CHILD_OR_DEPENDENT if person.is_child else HouseholdRole.PARENT_GUARDIAN
        for id, person in family.people
    }
    connection.executemany(
        "insert into household_member(household, person, role) values(?, ?, ?)",
        [(family.household_id, id, role.value) for id, role in roles.items()],
    )
    if family.is_joining:
        for id, role in roles.items():
            subject = f"{family.household_id}:{id}"
            body = {"household": family.household_id, "person": id, "role": role.value}
            add_to_outbox(connection, ChangeKind.HOUSEHOLD_MEMBERSHIP_CREATE.value, subject, body, at)
            _wait(connection, "household_membership", subject, at)
        return
    ids = [id for id, _ in family.people]
    connection.execute(
        "insert into household(id, name, primary_contact_id) values(?, ?, ?)",
        (family.household_id, family.household_name, ids[0]),
    )
    made: dict[str, object] = {
        "name": family.household_name,
        "primary_contact": ids[0],
        "people": ids,
        "roles": {id: role.value for id, role in roles.items()},
    }
    add_to_outbox(connection, ChangeKind.HOUSEHOLD_CREATE.value, family.household_id, made, at)
    _wait(connection, "household", family.household_id, at)


def _wait(connection: sqlite3.Connection, local_type: str, id: str, at: datetime) -> None:
    connection.execute(_PENDING, (local_type, id, moment_text(at)))
