"""From the durable queue to a printer on the network: everything on the way is real but the paper."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.app.clock import MachineClock
from kiosk.domain.labels import PrintJob
from kiosk.printing.printers import printer_at
from kiosk.services.print_labels import PrintWorker
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.print_queue import SqlitePrintQueue
from kiosk.storage.spool_store import add_jobs
from tests.support.printing_dying_station import DIED
from tests.support.printing_labels import A_SUNDAY, GROUP, a_job, a_name_label, a_security_label
from tests.support.waiting import eventually

FAMILY = (
    a_job(1, a_name_label("Ana")),
    a_job(2, a_name_label("Leo")),
    a_job(3, a_security_label("Ana", "Leo")),
)


@pytest.fixture
def box() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as box:
        yield box


@asynccontextmanager
async def a_queue(folder: Path, *jobs: PrintJob) -> AsyncIterator[SqlitePrintQueue]:
    database = Database(DataFolder(folder))
    await database.open()
    try:
        await database.run(lambda connection: add_jobs(connection, jobs))
        yield SqlitePrintQueue(database, MachineClock())
    finally:
        await database.close()


@asynccontextmanager
async def printing(queue: SqlitePrintQueue, box: VirtualPrinter) -> AsyncIterator[PrintWorker]:
    printer = printer_at(box.address)
    assert printer is not None
    worker = PrintWorker(queue, printer)
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def ends(queue: SqlitePrintQueue, *states: str) -> None:
    """Wait until the family's labels are in these states."""
    async with asyncio.timeout(20):
        while tuple(job.state.value for job in await queue.of_group(GROUP)) != states:
            await asyncio.sleep(0.02)


async def test_a_family_is_printed(tmp_path: Path, box: VirtualPrinter):
    async with a_queue(tmp_path, *FAMILY) as queue, printing(queue, box):
        await ends(queue, "printed", "printed", "printed")

    assert len(box.labels) == 3


async def test_without_paper_labels_wait_and_then_print_once_by_themselves(tmp_path: Path, box: VirtualPrinter):
    box.fault = PrinterTrouble.PAPER_OUT
    async with a_queue(tmp_path, *FAMILY) as queue, printing(queue, box) as worker:
        await ends(queue, "held", "queued", "queued")
        assert worker.trouble == "paper_out"
        box.fault = None
        await ends(queue, "printed", "printed", "printed")

    assert len(box.labels) == 3


async def test_a_station_that_closes_lets_the_label_in_hand_come_out(tmp_path: Path, box: VirtualPrinter):
    box.fault = PrinterTrouble.SLOW
    async with a_queue(tmp_path, *FAMILY) as queue:
        async with printing(queue, box):
            await ends(queue, "sending", "queued", "queued")
        assert [job.state.value for job in await queue.of_group(GROUP)] == ["printed", "queued", "queued"]

    assert len(box.labels) == 1


@pytest.mark.parametrize(("moment", "on_paper"), [("first-byte", 0), ("last-byte", 1)])
async def test_a_station_killed_while_printing_repeats_nothing_by_itself(
    tmp_path: Path, box: VirtualPrinter, moment: str, on_paper: int
):
    async with a_queue(tmp_path, *FAMILY):
        pass
    command = [sys.executable, "-m", "tests.support.printing_dying_station", str(tmp_path), box.address, moment]
    died = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)
    assert died.returncode == DIED, died.stderr
    await eventually(lambda: len(box.labels) == on_paper)

    async with a_queue(tmp_path) as queue:
        await queue.recover(A_SUNDAY)
        async with printing(queue, box):
            await ends(queue, "uncertain", "printed", "printed")

    assert len(box.labels) == on_paper + 2
