"""Neither the support bundle nor any log names anybody: every text of every table is marked, and no mark is found."""

import json
import logging
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kiosk.app.logs import start_logs
from kiosk.app.printing import ready_to_draw, worker_for
from kiosk.domain.ids import CheckInGroupId, PersonId
from kiosk.domain.problems import Problem
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.simulator.printer import VirtualPrinter
from tests.support.command_line import CommandLine
from tests.support.sunday import MORNING, church_at
from tests.support.waiting import eventually

# A command may be the first one that draws, and Qt wants one application for the whole run.
pytestmark = pytest.mark.usefixtures("qapp")

MARK = "Zqxjkv"
"""In no sentence, no word of ours and no code."""
PHONE = "5550198734"
CODE = "ZQ7X"

# What is not personal, and has to stay as it is for the program to work.
LEFT_ALONE = {
    ("setting", "key"), ("setting", "value"), ("organization", "product"), ("organization", "time_zone"),
    ("organization", "grades"), ("pulled_at", "resource"), ("pull_progress", "resource"), ("fact", "kind"), ("fact", "station"),
    ("outbox", "kind"), ("outbox", "state"), ("print_job", "state"), ("print_job", "kind"), ("print_event", "state"),
    ("label_rule", "owner"), ("pco_sync_map", "local_type"), ("pco_sync_map", "sync_status"),
}  # fmt: skip
EMPTY_TABLES_OF_PEOPLE = {
    "guest": "insert into guest(id, called_name, last_name, is_child, medical_notes, made_at) values('g', 'x', 'x', 1, 'x', 'x')",
    "watch": "insert into watch(id, person, kind, note, added_at) values('w', '101', 'x', 'x', 'x')",
    "fact_words": "insert into fact_words(fact, what, text, said_at) values('f', 'reason', 'x', 'x')",
    "staff": "insert into staff(id, name, role, pin_hash) values('s', 'x', 'admin', 'x')",
    "pick_up_person": "insert into pick_up_person(id, child, name, may_collect, relationship, added_at)"
    " values('p', '101', 'x', 1, 'x', 'x')",
    "outbox": "insert into outbox(kind, subject, body, made_at, detail) values('person', 'x', 'x', 'x', 'x')",
    "print_job": "insert into print_job(id, key, group_id, kind, printer, state, payload, detail, tries, service_date)"
    " values('j', 'k', 'g', 'name', '', 'failed', 'x', 'x', 0, '2026-09-13')",
    "print_event": "insert into print_event(job, at, state, detail) values('j', 'x', 'failed', 'x')",
}


@pytest.fixture
def logs(data: Path) -> Iterator[Path]:
    """The log file of the data folder, written to at every level while the test runs."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    start_logs(data, level=logging.DEBUG, on_screen=logging.CRITICAL)
    try:
        yield data / "logs" / "kiosk.log"
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers[:] = handlers
        root.setLevel(level)


def mark_everything(folder: Path) -> int:
    """Put the mark into every text of every row that is not one of our own words; how many places were marked."""
    marked = 0
    with closing(sqlite3.connect(folder / "kiosk.db")) as connection:
        for statement in EMPTY_TABLES_OF_PEOPLE.values():
            connection.execute(statement)
        tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        for trigger in ("fact_is_never_changed", "fact_is_never_deleted"):
            connection.execute(f"drop trigger {trigger}")
        for table in tables:
            if table.startswith(("person_fts", "sqlite_", "_sqlite")):
                continue
            for _, column, kind, _, _, key in connection.execute(f"pragma table_info({table})").fetchall():
                if (
                    kind.lower() != "text"
                    or key
                    or (table, column) in LEFT_ALONE
                    or column.endswith(("at", "_on", "date"))
                ):
                    continue
                with suppress(sqlite3.IntegrityError):
                    marked += connection.execute(
                        f"update or ignore {table} set {column} = {column} || ' {MARK} {PHONE} {CODE}' where {column} is not null"
                    ).rowcount
        connection.commit()
    return marked


def test_the_bundle_names_nobody_whatever_stands_in_the_file(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    assert mark_everything(data) > 3000

    bundle = tmp_path / "bundle.zip"
    said = CommandLine(data)("doctor", "--bundle", str(bundle))

    assert said.code == 5, "nothing is well in this file, and the bundle is written all the same"
    with zipfile.ZipFile(bundle) as opened_bundle:
        inside = {name: opened_bundle.read(name) for name in opened_bundle.namelist()}
    assert json.loads(inside["tables.json"])["person"] > 100
    for name, content in inside.items():
        for mark in (MARK, PHONE, CODE):
            assert mark.encode() not in content, f"{mark} in {name}"


async def test_no_log_names_anybody_through_a_family_visit_and_its_troubles(data: Path, logs: Path):
    names = _names_in(data)
    with VirtualPrinter() as printer:
        codes = await _a_morning(data, printer)
        await eventually(lambda: printer.labels)

    text = _text_of(logs)
    assert codes
    assert "printed" in text
    assert [name for name in names if name in text] == []
    assert [code for code in codes if str(code) in text] == []
    assert "4711" not in text


async def _a_morning(data: Path, printer: VirtualPrinter) -> tuple[object, ...]:
    async with church_at(data, MORNING, printer=printer.address) as church:
        for text in ("0142", "0133", "Cole", "García", "nobody of this name"):
            with suppress(Problem):
                await church.find.by_text(text)
        answer = await church.check_in(
            CheckInRequest(CheckInGroupId("01J" + "0" * 23), tuple(Want(PersonId(one)) for one in ("303", "304")))
        )
        with suppress(Problem):
            await church.volunteers.staff.who_is("4711")
        with suppress(Problem):
            await church.volunteers.staff.add_first("Zqxjkv Ruth", "4728")
        ready_to_draw()
        worker = worker_for(church)
        assert worker is not None
        await worker.print_pending_once()
    return answer.codes


def test_what_an_error_quotes_does_not_reach_the_log(data: Path, logs: Path, caplog: pytest.LogCaptureFixture):
    try:
        raise ValueError(f"{MARK} {PHONE}")
    except ValueError:
        logging.getLogger("kiosk.somewhere").exception("a command failed")

    line = json.loads(logs.read_text(encoding="utf-8").splitlines()[-1])
    assert line["error"] == "ValueError"
    assert MARK not in json.dumps(line)


def test_a_bundle_is_made_also_of_a_file_that_cannot_be_opened(data: Path, tmp_path: Path):
    (data / "kiosk.db").write_bytes(b"not a database" * 1000)
    bundle = tmp_path / "bundle.zip"

    said = CommandLine(data)("doctor", "--bundle", str(bundle))

    assert {check["name"]: check["state"] for check in said.document["checks"]}["database"] == "failed"
    with zipfile.ZipFile(bundle) as opened_bundle:
        assert "doctor.json" in opened_bundle.namelist()


def _text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _names_in(folder: Path) -> set[str]:
    """Names of people long enough not to be found by chance, their phones and their notes."""
    with closing(sqlite3.connect(folder / "kiosk.db")) as connection:
        people = connection.execute("select first_name, last_name, medical_notes from person").fetchall()
        phones = connection.execute("select number from phone").fetchall()
    return {text for row in (*people, *phones) for text in row if len(text) > 4}
