"""Labels through a real CUPS: what its queue says of its printer is heard, and nothing stays behind in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.labels import PrintState
from kiosk.printing.address import IppAddress, printer_address
from kiosk.printing.ipp import IppFault, Server
from kiosk.printing.lines import Patience
from kiosk.printing.queue_printer import QueuePrinter, health_of, queues
from kiosk.services.printing_ports import Outcome, PrinterState
from tests.support.print_server import QUEUE, PrintServer, print_server
from tests.support.printing_labels import a_name_label
from tests.support.waiting import eventually

HURRY = Patience(connect=1, write=2, answer=1, look_every=0.1, spare=2.5, slowest_mm_per_second=400)
IDLE, STOPPED = 3, 5


def printer_of(server: PrintServer, believed_seconds: float = 60) -> QueuePrinter:
    address = printer_address(server.address)
    assert isinstance(address, IppAddress)
    return QueuePrinter(address, patience=HURRY, believed_seconds=believed_seconds)


def printed(printer: QueuePrinter, at_first_byte: Callable[[], None] = lambda: None) -> Outcome:
    return printer.print(a_name_label(), "ABCD", at_first_byte)


def answers(server: PrintServer) -> bool:
    try:
        return queues(Server("127.0.0.1", server.port, 1)) == (QUEUE,)
    except IppFault:
        return False


@pytest.mark.needs("cups")
@pytest.mark.seconds(30)
async def test_check_36_a_real_queue_is_believed_only_as_far_as_it_knows(tmp_path: Path):
    with print_server(tmp_path) as server:
        await eventually(lambda: answers(server))
        printer = printer_of(server)

        assert printer.probe().state is PrinterState.READY
        assert printed(printer).state is PrintState.SENT, "completed alone is sent"
        assert server.paper[0].startswith(b"%PDF")

        server.plan("code=1")
        assert printed(printer).state is PrintState.UNCERTAIN, "aborted"

        server.plan("echo 'STATE: +media-empty-error' >&2", "code=1")
        outcome = printed(printer)
        assert (outcome.state, outcome.health.state) == (PrintState.UNCERTAIN, PrinterState.PAPER_OUT)
        assert printed(printer).state is PrintState.HELD

        # An idle queue does not hear of new paper: after a while a label has to be tried.
        server.plan("echo 'STATE: -media-empty-error' >&2", "code=0")
        assert printed(printer_of(server, believed_seconds=0)).state is PrintState.SENT
        assert printer.probe().state is PrinterState.READY


@pytest.mark.needs("cups")
@pytest.mark.seconds(30)
async def test_a_job_that_the_queue_holds_is_cancelled_there_and_uncertain_here(tmp_path: Path):
    with print_server(tmp_path) as server:
        await eventually(lambda: answers(server))
        server.plan("exec sleep 30")
        outcome = printed(printer_of(server))

    assert outcome.state is PrintState.UNCERTAIN
    assert server.paper == []


def test_a_queue_that_is_not_there_holds_the_label():
    outcome = printed(QueuePrinter(IppAddress("/printers/none", "127.0.0.1", 9), patience=HURRY))

    assert (outcome.state, outcome.health.state) == (PrintState.HELD, PrinterState.OFFLINE)


@pytest.mark.parametrize(
    ("state", "reasons", "is_accepting", "expected", "may_print"),
    [
        (IDLE, ["none"], True, PrinterState.READY, True),
        (IDLE, ["media-empty-report", "offline-report"], True, PrinterState.READY, True),
        (IDLE, ["media-low-warning"], True, PrinterState.PAPER_LOW, True),
        (IDLE, ["media-empty-warning"], True, PrinterState.PAPER_OUT, False),
        (IDLE, ["cover-open-error"], True, PrinterState.COVER_OPEN, False),
        (IDLE, ["cups-missing-filter-warning"], True, PrinterState.READY, True),
        (STOPPED, ["paused"], True, PrinterState.OFFLINE, False),
        (STOPPED, [], True, PrinterState.OFFLINE, False),
        (IDLE, ["none"], False, PrinterState.OFFLINE, False),
        (None, [], True, PrinterState.UNKNOWN, False),
    ],
)
def test_check_36_reasons_mean_what_they_say_and_reports_hold_nothing_back(
    state: int | None, reasons: list[str], is_accepting: bool, expected: PrinterState, may_print: bool
):
    health = health_of(state, reasons, is_accepting=is_accepting)

    assert (health.state, health.may_print) == (expected, may_print)
