"""Labels through a real CUPS: what its queue says of its printer is heard, and nothing stays behind in it."""

import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kiosk.domain.labels import PrintState
from kiosk.printing.address import IppAddress, printer_address
from kiosk.printing.ipp import PRINT_JOB, IppFault, Server
from kiosk.printing.lines import Patience
from kiosk.printing.queue_printer import QueuePrinter, health_of, queues
from kiosk.services.printing_ports import Outcome, PrinterState
from tests.support.ipp_printer import ipp_printer
from tests.support.planned_printer import PlannedPrinter
from tests.support.print_server import QUEUE, print_server
from tests.support.printing_labels import a_name_label
from tests.support.waiting import eventually

HURRY = Patience(connect=1, write=2, answer=1, look_every=0.1, spare=2.5, slowest_mm_per_second=400)
IDLE, STOPPED = 3, 5


def printer_of(server: PlannedPrinter, believed_seconds: float = 60) -> QueuePrinter:
    address = printer_address(server.address)
    assert isinstance(address, IppAddress)
    return QueuePrinter(address, patience=HURRY, believed_seconds=believed_seconds)


def printed(printer: QueuePrinter, at_first_byte: Callable[[], None] = lambda: None) -> Outcome:
    return printer.print(a_name_label(), "ABCD", at_first_byte)


def answers(server: PlannedPrinter) -> bool:
    try:
        return queues(Server("127.0.0.1", server.port, 1)) == (QUEUE,)
    except IppFault:
        return False


@contextmanager
def a_server_that_says(status: int) -> Iterator[int]:
    """A print server that is well and refuses every job; its port."""

    class Refusing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            is_job = struct.unpack_from(">H", asked, 2)[0] == PRINT_JOB
            state = b"\x04\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x03"
            body = struct.pack(">BBHI", 2, 0, status if is_job else 0, 1) + (b"" if is_job else state) + b"\x03"
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quietly."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


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


@pytest.mark.needs("ippeveprinter")
@pytest.mark.seconds(40)
async def test_check_36_a_printer_that_speaks_ipp_itself_is_asked_without_a_queue(tmp_path: Path):
    with ipp_printer(tmp_path) as box:
        address = printer_address(box.address)
        assert isinstance(address, IppAddress)
        printer = QueuePrinter(address, patience=HURRY, believed_seconds=0)
        await eventually(lambda: printer.probe().state is PrinterState.READY, seconds=20)

        assert printed(printer).state is PrintState.SENT, "it chose the paper, not knowing the name of ours"
        assert box.paper[0].startswith(b"%PDF")

        box.plan("echo 'STATE: media-empty' >&2", "sleep 6")
        outcome = printed(printer)
        assert (outcome.state, outcome.health.state) == (PrintState.UNCERTAIN, PrinterState.PAPER_OUT)
        assert printed(printer).state is PrintState.HELD, "not a byte to a printer that says it has no paper"


@pytest.mark.parametrize(("status", "ends"), [(0x040A, PrintState.FAILED), (0x0507, PrintState.HELD)])
def test_what_a_queue_refuses_is_not_printed_and_nobody_is_asked(status: int, ends: PrintState):
    with a_server_that_says(status) as port:
        printer = QueuePrinter(IppAddress("/printers/any", "127.0.0.1", port), patience=HURRY, believed_seconds=0)

        assert printed(printer).state is ends


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
        (STOPPED, ["paused"], True, PrinterState.PAUSED, False),
        (STOPPED, [], True, PrinterState.PAUSED, False),
        (IDLE, ["media-jam-error"], True, PrinterState.STOPPED, False),
        (IDLE, ["none"], False, PrinterState.PAUSED, False),
        (None, [], True, PrinterState.UNKNOWN, False),
    ],
)
def test_check_36_reasons_mean_what_they_say_and_reports_hold_nothing_back(
    state: int | None, reasons: list[str], is_accepting: bool, expected: PrinterState, may_print: bool
):
    health = health_of(state, reasons, is_accepting=is_accepting)

    assert (health.state, health.may_print) == (expected, may_print)
