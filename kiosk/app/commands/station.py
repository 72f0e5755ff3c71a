"""``kiosk`` without a command: the station."""

import click

from kiosk.app.answers import say_problem
from kiosk.app.config import Config
from kiosk.app.logs import log_what_nobody_caught, start_logs
from kiosk.domain.problems import Problem
from kiosk.words import Words


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
    from PySide6.QtWidgets import QApplication

    from kiosk.app.always_open import keep_open
    from kiosk.app.awake import screen_awake
    from kiosk.app.loop import run
    from kiosk.ui.fonts import load_fonts

    app = QApplication(["kiosk"])
    load_fonts()
    try:
        with screen_awake():
            run(keep_open(config, is_full_screen=is_full_screen, wants_set_up=wants_set_up), app)
    except Problem as problem:
        say_problem(problem, wants_json=config.wants_json, words=Words())
        context.exit(problem.exit_code)
