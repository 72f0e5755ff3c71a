"""Opens a station's screens: first, where it is known, what the start screen says, and then the station that answers it."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from kiosk.app.config import Config
from kiosk.fonts import FONT_FILES, LATIN_FILES, OTHER_FILES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from kiosk.app.known_start import KnownStart
    from kiosk.ui.first_sight import FirstSight

_FIRST = (
    "kiosk.app.known_start",
    "kiosk.domain.problems",
    "kiosk.fonts",
    "kiosk.ui.metrics",
    "kiosk.ui.sentences",
    "kiosk.words.station",
    "kiosk.words.times",
)
"""All that the first screen of a station needs beside the screen."""
_STATION = (
    "kiosk.app.compose",
    "kiosk.app.logs",
    "kiosk.app.readiness",
    "kiosk.domain.pins",
    "kiosk.domain.visit",
    "kiosk.services.clock_check",
    "kiosk.services.self_station_desk",
    "kiosk.storage.clock_witness",
    "kiosk.storage.pulled_at",
    "kiosk.storage.set_up_store",
    "kiosk.words.labels",
)
"""All that the station behind it stands on, beside the screens."""
_SCREENS = ("kiosk.app.always_open", "kiosk.app.awake", "kiosk.app.loop")


def run_screens(config: Config, *, is_full_screen: bool, wants_set_up: bool = False) -> int:
    """Show the station, or the set-up, until it is closed; the exit code."""
    # What is made now stays; Python's looks for garbage in it would only take time.
    gc.disable()
    # Before Qt is there: PySide reads the whole source of every module that comes after it, to look for its own switches.
    _load(_FIRST)
    known = None
    if not (wants_set_up or config.is_rehearsal):
        known = _known(config, is_full_screen=is_full_screen)
    if known is None:
        _load(_STATION)
    from PySide6.QtWidgets import QApplication

    app = QApplication(["kiosk"])
    sight = None
    if known is not None:
        sight = _first_sight(config, known)
    if sight is not None:
        from kiosk.app.first_loop import answer_while

        answer_while(_load_the_rest, after=sight.seen.connect)
        if sight.is_closed:
            return 0
        if known is not None and known.is_in_latin:
            load_other_fonts()
    from kiosk.app.logs import log_what_nobody_caught, start_logs

    start_logs(config.data)
    log_what_nobody_caught()
    if sight is None:
        fonts = _loading_fonts(FONT_FILES)
        _load(_SCREENS)
        fonts.join()
    gc.enable()
    return _stay_open(config, app, sight, is_full_screen=is_full_screen, wants_set_up=wants_set_up)


def _known(config: Config, *, is_full_screen: bool) -> "KnownStart | None":
    from kiosk.app.known_start import known_start
    from kiosk.storage.data_folder import DataFolder

    return known_start(DataFolder(config.data), datetime.now(UTC), is_full_screen=is_full_screen)


def _first_sight(config: Config, known: "KnownStart") -> "FirstSight | None":
    """The first screen; None where it has a mistake, which must not be what keeps the station shut."""
    try:
        # Other scripts' fonts come when the screen is there, if no name on it is in need of them.
        fonts = _loading_fonts(LATIN_FILES if known.is_in_latin else FONT_FILES)
        from kiosk.ui.first_sight import FirstSight

        fonts.join()
        sight = FirstSight(known.view(datetime.now(UTC)), known.options)
        sight.open()
    except Exception:
        import logging

        from kiosk.app.logs import start_logs

        start_logs(config.data)
        logging.getLogger(__name__).exception("a bug at first sight")
        return None
    return sight


def load_other_fonts() -> None:
    """Every script but Latin, when words have been drawn already.

    WORKAROUND: on the screens' own thread, because Qt forgets what it knows of fonts (here: that nobody has an Arabic letter)
    only on the thread that adds one.
    """
    from kiosk.ui.fonts import load_fonts

    load_fonts(OTHER_FILES)


def _loading_fonts(files: Sequence[Path]) -> Thread:
    """Reads font files on another thread, while modules load on this one; to be joined."""
    from kiosk.ui.fonts import load_fonts

    thread = Thread(target=load_fonts, args=(files,), name="kiosk-fonts")
    thread.start()
    return thread


def _stay_open(
    config: Config, app: "QApplication", sight: "FirstSight | None", *, is_full_screen: bool, wants_set_up: bool
) -> int:
    from kiosk.app.always_open import keep_open
    from kiosk.app.awake import screen_awake
    from kiosk.app.loop import run
    from kiosk.domain.problems import Problem
    from kiosk.ui.set_up.ending import Ending

    try:
        with screen_awake():
            ending = run(keep_open(config, is_full_screen=is_full_screen, wants_set_up=wants_set_up, sight=sight), app)
    except Problem as problem:
        from kiosk.app.answers import say_problem, terminal_words

        say_problem(problem, wants_json=config.wants_json, words=terminal_words())
        return problem.exit_code
    if ending is Ending.NEW_PROGRAM:
        # In place of this process, so that whoever watches over it goes on watching.
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    return 0


def _load_the_rest() -> None:
    # What cannot be loaded is said where it is used.
    with suppress(ImportError):
        _load((*_STATION, *_SCREENS))


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        import_module(name)
