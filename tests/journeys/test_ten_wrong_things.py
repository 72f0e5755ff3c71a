"""Ten things an admin gets wrong, or a bad day does: each met by a sentence that leads out, and nothing is lost.

Seen here where no screen is needed: by the commands and the services behind the screens.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app.config import Config
from kiosk.app.looks_at_data import looks_at_folder
from kiosk.app.looks_at_world import Visit, looks_at_clock
from kiosk.domain.problems import SettingNotValid
from kiosk.printing.design import parse_design
from kiosk.services.doctor import Health
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.data_folder import DataFolder
from kiosk.words import Words
from tests.support.command_line import CommandLine, Said
from tests.support.record_checks import check_record
from tests.support.sunday import church_at

# A command may be the first one that draws, and Qt wants one application for the whole run.
pytestmark = pytest.mark.usefixtures("qapp")

PIN, OTHER_PIN = "4728", "9135"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanningCenterServer]:
    with PlanningCenterServer(load_sample_church(datetime.now(UTC)), rate_limit=5000) as running:
        monkeypatch.setenv("KIOSK_PCO_BASE_URL", running.base_url)
        monkeypatch.setenv("KIOSK_PCO_APP_ID", "demo")
        monkeypatch.setenv("KIOSK_PCO_SECRET", "demo")
        monkeypatch.setenv("KIOSK_ADMIN_PIN", PIN)
        yield running


@pytest.fixture
def kiosk(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "data")


def a_file(tmp_path: Path, text: str) -> str:
    file = tmp_path / "station.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def said_of(answer: Said) -> str:
    sentence = answer.document["sentence"]
    assert isinstance(sentence, str)
    return sentence


def checks_of(answer: Said) -> dict[str, dict[str, str]]:
    return {check["name"]: check for check in answer.document["checks"]}


def count(folder: Path, statement: str) -> int:
    with closing(sqlite3.connect(folder / "kiosk.db")) as connection:
        return int(connection.execute(statement).fetchone()[0])


# 1. A wrong token.


def test_a_wrong_token_is_not_kept_and_the_next_one_is_taken(
    server: PlanningCenterServer, kiosk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = a_file(tmp_path, '[set_up]\nfirst_admin = "Ruth"\n')
    monkeypatch.setenv("KIOSK_PCO_SECRET", "dem0")
    wrong = kiosk("set-up", "--from", file)
    assert (wrong.code, wrong.document["problem"]) == (5, "SignedOut")
    assert "Copy both parts again" in said_of(wrong)

    monkeypatch.setenv("KIOSK_PCO_SECRET", "demo")
    assert kiosk("set-up", "--from", file).document["ready"]


# 2. A wrong printer.


def test_a_printer_address_with_a_slip_is_named_by_line_and_one_that_is_not_there_stops_nobody(
    server: PlanningCenterServer, kiosk: CommandLine, tmp_path: Path
):
    slip = kiosk("set-up", "--from", a_file(tmp_path, '[labels]\nprinter = "escpos//192.168.1.50"\n'))
    assert (slip.code, slip.document["problem"]) == (5, "SettingNotValid")
    assert "station.toml, line 2" in said_of(slip)
    assert "escpos://HOST:9100" in said_of(slip)

    nobody = '[set_up]\nfirst_admin = "Ruth"\ntest_label = true\n[labels]\nprinter = "escpos://127.0.0.1:9"\n'
    silent = kiosk("set-up", "--from", a_file(tmp_path, nobody))

    states = {step["name"]: step for step in silent.document["steps"]}
    assert states["printer"]["state"] == "waiting"
    assert "switched on and connected" in states["printer"]["sentence"]
    assert states["admin"]["state"] == "done", "the rest is set up"


# 3. A full disk: what is written while it is full is in test_bad_days.


@pytest.mark.parametrize(("room", "health"), [(150_000_000, "failed"), (700_000_000, "warning"), (5_000_000_000, "ok")])
async def test_a_disk_that_fills_is_told_before_it_is_full(data: Path, room: int, health: str):
    found = await looks_at_folder(DataFolder(data), Words(), room_at=lambda place: room)["disk"]()

    assert found.health is Health(health)
    assert "free on the disk" in found.sentence


# 4. The network is unplugged.


def test_without_the_network_everything_but_the_pull_goes_on(
    server: PlanningCenterServer, kiosk: CommandLine, tmp_path: Path
):
    kiosk("sync")
    server.faults.add("offline")

    off = kiosk("sync")

    assert (off.code, off.document["problem"]) == (4, "Offline")
    assert "try again when the network is back" in said_of(off)
    assert kiosk("find", "0133").document["households"]
    assert kiosk("status").document["counts"]["people"] > 0
    assert "cable" in checks_of(kiosk("doctor"))["network"]["sentence"]


# 5. The PIN is forgotten.


async def test_who_has_the_computer_gives_a_forgotten_pin_anew_and_the_audit_says_so(
    data: Path, monkeypatch: pytest.MonkeyPatch
):
    async with church_at(data) as church:
        await church.volunteers.staff.add_first("Ruth", PIN)
    monkeypatch.setenv("KIOSK_ADMIN_PIN", OTHER_PIN)
    said = _in_a_process("--data", str(data), "--json", "new-pin", "ruth")

    assert said.returncode == 0
    assert OTHER_PIN not in said.stdout + said.stderr
    async with church_at(data) as church:
        assert (await church.volunteers.staff.who_is(OTHER_PIN)).name == "Ruth"
        lines = await church.volunteers.audit.since(datetime(2020, 1, 1, tzinfo=UTC))
        assert [(line.by, line.whom) for line in lines if line.what == "staff_changed"] == [("command-line", "Ruth")]
    assert count(data, 'select count(*) from fact where body like \'%"staff":"command-line"%\'') == 1


def test_a_pin_everybody_would_try_first_is_not_taken(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KIOSK_ADMIN_PIN", "1234")

    said = CommandLine(data)("new-pin", "Ruth")

    assert (said.code, said.document["problem"]) == (3, "PinNotAccepted")
    assert "4 to 8 digits" in said_of(said)


# 6. A broken design.


def test_a_broken_design_says_where_and_what():
    with pytest.raises(SettingNotValid) as raised:
        parse_design('format = 1\nlabels = ["name"\n', "ours", "ours.toml")

    assert "ours.toml, line" in str(raised.value.details["sentence"])


# 7. The clock is wrong.


@pytest.mark.parametrize(
    ("off_by", "said"),
    [(timedelta(minutes=17), "17 minutes fast"), (timedelta(minutes=-90), "90 minutes slow"), (timedelta(0), "right")],
)
async def test_a_wrong_clock_is_told_with_what_to_do(tmp_path: Path, off_by: timedelta, said: str):
    visit = Visit(Config(data=tmp_path), has_sign_in=True, off_by=off_by, is_done=True)

    found = await looks_at_clock(visit, Words(), None)

    assert said in found.sentence
    assert (found.health is Health.OK) is (off_by == timedelta(0))


async def test_a_clock_that_went_back_behind_the_record_is_noticed_without_a_network(tmp_path: Path):
    visit = Visit(Config(data=tmp_path), is_done=True)

    found = await looks_at_clock(visit, Words(), datetime.now(UTC) + timedelta(days=3))

    assert found.health is Health.FAILED
    assert "already recorded here" in found.sentence


# 8. A second station with the same name.


async def test_a_second_station_of_the_same_name_keeps_its_own_record(data: Path, tmp_path: Path):
    async with church_at(data) as church:
        first = church.settings
        await church.settings_desk().change(None, {"name": "Lobby"})
    other = tmp_path / "copied"
    shutil.copytree(data, other)

    async with church_at(other) as church:
        second = church.settings
        assert second.name == "Lobby"
        await church.settings_desk().change(None, {"theme": "dark"})

    assert second.station_id != first.station_id
    check_record(other)
    assert count(other, "select count(distinct station) from fact") == 2


def test_a_second_station_on_the_same_folder_is_told_that_one_runs(data: Path):
    with DataFolder(data).station_claim():
        said = _in_a_process("--data", str(data), "station", "--windowed")

    assert said.returncode == 4
    assert "Close it or wait a moment" in said.stderr


# 9. An old backup is brought back.


async def test_an_old_backup_says_what_it_leaves_behind_and_keeps_it(data: Path, tmp_path: Path):
    old = tmp_path / "last-week.db"
    command = CommandLine(data)
    _run(command, "backup", str(old))
    async with church_at(data) as church:
        await church.settings_desk().change(None, {"theme": "dark"})
        await church.settings_desk().change(None, {"theme": "light"})

    looked = _run(command, "restore", "--preview", str(old))
    assert looked.document["facts_left_behind"] == 2
    done = _run(command, "restore", str(old))

    assert done.code == 0
    with closing(sqlite3.connect(done.document["set_aside"])) as replaced:
        assert replaced.execute("select count(*) from fact").fetchone() == (2,)
    assert count(data, "select count(*) from fact") == 0


# 10. The power is cut during the set-up.


@pytest.mark.skipif(sys.platform == "win32", reason="killed as only POSIX can")
@pytest.mark.parametrize("requests", [3, 12, 40])
def test_a_set_up_that_is_killed_goes_on_and_ends_ready(
    server: PlanningCenterServer, kiosk: CommandLine, tmp_path: Path, requests: int
):
    file = a_file(tmp_path, '[set_up]\nfirst_admin = "Ruth"\n[station]\nname = "Lobby"\n')
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "--data", str(kiosk.folder), "set-up", "--from", file],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ),
    )
    deadline = time.monotonic() + 30
    while len(server.requests) < requests and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()

    said = kiosk("set-up", "--from", file)

    assert said.document["ready"]
    assert kiosk("status").document["counts"]["people"] > 0
    assert count(kiosk.folder, "select count(*) from staff") == 1
    check_record(kiosk.folder)


def _in_a_process(*words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own: for tests that have a loop running already, or that hold the folder."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
    )


def _run(command: CommandLine, *words: str) -> Said:
    """The command in a process of its own, as the same kind of answer."""
    done = _in_a_process("--data", str(command.folder), "--json", *words)
    return Said(done.returncode, done.stdout, done.stderr)
