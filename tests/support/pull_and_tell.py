"""A program that pulls and tells of every page it has written, one line each, so that a test can kill it in between.

Called as ``python -m tests.support.pull_and_tell FOLDER BASE_URL``.
"""

import asyncio
import sys
from pathlib import Path

from kiosk.services.pulled import Resource
from tests.support.pulling import a_puller


def tell(resource: Resource, rows: int, total: int | None) -> None:
    print(resource.value, rows, flush=True)


async def main(folder: str, base_url: str) -> None:
    async with a_puller(Path(folder), base_url) as puller:
        await puller.sync.pull(tell)
    print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
