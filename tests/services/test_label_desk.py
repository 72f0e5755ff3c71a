"""Helpers answer for labels: did it come out, once more, and the day's list."""

from pathlib import Path

import pytest

from kiosk.app.chance import ulid_at
from kiosk.app.clock import MachineClock
from kiosk.domain.ids import PrintJobId, StaffId, StationId
from kiosk.domain.labels import NameLabel, PrintJob, PrintState, SecurityLabel
from kiosk.domain.problems import NotKnown
from kiosk.services.label_desk import LabelDesk, question_about
from kiosk.services.self_test import SelfTest
from kiosk.storage.action_log import SqliteActionLog
from kiosk.storage.attendance_store import SqliteAttendance
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.print_queue import SqlitePrintQueue
from kiosk.storage.spool_store import add_jobs
from kiosk.words import Words
from tests.support.printing_labels import A_SUNDAY, GROUP, a_job, a_name_label, a_security_label

RUTH = StaffId("ruth")
NAME, TAG = a_job(1, a_name_label("Ana")), a_job(2, a_security_label("Ana"))


class Desk:
    """A desk on a real file, with two labels queued."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(DataFolder(folder))
        self.queue = SqlitePrintQueue(self.database, MachineClock())
        attendance = SqliteAttendance(self.database, StationId("s1"), MachineClock())
        actions = SqliteActionLog(self.database, StationId("s1"), MachineClock())
        self.desk = LabelDesk(self.queue, attendance, actions, MachineClock(), ulid_at)

    async def open(self, *jobs: PrintJob) -> LabelDesk:
        await self.database.open()
        await self.database.run(lambda connection: add_jobs(connection, jobs))
        return self.desk

    async def uncertain(self, job_id: PrintJobId) -> None:
        await self.queue.claim(job_id)
        await self.queue.settle(job_id, PrintState.UNCERTAIN, "line lost")

    async def states(self) -> list[str]:
        return [job.state.value for job in await self.queue.of_group(GROUP)]

    async def facts(self) -> list[tuple[str, str]]:
        return await self.database.read(
            lambda connection: connection.execute("select kind, body from fact order by seq").fetchall()
        )


@pytest.fixture
def kept(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_l05_an_uncertain_label_waits_for_somebody_to_say_what_they_see(kept: Desk):
    desk = await kept.open(NAME, TAG)
    await kept.uncertain(NAME.id)
    try:
        (asked,) = await desk.uncertain(A_SUNDAY)
        assert asked.title == "Ana Cole"
        assert question_about(NAME.label, Words()) == "Did Ana Cole's label come out?"

        await desk.it_came_out(NAME.id, RUTH)

        assert await kept.states() == ["printed", "queued"]
        assert "ruth" in (await kept.facts())[-1][1]
        with pytest.raises(NotKnown):
            await desk.it_came_out(NAME.id, RUTH)
    finally:
        await kept.database.close()


async def test_l05_what_did_not_come_out_is_printed_again_as_a_new_revision(kept: Desk):
    desk = await kept.open(NAME, TAG)
    await kept.uncertain(TAG.id)
    try:
        again = await desk.it_did_not(TAG.id, RUTH)

        assert await kept.states() == ["queued", "cancelled", "queued"]
        job = await kept.queue.job(again)
        assert job is not None
        assert isinstance(job.label, SecurityLabel)
        assert job.label.is_reprint
    finally:
        await kept.database.close()


async def test_check_41_s12_a_reprint_keeps_the_code_is_marked_and_written_down(kept: Desk):
    desk = await kept.open(NAME, TAG)
    try:
        first, second = [await desk.print_again(TAG.id, RUTH) for _ in range(2)]

        assert first != second
        jobs = {job.id: job for job in await kept.queue.of_group(GROUP)}
        assert len(jobs) == 4
        for again in (jobs[first], jobs[second]):
            assert isinstance(again.label, SecurityLabel)
            assert again.label.is_reprint
            assert again.label.security_code == "XK7P"
        assert not isinstance(jobs[TAG.id].label, SecurityLabel) or not jobs[TAG.id].label.is_reprint  # type: ignore[union-attr]
        written = await kept.facts()
        assert len(written) == 2
        assert all("ruth" in body for _, body in written)
        assert "XK7P" not in repr(written)
    finally:
        await kept.database.close()


async def test_l08_l10_a_name_label_is_printed_again_only_when_asked(kept: Desk):
    desk = await kept.open(NAME)
    try:
        await kept.database.run(lambda connection: add_jobs(connection, [NAME, NAME]))
        assert await kept.states() == ["queued"], "the same pass scanned again queues nothing"

        again = await kept.queue.job(await desk.print_again(NAME.id, RUTH))
        assert again is not None
        assert isinstance(again.label, NameLabel)
    finally:
        await kept.database.close()


async def test_l18_every_label_of_the_day_is_named_and_its_failure_shown(kept: Desk):
    desk = await kept.open(NAME, TAG)
    try:
        await kept.queue.claim(NAME.id)
        await kept.queue.settle(NAME.id, PrintState.FAILED, "cannot be drawn")
        listed = await desk.of_day(A_SUNDAY)

        assert [(one.title, one.state.value) for one in listed] == [("XK7P", "queued"), ("Ana Cole", "failed")]
        assert listed[1].detail == "cannot be drawn"
        assert all(one.can_repeat for one in listed)
    finally:
        await kept.database.close()


async def test_l17_a_reprint_goes_to_the_printer_that_is_there_now(kept: Desk):
    desk = await kept.open()
    try:
        await kept.database.run(lambda connection: add_jobs(connection, [NAME], "lobby"))
        again = await desk.print_again(NAME.id, RUTH)

        head = await kept.queue.head("")
        assert head is not None
        assert head.id == again
    finally:
        await kept.database.close()


async def test_a_label_that_is_not_there_is_not_printed_again(kept: Desk):
    desk = await kept.open()
    try:
        with pytest.raises(NotKnown):
            await desk.print_again(PrintJobId("none"), RUTH)
    finally:
        await kept.database.close()


@pytest.mark.parametrize("ends", [PrintState.PRINTED, PrintState.UNCERTAIN])
async def test_a_self_test_takes_the_real_path_and_says_how_it_ended(kept: Desk, ends: PrintState):
    await kept.open()

    async def add(job: PrintJob) -> None:
        await kept.database.run(lambda connection: add_jobs(connection, [job]))
        await kept.queue.claim(job.id)
        await kept.queue.settle(job.id, ends)

    try:
        test = SelfTest(kept.queue, add, lambda: None, MachineClock(), ulid_at)
        assert await test.run(A_SUNDAY) is ends
    finally:
        await kept.database.close()


async def test_a_self_test_on_a_printer_in_trouble_ends_too(kept: Desk):
    await kept.open()

    async def add(job: PrintJob) -> None:
        await kept.database.run(lambda connection: add_jobs(connection, [job]))

    try:
        test = SelfTest(kept.queue, add, lambda: None, MachineClock(), ulid_at, seconds=0.05)
        assert await test.run(A_SUNDAY) is PrintState.QUEUED
    finally:
        await kept.database.close()
