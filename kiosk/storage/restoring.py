"""Bringing a backup back: prepared beside the present file, then put in its place in one step that a power cut cannot halve.

``restoring.db`` is the verified copy, ``restoring.json`` the wish to have it. Whoever holds the folder as its station carries
the wish out, at once or at the next start; until the one renaming nothing has changed. What is replaced is set aside, never
deleted, and its file number stays taken, so that the file that comes back is a new one to `kiosk.storage.home`.

Three things of the present file go over into the one that comes back: codes given out stay taken, labels that have perhaps
been printed wait for a person, and so do changes that have perhaps been sent to Planning Center.
"""

import json
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.problems import Busy, DatabaseDamaged, DiskFull, NotKnown, Problem
from kiosk.services.backup import Preview, Restored
from kiosk.storage.backup_contents import contents_of, opened_copy, read_contents
from kiosk.storage.copying import SPARE_BYTES, flush, problems_of_a_copy, write_copy
from kiosk.storage.data_folder import DataFolder, free_bytes
from kiosk.storage.database import translated
from kiosk.storage.integrity import RESTORING

_COMPANIONS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restoring:
    """What comes back into a data folder. The methods block; call them on another thread than the screens'."""

    folder: DataFolder

    @property
    def is_prepared(self) -> bool:
        """Whether somebody has asked for a backup that has not been put in place yet."""
        return self._wish.exists()

    def preview(self, path: Path) -> Preview:
        """What a backup holds and what would be left behind. Raises NotKnown, BackupNotUsable, DatabaseTooNew."""
        with opened_copy(path) as backup:
            return Preview(path, read_contents(backup), self._left_behind(backup))

    def prepare(self, path: Path) -> Preview:
        """Copy a backup into the folder, verified, to be put in place by ``finish``.

        Raises NotKnown, BackupNotUsable, DatabaseTooNew, DiskFull, DataFolderReadOnly.
        """
        self.folder.prepare()
        with opened_copy(path) as backup, problems_of_a_copy():
            preview = Preview(path, read_contents(backup), self._left_behind(backup))
            needed = path.stat().st_size + SPARE_BYTES
            if free_bytes(self.folder.path) < needed:
                raise DiskFull(needed_bytes=needed)
            write_copy(backup, self._copy)
            self._wish.write_text(json.dumps({"facts_left_behind": preview.facts_left_behind}), encoding="ascii")
            flush(self._wish)
            flush(self.folder.path)
        return preview

    def finish(self) -> Restored | None:
        """Put the prepared copy in place; None when there is nothing to do. The caller holds the station's claim.

        Raises Busy while a command has the present file open, DiskFull, DataFolderReadOnly; nothing has changed then.
        """
        if not self._wish.exists():
            return None
        if not self._copy.exists():
            # A power cut came between the renaming and this.
            self._wish.unlink()
            return None
        lock = self.folder.write_lock()
        try:
            with lock, problems_of_a_copy():
                is_whole = self._settle()
                self._carry_over(is_whole)
                aside = self._set_aside(is_whole)
                self._copy.replace(self.folder.database)
                flush(self.folder.path)
        finally:
            lock.close()
        left_behind = _number(self._wish)
        self._wish.unlink(missing_ok=True)
        return Restored(contents_of(self.folder.database), left_behind, aside)

    def give_up(self) -> None:
        """Forget a wish that cannot be carried out."""
        self._wish.unlink(missing_ok=True)
        self._copy.unlink(missing_ok=True)

    @property
    def _copy(self) -> Path:
        return self.folder.path / "restoring.db"

    @property
    def _wish(self) -> Path:
        return self.folder.path / RESTORING

    def _left_behind(self, backup: sqlite3.Connection) -> int:
        """How many facts only the present file has."""
        if not self.folder.database.exists():
            return 0
        try:
            lasts = dict(backup.execute("select station, max(seq) from fact group by station").fetchall())
            with closing(self._present()) as present:
                there = present.execute("select station, max(seq) from fact group by station").fetchall()
        except sqlite3.Error:
            return 0  # it is damaged; that is why a backup is wanted
        return sum(max(0, last - lasts.get(station, 0)) for station, last in there)

    def _settle(self) -> bool:
        """Put what the present file's log holds into the file; False when it is damaged or not there. Raises Busy."""
        if not self.folder.database.exists():
            return False
        try:
            # Looked at without writing first: a damaged file stays to the byte what it is.
            with closing(self._present()) as present:
                if present.execute("pragma quick_check(1)").fetchone()[0] != "ok":
                    return False
            with closing(sqlite3.connect(self.folder.database, isolation_level=None, timeout=1)) as present:
                # Only possible while nobody else has the file open, so a command that would still write is noticed.
                if present.execute("pragma journal_mode=delete").fetchone()[0] != "delete":
                    raise Busy()
            return True
        except sqlite3.Error as error:
            if isinstance(translated(error), DatabaseDamaged):
                return False
            raise

    def _present(self) -> sqlite3.Connection:
        """The present file for reading only."""
        how = f"{self.folder.database.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(how, uri=True, isolation_level=None, timeout=1)

    def _carry_over(self, is_whole: bool) -> None:
        with closing(sqlite3.connect(self._copy, isolation_level=None)) as copy:
            copy.execute("begin immediate")
            if is_whole:
                self._carry_codes(copy)
            tables = {row[0] for row in copy.execute("select name from sqlite_master where type = 'table'")}
            if "print_job" in tables:
                copy.execute(
                    "update print_job set state = 'uncertain', detail = 'came back from a backup'"
                    " where state in ('queued', 'held', 'sending')"
                )
            if "outbox" in tables:
                copy.execute("update outbox set state = 'parked', detail = 'backup' where state = 'waiting'")
            copy.execute("commit")

    def _carry_codes(self, copy: sqlite3.Connection) -> None:
        try:
            with closing(self._present()) as present:
                codes = present.execute("select code, service_date, owner from issued_code").fetchall()
        except sqlite3.Error:
            return  # its pages are damaged there; nothing to be had
        copy.executemany("insert or ignore into issued_code(code, service_date, owner) values(?, ?, ?)", codes)

    def _set_aside(self, is_whole: bool) -> Path | None:
        """A second name for the present file, where nobody touches it; with its companions when it is damaged."""
        if not self.folder.database.exists():
            return None
        place = self.folder.path / "set-aside"
        place.mkdir(exist_ok=True, mode=0o700)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        aside = place / f"{'replaced' if is_whole else 'damaged'}-{stamp}.db"
        try:
            os.link(self.folder.database, aside)
        except OSError:
            # A file system without second names, such as a memory stick's.
            shutil.copyfile(self.folder.database, aside)
        for companion in _COMPANIONS:
            with suppress(FileNotFoundError):
                Path(f"{self.folder.database}{companion}").replace(f"{aside}{companion}")
        flush(place)
        return aside


def _number(wish: Path) -> int:
    try:
        return int(json.loads(wish.read_text(encoding="ascii"))["facts_left_behind"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def restore_now(folder: DataFolder, path: Path) -> Restored:
    """Bring a backup back now. Raises Busy while a station or a command works on the folder, and as `Restoring`."""
    restoring = Restoring(folder)
    with folder.station_claim():
        restoring.prepare(path)
        try:
            done = restoring.finish()
        except Problem:
            restoring.give_up()
            raise
    if done is None:
        raise NotKnown(file=str(path))
    return done
