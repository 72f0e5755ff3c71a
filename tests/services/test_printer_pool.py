"""Several printers: one worker a box, another of the same stock for one in trouble, words for a helper's strip."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from kiosk.domain.labels import PrintState
from kiosk.domain.problems import PrinterUnavailable
from kiosk.services.print_labels import PrinterLook
from kiosk.services.printer_pool import PrinterPool, PrinterStanding, StationPrinter
from kiosk.services.printer_strip import Tone, printer_strip
from kiosk.services.printing_ports import PrinterState
from kiosk.words import Words
from tests.support.printing_fakes import OFFLINE, PAPER_OUT, FakePrinter, FakeSpool
from tests.support.printing_labels import A_SUNDAY, a_job
from tests.support.waiting import eventually

SOON = 0.05


@asynccontextmanager
async def running(pool: PrinterPool) -> AsyncIterator[PrinterPool]:
    task = asyncio.create_task(pool.run())
    try:
        yield pool
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def a_pool(spool: FakeSpool, *printers: FakePrinter, stocks: tuple[str, ...] = (), **more: object) -> PrinterPool:
    named = [
        StationPrinter(str(number) if number else "", stocks[number] if stocks else "roll-80", printer)
        for number, printer in enumerate(printers)
    ]
    return PrinterPool(spool, named, patience_seconds=SOON, **more)  # type: ignore[arg-type]


async def test_check_40_a_dead_printers_labels_go_to_another_of_the_same_stock_once():
    spool, dead, other = FakeSpool(), FakePrinter(OFFLINE, address="a"), FakePrinter(address="b")
    spool.add(a_job(1), a_job(2), a_job(3))
    async with running(a_pool(spool, dead, other)) as pool:
        await eventually(lambda: spool.states() == ["printed"] * 3)
        assert pool.trouble == "", "somebody prints"
        spool.add(a_job(4))
        pool.wake()
        await eventually(lambda: spool.states()[-1] == "printed")

    assert dead.paper == []
    assert len(other.paper) == 4


async def test_another_stock_does_not_stand_in():
    spool, dead, other = FakeSpool(), FakePrinter(PAPER_OUT, address="a"), FakePrinter(address="b")
    spool.add(a_job(1))
    async with running(a_pool(spool, dead, other, stocks=("roll-80", "zebra-2x1"))) as pool:
        await eventually(lambda: spool.states() == ["held"])
        await asyncio.sleep(4 * SOON)
        assert pool.trouble == "paper_out"

    assert other.paper == []


async def test_a_label_that_is_being_sent_stays_where_it_is():
    spool = FakeSpool()
    spool.add(a_job(1), a_job(2))
    await spool.claim(a_job(1).id)

    assert await spool.hand_over([""], "1") == 1
    assert spool.states() == ["sending", "queued"]


async def test_labels_of_a_printer_that_was_taken_away_print_on_the_one_that_is_left():
    spool, left = FakeSpool(), FakePrinter(address="a")
    spool.add(a_job(1), a_job(2), a_job(3))
    spool.printers |= {a_job(1).id: "1", a_job(3).id: "test"}
    pool = a_pool(spool, left)
    await pool.adopt()
    async with running(pool):
        await eventually(lambda: spool.states() == ["printed", "printed", "queued"])

    assert len(left.paper) == 2, "what another part of the station tries out is not its"


async def test_printing_once_goes_on_with_the_next_printer_of_the_same_stock():
    spool, dead, other = FakeSpool(), FakePrinter(OFFLINE, address="a"), FakePrinter(address="b")
    spool.add(a_job(1), a_job(2))

    assert await a_pool(spool, dead, other).print_pending_once() == {"printed": 2}
    assert len(other.paper) == 2


async def test_printing_once_says_so_when_no_printer_takes_it():
    spool = FakeSpool()
    spool.add(a_job(1))
    dead = FakePrinter(OFFLINE, address="a"), FakePrinter(OFFLINE, address="b")
    with pytest.raises(PrinterUnavailable):
        await a_pool(spool, *dead).print_pending_once()


async def test_two_names_of_one_box_have_one_worker():
    spool, box = FakeSpool(), FakePrinter(address="same")
    spool.add(a_job(1), a_job(2))
    spool.printers[a_job(2).id] = "1"
    async with running(a_pool(spool, box, box)) as pool:
        await eventually(lambda: spool.states() == ["printed"] * 2)
        assert len(await pool.standings()) == 1


async def test_check_42_at_midnight_what_waits_of_the_day_before_is_cancelled():
    spool, days = FakeSpool(), [A_SUNDAY]
    spool.add(a_job(1))
    async with running(a_pool(spool, FakePrinter(PAPER_OUT), today=lambda: days[-1])):
        await eventually(lambda: spool.states() == ["held"])
        days.append(A_SUNDAY + timedelta(days=1))
        await eventually(lambda: spool.states() == ["cancelled"])


@pytest.mark.parametrize(
    ("look", "tone", "says"),
    [
        (PrinterLook(PrinterState.READY), Tone.GOOD, "Ready"),
        (PrinterLook(PrinterState.PAPER_LOW), Tone.SOON, "Paper low"),
        (PrinterLook(PrinterState.UNKNOWN), Tone.SOON, "Does not say"),
        (PrinterLook(PrinterState.OFFLINE, "offline"), Tone.NOW, "Cannot be reached"),
        (PrinterLook(PrinterState.OUT_OR_OPEN, "out_or_open"), Tone.NOW, "Out of labels, or open"),
    ],
)
def test_the_strip_says_how_a_printer_is_and_what_to_do(look: PrinterLook, tone: Tone, says: str):
    (line,) = printer_strip((PrinterStanding("", "escpos://a", look, 2),), Words())

    assert (line.tone, line.state_text, line.waiting_text) == (tone, says, "2 labels wait")
    assert bool(line.advice) == (tone is Tone.NOW or look.state is PrinterState.PAPER_LOW)


def test_several_printers_are_told_apart_by_number():
    look = PrinterLook(PrinterState.READY)
    lines = printer_strip((PrinterStanding("", "a", look), PrinterStanding("1", "b", look)), Words())

    assert [line.name for line in lines] == ["Label printer 1", "Label printer 2"]


@pytest.mark.parametrize("state", list(PrinterState))
def test_every_state_has_words(state: PrinterState):
    trouble = "" if state is PrinterState.READY else state.value
    (line,) = printer_strip((PrinterStanding("1", "x", PrinterLook(state, trouble)),), Words("es"))

    assert line.state_text
    assert bool(line.advice) == bool(trouble)


async def test_standings_count_what_waits():
    spool = FakeSpool()
    spool.add(a_job(1), a_job(2))
    pool = a_pool(spool, FakePrinter(OFFLINE))

    (standing,) = await pool.standings()
    assert standing.waiting == 2
    assert PrintState.QUEUED in {job.state for job in spool.jobs.values()}
