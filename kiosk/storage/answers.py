"""Facts answered at a station: kept on the person, and put back after every pull until Planning Center has them too."""

import json
from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection

from kiosk.domain.conflicts import Difference, Policy, Winner, decided
from kiosk.domain.facts import moment_text
from kiosk.domain.ids import PersonId
from kiosk.domain.problems import NotKnown
from kiosk.storage.conflict_rows import entered_anew, note_conflict, note_standing, policy_of
from kiosk.storage.names_folded import words_of
from kiosk.storage.outbox_store import add_to_outbox, settle
from kiosk.storage.phone_digits import index_numbers
from kiosk.storage.stored_values import list_text, moment_of, optional_moment_of

Answer = str | int | None

_SET = {
    "birthdate": "update person set birthdate = ? where id = ?",
    "grade": "update person set grade = ? where id = ?",
    "gender": "update person set gender = ? where id = ?",
    "first_name": "update person set first_name = ? where id = ?",
    "last_name": "update person set last_name = ? where id = ?",
    "given_name": "update person set given_name = ? where id = ?",
    "nickname": "update person set nickname = ? where id = ?",
    "middle_name": "update person set middle_name = ? where id = ?",
    "medical_notes": "update person set medical_notes = ? where id = ?",
    "is_child": "update person set is_child = ? where id = ?",
    "status": "update person set status = ? where id = ?",
    "membership": "update person set membership = ? where id = ?",
    "graduation_year": "update person set graduation_year = ? where id = ?",
}
_GET = {
    "birthdate": "select birthdate from person where id = ?",
    "grade": "select grade from person where id = ?",
    "gender": "select gender from person where id = ?",
    "first_name": "select first_name from person where id = ?",
    "last_name": "select last_name from person where id = ?",
    "given_name": "select given_name from person where id = ?",
    "nickname": "select nickname from person where id = ?",
    "middle_name": "select middle_name from person where id = ?",
    "medical_notes": "select medical_notes from person where id = ?",
    "is_child": "select is_child from person where id = ?",
    "status": "select status from person where id = ?",
    "membership": "select membership from person where id = ?",
    "graduation_year": "select graduation_year from person where id = ?",
}
FIELDS = tuple(_SET)
"""What can be put right at a station: the missing facts families are asked for, and the rest by volunteers."""
_FOUND_BY = frozenset({"first_name", "last_name", "given_name", "nickname", "middle_name", "status"})
_NAMES = "select first_name, given_name, nickname, middle_name, last_name, is_hidden from person where id = ?"


def keep_answer(connection: Connection, person_id: PersonId, field: str, value: Answer, at: datetime) -> None:
    """Write an answer, queue it for Planning Center, and mark the person as waiting to be sent.

    Raises NotKnown for a person who is not here, ValueError for a field that cannot be answered.
    """
    if field not in _SET:
        raise ValueError(f"not asked at a station: {field}")
    row = connection.execute(_GET[field], (person_id,)).fetchone()
    if row is None:
        raise NotKnown(person=person_id)
    earlier = connection.execute(
        "select outbox, pco_value from local_answer where person = ? and field = ?", (person_id, field)
    ).fetchone()
    pco_value = earlier[1] if earlier else json.dumps(row[0])
    if earlier:
        settle(connection, earlier[0])
    entered_anew(connection, "person", person_id, field, at)
    number = add_to_outbox(connection, "person.update", person_id, {field: value}, at)
    connection.execute(
        "insert or replace into local_answer(person, field, value, pco_value, answered_at, outbox) values(?, ?, ?, ?, ?, ?)",
        (person_id, field, json.dumps(value), pco_value, moment_text(at), number),
    )
    _set(connection, person_id, field, value)
    connection.execute(
        "insert into pco_sync_map(local_type, local_id, pco_id, local_updated_at, sync_status)"
        " values('person', ?1, ?1, ?2, 'pending_push') on conflict(local_type, local_id) do update set"
        " local_updated_at = excluded.local_updated_at, sync_status = 'pending_push'",
        (person_id, moment_text(at)),
    )


def reapply_answers(connection: Connection, ids: Iterable[PersonId]) -> None:
    """After Planning Center's values were written: put answers back, or drop those it has by now.

    Where Planning Center's changed too since the answer was given, the church's policy says whose counts.
    """
    waiting = connection.execute(
        "select person, field, value, pco_value, answered_at, outbox from local_answer"
        " where person in (select value from json_each(?))",
        (list_text(ids),),
    ).fetchall()
    if not waiting:
        return
    policy = policy_of(connection)
    for person, field, *rest in waiting:
        if field not in _GET:
            continue  # a telephone number: `kiosk.storage.kept_phones`
        _reapply(connection, person, field, policy, *rest)
        note_standing(connection, "person", person)


def _reapply(
    connection: Connection,
    person: str,
    field: str,
    policy: Policy | None,
    value: str,
    pco_value: str | None,
    answered_at: str,
    number: int,
) -> None:
    there: Answer = connection.execute(_GET[field], (person,)).fetchone()[0]
    here: Answer = json.loads(value)
    base: Answer = json.loads(pco_value) if pco_value is not None else None
    if there == here:
        _let_go(connection, person, field, number)
        return
    if there != base and policy is not None:
        row = connection.execute("select updated_at from person where id = ?", (person,)).fetchone()
        found = Difference(field, here, there, moment_of(answered_at), optional_moment_of(row[0]))
        outcome = decided(found, policy)
        note_conflict(connection, "person", person, person, base, found, outcome.winner, moment_of(answered_at))
        if outcome.winner is not Winner.HERE:
            if outcome.winner is Winner.NOBODY_YET:
                connection.execute(
                    "update outbox set state = 'parked', detail = ? where number = ? and state = 'waiting'",
                    (json.dumps({"reason": "conflict", "words": "", "people": []}), number),
                )
                connection.execute("delete from local_answer where outbox = ?", (number,))
            else:
                _let_go(connection, person, field, number)
            return
        here = outcome.value
        body = json.dumps({field: here}, ensure_ascii=False)
        connection.execute("update outbox set body = ? where number = ? and state = 'waiting'", (body, number))
    connection.execute(
        "update local_answer set pco_value = ?, value = ? where person = ? and field = ?",
        (json.dumps(there), json.dumps(here), person, field),
    )
    _set(connection, person, field, here)


def _let_go(connection: Connection, person: str, field: str, number: int) -> None:
    settle(connection, number)
    connection.execute("delete from local_answer where person = ? and field = ?", (person, field))


def put_value(connection: Connection, person_id: str, field: str, value: Answer) -> None:
    """Write a field as it is at Planning Center; nothing is queued."""
    connection.execute("delete from local_answer where person = ? and field = ?", (person_id, field))
    _set(connection, person_id, field, value)


def _set(connection: Connection, person_id: str, field: str, value: Answer) -> None:
    """Write a field, and the words somebody is found by where it is a name; who is inactive is found by none."""
    connection.execute(_SET[field], (value, person_id))
    if field in _FOUND_BY:
        *names, is_hidden = connection.execute(_NAMES, (person_id,)).fetchone()
        words = "" if is_hidden else words_of(names)
        connection.execute("update person set name_fold = ? where id = ?", (words, person_id))
        index_numbers(connection, person_id)
