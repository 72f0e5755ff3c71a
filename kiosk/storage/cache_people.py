"""Writing pulled people, households, passes and mergers into the cache."""

import json
from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection

from sqlite_utils import Database as Tables

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Person
from kiosk.services.pulled import FreeOfFilters, HouseholdsOfPerson, Merger, Pass, PulledHousehold, PulledOrganization
from kiosk.storage.answers import reapply_answers
from kiosk.storage.cache_contacts import keep_addresses, keep_emails, keep_phones
from kiosk.storage.conflict_rows import policy_of
from kiosk.storage.kept_contacts import reapply_contacts
from kiosk.storage.kept_households import reapply_households, reapply_members
from kiosk.storage.names_folded import words_of
from kiosk.storage.pushed_back import set_households_back, set_people_back
from kiosk.storage.stored_values import list_text, moment_of
from kiosk.storage.sync_map import connection_of, note_synced, upsert
from kiosk.storage.untold import keep_untold

_ALL_TOLD: Mapping[PersonId, frozenset[str]] = {}


def keep_organizations(tables: Tables, organizations: Sequence[PulledOrganization]) -> None:
    """Write what products say of the church."""
    rows = [
        {
            "product": pulled.product.value,
            "id": pulled.organization.id,
            "name": pulled.organization.name,
            "time_zone": pulled.organization.time_zone,
            "grades": json.dumps([[grade.key, grade.name] for grade in pulled.organization.grades], ensure_ascii=False),
        }
        for pulled in organizations
    ]
    upsert(tables, "organization", rows, "product")


def keep_people(
    tables: Tables, pull: int, at: str, people: Sequence[Person], untold: Mapping[PersonId, frozenset[str]] = _ALL_TOLD
) -> None:
    """Write people with their phones, e-mails and addresses; what was answered here stays until Planning Center has it.

    ``untold``: what a page leaves out about whom; that stays as it was last known.
    """
    connection = connection_of(tables)
    rows = {person.id: _person_row(person, pull) for person in people}
    keep_untold(connection, rows, untold)
    if policy_of(connection) is None:
        people = _without_known(connection, pull, at, people, rows, untold)
    upsert(tables, "person", [rows[person.id] for person in people], "id")
    for kind, keep in (("phones", keep_phones), ("emails", keep_emails), ("addresses", keep_addresses)):
        keep(tables, at, [person for person in people if kind not in untold.get(person.id, ())])
    reapply_answers(connection, [person.id for person in people])
    reapply_contacts(connection, [person.id for person in people])
    note_synced(connection, "person", [(person.id, person.updated_at) for person in people], at)


def _without_known(
    connection: Connection,
    pull: int,
    at: str,
    people: Sequence[Person],
    rows: Mapping[PersonId, Mapping[str, object]],
    untold: Mapping[PersonId, frozenset[str]],
) -> Sequence[Person]:
    """Where the kiosk's data counts: who is known here keeps all that can be written from here; the others come in.

    What was changed there meanwhile is set back.
    """
    ids = list_text(person.id for person in people)
    found = connection.execute("select id from person where id in (select value from json_each(?))", (ids,)).fetchall()
    known = {row[0] for row in found}
    connection.executemany(
        "update person set seen_in = ?, is_gone = 0, updated_at = ?, passed_background_check = ? where id = ?",
        [(pull, one.updated_at, one.passed_background_check, one.id) for one in people if one.id in known],
    )
    ours = [person for person in people if person.id in known]
    set_people_back(connection, ours, rows, untold, moment_of(at))
    return [person for person in people if person.id not in known]


def _person_row(person: Person, pull: int) -> dict[str, object]:
    names = (person.first_name, person.given_name, person.nickname, person.middle_name, person.last_name)
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "given_name": person.given_name,
        "nickname": person.nickname,
        "middle_name": person.middle_name,
        "birthdate": person.birthdate.isoformat() if person.birthdate else None,
        "gender": person.gender.value if person.gender else None,
        "grade": person.grade,
        "graduation_year": person.graduation_year,
        "is_child": int(person.is_child),
        "status": person.status,
        "membership": person.membership,
        "medical_notes": person.medical_notes,
        "avatar": person.avatar,
        "remote_id": person.remote_id,
        "primary_campus_id": person.primary_campus_id,
        "passed_background_check": None
        if person.passed_background_check is None
        else int(person.passed_background_check),
        "created_at": person.created_at,
        "updated_at": person.updated_at,
        "is_gone": 0,
        # Whoever is not active has no words to be found by.
        "name_fold": words_of(names) if person.is_active else "",
        "seen_in": pull,
    }


def keep_households_of_people(tables: Tables, belongings: Sequence[HouseholdsOfPerson]) -> None:
    """Write which households people belong to; a role known from elsewhere stays."""
    connection = connection_of(tables)
    if policy_of(connection) is None:
        there = "select 1 from household_member where person = ?"
        belongings = [one for one in belongings if connection.execute(there, (one.person_id,)).fetchone() is None]
    for belonging in belongings:
        ids = list_text(belonging.household_ids)
        connection.execute(
            "delete from household_member where person = ?1 and household not in (select value from json_each(?2))"
            " and household not like 'gid://local/%' and not exists(select 1 from outbox where state = 'waiting'"
            " and kind = 'household_membership.create' and subject = household || ':' || ?1)",
            (belonging.person_id, ids),
        )
    pairs = [(household, one.person_id) for one in belongings for household in one.household_ids]
    connection.executemany("insert or ignore into household_member(household, person) values(?, ?)", pairs)
    reapply_members(connection, {household for household, _ in pairs})


def keep_households(tables: Tables, pull: int, at: str, households: Sequence[PulledHousehold]) -> None:
    """Write households, and their members where those were told."""
    connection = connection_of(tables)
    found = {pulled.household.id: pulled for pulled in households if pulled.household.id is not None}
    if policy_of(connection) is None:
        found = _without_known_households(connection, pull, at, found)
    rows = [
        {
            "id": id,
            "name": pulled.household.name,
            "primary_contact_id": pulled.household.primary_contact_id,
            "updated_at": pulled.household.updated_at,
            "is_gone": 0,
            "seen_in": pull,
        }
        for id, pulled in found.items()
    ]
    upsert(tables, "household", rows, "id")
    for id, pulled in found.items():
        if pulled.has_members:
            _keep_members(connection, id, [member.person_id for member in pulled.household.members])
    reapply_households(connection, found)
    note_synced(connection, "household", [(id, pulled.household.updated_at) for id, pulled in found.items()], at)


def _without_known_households(
    connection: Connection, pull: int, at: str, found: Mapping[HouseholdId, PulledHousehold]
) -> dict[HouseholdId, PulledHousehold]:
    """The same for households."""
    ids = list_text(found)
    rows = connection.execute(
        "select id from household where id in (select value from json_each(?))", (ids,)
    ).fetchall()
    known = {row[0] for row in rows}
    connection.executemany(
        "update household set seen_in = ?, is_gone = 0 where id = ?", [(pull, id) for id in found if id in known]
    )
    set_households_back(connection, {id: one for id, one in found.items() if id in known}, moment_of(at))
    return {id: pulled for id, pulled in found.items() if id not in known}


def _keep_members(connection: Connection, household: str, people: Iterable[PersonId]) -> None:
    ids = list(people)
    connection.execute(
        "delete from household_member where household = ? and person not in (select value from json_each(?))"
        " and person not like 'gid://local/%'",
        (household, list_text(ids)),
    )
    pairs = [(household, id) for id in ids]
    connection.executemany("insert or ignore into household_member(household, person) values(?, ?)", pairs)


def keep_mergers(tables: Tables, mergers: Sequence[Merger]) -> None:
    """Write who was merged into whom; whoever was merged away leaves the search at once."""
    rows = [{"removed": one.removed_id, "kept": one.kept_id, "merger": one.id} for one in mergers]
    upsert(tables, "person_alias", rows, "removed")
    removed = list_text(one.removed_id for one in mergers)
    connection = connection_of(tables)
    connection.execute("delete from phone_digits where person in (select value from json_each(?))", (removed,))
    connection.execute(
        "delete from household_member where household not like 'gid://local/%'"
        " and person in (select value from json_each(?))",
        (removed,),
    )
    connection.execute(
        "update person set is_gone = 1, name_fold = '' where is_gone = 0 and id in (select value from json_each(?))",
        (removed,),
    )


def keep_passes(tables: Tables, pull: int, passes: Sequence[Pass]) -> None:
    """Write passes."""
    rows = [
        {"id": one.id, "code": one.code, "kind": one.kind, "person": one.person_id, "seen_in": pull} for one in passes
    ]
    upsert(tables, "pass", rows, "id")


def keep_free_of_filters(tables: Tables, pull: int, people: Sequence[FreeOfFilters]) -> None:
    """Note who may enter any location; who no longer may is known when the list has been read."""
    ids = list_text(one.person_id for one in people)
    connection_of(tables).execute(
        "update person set ignore_filters = 1, free_seen_in = ? where id in (select value from json_each(?))",
        (pull, ids),
    )
