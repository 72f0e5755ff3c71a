"""A station between two scheduled pulls: what is entered is sent soon, and never over what changed there a moment ago."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app.compose import Church, opened, recomposed
from kiosk.app.config import Config
from kiosk.app.exchanging import exchange_if_due
from kiosk.app.truth import truth_of
from kiosk.domain.conflicts import Winner
from kiosk.domain.newcomers import NewFamily, NewPerson
from kiosk.domain.problems import Problem
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.outbox_store import SqliteOutbox
from tests.support.at_the_door import A_VOLUNTEER, ANA
from tests.support.pushing import NOBODY_WAITS, of_type

FAMILY = NewFamily((NewPerson("Ines", "Duarte", phone="(312) 555-7719"),))


@pytest.fixture
def center():
    now = datetime.now(UTC)
    with PlanningCenterServer(load_sample_church(now), rate_limit=1_000_000, search_delay_seconds=0) as server:
        yield server


async def on_both_ways(church: Church) -> Church:
    await exchange_if_due(church)
    await church.settings_desk().change(None, {"way": "both", "shows_photos": False})
    return await recomposed(church)


async def test_what_is_entered_is_sent_at_the_next_look_but_not_over_a_newer_value_there(
    tmp_path: Path, center: PlanningCenterServer
):
    async with opened(Config(tmp_path, center.base_url, "demo", "demo")) as opened_church:
        church = await on_both_ways(opened_church)
        assert not await exchange_if_due(church)
        await church.volunteers.newcomers.add(FAMILY, "n1", None)
        await church.volunteers.corrections.correct(A_VOLUNTEER, ANA, {"nickname": "Ours"})
        ana = center.store.find("people/Person", ANA)
        assert ana is not None
        with center.store.lock:
            later = (datetime.now(UTC) + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
            ana["attributes"] |= {"nickname": "Theirs", "updated_at": later}
            center.store.changed()

        assert await exchange_if_due(church)
        assert ana["attributes"]["nickname"] == "Theirs"
        (one,) = await truth_of(church).conflicts.all()
        assert (one.difference.here, one.difference.there, one.decision) == ("Ours", "Theirs", Winner.THERE)
        assert len(of_type(center, "people/Household", name="Duarte")) == 1
        assert await SqliteOutbox(church.database).counts() == NOBODY_WAITS
        assert not await exchange_if_due(church)


async def test_what_rests_asks_nothing_of_planning_center_until_its_time(tmp_path: Path, center: PlanningCenterServer):
    async with opened(Config(tmp_path, center.base_url, "demo", "demo")) as opened_church:
        church = await on_both_ways(opened_church)
        await church.volunteers.newcomers.add(FAMILY, "n1", None)
        center.faults.add(Trouble.DROPPED, "/people/v2/people", verb="POST")
        try:
            await exchange_if_due(church)
        except Problem:
            pass
        asked = len(center.requests)
        for _ in range(3):
            assert not await exchange_if_due(church)
        assert len(center.requests) == asked
        assert (await SqliteOutbox(church.database).counts())["waiting"] == 3
