"""A print queue of Windows, as far as it can be tried without one: what becomes of a job, and the size on the page."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image, ImageOps
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from kiosk.domain.labels import PrintState
from kiosk.printing.system_queue import SpooledJob, WindowsSpooler, followed, paint
from kiosk.services.printing_ports import PrinterState
from tests.oracles.labels import draw_pdf

NAME = "label ABCD"


class FakeSpooler:
    """A queue in which our job has one status after the other; None: it has left."""

    def __init__(self, *statuses: int | None) -> None:
        self.statuses = list(statuses)
        self.cancelled: list[int] = []

    def job(self, name: str) -> SpooledJob | None:
        assert name == NAME
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return None if status is None else SpooledJob(7, status)

    def cancel(self, job: SpooledJob) -> None:
        self.cancelled.append(job.number)


@pytest.mark.parametrize(
    ("statuses", "ends", "printer", "cancelled"),
    [
        ((0x8, 0x10, None), PrintState.SENT, None, []),
        ((0x10, 0x80), PrintState.SENT, None, []),
        ((0x50,), PrintState.UNCERTAIN, PrinterState.PAPER_OUT, [7]),
        ((0x22,), PrintState.UNCERTAIN, PrinterState.OFFLINE, [7]),
        ((0x1,), PrintState.UNCERTAIN, PrinterState.PAUSED, [7]),
        ((0x2,), PrintState.UNCERTAIN, PrinterState.STOPPED, [7]),
        ((0x10,), PrintState.UNCERTAIN, None, [7]),
    ],
)
def test_a_job_that_does_not_print_is_taken_out_of_the_queue(
    statuses: tuple[int | None, ...], ends: PrintState, printer: PrinterState | None, cancelled: list[int]
):
    spooler = FakeSpooler(*statuses)
    state, health, _ = followed(spooler, NAME, seconds=0.05, look_every=0.001)

    assert (state, health.state if health else None, spooler.cancelled) == (ends, printer, cancelled)


def test_pywin32_is_called_as_its_pages_say(monkeypatch: pytest.MonkeyPatch):
    """mhammond.github.io/pywin32: EnumJobs(hPrinter, FirstJob, NoJobs, Level), SetJob(hPrinter, JobID, Level, JobInfo, Command)."""
    calls: list[tuple[Any, ...]] = []
    spooler, types = ModuleType("win32print"), ModuleType("pywintypes")
    types.error = type("error", (Exception,), {})  # type: ignore[attr-defined]
    jobs = ({"JobId": 3, "pDocument": "a letter", "Status": 0}, {"JobId": 4, "pDocument": NAME, "Status": 0x40})

    def listed(*arguments: Any) -> tuple[dict[str, Any], ...]:
        calls.append(arguments)
        return jobs

    def refused(*arguments: Any) -> None:
        calls.append(arguments)
        raise types.error(5, "SetJob", "Access is denied.")

    for name, function in (
        ("OpenPrinter", lambda queue: f"handle of {queue}"),
        ("ClosePrinter", lambda handle: calls.append(("closed", handle))),
        ("EnumJobs", listed),
        ("SetJob", refused),
    ):
        setattr(spooler, name, function)
    monkeypatch.setitem(sys.modules, "win32print", spooler)
    monkeypatch.setitem(sys.modules, "pywintypes", types)
    queue = WindowsSpooler("Dymo")

    found = queue.job(NAME)
    assert found == SpooledJob(4, 0x40)
    queue.cancel(found)

    handle = "handle of Dymo"
    assert calls == [(handle, 0, 999, 1), ("closed", handle), (handle, 4, 0, None, 5), ("closed", handle)]


def test_without_pywin32_no_job_is_seen():
    assert WindowsSpooler("Dymo").job(NAME) is None


@pytest.mark.needs("poppler")
def test_a_label_keeps_its_size_whatever_dots_the_driver_has(tmp_path: Path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "job.pdf"))
    printer.setResolution(600)
    inch_by_half = QImage(300, 150, QImage.Format.Format_RGB32)
    inch_by_half.fill(0)

    assert paint(inch_by_half, printer, 300)
    draw_pdf((tmp_path / "job.pdf").read_bytes(), tmp_path / "page.png", dpi=100)
    with Image.open(tmp_path / "page.png") as page:
        left, top, right, bottom = ImageOps.invert(page.convert("L")).getbbox() or (0, 0, 0, 0)
    assert (right - left - 100, bottom - top - 50) in ((0, 0), (1, 1)), "dots that are touched count whole"
