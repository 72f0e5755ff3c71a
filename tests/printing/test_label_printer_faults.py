"""Label printers in trouble: on USB, on serial lines, Zebra and Brother; what is not known is never said to be printed."""

import os
import pty
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.labels import PrintState
from kiosk.printing.address import BrotherAddress, SerialAddress, UsbAddress, ZebraAddress, printer_address
from kiosk.printing.brother import status_in
from kiosk.printing.brother_printer import STATUS_OBJECT, BrotherPrinter
from kiosk.printing.escpos_printer import EscposPrinter
from kiosk.printing.lines import LineFault, Patience
from kiosk.printing.snmp import SnmpFault, snmp_get
from kiosk.printing.stock import stock_named
from kiosk.printing.usb_line import UsbLine
from kiosk.printing.zebra_printer import ZebraPrinter
from kiosk.services.printing_ports import LabelPrinter, Outcome, PrinterState
from tests.support.printing_labels import a_name_label
from tests.support.usb_printer import PRODUCT, VENDOR, UsbBackend, UsbPrinter
from tests.support.waiting import eventually
from tests.support.zebra_on_the_network import ZebraOnTheNetwork

HURRY = Patience(connect=0.5, write=0.3, answer=0.3, look_every=0.05, spare=0.4, slowest_mm_per_second=400)
WELL = bytes.fromhex(
    "80204234300000000000 3E0A 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000".replace(" ", "")
)
"""What a QL with 62 mm tape says: no errors, 62 (3E) mm, continuous."""


class Attempt:
    """One label, and whether it went as far as its first byte."""

    def __init__(self, printer: LabelPrinter, at_first_byte: Callable[[], None] = lambda: None) -> None:
        self.was_started = False

        def started() -> None:
            self.was_started = True
            at_first_byte()

        self.outcome: Outcome = printer.print(a_name_label(), "ABCD", started)

    @property
    def state(self) -> PrintState:
        return self.outcome.state


def on_usb(device: UsbPrinter) -> EscposPrinter:
    backend = UsbBackend(device)
    return EscposPrinter(
        UsbAddress(VENDOR, PRODUCT),
        patience=HURRY,
        opens=lambda _address, patience: UsbLine(VENDOR, PRODUCT, patience, backend),
    )


def test_check_29_usb_takes_a_little_at_a_time_and_gets_it_all():
    device = UsbPrinter(takes=64)
    line = UsbLine(VENDOR, PRODUCT, HURRY, UsbBackend(device))
    data = bytes(range(256)) * 40
    line.write(data)
    line.close()

    assert bytes(device.taken) == data


def test_a_label_over_usb_is_confirmed_whatever_endpoints_the_printer_has():
    device = UsbPrinter(endpoint_in=0x82, endpoint_out=0x01)

    assert Attempt(on_usb(device)).state is PrintState.PRINTED
    assert device.taken.count(b"\x1dVB\x00") == 1


def test_check_30_a_busy_usb_printer_is_noticed_before_the_first_byte():
    device = UsbPrinter(is_busy=True)
    attempt = Attempt(on_usb(device))

    assert (attempt.state, attempt.was_started, bytes(device.taken)) == (PrintState.HELD, False, b"")
    assert attempt.outcome.health.state is PrinterState.OFFLINE


def test_check_31_unplugged_and_plugged_in_again_it_goes_on():
    device = UsbPrinter()
    printer = on_usb(device)
    assert Attempt(printer).state is PrintState.PRINTED
    device.is_unplugged = True
    assert Attempt(printer).state is PrintState.HELD
    device.is_unplugged = False

    assert Attempt(printer).state is PrintState.PRINTED


def test_unplugged_in_the_middle_of_a_label_is_uncertain():
    device = UsbPrinter()

    def unplug() -> None:
        device.is_unplugged = True

    assert Attempt(on_usb(device), unplug).state is PrintState.UNCERTAIN


def test_a_usb_printer_without_paper_holds_nobody_up():
    device = UsbPrinter(is_out_of_paper=True)

    assert Attempt(on_usb(device)).state is PrintState.UNCERTAIN


def test_a_machine_without_libusb_says_so():
    class NoLibrary(UsbBackend):
        def enumerate_devices(self) -> list[int]:
            import usb.core

            raise usb.core.NoBackendError("No backend available")

    with pytest.raises(LineFault, match="libusb"):
        UsbLine(VENDOR, PRODUCT, HURRY, NoLibrary(UsbPrinter()))


@contextmanager
def a_terminal(serve: Callable[[int], None]) -> Iterator[str]:
    """A serial line's other end, in the hands of ``serve``; its path."""
    ours, theirs = pty.openpty()
    thread = threading.Thread(target=serve, args=(ours,))
    thread.start()
    try:
        yield os.ttyname(theirs)
    finally:
        thread.join()
        os.close(theirs)
        os.close(ours)


def answer_status(ours: int) -> None:
    for _ in range(3):
        os.read(ours, 3)
        os.write(ours, b"\x12")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind")
def test_check_32_a_stalled_serial_line_is_given_up_in_time():
    with a_terminal(answer_status) as path:
        before = time.monotonic()
        attempt = Attempt(EscposPrinter(SerialAddress(path), patience=replace(HURRY, answer=1.0)))
        took = time.monotonic() - before

    assert (attempt.state, attempt.was_started) == (PrintState.UNCERTAIN, True)
    assert took < 5
    assert Patience().write <= 5


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind")
def test_a_serial_line_carries_the_whole_label():
    heard = bytearray()

    def take_all(ours: int) -> None:
        answer_status(ours)
        while b"\x1d(H\x06\x0000ABCD" not in heard:
            heard.extend(os.read(ours, 65536))
        os.write(ours, b"\x37\x22ABCD\x00")

    with a_terminal(take_all) as path:
        assert (
            Attempt(EscposPrinter(SerialAddress(path), patience=replace(HURRY, write=3, answer=1.0))).state
            is PrintState.PRINTED
        )
    assert heard.count(b"\x1dVB\x00") == 1


def test_a_serial_line_that_is_not_there_holds_the_label(tmp_path: Path):
    assert Attempt(EscposPrinter(SerialAddress(str(tmp_path / "ttyUSB0")), patience=HURRY)).state is PrintState.HELD


@pytest.fixture
def zebra() -> Iterator[ZebraOnTheNetwork]:
    with ZebraOnTheNetwork() as zebra:
        yield zebra


def zebra_printer(zebra: ZebraOnTheNetwork) -> ZebraPrinter:
    address = printer_address(zebra.address)
    assert isinstance(address, ZebraAddress)
    return ZebraPrinter(address, patience=HURRY)


def test_a_zebra_that_has_nothing_left_to_print_has_printed(zebra: ZebraOnTheNetwork):
    assert Attempt(zebra_printer(zebra)).state is PrintState.PRINTED
    assert len(zebra.labels) == 1


def test_check_33_a_zebra_silent_to_hs_is_out_of_labels_or_open(zebra: ZebraOnTheNetwork):
    zebra.is_silent = True
    printer = zebra_printer(zebra)
    attempt = Attempt(printer)

    assert (attempt.state, attempt.was_started) == (PrintState.HELD, False)
    assert attempt.outcome.health.state is printer.probe().state is PrinterState.OUT_OR_OPEN
    zebra.is_silent = False
    assert Attempt(printer).state is PrintState.PRINTED


def test_a_zebra_that_falls_silent_at_a_label_is_uncertain(zebra: ZebraOnTheNetwork):
    zebra.falls_silent_at_label = True

    assert Attempt(zebra_printer(zebra)).state is PrintState.UNCERTAIN
    assert zebra.labels == []


def test_a_paused_zebra_holds_labels_and_one_that_keeps_counting_is_uncertain(zebra: ZebraOnTheNetwork):
    zebra.is_paused = True
    held = Attempt(zebra_printer(zebra))
    assert (held.state, held.outcome.health.state) == (PrintState.HELD, PrinterState.PAUSED)
    zebra.is_paused, zebra.stuck_labels = False, 3

    assert Attempt(zebra_printer(zebra)).state is PrintState.UNCERTAIN


def test_a_zebra_that_is_off_holds_the_label():
    with ZebraOnTheNetwork() as zebra:
        printer = zebra_printer(zebra)

    assert Attempt(printer).state is PrintState.HELD


def a_status(**changes: int) -> bytes:
    """The 32 bytes with some of them changed: ``b10=29``."""
    status = bytearray(WELL)
    for place, value in changes.items():
        status[int(place[1:])] = value
    return bytes(status)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (a_status(), PrinterState.READY),
        (a_status(b8=0x02), PrinterState.PAPER_OUT),
        (a_status(b9=0x10), PrinterState.COVER_OPEN),
        (a_status(b8=0x04), PrinterState.STOPPED),
        (a_status(b10=29), PrinterState.WRONG_ROLL),
        (a_status(b11=0x0B, b17=29), PrinterState.WRONG_ROLL),
        (a_status(b10=0), PrinterState.PAPER_OUT),
    ],
)
def test_check_34_what_a_brother_says_is_understood(status: bytes, state: PrinterState):
    found = status_in(b"noise" + status)

    assert found is not None
    assert found.health(stock_named("brother-62")).state is state


@contextmanager
def status_agent(folder: Path, status: bytes) -> Iterator[int]:
    """Debian's snmpd with a Brother's status in it; its port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = folder / "snmpd.conf"
    settings.write_text(f"rocommunity public 127.0.0.1\noverride {STATUS_OBJECT} octet_str 0x{status.hex()}\n")
    command = ["snmpd", "-f", "-C", "-c", str(settings), "-Le", "-p", str(folder / "pid"), f"udp:127.0.0.1:{port}"]
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin", "SNMP_PERSISTENT_DIR": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as agent:
        try:
            yield port
        finally:
            agent.terminate()


def answers(port: int) -> bool:
    try:
        return bool(snmp_get("127.0.0.1", port, STATUS_OBJECT, seconds=0.3))
    except SnmpFault:
        return False


@contextmanager
def a_socket_that_takes_all() -> Iterator[tuple[int, bytearray]]:
    heard = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(3)

        def take() -> None:
            try:
                line, _ = server.accept()
            except TimeoutError:
                return
            with line:
                while data := line.recv(65536):
                    heard.extend(data)

        thread = threading.Thread(target=take)
        thread.start()
        yield server.getsockname()[1], heard
        thread.join()


@pytest.mark.needs("snmp")
async def test_check_34_a_brother_on_the_network_is_asked_by_snmp_and_gets_its_label(tmp_path: Path):
    with status_agent(tmp_path, WELL) as snmp, a_socket_that_takes_all() as (port, heard):
        await eventually(lambda: answers(snmp))
        printer = BrotherPrinter(BrotherAddress("QL-820NWB", "127.0.0.1", port, snmp), patience=HURRY)
        assert printer.probe().state is PrinterState.READY
        attempt = Attempt(printer)

    assert attempt.state is PrintState.SENT, "nobody saw it print"
    assert heard.endswith(b"\x1a")


@pytest.mark.needs("snmp")
async def test_check_34_another_roll_is_refused_before_printing(tmp_path: Path):
    with status_agent(tmp_path, a_status(b10=29, b11=0x0B, b17=90)) as snmp:
        await eventually(lambda: answers(snmp))
        printer = BrotherPrinter(BrotherAddress("QL-820NWB", "127.0.0.1", 9, snmp), patience=HURRY)
        attempt = Attempt(printer)

    assert (attempt.state, attempt.was_started) == (PrintState.HELD, False)
    assert attempt.outcome.health.state is PrinterState.WRONG_ROLL


def test_a_brother_that_does_not_answer_is_unknown_and_gets_nothing():
    attempt = Attempt(BrotherPrinter(BrotherAddress("QL-820NWB", "127.0.0.1", 9, 9), patience=HURRY))

    assert (attempt.state, attempt.was_started) == (PrintState.HELD, False)
    assert attempt.outcome.health.state is PrinterState.UNKNOWN


class BrotherOnUsb:
    """A line to a QL that answers a status request and says how the label ended."""

    def __init__(self, status: bytes, ends: bytes) -> None:
        self.status, self.ends, self.heard, self._says = status, ends, bytearray(), bytearray()

    def write(self, data: bytes) -> None:
        self.heard += data
        self._says += self.ends if data.endswith(b"\x1a") else self.status

    def read(self, seconds: float) -> bytes:
        said, self._says = bytes(self._says), bytearray()
        return said

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        (a_status(b18=6, b19=1) + a_status(b18=1), PrintState.PRINTED),
        (a_status(b18=2, b8=0x02), PrintState.UNCERTAIN),
        (b"", PrintState.UNCERTAIN),
    ],
)
def test_a_brother_on_usb_says_itself_how_a_label_ended(ends: bytes, state: PrintState):
    line = BrotherOnUsb(WELL, ends)
    printer = BrotherPrinter(BrotherAddress("QL-800"), patience=HURRY, usb=lambda _vendor, _product, _patience: line)

    assert Attempt(printer).state is state
