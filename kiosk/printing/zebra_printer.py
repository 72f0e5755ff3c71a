"""A label printer that speaks ZPL over the network: asked with ~HS before and after, silence being trouble."""

import time
from collections.abc import Callable
from contextlib import closing

from kiosk.domain.labels import Label, PrintState
from kiosk.printing.address import ZebraAddress
from kiosk.printing.design_shelf import SHIPPED, DesignShelf
from kiosk.printing.drawing import ensure_application
from kiosk.printing.lines import Line, LineFault, Patience, SocketLine, seconds_for
from kiosk.printing.pipeline import draw
from kiosk.printing.stock import MM_PER_INCH, stock_named
from kiosk.printing.zpl import SILENT, STATUS_REQUEST, ZebraStatus, encode, status_in
from kiosk.services.printing_ports import Health, Outcome, PrinterState

_PATIENCE = Patience(answer=1.0, look_every=0.3)


class ZebraPrinter:
    """The LabelPrinter for ZPL; opens a line for each label."""

    def __init__(self, address: ZebraAddress, designs: DesignShelf = SHIPPED, patience: Patience = _PATIENCE) -> None:
        """Call on the main thread, as for `EscposPrinter`. Raises SettingNotValid."""
        ensure_application()
        self._address, self._designs, self._patience = address, designs, patience
        self._stock = stock_named(address.stock)

    @property
    def address(self) -> str:
        """Where it is; the same box has the same."""
        return self._address.box

    def probe(self) -> Health:
        """Ask how it is, without printing."""
        try:
            with closing(self._open()) as line:
                status = self._ask(line)
        except LineFault as fault:
            return _offline(fault)
        return status.health if status is not None else SILENT

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        """Draw and print one label; see the port. A Zebra cannot say a tag back; it counts what it has still to print."""
        bitmap = draw(label, self._stock, self._designs).in_black
        length = self._stock.length_dots or bitmap.height
        data = encode(bitmap, width=self._stock.width_dots, length=length)
        try:
            line = self._open()
        except LineFault as fault:
            return Outcome(PrintState.HELD, _offline(fault), str(fault))
        with closing(line):
            try:
                status = self._ask(line)
            except LineFault as fault:
                return Outcome(PrintState.HELD, _offline(fault), str(fault))
            health = status.health if status is not None else SILENT
            if not health.may_print:
                return Outcome(PrintState.HELD, health, health.state.value)
            started()
            try:
                line.write(data)
                return self._proof(line, seconds_for(length * MM_PER_INCH / bitmap.dpi, self._patience))
            except LineFault as fault:
                return Outcome(PrintState.UNCERTAIN, _offline(fault), str(fault))

    def _proof(self, line: Line, seconds: float) -> Outcome:
        """Wait until it says twice in a row that nothing is left: right after sending it may not have begun to count."""
        deadline, idle, health = time.monotonic() + seconds, 0, SILENT
        while time.monotonic() < deadline:
            time.sleep(self._patience.look_every)
            status = self._ask(line)
            if status is None:
                return Outcome(PrintState.UNCERTAIN, SILENT, "silent after the label")
            health = status.health
            if not health.may_print:
                return Outcome(PrintState.UNCERTAIN, health, health.state.value)
            idle = idle + 1 if status.is_idle else 0
            if idle > 1:
                return Outcome(PrintState.PRINTED, health)
        return Outcome(PrintState.UNCERTAIN, health, "still counts labels to print")

    def _ask(self, line: Line) -> ZebraStatus | None:
        heard = bytearray()
        while stale := line.read(0):
            heard += stale
        heard.clear()
        line.write(STATUS_REQUEST)
        deadline = time.monotonic() + self._patience.answer
        while (left := deadline - time.monotonic()) > 0:
            heard += line.read(left)
            if (status := status_in(bytes(heard))) is not None:
                return status
        return None

    def _open(self) -> Line:
        return SocketLine(self._address.host, self._address.port, self._patience)


def _offline(fault: LineFault) -> Health:
    return Health(PrinterState.OFFLINE, may_print=False, detail=str(fault))
