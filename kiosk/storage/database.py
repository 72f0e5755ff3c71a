"""One SQLite file, one thread that owns its one connection, one durable transaction per promise.

WAL with ``synchronous=FULL``: when ``run`` returns, what it wrote survives a power cut. ``run`` is BEGIN IMMEDIATE … COMMIT
under the data folder's write lock; ``read`` is one consistent snapshot. Both may be awaited from any event loop.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kiosk.domain.problems import Busy, DatabaseDamaged, DataFolderReadOnly, DiskFull, Problem
from kiosk.storage.data_folder import DataFolder, WriteLock
from kiosk.storage.reserve import give_back_reserve
from kiosk.storage.schema import bring_up_to_date, is_up_to_date
from kiosk.storage.updates import keep_before_update

T = TypeVar("T")

_CACHE_KIB = 16_000


def translated(error: sqlite3.Error) -> Problem | None:
    """The problem an SQLite error means to a church, or None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    match primary:
        case sqlite3.SQLITE_FULL:
            return DiskFull()
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return DataFolderReadOnly()
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseDamaged()
        case sqlite3.SQLITE_IOERR:
            return DiskFull()
        case _:
            return None


class Database:
    """The station's file. Open with ``open``, close with ``close``; in between, ``run`` and ``read``."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._connection: sqlite3.Connection | None = None
        self._lock: WriteLock | None = None

    async def open(self) -> None:
        """Open the file, made or migrated as needed.

        Raises DataFolderReadOnly, DiskFull, Busy, DatabaseDamaged, DatabaseTooNew.
        """
        try:
            await self._on_thread(self._open)
        except BaseException:
            self._thread.shutdown(wait=False)
            raise

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` in one durable transaction; any exception rolls all of it back.

        On a full disk once more in the room that was set aside; so ``work`` may be run twice, the first time in vain.
        Raises Busy, DiskFull, DataFolderReadOnly, DatabaseDamaged, and whatever ``work`` raises.
        """
        return await self._on_thread(lambda: self._run_with_reserve(work))

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work``, which only reads, on one consistent snapshot."""
        return await self._on_thread(lambda: self._read(work))

    async def close(self) -> None:
        """Finish what is running and close the file."""
        await self._on_thread(self._close)
        self._thread.shutdown(wait=True)

    async def _on_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _open(self) -> None:
        self._folder.prepare()
        self._lock = self._folder.write_lock()
        try:
            with self._lock:
                connection = sqlite3.connect(self._folder.database, isolation_level=None, timeout=5)
                try:
                    connection.execute("pragma journal_mode=wal")
                    connection.execute("pragma synchronous=full")
                    connection.execute("pragma foreign_keys=on")
                    connection.execute(f"pragma cache_size=-{_CACHE_KIB}")
                    if not is_up_to_date(connection):
                        keep_before_update(connection, self._folder)
                        bring_up_to_date(connection)
                except BaseException:
                    connection.close()
                    raise
        except BaseException as error:
            self._lock.close()
            self._lock = None
            problem = translated(error) if isinstance(error, sqlite3.Error) else None
            if problem is None:
                raise
            raise problem from error
        self._connection = connection

    def _run_with_reserve(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return self._run(work)
        except DiskFull:
            if not give_back_reserve(self._folder.path):
                raise
            return self._run(work)

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        connection, lock = self._opened()
        try:
            with lock:
                connection.execute("begin immediate")
                try:
                    result = work(connection)
                    connection.execute("commit")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("rollback")
                    raise
                return result
        except sqlite3.Error as error:
            problem = translated(error)
            if problem is None:
                raise
            raise problem from error

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        connection, _ = self._opened()
        try:
            connection.execute("begin")
            try:
                return work(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("rollback")
        except sqlite3.Error as error:
            problem = translated(error)
            if problem is None:
                raise
            raise problem from error

    def _close(self) -> None:
        if self._connection is not None and self._lock is not None:
            with self._lock:
                self._connection.close()
            self._lock.close()
        self._connection = None
        self._lock = None

    def _opened(self) -> tuple[sqlite3.Connection, WriteLock]:
        if self._connection is None or self._lock is None:
            raise RuntimeError("the database is not open")
        return self._connection, self._lock
