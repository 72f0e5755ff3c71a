"""The rows of cases.md about codes and taps that a family meets at the button, on the real file."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.ids import CheckInGroupId, PersonId
from kiosk.domain.problems import AlreadyCheckedIn
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.storage.station_store import SqliteStation
from tests.support.sunday import MORNING, church_at

GARCIAS = tuple(map(PersonId, ("303", "304", "305")))


def a_tap(*people: PersonId, nonce: str = "") -> CheckInRequest:
    return CheckInRequest(CheckInGroupId(nonce or ulid_at(MORNING)), tuple(Want(person) for person in people))


@pytest.mark.parametrize(("per_child", "codes"), [(False, 1), (True, 3)])
async def test_S10_one_code_for_the_family_or_one_for_each_child(data: Path, per_child: bool, codes: int):
    async with church_at(data) as church:
        settings = replace(church.settings, code_per_child=per_child)
        await SqliteStation(church.database).keep(settings)
    async with church_at(data) as church:
        answer = await church.check_in(a_tap(*GARCIAS))
        assert len(answer.codes) == codes


async def test_S11_a_family_that_comes_again_keeps_its_code_and_is_not_told_it(data: Path):
    async with church_at(data) as church:
        first = await church.check_in(a_tap(*GARCIAS))
        with pytest.raises(AlreadyCheckedIn) as refused:
            await church.check_in(a_tap(*GARCIAS))
        assert first.codes[0] not in repr(refused.value.details)
        inside = await church.attendance.everyone_inside()
        assert {check_in.security_code for check_in in inside} >= set(first.codes)


async def test_Q02_the_same_tap_twice_is_one_attendance_and_both_succeed(data: Path):
    async with church_at(data) as church:
        tap = a_tap(*GARCIAS)
        first, again = await church.check_in(tap), await church.check_in(tap)
        assert (again.recorded.is_replay, again.codes) == (True, first.codes)
        assert [check_in.id for check_in in again.check_ins] == [check_in.id for check_in in first.check_ins]
        assert len(await _of(church, GARCIAS[0])) == 1


async def test_Q03_another_tap_for_somebody_inside_is_refused(data: Path):
    async with church_at(data) as church:
        await church.check_in(a_tap(GARCIAS[0]))
        with pytest.raises(AlreadyCheckedIn):
            await church.check_in(a_tap(GARCIAS[0]))
        assert len(await _of(church, GARCIAS[0])) == 1


async def test_Q17_after_a_restart_the_attendance_is_there_and_its_labels_wait(data: Path):
    async with church_at(data) as church:
        answer = await church.check_in(a_tap(*GARCIAS))
    async with church_at(data) as church:
        assert {one.person_id for one in await church.attendance.of_group(answer.group_id)} == set(GARCIAS)
        assert {job.state.value for job in await church.queue.of_group(answer.group_id)} == {"queued"}


async def _of(church: Church, person: PersonId) -> list[str]:
    return [one.id for one in await church.attendance.everyone_inside() if one.person_id == person]
