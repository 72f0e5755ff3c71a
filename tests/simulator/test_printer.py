"""The virtual printer keeps labels whole, answers as ESC/POS printers do, and fails on demand."""

import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.simulator.label_picture import MARGIN_DOTS
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble

PAPER, PRINTER = b"\x10\x04\x04", b"\x10\x04\x01"
WELL = b"\x12"
CUT = b"\x1dVB\x00"
WIDTH_BYTES = 72


class Line:
    """One connection to the printer."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._socket = socket.create_connection(("127.0.0.1", printer.port), timeout=10)

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def read(self, count: int) -> bytes:
        found = b""
        while len(found) < count and (more := self._socket.recv(count - len(found))):
            found += more
        return found

    def ask(self, question: bytes) -> bytes:
        self.send(question)
        return self.read(1)

    def hears_nothing(self) -> bool:
        self._socket.settimeout(0.1)
        try:
            return not self._socket.recv(16)
        except TimeoutError:
            return True

    def breaks_on(self, data: bytes) -> bool:
        """Whether the line is dropped instead of answering."""
        try:
            self.send(data)
            return not self.read(7)
        except ConnectionError:
            return True

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(keep_in=tmp_path, slow_seconds=0.01) as running:
        yield running


@pytest.fixture
def line(printer: VirtualPrinter) -> Iterator[Line]:
    opened = Line(printer)
    yield opened
    opened.close()


def a_label(rows: int = 40, dots: bytes = b"\xf0") -> bytes:
    data = (dots * WIDTH_BYTES * rows)[: WIDTH_BYTES * rows]
    head = b"\x1dv0\x00" + WIDTH_BYTES.to_bytes(2, "little") + rows.to_bytes(2, "little")
    return b"\x1b@\x1d(D\x05\x00\x14\x01\x00\x02\x00" + head + data + b"\x1bJ\x18" + CUT


def process_id(tag: bytes) -> bytes:
    return b"\x1d(H\x06\x0000" + tag


def printed(line: Line, tag: bytes = b"0001") -> bytes:
    line.send(process_id(tag))
    return line.read(7)


def test_each_cut_ends_a_label_and_the_printer_says_when_it_is_done(printer: VirtualPrinter, line: Line):
    line.send(a_label(40) + process_id(b"0001") + a_label(80) + process_id(b"0002"))

    assert line.read(14) == b"\x37\x220001\x00\x37\x220002\x00"
    assert printer.labels == [a_label(40), a_label(80)]


def test_dots_that_look_like_commands_are_dots(printer: VirtualPrinter, line: Line):
    label = a_label(4, dots=b"\x10\x04\x01" + CUT + b"\x1d(H\x06\x00")

    line.send(label)

    assert printed(line) == b"\x37\x220001\x00"
    assert printer.labels == [label]


def test_bytes_may_come_one_by_one(printer: VirtualPrinter, line: Line):
    for byte in a_label(1):
        line.send(bytes([byte]))

    assert printed(line) == b"\x37\x220001\x00"
    assert printer.labels == [a_label(1)]


def test_a_label_is_kept_as_a_picture_of_its_dots(printer: VirtualPrinter, line: Line, tmp_path: Path):
    line.send(b"\x1b@" + b"\x1bJ\xff" * 2 + a_label(40))
    printed(line)

    picture = Image.open(io.BytesIO((tmp_path / "label-0001.png").read_bytes()))

    assert picture.size == (WIDTH_BYTES * 8, MARGIN_DOTS + 40 + MARGIN_DOTS)
    row = [picture.getpixel((x, MARGIN_DOTS)) for x in range(8)]
    assert row == [0, 0, 0, 0, 255, 255, 255, 255]
    assert {picture.getpixel((x, 0)) for x in range(8)} == {255}


def test_whoever_wants_to_know_is_told_of_each_label():
    heard: list[tuple[bytes, Path | None]] = []
    with VirtualPrinter(printed=lambda label, path: heard.append((label, path))) as printer:
        line = Line(printer)
        line.send(a_label(1))
        printed(line)
        line.close()

    assert heard == [(a_label(1), None)]


@pytest.mark.parametrize(
    ("trouble", "state", "paper"),
    [
        (None, WELL, WELL),
        (PrinterTrouble.PAPER_OUT, b"\x1a", b"\x7e"),
        (PrinterTrouble.COVER_OPEN, b"\x1a", WELL),
        (PrinterTrouble.CUTTER_JAM, b"\x1a", WELL),
        (PrinterTrouble.PAPER_NEAR_END, WELL, b"\x1e"),
    ],
)
def test_status_is_answered_at_once(
    printer: VirtualPrinter, line: Line, trouble: PrinterTrouble | None, state: bytes, paper: bytes
):
    printer.fault = trouble

    assert (line.ask(PRINTER), line.ask(PAPER)) == (state, paper)


def test_without_paper_a_label_waits_and_comes_out_when_there_is_some_even_if_the_line_is_gone(printer: VirtualPrinter):
    printer.fault = PrinterTrouble.PAPER_OUT
    line = Line(printer)
    line.send(a_label(10))
    assert line.ask(PAPER) == b"\x7e"
    assert printer.labels == []
    line.close()

    printer.fault = None
    later = Line(printer)
    printed(later)
    later.close()

    assert printer.labels == [a_label(10)]


def test_without_paper_only_so_much_is_taken_in(printer: VirtualPrinter, line: Line):
    printer.fault = PrinterTrouble.PAPER_OUT
    line.send(a_label(400))

    line.send(PAPER)

    assert line.hears_nothing()
    assert printer.labels == []


def test_a_mute_printer_prints_and_says_nothing(printer: VirtualPrinter, line: Line):
    printer.fault = PrinterTrouble.MUTE
    line.send(PRINTER + a_label(1) + process_id(b"0001"))

    assert line.hears_nothing()
    printer.fault = None
    printed(line)
    assert printer.labels == [a_label(1)]


def test_a_clone_answers_status_but_not_whether_it_has_printed(printer: VirtualPrinter, line: Line):
    printer.fault = PrinterTrouble.NO_PROCESS_ID
    line.send(a_label(1) + process_id(b"0001"))

    assert line.hears_nothing()


def test_a_stale_status_packet_waits_on_a_new_line(printer: VirtualPrinter):
    printer.fault = PrinterTrouble.STALE_STATUS
    line = Line(printer)

    assert line.read(4) == b"\x10\x00\x00\x00"
    assert line.ask(PRINTER) == WELL
    line.close()


def test_a_refused_line_is_dropped_at_once(printer: VirtualPrinter):
    printer.fault = PrinterTrouble.REFUSES
    try:
        line = Line(printer)
    except ConnectionResetError:
        return  # dropped before it was even set up

    assert line.breaks_on(PRINTER)
    line.close()


def test_a_line_reset_half_way_leaves_no_label(printer: VirtualPrinter, line: Line):
    printer.fault = PrinterTrouble.RESETS_HALF_WAY
    assert line.breaks_on(a_label(400) + process_id(b"0001"))
    printer.fault = None

    again = Line(printer)
    again.send(a_label(1))
    printed(again)
    again.close()
    assert printer.labels == [a_label(1)]


def test_an_answer_can_be_lost_after_the_label_is_out(printer: VirtualPrinter, line: Line):
    printer.fault = PrinterTrouble.ANSWER_LOST

    assert line.breaks_on(a_label(1) + process_id(b"0001"))
    assert printer.labels == [a_label(1)]


def test_a_slow_printer_still_prints(printer: VirtualPrinter, line: Line):
    printer.fault = PrinterTrouble.SLOW
    line.send(a_label(1))

    assert printed(line) == b"\x37\x220001\x00"


def test_stopping_ends_everything_even_without_paper(printer: VirtualPrinter, line: Line):
    printer.fault = PrinterTrouble.PAPER_OUT
    line.send(a_label(400))

    printer.stop()

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("virtual-printer")]
