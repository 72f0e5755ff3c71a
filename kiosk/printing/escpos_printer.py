"""A label printer that speaks ESC/POS: asks how it is before the first byte, and for proof after the last."""

import time
from collections.abc import Callable
from contextlib import closing

from kiosk.domain.labels import Label, PrintState
from kiosk.printing.address import EscposAddress
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.design_shelf import SHIPPED, DesignShelf
from kiosk.printing.drawing import ensure_application
from kiosk.printing.escpos import completion_answer, encode
from kiosk.printing.escpos_status import OFFLINE_CAUSE, PAPER, PRINTER, answer_in, health_from, question
from kiosk.printing.escpos_transport import open_line
from kiosk.printing.lines import Line, LineFault, Patience, seconds_for
from kiosk.printing.pipeline import draw
from kiosk.printing.stock import MM_PER_INCH, stock_named
from kiosk.services.printing_ports import Health, Outcome, PrinterState

_PATIENCE = Patience()
_CANNOT_BE_ASKED = Health(PrinterState.UNKNOWN, may_print=True, detail="cannot be asked")

OpenLine = Callable[[EscposAddress, Patience], Line]


class EscposPrinter:
    """The LabelPrinter for ESC/POS over the network, USB, a serial line or a device file; opens a line for each label."""

    def __init__(
        self,
        address: EscposAddress,
        designs: DesignShelf = SHIPPED,
        patience: Patience = _PATIENCE,
        opens: OpenLine = open_line,
    ) -> None:
        """Call on the main thread: labels are drawn by Qt, which is started without a screen if no window has done so.

        ``designs``: what labels are drawn with. Raises SettingNotValid.
        """
        ensure_application()
        self._address, self._designs, self._patience, self._opens = address, designs, patience, opens
        self._stock = stock_named(address.stock)
        # Clones know nothing of GS ( H; after the first label that was not confirmed although all was well, we do not wait.
        # Whatever is plugged in after a time without an answer may be another printer, and is got to know anew.
        self._confirms: bool | None = None

    @property
    def address(self) -> str:
        """Where it is; the same box has the same."""
        return self._address.box

    def probe(self) -> Health:
        """Ask how it is, without printing."""
        try:
            with closing(self._opens(self._address, self._patience)) as line:
                return self._ask(line, bytearray())
        except LineFault as fault:
            return self._away(fault)

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        """Draw and print one label; see the port."""
        bitmap = draw(label, self._stock, self._designs).in_black
        data = encode(bitmap, head_dots=self._stock.width_dots, tag=tag if self._address.answers else "")
        try:
            line = self._opens(self._address, self._patience)
        except LineFault as fault:
            return Outcome(PrintState.HELD, self._away(fault), str(fault))
        with closing(line):
            try:
                health = self._ask(line, bytearray())
            except LineFault as fault:
                return Outcome(PrintState.HELD, self._away(fault), str(fault))
            if not health.may_print:
                return Outcome(PrintState.HELD, health, health.state.value)
            started()
            try:
                line.write(data)
                return (
                    self._proof(line, tag, self._seconds_for(bitmap), health) if self._address.answers else _unasked()
                )
            except LineFault as fault:
                return Outcome(PrintState.UNCERTAIN, self._away(fault), str(fault))

    def _away(self, fault: LineFault) -> Health:
        self._confirms = None
        return Health(PrinterState.OFFLINE, may_print=False, detail=str(fault))

    def _ask(self, line: Line, heard: bytearray) -> Health:
        """How it is now; whatever else comes meanwhile is added to ``heard``."""
        if not self._address.answers:
            return _CANNOT_BE_ASKED
        heard += line.read(0)  # what came unasked before, such as an automatic status packet, is no answer
        answers: dict[int, int] = {}
        for number in (PRINTER, OFFLINE_CAUSE, PAPER):
            answer = _answer(line, number, heard, self._patience.answer)
            if answer is None:
                break
            answers[number] = answer
        return health_from(answers)

    def _proof(self, line: Line, tag: str, seconds: float, before: Health) -> Outcome:
        """Wait until the printer says that the label is on paper, or until it is plain that it will not say so."""
        wanted, heard = completion_answer(tag), bytearray()
        now = time.monotonic()
        deadline = now + (seconds if self._confirms is not False else 0.0)
        while True:
            until = min(deadline, now + self._patience.look_every)
            while wanted not in heard and now < until:
                heard += line.read(until - now)
                now = time.monotonic()
            health = before if wanted in heard else self._ask(line, heard)
            if wanted in heard:
                self._confirms = True
                return Outcome(PrintState.PRINTED, health)
            now = time.monotonic()
            is_in_trouble = not health.may_print and health.state is not PrinterState.UNKNOWN
            if is_in_trouble or now >= deadline:
                return self._unconfirmed(health)

    def _seconds_for(self, bitmap: Bitmap) -> float:
        return seconds_for(bitmap.height * MM_PER_INCH / bitmap.dpi, self._patience)

    def _unconfirmed(self, health: Health) -> Outcome:
        if not health.may_print:
            return Outcome(PrintState.UNCERTAIN, health, health.state.value)
        if self._confirms:
            # Should the next one not be confirmed either, this is another printer, which cannot.
            self._confirms = None
            return Outcome(PrintState.UNCERTAIN, health, "it confirmed others, but not this one")
        self._confirms = False
        return Outcome(PrintState.SENT, health, "it cannot confirm")


def _answer(line: Line, number: int, heard: bytearray, seconds: float) -> int | None:
    line.write(question(number))
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        data = line.read(left)
        heard += data
        if (found := answer_in(data)) is not None:
            return found
    return None


def _unasked() -> Outcome:
    return Outcome(PrintState.SENT, _CANNOT_BE_ASKED, "it cannot be asked")
