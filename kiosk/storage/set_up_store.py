"""Where a set-up stands, and the church's logo, in the data folder."""

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.problems import NotKnown
from kiosk.services.set_up_ports import ChurchSource, Progress, SetUpStep
from kiosk.storage.copying import problems_of_a_copy
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database

if TYPE_CHECKING:
    from kiosk.services.pulled import Product

_KEY = "set_up"
LARGEST_LOGO_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class SqliteProgress:
    """`kiosk.services.set_up_ports.ProgressBook` on the ``setting`` table."""

    database: Database

    async def progress(self) -> Progress:
        """How far it has come."""
        return await self.database.read(_kept)

    async def keep(self, progress: Progress) -> None:
        """Write it."""
        text = json.dumps(
            {
                "done": sorted(progress.done),
                "source": progress.source.value,
                "refused": [product.value for product in progress.refused],
            }
        )
        await self.database.run(
            lambda connection: connection.execute(
                "insert or replace into setting(key, value) values(?, ?)", (_KEY, text)
            )
        )


@dataclass(frozen=True, slots=True)
class LogoFile:
    """`kiosk.services.set_up_ports.LogoShelf` in the data folder, so that a stick can be pulled out again."""

    folder: DataFolder

    async def keep_logo(self, path: Path) -> Path:
        """Copy a picture into the data folder; its path there."""
        return await asyncio.to_thread(self._keep, path)

    def _keep(self, path: Path) -> Path:
        if not path.is_file() or path.stat().st_size > LARGEST_LOGO_BYTES:
            raise NotKnown(file=str(path))
        kept = self.folder.path / f"logo{path.suffix.lower()}"
        if path.absolute() == kept.absolute():
            return kept
        with problems_of_a_copy():
            unfinished = kept.with_name(kept.name + ".unfinished")
            shutil.copyfile(path, unfinished)
            unfinished.replace(kept)
        return kept


def _kept(connection: sqlite3.Connection) -> Progress:
    row = connection.execute("select value from setting where key = ?", (_KEY,)).fetchone()
    if row is None:
        return Progress()
    kept = json.loads(row[0])
    # What an older or newer program does not know of is left out.
    steps = {step.value for step in SetUpStep}
    return Progress(
        frozenset(SetUpStep(name) for name in kept["done"] if name in steps),
        ChurchSource(kept["source"]),
        _known_products(kept["refused"]) if kept["refused"] else (),
    )


def _known_products(names: Iterable[str]) -> "tuple[Product, ...]":
    # Imported here: every start comes by, and at hardly any was a product refused.
    from kiosk.services.pulled import Product

    return tuple(product for name in names for product in Product if product.value == name)
