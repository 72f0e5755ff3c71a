"""A Brother QL label printer: on USB it says when a label is out, over the network it is asked by SNMP."""

import time
from collections.abc import Callable
from contextlib import closing

from kiosk.domain.labels import Label, PrintState
from kiosk.printing.address import BrotherAddress
from kiosk.printing.brother import STATUS_REQUEST, BrotherStatus, encode, status_in
from kiosk.printing.brother_models import MODELS, VENDOR
from kiosk.printing.design_shelf import SHIPPED, DesignShelf
from kiosk.printing.drawing import ensure_application
from kiosk.printing.lines import Line, LineFault, Patience, SocketLine, seconds_for
from kiosk.printing.pipeline import draw
from kiosk.printing.snmp import SnmpFault, snmp_get
from kiosk.printing.stock import MM_PER_INCH, stock_named
from kiosk.printing.usb_line import UsbLine
from kiosk.services.printing_ports import Health, Outcome, PrinterState

STATUS_OBJECT = "1.3.6.1.4.1.2435.3.3.9.1.6.1.0"
"""Holds the same 32 bytes as the answer on USB (printer-driver-ptouch's issue 14)."""
_PATIENCE = Patience(answer=1.0, look_every=0.3)
_UNKNOWN = Health(PrinterState.UNKNOWN, may_print=False, detail="no status")


class BrotherPrinter:
    """The LabelPrinter for Brother's QL models; opens a line for each label."""

    def __init__(
        self,
        address: BrotherAddress,
        designs: DesignShelf = SHIPPED,
        patience: Patience = _PATIENCE,
        usb: Callable[[int, int, Patience], Line] = UsbLine,
    ) -> None:
        """Call on the main thread, as for `EscposPrinter`. Raises SettingNotValid."""
        ensure_application()
        self._address, self._designs, self._patience, self._usb = address, designs, patience, usb
        self._model, self._stock = MODELS[address.model], stock_named(address.stock)

    @property
    def address(self) -> str:
        """Where it is; the same box has the same."""
        return self._address.box

    def probe(self) -> Health:
        """Ask how it is, without printing."""
        if self._address.host:
            return self._health(self._status_by_snmp())
        try:
            with closing(self._open()) as line:
                return self._health(self._status_by(line))
        except LineFault as fault:
            return _offline(fault)

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        """Draw and print one label; see the port. Another roll than expected holds it before the first byte."""
        drawn = draw(label, self._stock, self._designs)
        black, red = (drawn.bitmap, drawn.red) if self._model.has_red else (drawn.in_black, None)
        data = encode(black, red, self._stock, self._model)
        seconds = seconds_for(drawn.bitmap.height * MM_PER_INCH / drawn.bitmap.dpi, self._patience)
        before = self._health(self._status_by_snmp()) if self._address.host else None
        if before is not None and not before.may_print:
            return Outcome(PrintState.HELD, before, before.detail or before.state.value)
        try:
            line = self._open()
        except LineFault as fault:
            return Outcome(PrintState.HELD, _offline(fault), str(fault))
        with closing(line):
            try:
                health = before or self._health(self._status_by(line))
            except LineFault as fault:
                return Outcome(PrintState.HELD, _offline(fault), str(fault))
            if not health.may_print:
                return Outcome(PrintState.HELD, health, health.detail or health.state.value)
            started()
            try:
                line.write(data)
                if not self._address.host:
                    return self._proof(line, seconds)
            except LineFault as fault:
                return Outcome(PrintState.UNCERTAIN, _offline(fault), str(fault))
        return self._watched(seconds)

    def _proof(self, line: Line, seconds: float) -> Outcome:
        """On USB the printer says by itself that printing is completed, or what went wrong."""
        deadline, heard = time.monotonic() + seconds, bytearray()
        while (left := deadline - time.monotonic()) > 0:
            heard += line.read(min(left, self._patience.look_every))
            status = status_in(bytes(heard))
            if status is None:
                continue
            health = status.health(self._stock)
            if status.is_completed:
                return Outcome(PrintState.PRINTED, health)
            if not health.may_print:
                return Outcome(PrintState.UNCERTAIN, health, health.state.value)
        return Outcome(PrintState.UNCERTAIN, _UNKNOWN, "did not say that it printed")

    def _watched(self, seconds: float) -> Outcome:
        """Over the network it cannot say which label it printed: that it printed and is well again is all there is."""
        deadline, was_printing = time.monotonic() + seconds, False
        while time.monotonic() < deadline:
            time.sleep(self._patience.look_every)
            status = self._status_by_snmp()
            health = self._health(status)
            if status is None or not health.may_print:
                return Outcome(PrintState.UNCERTAIN, health, health.detail or health.state.value)
            if was_printing and not status.is_printing:
                return Outcome(PrintState.PRINTED, health)
            if not was_printing and not status.is_printing and time.monotonic() + self._patience.spare > deadline:
                return Outcome(PrintState.SENT, health, "it was not seen printing")
            was_printing = was_printing or status.is_printing
        return Outcome(PrintState.UNCERTAIN, _UNKNOWN, "still printing")

    def _health(self, status: BrotherStatus | None) -> Health:
        return status.health(self._stock) if status is not None else _UNKNOWN

    def _status_by_snmp(self) -> BrotherStatus | None:
        try:
            answer = snmp_get(self._address.host, self._address.snmp_port, STATUS_OBJECT, seconds=self._patience.answer)
        except SnmpFault:
            return None
        return status_in(answer)

    def _status_by(self, line: Line) -> BrotherStatus | None:
        while line.read(0.01):
            pass  # what it said of earlier labels is no answer
        line.write(bytes(self._model.invalidates) + STATUS_REQUEST)
        deadline, heard = time.monotonic() + self._patience.answer, bytearray()
        while (left := deadline - time.monotonic()) > 0:
            heard += line.read(left)
            if (status := status_in(bytes(heard))) is not None:
                return status
        return None

    def _open(self) -> Line:
        if self._address.host:
            return SocketLine(self._address.host, self._address.port, self._patience)
        return self._usb(VENDOR, self._model.product, self._patience)


def _offline(fault: LineFault) -> Health:
    return Health(PrinterState.OFFLINE, may_print=False, detail=str(fault))
