"""The guided set-up on an open data folder: its window, and this computer's part in it."""

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimeZone

from kiosk.app.browser_sign_in import with_browser
from kiosk.app.compose import Church, recomposed
from kiosk.app.set_up import set_up_of
from kiosk.app.sign_in import usable_sign_in
from kiosk.app.station_look import options_of
from kiosk.domain.ids import EventId
from kiosk.services.set_up import SetUp
from kiosk.services.set_up_world import FoundRoom, ServiceMoment
from kiosk.services.sign_in import SignInKind
from kiosk.storage.set_up_store import LARGEST_LOGO_BYTES
from kiosk.ui.places import sticks
from kiosk.ui.set_up.ending import SetUpEnd
from kiosk.ui.set_up.set_up_flow import first_scene
from kiosk.ui.set_up.set_up_window import SetUpWindow
from kiosk.words import Words

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg"})
_MOST_PICTURES = 24
_MOST_SERVICES = 6
_PLACES = (
    QStandardPaths.StandardLocation.DesktopLocation,
    QStandardPaths.StandardLocation.PicturesLocation,
    QStandardPaths.StandardLocation.DownloadLocation,
)


async def guide(
    church: Church, *, is_full_screen: bool, is_still: bool = False, set_up: SetUp | None = None
) -> SetUpEnd:
    """Show the set-up until it is left or done; ``set_up``: another than this computer's."""
    set_up, computer = set_up or set_up_of(church), ThisComputer(church)
    scene = await first_scene(set_up, computer)
    options = options_of(church.settings, is_full_screen=is_full_screen, is_still=is_still)
    window = SetUpWindow(set_up, computer, scene, options)
    ended: asyncio.Future[SetUpEnd] = asyncio.get_running_loop().create_future()

    def end(how: SetUpEnd) -> None:
        if not ended.done():
            ended.set_result(how)

    window.ended.connect(end)
    window.open()
    try:
        return await ended
    finally:
        window.finish()
        window.deleteLater()


class ThisComputer:
    """`kiosk.services.set_up_world.SetUpWorld` on this machine."""

    def __init__(self, church: Church) -> None:
        self._church = church
        self._signed_in: tuple[str, dict[str, str]] | None = None

    def redirect_address(self) -> str:
        """Where the browser comes back to."""
        # Imported here: httpx takes 100 ms to load, and most starts never need it.
        from kiosk.pco.browser_sign_in import redirect_uri

        return redirect_uri(self._church.settings.oauth_port)

    def time_zone(self) -> str:
        """What Qt knows of this computer; a name that is none for the church's clock is not offered."""
        name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
        return name if "/" in name and not name.startswith("Etc/") else ""

    async def has_sign_in(self) -> bool:
        """Whether one is there."""
        return await usable_sign_in(self._church.config) is not None

    async def browser_sign_in(self, client_id: str, *, in_file: bool) -> None:
        """Open the browser, wait, keep what comes back; asked once more only to keep it in a file, it is not opened again."""
        if self._signed_in is None or self._signed_in[0] != client_id or not in_file:
            port = self._church.settings.oauth_port
            values = await with_browser(
                self._church.config, client_id, "", port, Words(self._church.settings.languages[0])
            )
            self._signed_in = (client_id, dict(values))
        await self._church.sign_in_desk().keep(SignInKind.OAUTH, self._signed_in[1], in_file=in_file)
        self._signed_in = None

    async def pictures(self) -> tuple[Path, ...]:
        """Pictures that may be a logo."""
        places = [Path(QStandardPaths.writableLocation(place)) for place in _PLACES]
        return await asyncio.to_thread(_pictures_in, places)

    async def rooms(self, events: Sequence[str]) -> tuple[FoundRoom, ...]:
        """The rooms of these events, or of all."""
        ids = [EventId(one) for one in events] or [event.id for event in await self._church.schedule.events()]
        rooms = [room for event_id in ids for room in await self._church.schedule.locations(event_id)]
        return tuple(FoundRoom(room.id, room.name) for room in rooms if not room.is_folder)

    async def services(self) -> tuple[ServiceMoment, ...]:
        """The next services, by start."""
        church = await recomposed(self._church)
        now = datetime.now(UTC)
        program = await church.days.programs.at(now)
        coming = sorted(
            (time for time in program.times if time.event_id in program.own_event_ids and time.starts_at > now),
            key=lambda time: time.starts_at,
        )
        here = now.astimezone(program.zone)
        return tuple(
            ServiceMoment(program.events[time.event_id].name, time.starts_at.astimezone(program.zone), here)
            for time in coming[:_MOST_SERVICES]
            if not time.is_cancelled
        )


def _pictures_in(places: Sequence[Path]) -> tuple[Path, ...]:
    found: dict[Path, float] = {}
    for place in (*places, *sticks()):
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if Path(entry.name).suffix.lower() in _PICTURES and entry.is_file():
                        about = entry.stat()
                        if about.st_size <= LARGEST_LOGO_BYTES:
                            found[Path(entry.path)] = about.st_mtime
        except OSError:
            continue  # not there, or not ours to read
    newest = sorted(found, key=lambda path: found[path], reverse=True)
    return tuple(newest[:_MOST_PICTURES])
