"""What `kiosk` shows from its start to its end: the set-up where it is needed, the station, a rehearsal, or a calm page."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.app.any_station import open_any_station
from kiosk.app.claimed import begun
from kiosk.app.config import Config
from kiosk.app.set_up_needed import is_set_up_needed
from kiosk.app.station_look import remember_look
from kiosk.domain.problems import Problem
from kiosk.storage.data_folder import DataFolder
from kiosk.ui.set_up.ending import Ending, SetUpEnd

if TYPE_CHECKING:
    from kiosk.app.calm import Calm
    from kiosk.ui.first_sight import FirstSight

log = logging.getLogger(__name__)


async def keep_open(
    config: Config, *, is_full_screen: bool, wants_set_up: bool = False, sight: "FirstSight | None" = None
) -> Ending:
    """Run until somebody who may closes it (LEFT), or the program is to be started anew (NEW_PROGRAM).

    ``wants_set_up``: begin with the set-up, whether it is done or not.

    ``sight``: what is on the screen already; it goes when another window is there, whichever that is.

    In a window of the desktop, or where the set-up is asked for, a problem is raised instead of shown: whoever called reads it there.
    """
    calm: Calm | None = None
    is_from_station = False
    # Whoever asks for the set-up sits before a desktop.
    tells_caller = wants_set_up or not is_full_screen

    def sight_is_over() -> None:
        nonlocal sight
        if sight is not None:
            sight.finish()
            sight = None

    def is_there() -> None:
        nonlocal calm, tells_caller
        tells_caller = not is_full_screen
        sight_is_over()
        if calm is not None:
            calm.over()
            calm = None

    try:
        while True:
            met: Problem | None = None
            try:
                end = await _once(config, is_there, sight, is_full_screen=is_full_screen, wants_set_up=wants_set_up)
                if end.ending is Ending.REHEARSE:
                    await _rehearse(config, end.at, is_full_screen=is_full_screen)
                if end.ending is Ending.NEW_PROGRAM or (end.ending is Ending.LEFT and not is_from_station):
                    return end.ending
                # A set-up that was asked for at a station leads back to it, however it is left.
                stays_in_set_up = end.ending in (Ending.AGAIN, Ending.REHEARSE)
                is_from_station = end.ending is Ending.SET_UP or (is_from_station and stays_in_set_up)
                wants_set_up = stays_in_set_up or is_from_station
                continue
            except Problem as problem:
                if tells_caller:
                    raise
                met = problem
                log.warning("the station cannot run: %s", problem.name)
            except Exception:
                if tells_caller:
                    raise
                log.exception("a bug stopped the station")
            calm = calm or _calm_page(config, is_full_screen=is_full_screen)
            # As soon as the page stands before it.
            asyncio.get_running_loop().call_soon(sight_is_over)
            if not await calm.wait(met):
                return Ending.LEFT
    finally:
        is_there()


def _calm_page(config: Config, *, is_full_screen: bool) -> "Calm":
    # Imported here: hardly any start needs it.
    from kiosk.app import calm

    return calm.Calm(config, is_full_screen=is_full_screen)


async def _once(
    config: Config,
    is_there: Callable[[], None],
    sight: "FirstSight | None",
    *,
    is_full_screen: bool,
    wants_set_up: bool,
) -> SetUpEnd:
    """The set-up, or the station; READY: to be opened again."""
    async with AsyncExitStack() as stack:
        church = await begun(stack, config, None)
        organization = await church.schedule.organization()
        church_name = organization.name if organization is not None else ""
        await asyncio.to_thread(remember_look, church.folder, church.settings, church_name)
        # A sample that is served would be taken for Planning Center.
        as_called = replace(church, config=config)
        if wants_set_up or await is_set_up_needed(as_called):
            # Imported here: a station that is set up opens without it.
            from kiosk.app.guided_set_up import guide

            is_there()
            return await guide(as_called, is_full_screen=is_full_screen)
        running = await open_any_station(stack, config, is_full_screen=is_full_screen, church=church, sight=sight)
        running.can_be_set_up = True
        # Imported here: nothing of it is needed before the station is there.
        from kiosk.app.updates import restart_when_updated

        running.follow(asyncio.create_task(restart_when_updated(running)))
        is_there()
        try:
            await running.until_closed()
        finally:
            running.window.close()
            running.window.deleteLater()
        if running.wants_new_program:
            return SetUpEnd(Ending.NEW_PROGRAM)
        if running.wants_set_up:
            return SetUpEnd(Ending.SET_UP)
        return SetUpEnd(Ending.READY if running.wants_restart else Ending.LEFT)


async def _rehearse(config: Config, at: datetime | None, *, is_full_screen: bool) -> None:
    """The station on a copy, at a moment; the copy is thrown away afterwards."""
    from kiosk.storage.rehearsal import Rehearsal
    from kiosk.ui.set_up.end_rehearsal import EndRehearsal

    copy = Rehearsal(DataFolder(config.data))
    await asyncio.to_thread(copy.end)
    async with AsyncExitStack() as stack:
        rehearsal = replace(config, is_rehearsal=True)
        running = await open_any_station(stack, rehearsal, at=at, is_full_screen=is_full_screen)
        EndRehearsal(running.window, running.options)
        try:
            await running.until_closed()
        finally:
            running.window.close()
            running.window.deleteLater()
    await asyncio.to_thread(copy.end)
