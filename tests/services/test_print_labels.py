"""The worker of a printer: nothing lost, nothing twice, trouble known at once, nobody held up."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from kiosk.domain.labels import Label, PrintState
from kiosk.domain.problems import DiskFull, PrinterUnavailable
from kiosk.services.print_labels import PrinterLook, PrintWorker, tag_of
from kiosk.services.printing_ports import Health, PrinterState
from tests.support.printing_fakes import OFFLINE, PAPER_OUT, READY, FakePrinter, FakeSpool
from tests.support.printing_labels import a_job, a_name_label, a_security_label
from tests.support.waiting import eventually


@asynccontextmanager
async def running(worker: PrintWorker) -> AsyncIterator[PrintWorker]:
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_a_familys_labels_come_out_in_order():
    family: list[Label] = [a_name_label("Ana"), a_name_label("Leo"), a_security_label("Ana", "Leo")]
    spool, printer = FakeSpool(), FakePrinter()
    spool.add(*(a_job(number, label) for number, label in enumerate(family)))

    async with running(PrintWorker(spool, printer)):
        await eventually(lambda: spool.states() == ["printed"] * 3)

    assert printer.paper == family


async def test_a_label_queued_while_the_printer_rests_is_printed_at_once():
    spool, printer = FakeSpool(), FakePrinter()
    async with running(PrintWorker(spool, printer)) as worker:
        await eventually(lambda: worker.look.state is PrinterState.READY)
        spool.add(a_job())
        worker.wake()
        await eventually(lambda: spool.states() == ["printed"])


async def test_labels_wait_for_paper_and_then_print_by_themselves_once():
    spool, printer = FakeSpool(), FakePrinter(PAPER_OUT)
    spool.add(a_job(1), a_job(2))
    looks: list[PrinterLook] = []
    async with running(PrintWorker(spool, printer, changed=looks.append)) as worker:
        await eventually(lambda: spool.states() == ["held", "queued"])
        assert worker.trouble == "paper_out"
        printer.health = READY
        await eventually(lambda: spool.states() == ["printed", "printed"])
        assert worker.trouble == ""

    assert [look.state for look in looks] == [PrinterState.PAPER_OUT, PrinterState.READY]
    assert len(printer.paper) == 2


async def test_check_25_an_uncertain_label_is_never_repeated_and_the_others_go_on():
    spool, printer = FakeSpool(), FakePrinter(ends=PrintState.UNCERTAIN)
    spool.add(a_job(1))
    async with running(PrintWorker(spool, printer)) as worker:
        await eventually(lambda: spool.states() == ["uncertain"])
        printer.ends = PrintState.PRINTED
        spool.add(a_job(2))
        worker.wake()
        await eventually(lambda: spool.states() == ["uncertain", "printed"])

    assert len(printer.paper) == 1


async def test_a_label_is_marked_as_being_sent_before_its_first_byte():
    spool = FakeSpool()
    spool.add(a_job())
    seen: list[list[str]] = []

    class Watching(FakePrinter):
        def print(self, label, tag, started):
            def first_byte() -> None:
                started()
                seen.append(spool.states())

            return super().print(label, tag, first_byte)

    async with running(PrintWorker(spool, Watching())):
        await eventually(lambda: spool.states() == ["printed"])
    assert seen == [["sending"]]


async def test_a_label_that_another_process_took_is_not_sent():
    spool, printer = FakeSpool(), FakePrinter()
    spool.add(a_job(1), a_job(2))
    taken = next(iter(spool.jobs))
    loop = asyncio.get_running_loop()

    def somebody_else_claims() -> None:
        asyncio.run_coroutine_threadsafe(spool.claim(taken), loop).result()

    printer.before_first_byte = somebody_else_claims

    async with running(PrintWorker(spool, printer)):
        await eventually(lambda: spool.states()[1] == "printed")

    assert spool.states() == ["sending", "printed"]
    assert len(printer.paper) == 1


async def test_a_label_that_cannot_be_drawn_fails_and_the_others_go_on(caplog: pytest.LogCaptureFixture):
    spool, printer = FakeSpool(), FakePrinter()
    spool.add(a_job(1), a_job(2))

    def fail_once() -> None:
        printer.before_first_byte = lambda: None
        raise RuntimeError("a bug")

    printer.before_first_byte = fail_once
    async with running(PrintWorker(spool, printer)):
        await eventually(lambda: spool.states() == ["failed", "printed"])
    assert "Ana" not in caplog.text


async def test_a_label_whose_data_is_lost_fails_and_the_others_go_on():
    spool, printer = FakeSpool(), FakePrinter()
    spool.add(replace(a_job(1), label=None), a_job(2))
    async with running(PrintWorker(spool, printer)):
        await eventually(lambda: spool.states() == ["failed", "printed"])


async def test_check_23_a_printer_is_only_ever_asked_and_fed_on_its_own_thread():
    """However long it takes to answer, the screen's thread does not wait for it."""
    spool, printer, threads = FakeSpool(), FakePrinter(), set[str]()
    printer.before_first_byte = lambda: threads.add(threading.current_thread().name)
    probe = printer.probe
    spool.add(a_job())

    def noted_probe() -> Health:
        threads.add(threading.current_thread().name)
        return probe()

    printer.probe = noted_probe  # type: ignore[method-assign]
    async with running(PrintWorker(spool, printer)):
        await eventually(lambda: spool.states() == ["printed"])

    assert len(threads) == 1
    assert threads.pop().startswith("printer")


async def test_check_43_a_full_disk_sends_nothing_and_loses_nothing():
    class FullDisk(FakeSpool):
        is_full = True

        async def claim(self, job_id):
            if self.is_full:
                raise DiskFull()
            return await super().claim(job_id)

    spool, printer = FullDisk(), FakePrinter()
    spool.add(a_job())
    async with running(PrintWorker(spool, printer)) as worker:
        await eventually(lambda: spool.states() == ["held"])
        assert printer.paper == []
        spool.is_full = False
        worker.wake()
        await eventually(lambda: spool.states() == ["printed"])


async def test_a_printer_that_is_off_is_known_without_any_label():
    async with running(PrintWorker(FakeSpool(), FakePrinter(OFFLINE))) as worker:
        await eventually(lambda: worker.trouble == "offline")


async def test_a_bug_in_asking_the_printer_ends_nothing(caplog: pytest.LogCaptureFixture):
    spool, printer = FakeSpool(), FakePrinter()
    probe = printer.probe

    def fail() -> Health:
        raise RuntimeError("a bug")

    printer.probe = fail  # type: ignore[method-assign]
    async with running(PrintWorker(spool, printer, warm_up=fail)) as worker:
        await eventually(lambda: worker.trouble == "unknown")
        printer.probe = probe  # type: ignore[method-assign]
        spool.add(a_job())
        worker.wake()
        await eventually(lambda: spool.states() == ["printed"])
    assert len([record for record in caplog.records if record.exc_info]) == 2


async def test_printing_once_sends_what_waits_and_says_how_it_ended():
    spool, printer = FakeSpool(), FakePrinter()
    spool.add(a_job(1), a_job(2))

    assert await PrintWorker(spool, printer).print_pending_once() == {"printed": 2}


async def test_printing_once_with_the_printer_off_says_so():
    spool = FakeSpool()
    spool.add(a_job(1), a_job(2))

    with pytest.raises(PrinterUnavailable):
        await PrintWorker(spool, FakePrinter(OFFLINE)).print_pending_once()
    assert spool.states() == ["held", "queued"]


async def test_printing_once_with_nothing_to_print_needs_no_printer():
    assert await PrintWorker(FakeSpool(), FakePrinter(OFFLINE)).print_pending_once() == {}


def test_tags_are_four_letters_and_differ():
    tags = {tag_of(a_job(number).id) for number in range(500)}

    assert len(tags) == 500
    assert all(len(tag) == 4 and tag.isascii() for tag in tags)


async def test_an_idle_printer_is_asked_as_soon_as_somebody_looks_and_not_at_every_glance():
    spool, printer = FakeSpool(), FakePrinter()
    probe, asked = printer.probe, []

    def noted_probe() -> Health:
        asked.append("once more")
        return probe()

    printer.probe = noted_probe  # type: ignore[method-assign]
    async with running(PrintWorker(spool, printer, fresh_seconds=0.2)) as worker:
        await eventually(lambda: worker.look.state is PrinterState.READY)
        worker.look_again()
        assert len(asked) == 1
        await asyncio.sleep(0.25)
        for _ in range(3):
            worker.look_again()
        await eventually(lambda: len(asked) == 2)
        worker.look_again()
        await asyncio.sleep(0.05)
        assert len(asked) == 2
