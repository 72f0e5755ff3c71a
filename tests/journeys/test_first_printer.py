"""A station gets its first printer in mid-service: who has just checked in gets labels, who came an hour ago is not printed anew."""

from datetime import timedelta

import pytest

from kiosk.domain.ids import CheckInGroupId
from tests.support.at_the_door import ANA, LEO, check_in
from tests.support.sunday import MORNING, church_at, without_limits

A_PRINTER = "escpos://127.0.0.1:9?stock=roll-80"


async def label_states(church, group: CheckInGroupId) -> set[str]:
    return {job.state.value for job in await church.queue.of_group(group)}


@pytest.mark.parametrize("before", ["none", ""])
async def test_labels_of_families_who_saw_their_code_an_hour_ago_do_not_all_come_out(data, before: str):
    folder = without_limits(data)
    async with church_at(folder, MORNING - timedelta(minutes=40)) as church:
        await church.settings_desk().change(None, {"printer": before})
        early = await check_in(church, ANA)
    async with church_at(folder) as church:
        late = await check_in(church, LEO)
        await church.settings_desk().change(None, {"printer": A_PRINTER})

        assert await label_states(church, early.group_id) == {"cancelled"}
        assert await label_states(church, late.group_id) == {"queued"}
        (kept, *_) = await church.queue.of_group(early.group_id)
        assert kept.label is not None, "a helper can still print it again"


async def test_another_printer_prints_all_that_waited_for_the_one_before(data):
    folder = without_limits(data)
    async with church_at(folder, MORNING - timedelta(minutes=40)) as church:
        await church.settings_desk().change(None, {"printer": A_PRINTER})
        waiting = await check_in(church, LEO)
    async with church_at(folder) as church:
        await church.settings_desk().change(None, {"printer": A_PRINTER.replace(":9?", ":10?")})

        assert await label_states(church, waiting.group_id) == {"queued"}
