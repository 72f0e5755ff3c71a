"""From the durable queue to a printer on the network: everything on the way is real but the paper."""

import asyncio
import contextlib
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.app.clock import MachineClock
from kiosk.domain.labels import PrintJob
from kiosk.printing.address import printer_addresses
from kiosk.printing.pipeline import draw
from kiosk.printing.printers import printer_at
from kiosk.printing.stock import stock_named
from kiosk.services.print_labels import PrintWorker
from kiosk.simulator.label_picture import rows_of
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.print_queue import SqlitePrintQueue
from kiosk.storage.spool_store import add_jobs
from kiosk.words.labels import TROUBLE
from tests.support.forking import CAN_FORK, a_forker
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
        await database.run(lambda connection: add_jobs(connection, jobs, MachineClock().now()))
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


async def test_check_24_without_paper_labels_wait_and_then_print_once_by_themselves(
    tmp_path: Path, box: VirtualPrinter
):
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
async def test_check_37_a_station_killed_while_printing_repeats_nothing_by_itself(
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


@pytest.mark.seconds(90)
@pytest.mark.skipif(not CAN_FORK, reason="this system has no fork")
async def test_check_37_killed_twenty_times_over_200_labels_every_one_is_accounted_for_and_none_is_doubled(
    tmp_path: Path, box: VirtualPrinter
):
    kills, labels, chance = 20, 200, random.Random(37)
    async with a_queue(tmp_path, *(a_job(number, a_name_label(f"Child {number}")) for number in range(labels))):
        pass
    with a_forker("tests.support.printing_dying_station:ready") as forker:
        for _ in range(kills):
            before = len(box.labels)
            station = forker.start(
                "tests.support.printing_dying_station:print_until_killed", str(tmp_path), box.address
            )
            await eventually(lambda: len(box.labels) > before)  # noqa: B023 - awaited at once
            await asyncio.sleep(chance.random() / 8)
            station.kill()
            await asyncio.to_thread(station.rest)
            station.close()
            async with a_queue(tmp_path) as queue:
                await queue.recover(A_SUNDAY)
    async with a_queue(tmp_path) as queue:
        async with printing(queue, box):
            async with asyncio.timeout(60):
                while (counts := await queue.counts())["queued"] or counts["sending"]:
                    await asyncio.sleep(0.02)

    assert counts["printed"] + counts["uncertain"] == labels
    assert counts["uncertain"] <= kills
    pictures = [tuple(rows_of(label)) for label in box.labels]
    assert len(set(pictures)) == len(pictures), "none twice"
    assert counts["printed"] <= len(pictures) <= labels


@pytest.mark.seconds(40)
async def test_check_39_two_kiosks_on_one_printer_never_mix_their_labels(tmp_path: Path):
    with VirtualPrinter(is_one_line_at_a_time=True) as box:
        names = [[f"Child {kiosk}{number}" for number in range(6)] for kiosk in "AB"]
        jobs = [[a_job(number, a_name_label(name)) for number, name in enumerate(kiosk)] for kiosk in names]
        async with a_queue(tmp_path / "a", *jobs[0]) as first, a_queue(tmp_path / "b", *jobs[1]) as second:
            async with printing(first, box), printing(second, box):
                await ends(first, *["printed"] * 6)
                await ends(second, *["printed"] * 6)

    roll = stock_named("roll-80")
    wanted = {draw(a_name_label(name), roll).bitmap.rows.rstrip(b"\0") for kiosk in names for name in kiosk}
    found = [b"".join(row.ljust(72, b"\0") for row in rows_of(label)).rstrip(b"\0") for label in box.labels]
    assert set(found) == wanted
    assert len(found) == 12


async def test_check_23_a_printer_that_does_not_answer_holds_nobody_up_and_is_named_in_time(
    tmp_path: Path, box: VirtualPrinter
):
    box.fault = PrinterTrouble.MUTE
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    async with a_queue(tmp_path, *FAMILY) as queue, printing(queue, box) as worker:
        async with asyncio.timeout(5):
            while not worker.trouble:
                await asyncio.sleep(0.02)
        await ends(queue, "held", "queued", "queued")
    ticking.cancel()
    assert worker.trouble in TROUBLE
    assert ticks > 20, "the screen's loop went on while the printer was asked"


def test_check_44_l11_no_printer_is_a_choice():
    assert printer_addresses("none") == printer_addresses("") == ()


def test_several_addresses_are_the_stations_printer_and_those_that_stand_in():
    addresses = printer_addresses("escpos://lobby  zpl://desk?stock=zebra-4x2")

    assert [address.box for address in addresses] == ["escpos://lobby:9100", "zpl://desk:9100"]
