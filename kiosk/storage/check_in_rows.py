"""Rows of the check-in projection: how a folded check-in stands in the file, and back."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from kiosk.domain.attendance import AttendanceKind, CheckIn, Method, fold
from kiosk.domain.facts import Fact, moment_text
from kiosk.domain.ids import (
    CheckInGroupId,
    CheckInId,
    EventTimeId,
    FactId,
    LocationId,
    PersonId,
    SecurityCode,
    StationId,
)

_COLUMNS = (
    "id, group_id, person, event_time, location, kind, code, method, station, checked_in_at, starts_at, checked_in_by, "
    "pass_id, checked_out_at, checked_out_by, is_undone, is_duplicate, is_override, revision, service_date, confirmed_at, "
    "checked_out_fact, is_out_automatically, tag_revision"
)
SELECT_CHECK_IN = f"select {_COLUMNS} from check_in "  # noqa: S608 - a constant
BY_ORDER = " order by clock, station, seq"
_PUT = (
    f"insert or replace into check_in({_COLUMNS}, clock, seq) "
    "values(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


# Looked up rather than made: every check-in of a day is read for every family.
_KINDS: Mapping[object, AttendanceKind] = {kind.value: kind for kind in AttendanceKind}
_METHODS: Mapping[object, Method] = {method.value: method for method in Method}
_REMEMBERED = 8192
"""More than come on one day: of a row that has not changed since the last family nothing need be made again."""


def put_folded(connection: sqlite3.Connection, facts: Iterable[Fact]) -> None:
    """Write the check-ins that these facts amount to."""
    made_by = {fact.id: fact for fact in facts}
    folded = fold(made_by.values())
    connection.executemany(_PUT, [_row_of(check_in, made_by[FactId(check_in.id)]) for check_in in folded])


@lru_cache(maxsize=_REMEMBERED)
def check_in_of(row: tuple[object, ...]) -> CheckIn:
    """The check-in a row of the projection stands for; the same row is the same value."""
    (
        check_in_id, group, person, time, location, kind, code, method, station, checked_in_at, starts_at, by,
        pass_id, out_at, out_by, undone, duplicate, override, revision,
        service_date, confirmed_at, out_fact, out_automatically, tag_revision,
    ) = row  # fmt: skip
    assert isinstance(revision, int)
    assert isinstance(tag_revision, int)
    return CheckIn(
        CheckInId(str(check_in_id)),
        CheckInGroupId(str(group)),
        PersonId(str(person)),
        EventTimeId(str(time)),
        LocationId(str(location)),
        _KINDS[kind],
        SecurityCode(str(code)) if code is not None else None,
        _METHODS[method],
        StationId(str(station)),
        datetime.fromisoformat(str(checked_in_at)),
        datetime.fromisoformat(str(starts_at)),
        PersonId(str(by)) if by is not None else None,
        str(pass_id) if pass_id is not None else None,
        datetime.fromisoformat(str(out_at)) if out_at is not None else None,
        str(out_by) if out_by is not None else None,
        bool(undone),
        bool(duplicate),
        bool(override),
        revision,
        date.fromisoformat(str(service_date)) if service_date is not None else None,
        datetime.fromisoformat(str(confirmed_at)) if confirmed_at is not None else None,
        FactId(str(out_fact)) if out_fact is not None else None,
        bool(out_automatically),
        tag_revision,
    )


def _row_of(check_in: CheckIn, fact: Fact) -> tuple[object, ...]:
    """The projection's row for a check-in made by ``fact``."""
    return (
        check_in.id,
        check_in.group_id,
        check_in.person_id,
        check_in.event_time_id,
        check_in.location_id,
        check_in.kind.value,
        check_in.security_code,
        check_in.method.value,
        check_in.station_id,
        moment_text(check_in.checked_in_at),
        moment_text(check_in.starts_at),
        check_in.checked_in_by,
        check_in.pass_id,
        moment_text(check_in.checked_out_at) if check_in.checked_out_at else None,
        check_in.checked_out_by,
        int(check_in.is_undone),
        int(check_in.is_duplicate),
        int(check_in.is_override),
        check_in.revision,
        check_in.service_date.isoformat() if check_in.service_date else None,
        moment_text(check_in.confirmed_at) if check_in.confirmed_at else None,
        check_in.checked_out_fact,
        int(check_in.is_out_automatically),
        check_in.tag_revision,
        fact.clock,
        fact.seq,
    )
