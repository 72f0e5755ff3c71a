"""Which screen of the machine a station stands on, and filling it."""

from collections.abc import Sequence

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from kiosk.ui.station_options import StationOptions


def fit_window(window: QWidget, options: StationOptions) -> None:
    """Give the window the size at which it will be shown, so that nothing is laid out twice."""
    if options.is_full_screen:
        own = window.screen()
        screen = display_named(own.virtualSiblings(), options.display) or own
        # Without a window manager, as in a kiosk session, nobody else makes the window as large as the screen.
        window.setGeometry(screen.geometry())


def show_window(window: QWidget, options: StationOptions) -> None:
    """Show the window: over the whole of the screen that is set, or as a window among others."""
    fit_window(window, options)
    if options.is_full_screen:
        window.showFullScreen()
    else:
        window.show()


def display_named(screens: Sequence[QScreen], wanted: str) -> QScreen | None:
    """The screen of that name, such as HDMI-1, or of that number from 1; None where there is none, as when it was unplugged."""
    if wanted.isdecimal() and 0 < int(wanted) <= len(screens):
        return screens[int(wanted) - 1]
    return next((screen for screen in screens if screen.name().casefold() == wanted.strip().casefold()), None)
