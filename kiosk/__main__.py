"""``python -m kiosk``, and the ``kiosk`` command."""

import os
import sys
from collections.abc import Sequence

from kiosk.app.screen_here import can_show_windows

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Open the station, where nothing else is asked for; everything else the command line answers."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    alone = station_alone(given)
    # Imported as needed: to load all that reads a command line takes as long as the first screen. An address that was given for
    # Planning Center is looked at there, too, and what is said where there is no screen.
    if alone is not None and not os.environ.get("KIOSK_PCO_BASE_URL") and can_show_windows():
        from kiosk.app.config import config_from
        from kiosk.app.opening import run_screens

        data, is_windowed = alone
        sys.exit(run_screens(config_from(data=data), is_full_screen=not is_windowed))
    from kiosk.app.cli import main as command_line

    command_line(given)


def station_alone(arguments: Sequence[str]) -> tuple[str | None, bool] | None:
    """Whether nothing but the station is asked for: its data folder, if one is named, and whether in a window; else None."""
    data, is_windowed, names_station = None, False, False
    words = iter(arguments)
    for word in words:
        if word == "station" and not names_station:
            names_station = True
        elif word == "--windowed" and names_station:
            is_windowed = True
        elif word == "--data" and data is None:
            data = next(words, "-")
        else:
            return None
    return None if data is not None and data.startswith("-") else (data, is_windowed)


if __name__ == "__main__":
    main()
