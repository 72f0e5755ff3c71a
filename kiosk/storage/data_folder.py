"""The data folder: private to its owner, one station at a time, and one writer at a time among all processes.

Debian 12's SQLite can damage a file in WAL mode when two connections write or checkpoint at the same moment (stack.md,
section 0), so every write transaction and checkpoint happens under the folder's lock file.
"""

import contextlib
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kiosk.domain.problems import Busy, DataFolderReadOnly, DiskFull, Problem

WAIT_SECONDS = 5.0
"""How long a command waits for another process before it says Busy (product.md section 5)."""
_PAUSE_SECONDS = 0.002
_PAUSE_BETWEEN_LOOKS_SECONDS = 0.02
_NO_SPACE = 28


def translated(error: OSError) -> Problem:
    """The problem that an operating system's refusal means to a church."""
    if error.errno == _NO_SPACE:
        return DiskFull()
    return DataFolderReadOnly()


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where everything of one station lies."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / "kiosk.db"

    def prepare(self) -> None:
        """Make the folder, readable by its owner only. Raises DataFolderReadOnly, DiskFull."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            if sys.platform != "win32" and self.path.stat().st_mode & 0o077:
                self.path.chmod(0o700)
        except OSError as error:
            raise translated(error) from error

    @contextlib.contextmanager
    def station_claim(self) -> Iterator[None]:
        """Hold the folder as its one station. Raises Busy when another station runs on it."""
        self.prepare()
        with self._open("station.lock") as file:
            if not _try_lock(file):
                raise Busy()
            try:
                yield
            finally:
                _unlock(file)

    @contextlib.asynccontextmanager
    async def alone(self, work: str, patience_seconds: float = WAIT_SECONDS) -> AsyncIterator[None]:
        """Be the only one who does ``work`` on this folder, in all processes and in this one. Raises Busy after so long."""
        # Imported here: the first glance at a folder comes before any loop.
        import asyncio

        self.prepare()
        with self._open(f"{work}.lock") as file:
            deadline = time.monotonic() + patience_seconds
            while not _try_lock(file):
                if time.monotonic() >= deadline:
                    raise Busy()
                await asyncio.sleep(_PAUSE_BETWEEN_LOOKS_SECONDS)
            try:
                yield
            finally:
                _unlock(file)

    def write_lock(self) -> "WriteLock":
        """The lock that surrounds every write transaction and checkpoint."""
        self.prepare()
        return WriteLock(self._open("write.lock"))

    def _open(self, name: str) -> IO[bytes]:
        try:
            return (self.path / name).open("a+b", buffering=0)
        except OSError as error:
            raise translated(error) from error


class WriteLock:
    """Held around each write transaction; used by one thread of a process at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> None:
        deadline = time.monotonic() + WAIT_SECONDS
        while not _try_lock(self._file):
            if time.monotonic() >= deadline:
                raise Busy()
            time.sleep(_PAUSE_SECONDS)

    def __exit__(self, *_: object) -> None:
        _unlock(self._file)

    def close(self) -> None:
        """Give the file back to the system."""
        self._file.close()


if sys.platform == "win32":  # pragma: no cover - untried here
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def free_bytes(path: Path) -> int:
    """Room left on the disk that holds ``path``."""
    if sys.platform == "win32":  # pragma: no cover - untried here
        import shutil

        return shutil.disk_usage(path).free
    stat = os.statvfs(path)
    return stat.f_bavail * stat.f_frsize
