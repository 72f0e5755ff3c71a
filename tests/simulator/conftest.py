"""A small church behind a running simulator, and a caller that speaks plain HTTP to it."""

from collections.abc import Iterator

import pytest

from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import Clock, a_small_church
from tests.simulator.wire_caller import Caller


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def center(clock: Clock) -> Iterator[PlanningCenterServer]:
    with PlanningCenterServer(
        a_small_church(), search_delay_seconds=0, now=clock.now, monotonic=clock.monotonic
    ) as server:
        yield server


@pytest.fixture
def call(center: PlanningCenterServer) -> Iterator[Caller]:
    caller = Caller(center.base_url)
    yield caller
    caller.close()
