"""From an empty folder to a station that is ready for families, on the command line: run again, left, taken up, and done anew."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.simulator.church import load_sample_church
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble
from kiosk.simulator.server import PlanningCenterServer
from tests.support.command_line import CommandLine, Said

# A command may be the first one that draws, and Qt wants one application for the whole run.
pytestmark = pytest.mark.usefixtures("qapp")

PIN = "4728"

Runs = Callable[[str], Said]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanningCenterServer]:
    """A church, and the environment that leads to it."""
    church = load_sample_church(datetime.now(UTC))
    with PlanningCenterServer(church, rate_limit=5000) as running:
        monkeypatch.setenv("KIOSK_PCO_BASE_URL", running.base_url)
        monkeypatch.setenv("KIOSK_PCO_APP_ID", "demo")
        monkeypatch.setenv("KIOSK_PCO_SECRET", "demo")
        monkeypatch.setenv("KIOSK_ADMIN_PIN", PIN)
        yield running


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as running:
        yield running


@pytest.fixture
def kiosk(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "data")


@pytest.fixture
def set_up(tmp_path: Path, kiosk: CommandLine) -> Runs:
    """``kiosk set-up --from`` a file with this text."""

    def runs(text: str) -> Said:
        file = tmp_path / "station.toml"
        file.write_text(text, encoding="utf-8")
        return kiosk("set-up", "--from", str(file))

    return runs


def a_script(printer: VirtualPrinter, church: str = "planning-center") -> str:
    return (
        f'[set_up]\nchurch = "{church}"\nfirst_admin = "Ruth"\ntest_label = true\n'
        f'[station]\nname = "Lobby"\nslot = 3\n[labels]\nprinter = "{printer.address}"\n'
        '[event."Sunday Kids"]\nminutes_before = 120\n'
    )


def states(said: Said) -> dict[str, str]:
    return {step["name"]: step["state"] for step in said.document["steps"]}


def test_one_file_makes_a_station_ready_and_prints_a_label(
    server: PlanningCenterServer, printer: VirtualPrinter, kiosk: CommandLine, set_up: Runs
):
    said = set_up(a_script(printer))

    assert said.code == 0
    assert set(states(said).values()) == {"done"}
    assert said.document["ready"]
    assert len(printer.labels) == 1
    assert kiosk("status").document["counts"]["households"] > 0
    assert PIN not in said.out + said.err


def test_the_same_file_again_does_nothing_more(
    server: PlanningCenterServer, printer: VirtualPrinter, kiosk: CommandLine, set_up: Runs
):
    set_up(a_script(printer))
    server.forget_requests()

    said = set_up(a_script(printer))

    assert (said.code, set(states(said).values())) == (0, {"existing"})
    assert server.requests == ()
    assert len(printer.labels) == 1


def test_a_mistake_in_the_file_is_said_before_anything_is_done(
    server: PlanningCenterServer, printer: VirtualPrinter, kiosk: CommandLine, set_up: Runs
):
    said = set_up(a_script(printer).replace("slot = 3", "slot = 99"))

    assert (said.code, said.document["problem"]) == (5, "SettingNotValid")
    assert "station.toml, line 7" in said.document["sentence"]
    assert server.requests == ()
    assert not kiosk.folder.exists()


def test_a_set_up_that_was_cut_off_goes_on_where_it_stopped(
    server: PlanningCenterServer, printer: VirtualPrinter, kiosk: CommandLine, set_up: Runs
):
    server.faults.add("offline", after=20)
    assert set_up(a_script(printer)).code == 4
    assert kiosk("set-up").document["next"] == "language"
    server.faults.clear()

    said = set_up(a_script(printer))

    assert said.document["ready"]
    pages = [one.query for one in server.requests if one.path == "/people/v2/people" and "include" in one.query]
    assert len(pages) == len(set(pages)), "what was pulled before the cut was not pulled again"


def test_a_printer_without_paper_leaves_the_rest_set_up(
    server: PlanningCenterServer, printer: VirtualPrinter, kiosk: CommandLine, set_up: Runs
):
    printer.fault = PrinterTrouble.PAPER_OUT
    said = set_up(a_script(printer))
    assert states(said) == {"church": "done", "station": "done", "printer": "waiting", "admin": "done"}
    assert "out of paper" in said.document["steps"][2]["sentence"]

    printer.fault = None
    said = set_up(a_script(printer))

    assert states(said) == {"church": "existing", "station": "existing", "printer": "done", "admin": "existing"}
    assert len(printer.labels) == 1


def test_the_sample_church_gives_way_to_the_real_one_and_keeps_the_station(
    server: PlanningCenterServer,
    printer: VirtualPrinter,
    kiosk: CommandLine,
    set_up: Runs,
    monkeypatch: pytest.MonkeyPatch,
):
    for name in ("KIOSK_PCO_BASE_URL", "KIOSK_PCO_APP_ID", "KIOSK_PCO_SECRET"):
        monkeypatch.delenv(name)
    assert set_up(a_script(printer, "sample")).document["ready"]
    assert server.requests == ()
    assert set_up(a_script(printer)).code == 5, "nobody has signed in, so nothing is left yet"
    assert kiosk("status").document["counts"]["people"] > 0

    monkeypatch.setenv("KIOSK_PCO_BASE_URL", server.base_url)
    monkeypatch.setenv("KIOSK_PCO_APP_ID", "demo")
    monkeypatch.setenv("KIOSK_PCO_SECRET", "demo")
    said = set_up(a_script(printer))

    assert said.document["ready"]
    assert states(said)["admin"] == "existing"
    assert len(list((kiosk.folder / "set-aside").iterdir())) == 1


def test_settings_are_carried_from_one_station_to_another_as_a_template(
    server: PlanningCenterServer, printer: VirtualPrinter, kiosk: CommandLine, set_up: Runs, tmp_path: Path
):
    set_up(a_script(printer) + "[screen]\ntext_scale = 1.5\n")
    template = tmp_path / "template.toml"
    assert kiosk.plainly("settings", "export", "--template", str(template)).code == 0
    other = CommandLine(tmp_path / "other")
    other("sync")

    said = other("settings", "import", str(template))

    changed = {change["key"]: change["now"] for change in said.document["changes"]}
    assert changed == {"text_scale": 1.5, "minutes_before": 120}
    assert "demo" not in template.read_text(encoding="utf-8")


def test_a_church_without_planning_center_is_scripted_too(
    printer: VirtualPrinter, kiosk: CommandLine, set_up: Runs, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("KIOSK_ADMIN_PIN", PIN)
    own = a_script(printer, "own").split('[event."')[0]
    wrong = set_up(own.replace("first_admin", 'church_name = "Hilltop"\ntime_zone = "Illinois"\nfirst_admin'))
    assert (wrong.code, wrong.document["problem"]) == (5, "SettingNotValid")

    said = set_up(own.replace("first_admin", 'church_name = "Hilltop"\ntime_zone = "America/Chicago"\nfirst_admin'))

    assert said.document["ready"]
    assert said.document["steps"][0]["sentence"] == "Hilltop"
    assert len(printer.labels) == 1
