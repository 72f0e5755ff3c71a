"""A pause that Planning Center has asked for, known to every program on a data folder and to those that start before it is over."""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.services.asked_rest import RestHere
from kiosk.storage.data_folder import DataFolder

_FILE = "planning-center-rests"
_LONGEST_SECONDS = 3600.0
"""What seems to last longer was noted before a clock that was ahead was set right; whoever was asked themselves still obeys."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class KeptRest:
    """`kiosk.services.asked_rest.Rest` of a data folder: an empty file, whose date says until when. ``clock``: seconds, of all programs.

    It is looked at before every request: one look at one file's date.
    """

    folder: DataFolder
    clock: Callable[[], float] = time.time
    _here: RestHere = field(default_factory=RestHere)

    def seconds_left(self, now: float) -> float:
        """How long it still lasts."""
        return max(self._here.seconds_left(now), self._kept_seconds_left())

    def ask(self, seconds: float, now: float) -> None:
        """From now on, unless it lasts longer already; where nothing can be written, only this program knows."""
        self._here.ask(seconds, now)
        if seconds <= self._kept_seconds_left():
            return
        until = self.clock() + seconds
        try:
            self._file.touch(mode=0o600)
            os.utime(self._file, (until, until))
        except OSError:
            logger.warning("a pause could not be written down")

    def _kept_seconds_left(self) -> float:
        try:
            left = self._file.stat().st_mtime - self.clock()
        except OSError:
            return 0.0
        return left if 0.0 < left <= _LONGEST_SECONDS else 0.0

    @property
    def _file(self) -> Path:
        return self.folder.path / _FILE
