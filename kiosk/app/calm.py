"""The calm page of a station that cannot start, kept until it can."""

import asyncio
from pathlib import Path

from kiosk.app.config import Config
from kiosk.app.station_look import last_look, second_folder
from kiosk.domain.problems import Problem
from kiosk.services.backup import Backup, Preview
from kiosk.storage.backups import BackupFiles
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.restoring import Restoring
from kiosk.ui.places import saved_to, sticks
from kiosk.ui.set_up.calm_window import CalmWindow


class Calm:
    """Shows why, until somebody or the time says to try again; stays on the screen until ``over``."""

    def __init__(self, config: Config, *, is_full_screen: bool) -> None:
        folder = DataFolder(config.data)
        options, church_name = last_look(folder, is_full_screen=is_full_screen)
        self.window = CalmWindow(ShelfRoom(folder), options, church_name)
        self._wanted = asyncio.Event()
        self._is_closed = False
        self.window.try_again.connect(self._wanted.set)
        self.window.closed.connect(self._on_closed)

    async def wait(self, problem: Problem | None) -> bool:
        """Show why; True when the start is to be tried again, False when the window was closed."""
        self._wanted.clear()
        self.window.tell(problem)
        await self._wanted.wait()
        return not self._is_closed

    def over(self) -> None:
        """The station is there."""
        self.window.finish()
        self.window.deleteLater()

    def _on_closed(self) -> None:
        self._is_closed = True
        self._wanted.set()


class ShelfRoom:
    """`kiosk.ui.set_up.calm_flow.BackupRoom` on the data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._restoring = Restoring(folder)

    async def found(self) -> tuple[Backup, ...]:
        """Those on the shelf, then those elsewhere."""
        second = second_folder(self._folder)
        places = (*((second,) if second is not None else ()), *sticks(), *saved_to())
        files = BackupFiles(self._folder, places=lambda: places)
        return (*await files.kept(), *await files.elsewhere())

    async def preview(self, path: Path) -> Preview:
        """What a backup holds."""
        return await asyncio.to_thread(self._restoring.preview, path)

    async def prepare(self, path: Path) -> None:
        """To be put in place at the next start."""
        await asyncio.to_thread(self._restoring.prepare, path)

    async def prepare_nothing(self) -> None:
        """An empty file, at the next start."""
        # Imported here: hardly ever needed.
        from kiosk.storage.fresh_start import prepare_empty_start

        await asyncio.to_thread(prepare_empty_start, self._folder)
