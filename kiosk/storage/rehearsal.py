"""A rehearsal works on a copy of the data, inside the data folder, never mixed with the real one."""

import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.domain.problems import DatabaseDamaged, StationNotSetUp
from kiosk.storage.data_folder import DataFolder, translated

LASTS = timedelta(days=1)
"""A rehearsal is thrown away when a day has passed (product.md section 12)."""
_FOLDER = "rehearsal"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The copy that belongs to a data folder."""

    real: DataFolder

    @property
    def folder(self) -> DataFolder:
        """Where the copy lies."""
        return DataFolder(self.real.path / _FOLDER)

    def prepare(self, now: datetime) -> DataFolder:
        """The copy, made from the real data if there is none of today.

        Raises StationNotSetUp when there is no real data yet, DatabaseDamaged, DiskFull, DataFolderReadOnly.
        """
        if self._is_old(now):
            self.end()
        if not self.folder.database.exists():
            self._copy()
        return self.folder

    def end(self) -> bool:
        """Throw the copy away; false if there was none."""
        if not self.folder.path.exists():
            return False
        try:
            shutil.rmtree(self.folder.path)
        except OSError as error:
            raise translated(error) from error
        return True

    def _is_old(self, now: datetime) -> bool:
        try:
            started = datetime.fromisoformat((self.folder.path / "started").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return False
        return now - started > LASTS

    def _copy(self) -> None:
        if not self.real.database.exists():
            raise StationNotSetUp()
        self.folder.prepare()
        unfinished = self.folder.path / "copying.db"
        lock = self.real.write_lock()
        try:
            with lock:
                source = sqlite3.connect(f"{self.real.database.as_uri()}?mode=ro", uri=True, isolation_level=None)
                try:
                    target = sqlite3.connect(unfinished, isolation_level=None)
                    try:
                        source.backup(target)
                        # What waited for paper in the real church must not come out of a rehearsal.
                        target.execute("delete from print_job")
                    finally:
                        target.close()
                finally:
                    source.close()
            (self.folder.path / "started").write_text(datetime.now(UTC).isoformat(), encoding="ascii")
            unfinished.replace(self.folder.database)
        except sqlite3.DatabaseError as error:
            raise DatabaseDamaged() from error
        except OSError as error:
            raise translated(error) from error
        finally:
            lock.close()
