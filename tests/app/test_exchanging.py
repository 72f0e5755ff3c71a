"""A station's dealings with Planning Center: what its log says of them, and one at a time."""

import asyncio
import logging
from pathlib import Path

import pytest

from kiosk.app.compose import Church, opened, recomposed
from kiosk.app.config import Config
from kiosk.app.exchanging import GOOD, Standing, exchange
from kiosk.app.live_search import live_search_of
from kiosk.domain.problems import TooFast
from tests.support.scripted_server import Scripted, ScriptedServer


def test_a_change_of_state_is_one_line_and_the_same_again_is_none(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO, "kiosk.app.exchanging")
    standing = Standing()
    for state, why in ((GOOD, None), (GOOD, None), *[("Offline", "network")] * 5, ("Offline", "tls"), (GOOD, None)):
        standing.is_now(state, why)
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("INFO", "planning_center state=ok was=unknown why=-"),
        ("WARNING", "planning_center state=Offline was=ok why=network"),
        ("WARNING", "planning_center state=Offline was=Offline why=tls"),
        ("INFO", "planning_center state=ok was=Offline why=-"),
    ]


async def test_a_pause_asked_of_one_is_kept_by_all_who_ask_and_is_told_where_it_is_long(tmp_path: Path):
    answer = Scripted(429, b"{}", {"Retry-After": "300"})
    with ScriptedServer(answer) as server:
        async with opened(Config(tmp_path, server.base_url, "demo", "demo")) as church:
            with pytest.raises(TooFast):
                async with exchange(church) as both:
                    await both.sync.pull()
            again = await recomposed(church)
            with pytest.raises(TooFast) as told:
                await live_search_of(again).search("Cole")
    assert len(server.seen) == 1
    assert told.value.details["seconds"] in range(290, 301)


async def test_one_exchange_at_a_time_in_all_processes(tmp_path: Path):
    config = Config(tmp_path, "http://127.0.0.1:9", "demo", "demo")
    async with opened(config) as church, opened(config) as beside:
        turns = []

        async def exchanges(one: Church, name: str) -> None:
            async with exchange(one):
                turns.append(f"{name} begins")
                await asyncio.sleep(0.1)
                turns.append(f"{name} ends")

        await asyncio.gather(exchanges(church, "station"), exchanges(beside, "command"))

    assert turns in (
        ["station begins", "station ends", "command begins", "command ends"],
        ["command begins", "command ends", "station begins", "station ends"],
    )
