"""The sample church as a station's own Planning Center, for whoever wants to look around before signing in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.app.config import Config

SAMPLE_TOKEN = "sample"
SAMPLE_RATE_LIMIT = 1000
"""It allows more than the real one, so that nobody waits for the first pull."""


@asynccontextmanager
async def sample_served(config: Config) -> AsyncIterator[Config]:
    """The sample church on a loopback port, laid out around today; the configuration that reaches it."""
    # Imported here: a station of a real church has no use for the simulator.
    from kiosk.simulator.church import load_sample_church
    from kiosk.simulator.server import PlanningCenterServer

    church = await asyncio.to_thread(load_sample_church, datetime.now(UTC))
    with PlanningCenterServer(church, app_id=SAMPLE_TOKEN, secret=SAMPLE_TOKEN, rate_limit=SAMPLE_RATE_LIMIT) as server:
        yield replace(config, base_url=server.base_url, app_id=SAMPLE_TOKEN, secret=SAMPLE_TOKEN)
