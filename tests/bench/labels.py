"""Labels: drawn and encoded, and from the tap to the first byte that the printer gets of them."""

import asyncio
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.app.chance import ulid_at
from kiosk.app.printing import worker_for
from kiosk.domain.ids import CheckInGroupId
from kiosk.domain.labels import Label
from kiosk.domain.problems import Refused
from kiosk.printing.pipeline import bytes_for
from kiosk.printing.stock import DEFAULT_STOCK, stock_named
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.simulator.escpos_stream import PROCESS_ID, REAL_TIME_STATUS, Commands
from tests.bench.churches import fresh, roomy_church, sample_church
from tests.bench.measuring import Row, ms, timed, within
from tests.bench.watched_window import the_application
from tests.support.busy_station import SERVICES, request_for
from tests.support.sunday import MORNING, church_at, copied, households_with_children

PEOPLE, FAMILIES = 1500, 100
ROUNDS = 100
MOST_FIVE_LABELS_MS, MOST_FIRST_BYTE_MS = 60.0, 100.0
_READY = b"\x12"


class StopwatchPrinter:
    """An ESC/POS printer that answers as a good one does and notes when a label's first byte arrives."""

    def __init__(self) -> None:
        self.first_bytes: list[float] = []
        self.labels = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"escpos://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            line, _ = self._listener.accept()
            with line:
                self._take_in(line)

    def _take_in(self, line: socket.socket) -> None:
        commands, has_begun = Commands(), False
        while data := line.recv(65536):
            arrived = time.perf_counter()
            if not has_begun and not data.startswith(REAL_TIME_STATUS):
                self.first_bytes.append(arrived)
                has_begun = True
            for command in commands.feed(data):
                if command.startswith(REAL_TIME_STATUS):
                    line.sendall(_READY)
                elif command.startswith(PROCESS_ID):
                    self.labels += 1
                    line.sendall(b"\x37\x22" + command[7:11] + b"\x00")


def run() -> Iterator[Row]:
    """The rows of the table."""
    the_application()
    yield from _drawn(asyncio.run(_garcias_labels(copied(sample_church(), fresh("garcias")))))
    yield from asyncio.run(_on_their_way(copied(roomy_church(PEOPLE), fresh("first-byte"))))


async def _garcias_labels(folder: Path) -> list[Label]:
    async with church_at(folder) as church:
        request = request_for(ulid_at(MORNING), ("303", "304", "305"))
        await church.check_in(request)
        return [job.label for job in await church.queue.of_group(request.nonce) if job.label is not None]


def _drawn(labels: list[Label]) -> Iterator[Row]:
    stock = stock_named(DEFAULT_STOCK)
    # Nothing is waited for here: the thread's own clock does not count what else the machine has to do.
    first = timed(lambda: bytes_for(labels[0], stock))
    one = [
        timed(lambda label=label: bytes_for(label, stock), time.thread_time)  # type: ignore[misc]
        for _ in range(ROUNDS // 5)
        for label in labels
    ]
    begun = time.perf_counter()
    five = [
        timed(lambda: [bytes_for(label, stock, "ABCD") for label in labels], time.thread_time) for _ in range(ROUNDS)
    ]
    by_the_wall = (time.perf_counter() - begun) / ROUNDS
    yield Row("one label drawn and encoded, p50", ms(statistics.median(one)), f"the very first one: {ms(first)}")
    yield within(
        "five labels of a family drawn and encoded",
        five,
        MOST_FIVE_LABELS_MS,
        beside=f"{len(labels)} labels; by the wall's clock {ms(by_the_wall)}",
    )


async def _on_their_way(folder: Path) -> list[Row]:
    """One family after another, each when the printer is idle again (check_45 of the acceptance checks): from the tap to the first byte."""
    printer = StopwatchPrinter()
    seconds: list[float] = []
    async with church_at(folder, printer=printer.address) as church:
        worker = worker_for(church)
        assert worker is not None
        printing = asyncio.create_task(worker.run())
        for family in households_with_children(folder):
            if len(seconds) >= FAMILIES:
                break
            wants = tuple(Want(person, SERVICES[0]) for person in family)
            begun, before = time.perf_counter(), len(printer.first_bytes)
            try:
                await church.check_in(CheckInRequest(CheckInGroupId(ulid_at(MORNING)), wants))
            except Refused:
                continue
            worker.wake()
            while (await church.queue.counts())["printed"] < printer.labels or len(printer.first_bytes) == before:
                await asyncio.sleep(0.002)
            while (await church.queue.counts())["queued"]:
                await asyncio.sleep(0.005)
            seconds.append(printer.first_bytes[before] - begun)
        printing.cancel()
        await asyncio.wait({printing})
    warm = seconds[1:]
    return [
        Row("the first family's first byte, nothing loaded yet", ms(seconds[0])),
        within("tap to the first byte at the printer", warm, MOST_FIRST_BYTE_MS, share=0.95),
        Row("labels printed on the way", str(printer.labels), f"for {len(seconds)} families"),
    ]
