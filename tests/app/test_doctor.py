"""The doctor: everything the station stands on, each with what to do, and an exit code that can be relied on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.problems import DiskFull, SignedOut
from kiosk.services.doctor import Check, Doctor, Finding, Health, in_sum, is_well, ok, warning
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble
from kiosk.simulator.server import PlanningCenterServer
from kiosk.words import Words
from tests.support.command_line import CommandLine

# A command may be the first one that draws, and Qt wants one application for the whole run.
pytestmark = pytest.mark.usefixtures("qapp")

EVERYTHING = {
    "database", "backups", "pulled", "outbox", "print_queue", "label_designs", "staff", "set_up", "folder", "disk", "set_aside", "clock",
    "network", "sign_in", "products", "keyring", "printer", "screen", "fonts", "versions", "webhooks", "plandocket",
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[PlanningCenterServer]:
    with PlanningCenterServer(load_sample_church(datetime.now(UTC)), rate_limit=5000) as running:
        yield running


@pytest.fixture
def kiosk(tmp_path: Path, server: PlanningCenterServer, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A station that has pulled its church."""
    monkeypatch.setenv("KIOSK_PCO_BASE_URL", server.base_url)
    monkeypatch.setenv("KIOSK_PCO_APP_ID", "demo")
    monkeypatch.setenv("KIOSK_PCO_SECRET", "demo")
    command = CommandLine(tmp_path / "data")
    command("sync")
    return command


def checks_of(kiosk: CommandLine, code: int = 0) -> dict[str, Check]:
    said = kiosk("doctor")
    assert said.code == code, said.out
    return {one["name"]: Check(one["name"], Health(one["state"]), one["sentence"]) for one in said.document["checks"]}


async def test_one_thing_that_cannot_be_looked_at_hides_nothing_else(caplog: pytest.LogCaptureFixture):
    async def refused() -> Finding:
        raise DiskFull()

    async def broken() -> Finding:
        raise ZeroDivisionError

    async def well() -> Finding:
        return ok("All is well.")

    checks = await Doctor({"one": refused, "two": broken, "three": well}, Words()).examine()

    assert [(one.name, one.health) for one in checks] == [
        ("one", Health.FAILED),
        ("two", Health.FAILED),
        ("three", Health.OK),
    ]
    assert "no free space" in checks[0].sentence
    assert not is_well(checks)


async def test_a_warning_is_no_failure():
    async def soon() -> Finding:
        return warning("Soon.")

    checks = await Doctor({"one": soon}, Words()).examine()

    assert is_well(checks)
    assert "work" in in_sum(checks)
    assert "verything is well" not in in_sum(checks)


async def test_a_problem_says_its_own_closer_sentence():
    async def refused() -> Finding:
        raise SignedOut(code="CAPUCHIN")

    (check,) = await Doctor({"sign_in": refused}, Words()).examine()

    assert "revoked" in check.sentence


def test_a_good_station_is_told_so_about_everything(kiosk: CommandLine):
    kiosk("backup", str(kiosk.folder / "any.db"))

    checks = checks_of(kiosk)

    assert checks.keys() == EVERYTHING
    assert {one.health for one in checks.values()} <= {Health.OK, Health.WARNING}
    assert all(one.sentence.endswith(".") or one.name == "printer" for one in checks.values())


def test_nothing_is_made_where_there_is_nothing_yet(tmp_path: Path):
    nowhere = CommandLine(tmp_path / "data")

    checks = checks_of(nowhere, code=5)

    assert checks["database"].health is Health.FAILED
    assert not (tmp_path / "data" / "kiosk.db").exists()


@pytest.mark.parametrize(
    ("trouble", "name", "said"),
    [
        ("offline", "network", "cable"),
        ("html_page", "network", "wants a log-in"),
        ("unauthorized", "sign_in", "revoked"),
        ("maintenance", "network", "cannot be reached"),
    ],
)
def test_trouble_on_the_way_to_planning_center_says_what_to_do(
    kiosk: CommandLine, server: PlanningCenterServer, trouble: str, name: str, said: str
):
    server.faults.add(trouble)

    checks = checks_of(kiosk, code=5)

    assert checks[name].health is Health.FAILED
    assert said in checks[name].sentence


def test_a_product_that_refuses_is_named(kiosk: CommandLine, server: PlanningCenterServer):
    server.faults.add("product_refused", "/groups")

    checks = checks_of(kiosk)

    assert checks["products"].health is Health.WARNING
    assert "Groups may not be read" in checks["products"].sentence


def test_a_printer_is_asked_and_its_trouble_told(kiosk: CommandLine, monkeypatch: pytest.MonkeyPatch):
    with VirtualPrinter() as printer:
        monkeypatch.setenv("KIOSK_PRINTER", printer.address)
        assert "ready" in checks_of(kiosk)["printer"].sentence
        printer.fault = PrinterTrouble.PAPER_OUT
        assert "out of paper" in checks_of(kiosk, code=5)["printer"].sentence

        with VirtualPrinter() as second:
            monkeypatch.setenv("KIOSK_PRINTER", f"{printer.address} {second.address}")
            both = checks_of(kiosk, code=5)["printer"]
        assert (both.health, "out of paper" in both.sentence, second.address in both.sentence) == (
            Health.FAILED,
            True,
            True,
        )


def test_a_record_changed_by_hand_is_found(kiosk: CommandLine):
    import sqlite3

    kiosk("sign-out")
    with sqlite3.connect(kiosk.folder / "kiosk.db") as connection:
        connection.execute(
            "insert into fact(station, seq, id, nonce, clock, kind, happened_at, body, hash)"
            " values('s', 1, 'i', 'n', 1, 'staff', '2026-09-13T12:00:00.000000+00:00', '{}', 'wrong')"
        )
    connection.close()

    checks = checks_of(kiosk, code=5)

    assert "changed or removed by hand" in checks["database"].sentence


def test_a_file_that_cannot_be_read_names_the_backup_to_bring_back(kiosk: CommandLine):
    shelf = kiosk.folder / "backups"
    shelf.mkdir()
    kiosk("backup", str(shelf / "kiosk-20260913T080000Z.db"))
    (kiosk.folder / "kiosk.db").write_bytes(b"\xff" * 100_000)

    checks = checks_of(kiosk, code=5)

    assert "kiosk-20260913T080000Z.db" in checks["database"].sentence
    assert checks["network"].health is Health.OK, "the rest is looked at all the same"
