"""A print queue of Windows, through Qt and its driver. Written from documentation and untried: no Windows was at hand.

Windows does not know how a physical printer is until it prints, so a label is SENT when its job has left the queue without a
fault, and UNCERTAIN when the job stays or shows one; such a job is taken out of the queue, so that the label does not come
out twice once a person has had it printed again. Needs the extra ``windows`` (pywin32) to watch jobs.
"""

import importlib
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.domain.labels import Label, PrintState
from kiosk.printing.address import SystemAddress
from kiosk.printing.design_shelf import SHIPPED, DesignShelf
from kiosk.printing.drawing import ensure_application
from kiosk.printing.lines import Patience, seconds_for
from kiosk.printing.pipeline import draw
from kiosk.printing.stock import MM_PER_INCH, stock_named
from kiosk.services.printing_ports import Health, Outcome, PrinterState

_PATIENCE = Patience(look_every=0.3, spare=8.0)
_PAUSED, _ERROR, _OFFLINE, _PAPER_OUT, _PRINTED, _BLOCKED, _ASKS = 0x1, 0x2, 0x20, 0x40, 0x80, 0x200, 0x400
"""JOB_STATUS_* of the Windows spooler (winspool.h)."""
_TROUBLES = ((_PAPER_OUT, PrinterState.PAPER_OUT), (_OFFLINE, PrinterState.OFFLINE), (_PAUSED, PrinterState.PAUSED))
_DELETE = 5
"""JOB_CONTROL_DELETE of the Windows spooler."""
_MOST_JOBS = 999


class SpooledJob(NamedTuple):
    """A job in the queue: its number and its flags."""

    number: int
    status: int


class Spooler(Protocol):
    """The queue's jobs, as far as one label needs them."""

    def job(self, name: str) -> SpooledJob | None:
        """The job with this name; None when it is in the queue no more, or cannot be seen."""

    def cancel(self, job: SpooledJob) -> None:
        """Take it out of the queue, if it is still there."""


class WindowsSpooler:
    """The Spooler through pywin32; without that, jobs cannot be seen."""

    def __init__(self, queue: str) -> None:
        self._queue = queue

    def job(self, name: str) -> SpooledJob | None:
        """The job with this name."""
        jobs = self._on_queue(lambda spooler, handle: spooler.EnumJobs(handle, 0, _MOST_JOBS, 1))
        found = (SpooledJob(int(job["JobId"]), int(job["Status"])) for job in jobs or () if job["pDocument"] == name)
        return next(found, None)

    def cancel(self, job: SpooledJob) -> None:
        """Take it out of the queue."""
        self._on_queue(lambda spooler, handle: spooler.SetJob(handle, job.number, 0, None, _DELETE))

    def _on_queue(self, work: Callable[[Any, Any], Any]) -> Any:
        try:
            spooler, failed = importlib.import_module("win32print"), importlib.import_module("pywintypes").error
        except ModuleNotFoundError:
            return None
        # The queue may be gone, the job already out of it.
        with suppress(failed):
            handle = spooler.OpenPrinter(self._queue)
            try:
                return work(spooler, handle)
            finally:
                spooler.ClosePrinter(handle)
        return None


class SystemQueuePrinter:
    """The LabelPrinter for a queue of the operating system."""

    def __init__(self, address: SystemAddress, designs: DesignShelf = SHIPPED, patience: Patience = _PATIENCE) -> None:
        """Call on the main thread, as for `EscposPrinter`. Raises SettingNotValid."""
        ensure_application()
        self._address, self._designs, self._patience = address, designs, patience
        self._stock = stock_named(address.stock)

    @property
    def address(self) -> str:
        """Where it is; the same queue has the same."""
        return self._address.box

    def probe(self) -> Health:
        """Whether there is such a queue and it is not stopped."""
        info = QPrinterInfo.printerInfo(self._address.queue)
        if info.isNull():
            return Health(PrinterState.OFFLINE, may_print=False, detail="no such queue")
        if info.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            return Health(PrinterState.PAUSED, may_print=False, detail="stopped")
        return Health(PrinterState.UNKNOWN, may_print=True, detail="the system does not know")

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        """Draw and queue one label; see the port."""
        drawn = draw(label, self._stock, self._designs)
        image = QImage.fromData(drawn.bitmap.to_png(drawn.red))
        health = self.probe()
        if not health.may_print:
            return Outcome(PrintState.HELD, health, health.detail)
        started()
        name = f"label {tag}"
        if not paint(image, self._printer(name), drawn.bitmap.dpi):
            return Outcome(PrintState.UNCERTAIN, self.probe(), "the system did not take it")
        seconds = seconds_for(drawn.bitmap.height * MM_PER_INCH / drawn.bitmap.dpi, self._patience)
        state, heard, detail = followed(WindowsSpooler(self._address.queue), name, seconds, self._patience.look_every)
        return Outcome(state, heard if heard is not None else self.probe(), detail)

    def _printer(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinterInfo.printerInfo(self._address.queue), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        return printer


def followed(spooler: Spooler, name: str, seconds: float, look_every: float) -> tuple[PrintState, Health | None, str]:
    """What becomes of a job, what that says of the printer (None: nothing), and why, in technical words."""
    deadline, job = time.monotonic() + seconds, None
    while time.monotonic() < deadline:
        time.sleep(look_every)
        job = spooler.job(name)
        if job is None or job.status & _PRINTED:
            return PrintState.SENT, None, "it left the queue"
        trouble = next((state for flag, state in _TROUBLES if job.status & flag), None)
        if trouble is None and job.status & (_ERROR | _BLOCKED | _ASKS):
            trouble = PrinterState.STOPPED
        if trouble is not None:
            spooler.cancel(job)
            return PrintState.UNCERTAIN, Health(trouble, may_print=False), f"job status {job.status:x}"
    if job is not None:
        spooler.cancel(job)
    return PrintState.UNCERTAIN, None, "it stays in the queue"


def paint(image: QImage, printer: QPrinter, dpi: int) -> bool:
    """Paint a picture at its size at the corner of what the printer reaches; False if nothing could be painted.

    Inside the printable area only: with the full page the head's unprintable edge cuts off the first letter. Dot for dot where
    the driver has the dots of the stock.
    """
    printer.setFullPage(False)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / dpi
    painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)
    return painter.end()
