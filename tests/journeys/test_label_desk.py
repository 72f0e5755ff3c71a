"""Helpers answer for labels: did it come out, once more, the day's list, and a test label; on the sample church."""

import asyncio
from dataclasses import replace

import pytest

from kiosk.app.compose import Church
from kiosk.app.helper_desk import label_desk_of, self_test_of
from kiosk.domain.facts import FactKind
from kiosk.domain.ids import PrintJobId
from kiosk.domain.labels import AllergyLabel, LabelKind, NameLabel, PrintJob, PrintState, SecurityLabel
from kiosk.domain.problems import NotAuthorised, NotKnown
from kiosk.services.label_desk import LabelDesk
from kiosk.storage.fact_log import facts_of_kinds
from tests.support.at_the_door import A_LEAD, A_VOLUNTEER, ANA, LEO, NINE, QUARTER_TO_ELEVEN, THREES, check_in
from tests.support.church_builders import SUNDAY
from tests.support.sunday import church_at, without_limits


@pytest.fixture
def folder(data):
    """The sample church, every room with seats for all."""
    return without_limits(data)


def nobody_prints() -> None:
    """No printer runs."""


def a_desk(church: Church) -> LabelDesk:
    return label_desk_of(church, nobody_prints)


async def uncertain(church: Church, job: PrintJob) -> None:
    await church.queue.claim(job.id)
    await church.queue.settle(job.id, PrintState.UNCERTAIN, "line lost")


async def labels_of(church: Church, group_id):
    return {job.id: job for job in await church.queue.of_group(group_id)}


async def test_l05_an_uncertain_label_waits_for_somebody_to_say_what_they_see(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        name, _ = (await labels_of(church, one.group_id)).values()
        await uncertain(church, name)
        desk = a_desk(church)

        (asked,) = await desk.uncertain(SUNDAY)
        assert asked.title == "Ana Cole"

        await desk.it_came_out(name.id, A_VOLUNTEER)
        states = [job.state.value for job in (await labels_of(church, one.group_id)).values()]
        assert states == ["printed", "queued"]
        with pytest.raises(NotKnown):
            await desk.it_came_out(name.id, A_VOLUNTEER)


async def test_l05_what_did_not_come_out_is_printed_again_also_a_tag_by_any_helper(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        _, tag = (await labels_of(church, one.group_id)).values()
        await uncertain(church, tag)

        (again,) = await a_desk(church).it_did_not(tag.id, A_VOLUNTEER)

        jobs = await labels_of(church, one.group_id)
        assert [job.state.value for job in jobs.values()] == ["queued", "cancelled", "queued"]
        assert isinstance(jobs[again].label, SecurityLabel)
        assert jobs[again].label.is_reprint


async def test_check_41_s12_a_tag_again_keeps_the_code_is_marked_and_needs_a_lead(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        _, tag = (await labels_of(church, one.group_id)).values()
        desk = a_desk(church)
        with pytest.raises(NotAuthorised):
            await desk.print_again(tag.id, A_VOLUNTEER)
        (first,), (second,) = [await desk.print_again(tag.id, A_LEAD) for _ in range(2)]

        jobs = await labels_of(church, one.group_id)
        assert first != second
        for job_id in (first, second):
            label = jobs[job_id].label
            assert isinstance(label, SecurityLabel)
            assert (label.is_reprint, label.security_code) == (True, one.security_code)
        assert [jobs[job_id].key.rpartition(":")[2] for job_id in (tag.id, first, second)] == ["0", "1", "2"]
        reprints = await church.database.read(lambda connection: facts_of_kinds(connection, (FactKind.REPRINT,)))
        assert [fact.body["staff"] for fact in reprints] == [A_LEAD.id] * 2


async def test_l10_what_the_queue_kept_is_printed_again_with_all_that_stood_on_it(folder):
    async with church_at(folder) as church:
        (one, *_) = (await check_in(church, ANA, times=(NINE, QUARTER_TO_ELEVEN))).check_ins
        name, *_ = (await labels_of(church, one.group_id)).values()
        (again,) = await a_desk(church).print_again(name.id, A_VOLUNTEER)

        assert (await labels_of(church, one.group_id))[again].label == name.label


async def test_a_label_whose_data_is_cleared_is_made_anew(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        jobs = (await labels_of(church, one.group_id)).values()
        await church.database.run(lambda connection: connection.execute("update print_job set payload = null"))
        desk = a_desk(church)

        again = [job_id for job in jobs for job_id in await desk.print_again(job.id, A_LEAD)]

        name, tag = [(await labels_of(church, one.group_id))[job_id].label for job_id in again]
        assert isinstance(name, NameLabel)
        assert isinstance(tag, SecurityLabel)
        assert name.security_code == tag.security_code == one.security_code


async def test_a_label_again_after_a_move_says_the_new_room(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        first, tag = (await labels_of(church, one.group_id)).values()
        await church.volunteers.rooms.move([one.id], THREES, A_LEAD)
        desk = a_desk(church)
        again = [*await desk.print_again(first.id, A_LEAD), *await desk.print_again(tag.id, A_LEAD)]

        name, tag_again = [(await labels_of(church, one.group_id))[job_id].label for job_id in again]
        assert isinstance(name, NameLabel)
        assert isinstance(tag_again, SecurityLabel)
        assert (name.location_name, tag_again.lines[0].location_name) == ("Threes", "Threes")


async def test_l15_after_a_move_two_of_one_name_in_the_room_are_told_apart(folder):
    async with church_at(folder) as church:
        (leo,) = (await check_in(church, LEO)).check_ins
        await church.volunteers.rooms.move([leo.id], THREES, A_LEAD)
        await church.database.run(
            lambda connection: connection.execute(
                "update person set first_name = 'Ana', nickname = '', last_name = 'Diaz' where id = ?", (LEO,)
            )
        )
        (one,) = (await check_in(church, ANA)).check_ins
        await church.volunteers.rooms.move([one.id], THREES, A_LEAD)

        *_, moved = (await labels_of(church, one.group_id)).values()
        assert isinstance(moved.label, NameLabel)
        assert (moved.label.called_name, moved.label.location_name) == ("Ana C.", "Threes")


async def test_another_kind_of_label_than_was_printed_can_be_asked_for(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        (sticker,) = await church.volunteers.again.of_people([one.id], LabelKind.ALLERGY, A_VOLUNTEER)

        label = (await labels_of(church, one.group_id))[sticker].label
        assert isinstance(label, AllergyLabel)
        assert label.medical


async def test_l08_l18_every_label_of_the_day_is_named_and_its_failure_shown(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        name, _ = (await labels_of(church, one.group_id)).values()
        await church.queue.add([name])
        await church.queue.claim(name.id)
        await church.queue.settle(name.id, PrintState.FAILED, "cannot be drawn")

        tag, listed = await a_desk(church).of_day(SUNDAY)

        assert (tag.title, tag.state.value) == (one.security_code, "queued")
        assert (listed.title, listed.state.value, listed.detail) == ("Ana Cole", "failed", "cannot be drawn")


async def test_l17_a_reprint_goes_to_the_printer_that_is_there_now(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        name, _ = (await labels_of(church, one.group_id)).values()
        await church.queue.hand_over([""], "lobby")
        again = await a_desk(church).print_again(name.id, A_VOLUNTEER)

        head = await church.queue.head("")
        assert head is not None
        assert (head.id,) == again
        with pytest.raises(NotKnown):
            await a_desk(church).print_again(PrintJobId("none"), A_VOLUNTEER)


@pytest.mark.parametrize("ends", [PrintState.PRINTED, PrintState.SENT, PrintState.UNCERTAIN])
async def test_a_self_test_takes_the_real_path_and_says_how_it_ended(folder, ends: PrintState):
    async with church_at(folder) as church:
        running = asyncio.ensure_future(self_test_of(church, nobody_prints).run())
        while (job := await church.queue.head("")) is None:
            await asyncio.sleep(0)
        await church.queue.claim(job.id)
        await church.queue.settle(job.id, ends)

        result = await running
        assert (result.state, result.is_good) == (ends, ends is not PrintState.UNCERTAIN)


async def test_a_self_test_on_a_printer_in_trouble_ends_and_does_not_come_out_later(folder):
    async with church_at(folder) as church:
        result = await replace(self_test_of(church, nobody_prints), seconds=0.0).run()

        assert (result.state, result.is_good) == (PrintState.CANCELLED, False)
        assert await church.queue.head("") is None
