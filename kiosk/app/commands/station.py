"""``kiosk`` without a command: the station."""

from contextlib import AsyncExitStack

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
    start_logs(config.data)
    log_what_nobody_caught()
    from PySide6.QtWidgets import QApplication

    from kiosk.app.any_station import open_any_station
    from kiosk.app.awake import screen_awake
    from kiosk.app.loop import run
    from kiosk.ui.fonts import load_fonts

    async def work() -> None:
        while True:
            async with AsyncExitStack() as stack:
                running = await open_any_station(stack, config, is_full_screen=not windowed)
                await running.until_closed()
            if not running.wants_restart:
                return

    app = QApplication(["kiosk"])
    load_fonts()
    try:
        with screen_awake():
            run(work(), app)
    except Problem as problem:
        say_problem(problem, wants_json=config.wants_json, words=Words())
        context.exit(problem.exit_code)
