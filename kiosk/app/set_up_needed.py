"""Whether a station opens with its set-up; apart from the set-up itself, so that a station that needs none opens sooner."""

from kiosk.app.compose import Church
from kiosk.services.set_up_ports import ChurchSource
from kiosk.storage.set_up_store import SqliteProgress


async def is_set_up_needed(church: Church) -> bool:
    """It was begun and not finished, or there is neither a church nor a sign-in.

    A sign-in in the environment is enough to open a station.
    """
    if church.config.has_environment_sign_in or church.config.is_rehearsal:
        return False
    progress = await SqliteProgress(church.database).progress()
    if progress.is_finished:
        return False
    if progress.done or progress.source is not ChurchSource.NONE:
        return True
    if await church.schedule.organization() is not None:
        return False
    # Imported here: it brings httpx, which takes 100 ms to load.
    from kiosk.app.sign_in import usable_sign_in

    return await usable_sign_in(church.config) is None
