"""The print queue's rows: one transaction with the check-in, no names where none may stay, damage that stops nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.labels import PrintState
from kiosk.storage import schema_spool, spool_store
from kiosk.storage.label_payload import label_from
from tests.support.printing_labels import A_SUNDAY, CODE, GROUP, a_job, a_name_label

NOW = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema_spool.create(connection)
        yield connection


def test_labels_are_queued_with_what_they_belong_to_or_not_at_all(connection: sqlite3.Connection):
    connection.execute("begin immediate")
    assert spool_store.add_jobs(connection, (a_job(1), a_job(2)), NOW) == 2
    connection.execute("rollback")

    assert spool_store.counts(connection)["queued"] == 0


def test_what_happened_is_written_down_without_names_or_codes(connection: sqlite3.Connection):
    job = a_job(1, a_name_label("Zebedee", "Quux", medical="Nuts"))
    spool_store.add_jobs(connection, (job,), NOW)
    spool_store.settle(connection, job.id, PrintState.HELD, "paper_out", NOW)
    spool_store.settle(connection, job.id, PrintState.HELD, "paper_out", NOW)
    spool_store.claim(connection, job.id, NOW)
    spool_store.settle(connection, job.id, PrintState.PRINTED, "", NOW)
    spool_store.recover(connection, A_SUNDAY + timedelta(days=1), NOW)

    events = connection.execute("select state, detail from print_event order by seq").fetchall()
    assert events == [("queued", ""), ("held", "paper_out"), ("sending", ""), ("printed", "")]
    everything = "\n".join(connection.iterdump())
    assert not [word for word in ("Zebedee", "Quux", "Nuts", CODE) if word in everything]


def test_each_printer_of_a_station_has_labels_of_its_own(connection: sqlite3.Connection):
    spool_store.add_jobs(connection, (a_job(1),), NOW, printer="desk")

    assert spool_store.head(connection, [""]) is None
    assert spool_store.head(connection, ["desk"]) == a_job(1)


def test_damaged_data_is_handed_out_as_such(connection: sqlite3.Connection):
    spool_store.add_jobs(connection, (a_job(1),), NOW)
    connection.execute("update print_job set payload = '{'")

    job = spool_store.head(connection, [""])
    assert job is not None
    assert job.label is None


@pytest.mark.parametrize(
    "payload", ["", "[]", "{}", '{"version": 99, "kind": "name"}', '{"version": 1, "kind": "poster"}']
)
def test_what_is_not_a_label_is_refused(payload: str):
    with pytest.raises(ValueError):  # noqa: PT011 - that it is one is all that is promised
        label_from(payload)


def test_states_of_a_group_are_told_in_printing_order(connection: sqlite3.Connection):
    spool_store.add_jobs(connection, (a_job(2), a_job(1)), NOW)

    told = [(job.id, job.state) for job in spool_store.of_group(connection, GROUP)]
    assert told == [("job-2", PrintState.QUEUED), ("job-1", PrintState.QUEUED)]


def test_the_head_is_found_without_reading_the_whole_queue(connection: sqlite3.Connection):
    plan = connection.execute(
        "explain query plan select id from print_job where printer = ? and state in ('queued', 'held') order by seq limit 1",
        ("",),
    ).fetchall()

    assert "print_job_waiting" in str(plan)
    assert "TEMP B-TREE" not in str(plan)
