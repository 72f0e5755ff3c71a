"""A program that sends what waits and tells of every request before it is made, so that a test can kill it in between.

Called as ``python -m tests.support.push_and_tell FOLDER BASE_URL HOURS_LATER``.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import kiosk.pco.writing
from kiosk.domain.outbox import Change
from kiosk.services.push import Push
from kiosk.services.push_ports import Written
from kiosk.storage.push_store import SqliteOutboxBook
from tests.support.pulling import a_puller


class TellingCenter(kiosk.pco.writing.WritingGateway):
    """Says a line before and after whatever is created."""

    async def create(self, change: Change) -> Written:
        print("creating", change.number, flush=True)
        written = await super().create(change)
        print("created", change.number, flush=True)
        return written


async def main(folder: str, base_url: str, hours: str) -> None:
    async with a_puller(Path(folder), base_url) as puller:
        puller.clock.moment = datetime.now(UTC) + timedelta(hours=float(hours))
        # A program that starts anew gives out other numbers.
        book = SqliteOutboxBook(puller.database, 3, Random(int(hours)).randrange)
        report = await Push(TellingCenter(puller.gateway), book, puller.clock).push()
    print("done" if report.waiting == 0 else "later", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
