"""``kiosk`` without a command: the station."""

import os
import sys
from importlib import import_module
from threading import Thread

import click

from kiosk.app.answers import say_problem, terminal_words
from kiosk.app.config import Config
from kiosk.app.logs import log_what_nobody_caught, start_logs
from kiosk.domain.problems import Problem

_WITHOUT_QT = (
    "kiosk.app.compose",
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
"""All that a station's first screen needs beside the screen."""


@click.command("station")
@click.option("--windowed", is_flag=True, help="In a window instead of the whole screen.")
@click.pass_context
def station(context: click.Context, windowed: bool = False) -> None:
    """Open the station of this data folder (what `kiosk` alone does)."""
    config = context.obj
    assert isinstance(config, Config)
    run_screens(context, config, is_full_screen=not windowed)


def run_screens(context: click.Context, config: Config, *, is_full_screen: bool, wants_set_up: bool = False) -> None:
    """Show the station, or the set-up, until it is closed."""
    start_logs(config.data)
    log_what_nobody_caught()
    # Before Qt is there: PySide reads the whole source of every module that comes after it, to look for its own switches.
    for name in _WITHOUT_QT:
        import_module(name)
    from PySide6.QtWidgets import QApplication

    from kiosk.ui.fonts import load_fonts

    app = QApplication(["kiosk"])
    # Files are read on another thread while the screens' modules load.
    fonts = Thread(target=load_fonts, name="kiosk-fonts")
    fonts.start()
    from kiosk.app.always_open import keep_open
    from kiosk.app.awake import screen_awake
    from kiosk.app.loop import run
    from kiosk.ui.set_up.ending import Ending

    fonts.join()
    try:
        with screen_awake():
            ending = run(keep_open(config, is_full_screen=is_full_screen, wants_set_up=wants_set_up), app)
    except Problem as problem:
        say_problem(problem, wants_json=config.wants_json, words=terminal_words())
        context.exit(problem.exit_code)
    if ending is Ending.NEW_PROGRAM:
        # In place of this process, so that whoever watches over it goes on watching.
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
