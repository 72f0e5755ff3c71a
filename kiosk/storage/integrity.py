"""Whether the station's file is whole: looked at quickly before a start that follows a crash, else while it runs."""

from kiosk.domain.problems import DatabaseDamaged
from kiosk.storage.copying import pinned, problems_of_a_copy
from kiosk.storage.data_folder import DataFolder

RESTORING = "restoring.json"
"""The wish to have a backup back: `kiosk.storage.restoring`."""


def is_restoring(folder: DataFolder) -> bool:
    """Whether somebody asked for a backup that is not in its place yet."""
    return (folder.path / RESTORING).exists()


def was_interrupted(folder: DataFolder) -> bool:
    """Whether the last program on the file did not close it: a crash, or a power cut."""
    log = folder.database.with_name(folder.database.name + "-wal")
    try:
        return log.stat().st_size > 0
    except OSError:
        return False


def quick_check(folder: DataFolder) -> None:
    """Look through every page, but not every index. Blocks, about a second for 100,000 people; nobody else waits for it.

    Raises DatabaseDamaged, Busy; a folder without a file is well.
    """
    if not folder.database.exists():
        return
    with problems_of_a_copy(), pinned(folder) as present:
        if present.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise DatabaseDamaged()
