"""The print queue in SQL: every function runs inside a transaction that its caller owns.

A job's payload holds names and notes and is cleared after the service day; its row and its events stay, and hold none.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from kiosk.domain.ids import CheckInGroupId, PrintJobId
from kiosk.domain.labels import Label, LabelKind, PrintJob, PrintState
from kiosk.services.printing_ports import ListedJob
from kiosk.storage.label_payload import label_from, payload_of

_COLUMNS = "id, key, group_id, kind, state, payload, detail, tries, seq"
_SELECT = f"select {_COLUMNS} from print_job "  # noqa: S608 - a constant


def add_jobs(connection: sqlite3.Connection, jobs: Iterable[PrintJob], at: datetime, printer: str = "") -> int:
    """Queue labels, in this order; those whose key is known are left as they are. How many were new.

    ``printer`` names one of the station's printers; empty is its own. Raises ValueError for a job without a label.
    """
    added = 0
    for job in jobs:
        if job.label is None:
            raise ValueError("a label job needs its label")
        is_new = connection.execute(
            "insert or ignore into print_job(id, key, group_id, kind, printer, state, payload, detail, tries, service_date)"
            " values(?,?,?,?,?,?,?,?,?,?)",
            (
                *(job.id, job.key, job.group_id, job.kind.value, printer, PrintState.QUEUED.value),
                *(payload_of(job.label), "", 0, job.label.service_date.isoformat()),
            ),
        ).rowcount
        if is_new:
            _note(connection, job.id, PrintState.QUEUED, "", at)
        added += is_new
    return added


def head(connection: sqlite3.Connection, printers: Sequence[str]) -> PrintJob | None:
    """The oldest waiting label of these printers, None if there is none."""
    rows = (
        connection.execute(
            _SELECT + "where printer = ? and state in ('queued', 'held') order by seq limit 1", (printer,)
        ).fetchone()
        for printer in printers
    )
    found = [row for row in rows if row]
    return _job(min(found, key=_order)) if found else None


def _order(row: Sequence[object]) -> int:
    assert isinstance(row[-1], int)
    return row[-1]


def waiting(connection: sqlite3.Connection) -> Mapping[str, int]:
    """How many labels wait, by printer."""
    return dict(
        connection.execute(
            "select printer, count(*) from print_job where state in ('queued', 'held') group by printer"
        ).fetchall()
    )


def hand_over(connection: sqlite3.Connection, printers: Sequence[str], to: str, at: datetime) -> int:
    """Let another printer print what waits for these. What is being sent stays: only one of the two may have it."""
    moved = 0
    for printer in printers:
        rows = connection.execute(
            "select id from print_job where printer = ? and state in ('queued', 'held')", (printer,)
        ).fetchall()
        for (job_id,) in rows:
            connection.execute("update print_job set printer = ?, state = 'queued' where id = ?", (to, job_id))
            _note(connection, PrintJobId(job_id), PrintState.QUEUED, "handed to another printer", at)
        moved += len(rows)
    return moved


def job(connection: sqlite3.Connection, job_id: PrintJobId) -> PrintJob | None:
    """One label."""
    row = connection.execute(_SELECT + "where id = ?", (job_id,)).fetchone()
    return _job(row) if row else None


def of_day(connection: sqlite3.Connection, day: date) -> tuple[ListedJob, ...]:
    """Every label of a service day, newest first."""
    rows = connection.execute(
        f"select printer, {_COLUMNS} from print_job where service_date = ? order by seq desc",  # noqa: S608 - constants
        (day.isoformat(),),
    )
    return tuple(ListedJob(_job(row), str(printer)) for printer, *row in rows)


def resolve(connection: sqlite3.Connection, job_id: PrintJobId, at: datetime, *, came_out: bool) -> bool:
    """What a person saw of an uncertain label."""
    state = PrintState.PRINTED if came_out else PrintState.CANCELLED
    detail = "seen by a helper" if came_out else "did not come out"
    changed = connection.execute(
        "update print_job set state = ?, detail = ? where id = ? and state = 'uncertain'", (state.value, detail, job_id)
    ).rowcount
    if changed:
        _note(connection, job_id, state, detail, at)
    return bool(changed)


def withdraw(connection: sqlite3.Connection, job_id: PrintJobId, at: datetime) -> bool:
    """Cancel a label that still waits; False if it does not."""
    changed = connection.execute(
        "update print_job set state = 'cancelled' where id = ? and state in ('queued', 'held')", (job_id,)
    ).rowcount
    if changed:
        _note(connection, job_id, PrintState.CANCELLED, "withdrawn", at)
    return bool(changed)


def claim(connection: sqlite3.Connection, job_id: PrintJobId, at: datetime) -> bool:
    """Mark a waiting label as being sent; False if it is not waiting any more."""
    taken = connection.execute(
        "update print_job set state = 'sending', tries = tries + 1 where id = ? and state in ('queued', 'held')",
        (job_id,),
    ).rowcount
    if taken:
        _note(connection, job_id, PrintState.SENDING, "", at)
    return bool(taken)


def settle(connection: sqlite3.Connection, job_id: PrintJobId, state: PrintState, detail: str, at: datetime) -> None:
    """Write down what became of a label; one that a person or a restart has settled already stays so, unless it is certain now."""
    changed = connection.execute(
        "update print_job set state = ?, detail = ? where id = ? and (state != ? or detail != ?) and"
        " (state in ('queued', 'held', 'sending') or (state = 'uncertain' and ? = 'printed'))",
        (state.value, detail, job_id, state.value, detail, state.value),
    ).rowcount
    if changed:
        _note(connection, job_id, state, detail, at)


def recover(connection: sqlite3.Connection, today: date, at: datetime, *, may_be_sending: bool = False) -> None:
    """Labels that were being sent when the station died are uncertain; what is older than today is cancelled and cleared."""
    if not may_be_sending:
        sending = connection.execute("select id from print_job where state = 'sending'").fetchall()
        _move(connection, sending, PrintState.UNCERTAIN, "restarted while sending", at)
    # Nobody looks for paper of last Sunday any more: what was uncertain then is not asked about for ever.
    old = connection.execute(
        "select id from print_job where service_date < ? and state in ('queued', 'held', 'uncertain')",
        (today.isoformat(),),
    ).fetchall()
    _move(connection, old, PrintState.CANCELLED, "of an earlier day", at)
    connection.execute(
        "update print_job set payload = null where service_date < ? and payload is not null", (today.isoformat(),)
    )


def give_up_older(connection: sqlite3.Connection, than: datetime, at: datetime) -> int:
    """Cancel what has waited since before a moment, for a printer that was not there; how many labels."""
    old = connection.execute(
        "select id from print_job where state in ('queued', 'held') and"
        " (select min(at) from print_event where job = print_job.id) < ?",
        (than.isoformat(),),
    ).fetchall()
    _move(connection, old, PrintState.CANCELLED, "there was no printer", at)
    return len(old)


def of_group(connection: sqlite3.Connection, group_id: CheckInGroupId) -> tuple[PrintJob, ...]:
    """The labels of a check-in group, in printing order; those of an earlier day without their data."""
    return tuple(_job(row) for row in connection.execute(_SELECT + "where group_id = ? order by seq", (group_id,)))


def counts(connection: sqlite3.Connection) -> Mapping[str, int]:
    """How many labels stand in which state, by its value."""
    found = dict(connection.execute("select state, count(*) from print_job group by state").fetchall())
    return {state.value: int(found.get(state.value, 0)) for state in PrintState}


def _move(
    connection: sqlite3.Connection, ids: Iterable[tuple[str]], state: PrintState, detail: str, at: datetime
) -> None:
    for (job_id,) in ids:
        connection.execute("update print_job set state = ?, detail = ? where id = ?", (state.value, detail, job_id))
        _note(connection, PrintJobId(job_id), state, detail, at)


def _note(connection: sqlite3.Connection, job_id: PrintJobId, state: PrintState, detail: str, at: datetime) -> None:
    connection.execute(
        "insert into print_event(job, at, state, detail) values(?,?,?,?)",
        (job_id, at.isoformat(), state.value, detail),
    )


def _job(row: Sequence[object]) -> PrintJob:
    job_id, key, group_id, kind, state, payload, detail, tries, _ = row
    assert isinstance(tries, int)
    label = _label(payload)
    return PrintJob(
        PrintJobId(str(job_id)),
        str(key),
        CheckInGroupId(str(group_id)),
        LabelKind(str(kind)),
        PrintState(str(state)),
        label,
        str(detail),
        tries,
    )


def _label(payload: object) -> Label | None:
    try:
        return label_from(str(payload)) if payload is not None else None
    except ValueError:
        return None  # damaged, or from a newer version: the queue must go on behind it
