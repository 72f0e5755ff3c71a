"""The facts in SQL: appended, received from other stations, folded into what is shown, and their chain checked.

Every function runs inside a transaction that its caller owns.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from kiosk.domain.facts import (
    Fact,
    FactKind,
    FactWords,
    NewFact,
    chained_hash,
    decode_body,
    encode_body,
    moment_text,
    numbered,
    tick,
)
from kiosk.domain.ids import EventTimeId, FactId, PersonId, StationId
from kiosk.storage.check_in_rows import put_folded
from kiosk.storage.room_rows import fold_headcounts_anew, fold_rooms_of, rebuild_rooms
from kiosk.storage.time_aliases import believed, canonical, newly_taken_over

_COLUMNS = "station, seq, id, nonce, clock, kind, happened_at, event_time, person, body, hash"
SELECT_FACT = f"select {_COLUMNS} from fact "  # noqa: S608 - a constant
_INSERT = f"insert into fact({_COLUMNS}) values(?,?,?,?,?,?,?,?,?,?,?)"
_OF_THREAD = f"""{SELECT_FACT}
where person = ?2 and event_time in (select ?1 union all select predicted from event_time_alias where real = ?1)
"""  # noqa: S608 - a constant


def fact_of(row: Sequence[object]) -> Fact:
    """The fact a row of the table stands for."""
    station, seq, fact_id, nonce, clock, kind, happened_at, event_time, person, body, chain = row
    assert isinstance(seq, int)
    assert isinstance(clock, int)
    return Fact(
        StationId(str(station)),
        seq,
        FactId(str(fact_id)),
        str(nonce),
        clock,
        FactKind(str(kind)),
        datetime.fromisoformat(str(happened_at)),
        EventTimeId(str(event_time)) if event_time is not None else None,
        PersonId(str(person)) if person is not None else None,
        decode_body(str(body)),
        str(chain),
    )


def append(
    connection: sqlite3.Connection, station_id: StationId, facts: Sequence[NewFact], clock_now: datetime
) -> None:
    """Write this station's new facts and fold what they touch, inside the transaction that is open."""
    last = connection.execute(
        "select seq, hash from fact where station = ? order by seq desc limit 1", (station_id,)
    ).fetchone()
    seq, previous = (last[0], last[1]) if last else (0, "")
    clock: int = connection.execute("select coalesce(max(clock), 0) from fact").fetchone()[0]
    written = []
    for new in facts:
        seq, clock = seq + 1, tick(clock, clock_now)
        fact = numbered(new, station_id, seq, clock, previous)
        previous = fact.hash
        written.append(fact)
    receive(connection, written)


def receive(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Write facts as they are, own or another station's, and fold what they touch; known ones are passed over."""
    arrived = {(fact.station_id, fact.seq): fact for fact in facts}  # a batch may hold a fact twice
    new = [fact for fact in arrived.values() if not _is_known(connection, fact)]
    for fact in new:
        connection.execute(
            _INSERT,
            (
                *(fact.station_id, fact.seq, fact.id, fact.nonce, fact.clock, fact.kind.value),
                *(moment_text(fact.happened_at), fact.event_time_id, fact.person_id, encode_body(fact.body), fact.hash),
            ),
        )
        if fact.kind is FactKind.CHECK_IN and fact.body.get("code"):
            connection.execute(
                "insert or ignore into issued_code(code, service_date, owner) values(?,?,?)",
                (fact.body["code"], fact.body["date"], fact.nonce),
            )
    # Another station may not have known yet that the real time had come.
    _fold_under(
        connection, newly_taken_over(connection, {fact.event_time_id for fact in new if fact.event_time_id is not None})
    )
    threads = {
        (canonical(connection, fact.event_time_id), fact.person_id)
        for fact in new
        if fact.event_time_id is not None and fact.person_id is not None
    }
    for thread in threads:
        put_folded(connection, _thread(connection, *thread))
    fold_rooms_of(connection, new, facts_of_kind=lambda kinds: facts_of_kinds(connection, kinds))


def _is_known(connection: sqlite3.Connection, fact: Fact) -> bool:
    row = connection.execute("select 1 from fact where station = ? and seq = ?", (fact.station_id, fact.seq)).fetchone()
    return row is not None


def _thread(connection: sqlite3.Connection, event_time_id: EventTimeId, person_id: PersonId) -> list[Fact]:
    """All facts of a person at a time, those recorded while it was only predicted included."""
    rows = connection.execute(_OF_THREAD, (event_time_id, person_id))
    return believed(connection, (fact_of(row) for row in rows))


def facts_of_kinds(connection: sqlite3.Connection, kinds: Iterable[FactKind]) -> tuple[Fact, ...]:
    """Every fact of these kinds, in the order they are believed in."""
    found: list[Fact] = []
    for kind in kinds:
        found += (fact_of(row) for row in connection.execute(SELECT_FACT + "where kind = ?", (kind.value,)))
    return tuple(sorted(believed(connection, found), key=lambda fact: fact.order))


def take_over_predicted_times(connection: sqlite3.Connection) -> int:
    """Where real times have come for predicted ones, let what was recorded under those count for them; returns how many.

    To be called in the transaction that writes the real times, so that nobody is ever in under one and not under the other.
    """
    taken = newly_taken_over(connection)
    _fold_under(connection, taken)
    return len(taken)


def _fold_under(connection: sqlite3.Connection, taken: Mapping[EventTimeId, EventTimeId]) -> None:
    """Fold what was recorded under these predicted times under the real ones."""
    for predicted, real in taken.items():
        people = connection.execute(
            "select distinct person from fact where event_time = ? and person is not null", (predicted,)
        ).fetchall()
        for (person,) in people:
            put_folded(connection, _thread(connection, real, PersonId(person)))
    if taken:
        fold_headcounts_anew(connection, facts_of_kinds(connection, (FactKind.HEADCOUNT,)))


def rebuild(connection: sqlite3.Connection) -> None:
    """Fold the whole record anew, for comparison and repair."""
    facts = believed(connection, (fact_of(row) for row in connection.execute(SELECT_FACT)))
    connection.execute("delete from check_in")
    put_folded(connection, facts)
    rebuild_rooms(connection, facts)


def keep_words(connection: sqlite3.Connection, words: Iterable[FactWords], at: datetime) -> None:
    """Write what was typed along with facts, where it can be forgotten again."""
    connection.executemany(
        "insert or replace into fact_words(fact, what, text, said_at) values(?, ?, ?, ?)",
        [(one.fact_id, one.what, one.text, moment_text(at)) for one in words if one.text],
    )


def first_break(connection: sqlite3.Connection) -> tuple[StationId, int] | None:
    """Where a station's chain is broken: a fact that was changed, or is missing. None if every chain holds."""
    station, seq, previous = None, 0, ""
    for row in connection.execute(SELECT_FACT + "order by station, seq"):
        fact = fact_of(row)
        if fact.station_id != station:
            station, seq, previous = fact.station_id, 0, ""
        seq += 1
        if fact.seq != seq or fact.hash != chained_hash(fact, previous):
            return fact.station_id, seq
        previous = fact.hash
    return None
