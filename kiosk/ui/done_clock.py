"""How long the success screen stays, counted in seconds."""

from collections.abc import Callable

from kiosk.services.self_station import DoneView
from kiosk.ui.station_options import StationOptions


class DoneClock:
    """``show`` is told the seconds left; ``leave`` is called when there are none."""

    def __init__(self, show: Callable[[int], None], leave: Callable[[], None]) -> None:
        self._show = show
        self._leave = leave
        self._left = 0
        self._has_lengthened = False

    def begin(self, options: StationOptions) -> None:
        """Another visit is done."""
        self._left = options.done_seconds
        self._has_lengthened = False

    def second_passed(self, done: DoneView | None, options: StationOptions) -> None:
        """One less."""
        self._left -= 1
        if self._left <= 0:
            self._leave()
        else:
            self.heed(done, options)

    def heed(self, done: DoneView | None, options: StationOptions) -> None:
        """Bad news, also when it comes late, stays long enough to be read."""
        if done is not None and (done.trouble or done.turned_away) and not self._has_lengthened:
            self._has_lengthened = True
            self._left = options.trouble_seconds
        self._show(self._left)
