"""Opens whichever kind of station a data folder is set up as, and imports no other."""

from contextlib import AsyncExitStack
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.app.claimed import begun
from kiosk.app.compose import Church
from kiosk.app.config import Config
from kiosk.app.station import Station, open_station

if TYPE_CHECKING:
    from kiosk.app.staffed_station import StaffedStation
    from kiosk.ui.first_sight import FirstSight

SELF = "self"


async def open_any_station(
    stack: AsyncExitStack,
    config: Config,
    *,
    mode: str = "",
    at: datetime | None = None,
    is_full_screen: bool = True,
    church: Church | None = None,
    sight: "FirstSight | None" = None,
) -> "Station | StaffedStation":
    """Open the station that its settings, or ``mode``, say it is. Raises as `kiosk.app.station.open_station`.

    ``church``: the folder's, where it was begun already; ``sight``: as `kiosk.app.station.open_station`.
    """
    church = church or await begun(stack, config, at)
    mode = mode or church.settings.mode
    if mode == SELF:
        return await open_station(stack, config, is_full_screen=is_full_screen, church=church, sight=sight)
    from kiosk.app.staffed_station import open_staffed_station

    return await open_staffed_station(stack, config, mode=mode, is_full_screen=is_full_screen, church=church)
