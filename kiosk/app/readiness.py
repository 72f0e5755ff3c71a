"""What must be in order before a station opens its file."""

import logging

from kiosk.domain.problems import DatabaseDamaged
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.integrity import is_restoring, quick_check, was_interrupted

log = logging.getLogger(__name__)


def made_ready(folder: DataFolder) -> None:
    """Before a station opens its file: put the backup in place that somebody asked for, and look for what a crash left.

    Blocks; the caller holds the station's claim. Raises DatabaseDamaged with the last good backup named, Busy, DiskFull.
    """
    if is_restoring(folder):
        # Imported here: hardly any start needs it.
        from kiosk.storage.restoring import Restoring

        restored = Restoring(folder).finish()
        if restored is not None:
            log.info("a backup was put in place, %d facts were left behind", restored.facts_left_behind)
    if not was_interrupted(folder):
        return
    try:
        quick_check(folder)
    except DatabaseDamaged as problem:
        # Imported here: hardly any start needs it.
        from kiosk.storage.backups import damaged

        raise damaged(folder) from problem
