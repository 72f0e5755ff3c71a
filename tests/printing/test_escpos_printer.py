"""An ESC/POS printer with every fault that printers have: what is known is said, what is not is never called printed."""

import logging
import os
import pty
import socket
import subprocess
import sys
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.domain.labels import PrintState
from kiosk.printing.address import FileAddress, NetworkAddress, printer_address
from kiosk.printing.escpos_printer import EscposPrinter
from kiosk.printing.lines import Patience
from kiosk.printing.printers import printer_at
from kiosk.services.printing_ports import LabelPrinter, Outcome, PrinterState
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble
from tests.support.printing_labels import a_name_label

TAG = "ABCD"
WELL = b"\x12"


@pytest.fixture
def box() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as box:
        yield box


def printer_for(address: str) -> LabelPrinter:
    printer = printer_at(address)
    assert printer is not None
    return printer


def impatient_printer_for(address: str) -> LabelPrinter:
    """One that gives up sooner, for troubles that consist in silence."""
    parsed = printer_address(address)
    assert isinstance(parsed, NetworkAddress | FileAddress)
    return EscposPrinter(
        parsed, patience=Patience(write=0.3, answer=0.3, look_every=0.1, spare=0.3, slowest_mm_per_second=400)
    )


class Attempt:
    """One label, and whether it went as far as its first byte."""

    def __init__(self, printer: LabelPrinter, at_first_byte: Callable[[], None] = lambda: None) -> None:
        self.was_started = False

        def started() -> None:
            self.was_started = True
            at_first_byte()

        self.outcome: Outcome = printer.print(a_name_label(), TAG, started)


def test_a_label_that_the_printer_confirms_is_printed(box: VirtualPrinter):
    attempt = Attempt(printer_for(box.address))

    assert attempt.outcome.state is PrintState.PRINTED
    assert len(box.labels) == 1


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (PrinterTrouble.PAPER_OUT, PrinterState.PAPER_OUT),
        (PrinterTrouble.COVER_OPEN, PrinterState.COVER_OPEN),
        (PrinterTrouble.CUTTER_JAM, PrinterState.STOPPED),
        (PrinterTrouble.REFUSES, PrinterState.OFFLINE),
        (PrinterTrouble.MUTE, PrinterState.UNKNOWN),
    ],
)
def test_check_24_and_check_26_trouble_before_the_label_holds_it_without_a_byte(
    box: VirtualPrinter, trouble: PrinterTrouble, state: PrinterState
):
    printer = impatient_printer_for(box.address)
    box.fault = trouble
    attempt = Attempt(printer)

    assert (attempt.outcome.state, attempt.outcome.health.state) == (PrintState.HELD, state)
    assert not attempt.was_started
    assert not printer.probe().may_print
    box.fault = None
    assert Attempt(printer).outcome.state is PrintState.PRINTED, "it recovers without a restart"
    assert len(box.labels) == 1


def test_a_printer_that_is_off_is_said_to_be():
    with VirtualPrinter() as box:
        address = box.address
    attempt = Attempt(printer_for(address))

    assert (attempt.outcome.state, attempt.outcome.health.state) == (PrintState.HELD, PrinterState.OFFLINE)
    assert not attempt.was_started


@pytest.mark.parametrize(
    ("trouble", "labels"),
    [(PrinterTrouble.RESETS_HALF_WAY, 0), (PrinterTrouble.ANSWER_LOST, 1), (PrinterTrouble.MUTE, 1)],
)
def test_check_27_l05_trouble_after_the_first_byte_is_uncertain_whatever_came_out(
    box: VirtualPrinter, trouble: PrinterTrouble, labels: int
):
    def fail() -> None:
        box.fault = trouble

    attempt = Attempt(impatient_printer_for(box.address), fail)

    assert attempt.outcome.state is PrintState.UNCERTAIN
    assert len(box.labels) == labels


def test_check_25_paper_that_ends_half_way_is_uncertain(box: VirtualPrinter):
    def end_of_roll() -> None:
        box.fault = PrinterTrouble.PAPER_OUT

    attempt = Attempt(impatient_printer_for(box.address), end_of_roll)

    assert attempt.outcome.state is PrintState.UNCERTAIN
    assert not attempt.outcome.health.may_print
    assert box.labels == []


def test_check_35_status_that_nobody_asked_for_fools_nobody(box: VirtualPrinter):
    box.fault = PrinterTrouble.STALE_STATUS

    assert printer_for(box.address).probe().state is PrinterState.READY
    assert Attempt(printer_for(box.address)).outcome.state is PrintState.PRINTED


def test_a_roll_near_its_end_prints_and_says_so(box: VirtualPrinter):
    box.fault = PrinterTrouble.PAPER_NEAR_END
    outcome = Attempt(printer_for(box.address)).outcome

    assert (outcome.state, outcome.health.state) == (PrintState.PRINTED, PrinterState.PAPER_LOW)


def test_a_clone_that_cannot_confirm_is_sent_and_later_not_waited_for(box: VirtualPrinter):
    box.fault = PrinterTrouble.NO_PROCESS_ID
    printer = impatient_printer_for(box.address)

    assert [Attempt(printer).outcome.state for _ in range(3)] == [PrintState.SENT] * 3
    assert len(box.labels) == 3


def test_a_printer_that_confirmed_others_but_not_this_one_is_uncertain(box: VirtualPrinter):
    printer = impatient_printer_for(box.address)
    assert Attempt(printer).outcome.state is PrintState.PRINTED
    box.fault = PrinterTrouble.NO_PROCESS_ID

    assert Attempt(printer).outcome.state is PrintState.UNCERTAIN


def test_another_printer_at_the_same_address_is_got_to_know_anew(box: VirtualPrinter):
    """A clone put where a printer was that confirms its labels: one is asked about, not every one from then on."""
    printer = impatient_printer_for(box.address)
    assert Attempt(printer).outcome.state is PrintState.PRINTED
    box.fault = PrinterTrouble.NO_PROCESS_ID
    assert [Attempt(printer).outcome.state for _ in range(3)] == [
        PrintState.UNCERTAIN,
        PrintState.SENT,
        PrintState.SENT,
    ]
    box.fault = PrinterTrouble.REFUSES
    assert Attempt(printer).outcome.state is PrintState.HELD
    box.fault = None

    assert Attempt(printer).outcome.state is PrintState.PRINTED


@pytest.mark.parametrize("host", ["printer..local", "x" * 70])
def test_a_name_that_no_machine_has_is_a_printer_that_cannot_be_reached(host: str):
    attempt = Attempt(printer_for(f"escpos://{host}"))

    assert (attempt.outcome.state, attempt.outcome.health.state) == (PrintState.HELD, PrinterState.OFFLINE)


def test_a_slow_printer_is_waited_for(box: VirtualPrinter):
    box.fault = PrinterTrouble.SLOW

    assert Attempt(printer_for(box.address)).outcome.state is PrintState.PRINTED


def test_if_the_label_cannot_be_claimed_nothing_is_sent(box: VirtualPrinter):
    def refuse() -> None:
        raise KeyError("taken")

    with pytest.raises(KeyError):
        Attempt(printer_for(box.address), refuse)
    assert box.labels == []


def test_check_28_a_line_that_ends_before_the_label_is_not_printed():
    with a_device(answer_well) as address:
        outcome = Attempt(printer_for(address)).outcome

    assert outcome.state is PrintState.UNCERTAIN


def test_a_device_file_without_answers_is_sent_to(tmp_path: Path):
    device = tmp_path / "lp0"
    device.touch()
    printer = printer_for(f"escpos-file://{device}")

    assert printer.probe().state is PrinterState.UNKNOWN
    assert [Attempt(printer).outcome.state for _ in range(2)] == [PrintState.SENT] * 2
    assert device.read_bytes().count(b"\x1dVB\x00") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_device_file_that_nobody_reads_blocks_nobody(tmp_path: Path):
    os.mkfifo(tmp_path / "lp0")
    attempt = Attempt(printer_for(f"escpos-file://{tmp_path / 'lp0'}"))

    assert (attempt.outcome.state, attempt.was_started) == (PrintState.HELD, False)


def test_a_device_that_is_unplugged_is_held(tmp_path: Path):
    assert Attempt(printer_for(f"escpos-file://{tmp_path / 'lp0'}")).outcome.state is PrintState.HELD
    assert not (tmp_path / "lp0").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind")
def test_a_device_file_that_answers_is_asked_and_one_that_stalls_is_given_up():
    ours, theirs = pty.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    answering = threading.Thread(target=lambda: [os.read(ours, 3) and os.write(ours, WELL) for _ in range(3)])
    answering.start()
    try:
        attempt = Attempt(impatient_printer_for(f"escpos-file://{os.ttyname(theirs)}?status=yes"))
    finally:
        answering.join()
        os.close(ours)
        os.close(theirs)

    assert attempt.was_started
    assert attempt.outcome.state is PrintState.UNCERTAIN


def test_importing_the_connectors_leaves_logging_and_temporary_files_alone(tmp_path: Path):
    program = (
        "import logging, os, tempfile\n"
        "from kiosk.printing.escpos_transport import connectors\n"
        "connectors()\n"
        "print(logging.getLogger().handlers, os.listdir(tempfile.gettempdir()))"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)

    assert answer.stdout.strip() == "[] []", answer.stderr


def test_nothing_of_the_connectors_reaches_the_root_logger(box: VirtualPrinter, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        Attempt(printer_for(box.address))

    assert not [record for record in caplog.records if record.name == "root"]


@contextmanager
def a_device(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """A device on the network that does with one line what it is told, then hangs up; its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            line, _ = server.accept()
            with line:
                serve(line)

        thread = threading.Thread(target=accept)
        thread.start()
        yield f"escpos://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def answer_well(line: socket.socket) -> None:
    for _ in range(3):
        line.recv(3)
        line.sendall(WELL)
