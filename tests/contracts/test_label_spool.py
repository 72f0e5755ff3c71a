"""What every print queue promises: the one in memory that the worker is tested with, and the one on SQLite."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.app.clock import MachineClock
from kiosk.domain.ids import PrintJobId
from kiosk.domain.labels import Label, PrintJob, PrintState
from kiosk.services.printing_ports import LabelLedger, LabelSpool
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.print_queue import SqlitePrintQueue
from kiosk.storage.spool_store import add_jobs
from tests.support.printing_fakes import FakeSpool
from tests.support.printing_labels import A_SUNDAY, GROUP, a_job, a_label_of, a_name_label, a_security_label

JOB = PrintJobId("job-1")
MONDAY = A_SUNDAY + timedelta(days=1)


@dataclass(frozen=True)
class Queue:
    """A queue, and how labels get into it."""

    spool: LabelSpool
    ledger: LabelLedger
    add: Callable[[tuple[PrintJob, ...]], Awaitable[None]]

    async def states(self) -> list[str]:
        return [job.state.value for job in await self.spool.of_group(GROUP)]


Queues = Callable[[], AbstractAsyncContextManager[Queue]]


@asynccontextmanager
async def in_memory(folder: Path) -> AsyncIterator[Queue]:
    spool = FakeSpool()

    async def add(jobs: tuple[PrintJob, ...]) -> None:
        spool.add(*jobs)

    yield Queue(spool, spool, add)


@asynccontextmanager
async def on_sqlite(folder: Path) -> AsyncIterator[Queue]:
    database = Database(DataFolder(folder))
    await database.open()

    async def add(jobs: tuple[PrintJob, ...]) -> None:
        await database.run(lambda connection: add_jobs(connection, jobs, MachineClock().now()))

    try:
        queue = SqlitePrintQueue(database, MachineClock())
        yield Queue(queue, queue, add)
    finally:
        await database.close()


@pytest.fixture(params=[in_memory, on_sqlite])
def a_queue(request: pytest.FixtureRequest, tmp_path: Path) -> Queues:
    return lambda: request.param(tmp_path)


async def test_labels_wait_in_the_order_they_came(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(2), a_job(1)))
        await queue.add((a_job(3),))

        head = await queue.spool.head("")
        assert head is not None
        assert (head.id, head.label, head.state) == ("job-2", a_name_label(), PrintState.QUEUED)
        assert [job.id for job in await queue.spool.of_group(GROUP)] == ["job-2", "job-1", "job-3"]


async def test_check_38_l08_the_same_label_is_queued_once(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1),))
        await queue.add((a_job(1), a_job(1, id=PrintJobId("other"))))

        assert await queue.states() == ["queued"]


async def test_what_stands_on_a_label_comes_back_as_it_was(a_queue: Queues):
    labels: tuple[Label, ...] = (
        a_name_label("Zoë", "O'Brien", medical='Nüsse; "EpiPen"\nim Rucksack', is_first_time=True, language="es"),
        a_name_label(security_code=None, kind="volunteer", is_rehearsal=True),
        a_security_label("李小龍", "محمد", is_reprint=True),
        a_label_of("allergy"),
        a_label_of("room_list"),
    )
    async with a_queue() as queue:
        await queue.add(tuple(a_job(number, label) for number, label in enumerate(labels)))

        assert tuple(job.label for job in await queue.spool.of_group(GROUP)) == labels


async def test_a_label_is_claimed_once(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(),))

        assert await queue.spool.claim(JOB)
        assert not await queue.spool.claim(JOB)
        assert await queue.spool.head("") is None
        assert [job.tries for job in await queue.spool.of_group(GROUP)] == [1]


async def test_a_held_label_is_tried_again_before_later_ones(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1), a_job(2)))
        await queue.spool.settle(JOB, PrintState.HELD, "paper_out")

        head = await queue.spool.head("")
        assert head is not None
        assert (head.id, head.detail) == (JOB, "paper_out")
        assert await queue.spool.claim(JOB)


@pytest.mark.parametrize("end", [PrintState.PRINTED, PrintState.SENT, PrintState.UNCERTAIN, PrintState.FAILED])
async def test_what_is_settled_is_not_sent_again(a_queue: Queues, end: PrintState):
    async with a_queue() as queue:
        await queue.add((a_job(),))
        await queue.spool.claim(JOB)
        await queue.spool.settle(JOB, end)
        await queue.spool.settle(JOB, PrintState.HELD)

        assert await queue.states() == [end]
        assert not await queue.spool.claim(JOB)
        assert (await queue.spool.counts())[end] == 1


async def test_a_late_confirmation_makes_an_uncertain_label_certain(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(),))
        await queue.spool.claim(JOB)
        await queue.spool.recover(A_SUNDAY)
        await queue.spool.settle(JOB, PrintState.PRINTED)

        assert await queue.states() == ["printed"]


async def test_after_a_crash_what_was_being_sent_is_uncertain_and_the_rest_still_waits(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1), a_job(2)))
        await queue.spool.claim(JOB)
        await queue.spool.recover(A_SUNDAY)

        assert await queue.states() == ["uncertain", "queued"]


async def test_check_42_yesterdays_labels_are_not_printed_and_hold_no_names(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1), a_job(2), a_job(3, a_name_label(service_date=MONDAY))))
        await queue.spool.claim(JOB)
        await queue.spool.settle(JOB, PrintState.PRINTED)
        await queue.spool.recover(MONDAY)

        assert await queue.states() == ["printed", "cancelled", "queued"]
        labels = [job.label for job in await queue.spool.of_group(GROUP)]
        assert labels[:2] == [None, None]
        assert labels[2] is not None


async def test_of_an_earlier_days_label_nobody_is_asked_whether_it_came_out(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1), a_job(2), a_job(3)))
        for job_id in (JOB, PrintJobId("job-2")):
            await queue.spool.claim(job_id)
        await queue.spool.settle(JOB, PrintState.UNCERTAIN)
        await queue.spool.recover(MONDAY)

        assert await queue.states() == ["cancelled"] * 3


async def test_at_midnight_the_label_that_is_being_sent_is_left_alone(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(),))
        await queue.spool.claim(JOB)
        await queue.spool.recover(MONDAY, may_be_sending=True)

        assert await queue.states() == ["sending"]


async def test_every_state_is_counted(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1), a_job(2)))
        await queue.spool.settle(JOB, PrintState.HELD)

        assert await queue.spool.counts() == {state.value: int(state in ("held", "queued")) for state in PrintState}


async def test_check_40_another_printer_takes_over_what_waits_and_nothing_else(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1), a_job(2), a_job(3)))
        await queue.spool.claim(JOB)
        await queue.spool.settle(PrintJobId("job-2"), PrintState.HELD, "offline")

        assert await queue.spool.waiting() == {"": 2}
        assert await queue.spool.hand_over(["", "never-heard-of"], "desk") == 2

        assert await queue.spool.waiting() == {"desk": 2}
        assert await queue.spool.head("") is None
        head = await queue.spool.head("", "desk")
        assert head is not None
        assert (head.id, head.state) == ("job-2", PrintState.QUEUED)
        assert await queue.states() == ["sending", "queued", "queued"]


async def test_what_a_person_saw_ends_the_uncertainty_once(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1), a_job(2)))
        for job_id in (JOB, PrintJobId("job-2")):
            await queue.spool.claim(job_id)
            await queue.spool.settle(job_id, PrintState.UNCERTAIN)

        assert await queue.ledger.resolve(JOB, came_out=True)
        assert await queue.ledger.resolve(PrintJobId("job-2"), came_out=False)
        assert not await queue.ledger.resolve(JOB, came_out=False)
        assert await queue.states() == ["printed", "cancelled"]


async def test_the_days_labels_are_listed_newest_first(a_queue: Queues):
    async with a_queue() as queue:
        await queue.add((a_job(1), a_job(2)))

        assert [one.job.id for one in await queue.ledger.of_day(A_SUNDAY)] == ["job-2", "job-1"]
        assert await queue.ledger.of_day(MONDAY) == ()
        found = await queue.ledger.job(JOB)
        assert found is not None
        assert found.label == a_name_label()
        assert await queue.ledger.job(PrintJobId("none")) is None
