"""A print queue of Windows, through Qt and its driver. Written from documentation and untried: no Windows was at hand.

Windows does not know how a physical printer is until it prints, so a label is SENT when its job has left the queue without a
fault, and UNCERTAIN when the job stays or shows one. Needs the extra ``windows`` (pywin32) to watch jobs.
"""

import importlib
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
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
_JOB_ERROR, _JOB_OFFLINE, _JOB_PAPER_OUT, _JOB_PRINTED = 0x2, 0x20, 0x40, 0x80
"""JOB_STATUS_* of the Windows spooler."""


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
            return Health(PrinterState.OFFLINE, may_print=False, detail="stopped")
        return Health(PrinterState.UNKNOWN, may_print=True, detail="the system does not know")

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        """Draw and queue one label; see the port."""
        bitmap = draw(label, self._stock, self._designs).bitmap
        image = QImage.fromData(bitmap.to_png())
        health = self.probe()
        if not health.may_print:
            return Outcome(PrintState.HELD, health, health.detail)
        started()
        name = f"label {tag}"
        if not paint(image, self._printer(name)):
            return Outcome(PrintState.UNCERTAIN, self.probe(), "the system did not take it")
        return self._followed(name, seconds_for(bitmap.height * MM_PER_INCH / bitmap.dpi, self._patience))

    def _printer(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinterInfo.printerInfo(self._address.queue), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        return printer

    def _followed(self, name: str, seconds: float) -> Outcome:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            time.sleep(self._patience.look_every)
            status = _job_status(self._address.queue, name)
            if status is None or status & _JOB_PRINTED:
                return Outcome(PrintState.SENT, self.probe(), "it left the queue")
            if status & _JOB_PAPER_OUT:
                return Outcome(PrintState.UNCERTAIN, Health(PrinterState.PAPER_OUT, may_print=False), "paper out")
            if status & (_JOB_ERROR | _JOB_OFFLINE):
                return Outcome(PrintState.UNCERTAIN, Health(PrinterState.OFFLINE, may_print=False), "job error")
        return Outcome(PrintState.UNCERTAIN, self.probe(), "it stays in the queue")


def paint(image: QImage, printer: QPrinter) -> bool:
    """Paint a picture dot for dot at the corner of what the printer reaches; False if nothing could be painted.

    Inside the printable area only: with the full page the head's unprintable edge cuts off the first letter.
    """
    printer.setFullPage(False)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    painter.drawImage(QRect(0, 0, image.width(), image.height()), image)
    return painter.end()


def label_page(width_mm: float, length_mm: float) -> QPageLayout:
    """A page of a label's size without margins."""
    size = QPageSize(
        QSizeF(width_mm, length_mm), QPageSize.Unit.Millimeter, "label", QPageSize.SizeMatchPolicy.ExactMatch
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def _job_status(queue: str, name: str) -> int | None:
    """The flags of the job with this name; None when it is in the queue no more, or where pywin32 is missing."""
    try:
        spooler: Any = importlib.import_module("win32print")
    except ModuleNotFoundError:
        return None
    handle = spooler.OpenPrinter(queue)
    try:
        jobs = spooler.EnumJobs(handle, 0, 99, 1)
        return next((int(job["Status"]) for job in jobs if job.get("pDocument") == name), None)
    finally:
        spooler.ClosePrinter(handle)
