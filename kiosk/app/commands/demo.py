"""``kiosk demo``: a station on the sample church."""

import os
from contextlib import AsyncExitStack
from pathlib import Path

import click

from kiosk.app.answers import say_document, say_problem, terminal_words
from kiosk.app.cli import must_show_windows
from kiosk.app.config import Config
from kiosk.app.logs import start_logs
from kiosk.domain.problems import Problem
from kiosk.storage.data_folder import translated


@click.command("demo")
@click.option(
    "--headless",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Walk a scripted visit and keep its screens and labels as PNG files in DIR.",
)
@click.option("--station", type=click.Choice(["self", "manned", "roster"]), default="self", show_default=True)
@click.option("--windowed", is_flag=True, help="In a window instead of the whole screen.")
@click.pass_context
def demo(context: click.Context, headless: Path | None, station: str, windowed: bool) -> None:
    """Try a station on the sample church: nothing to set up, nothing is kept."""
    config = context.obj
    assert isinstance(config, Config)
    keeps_data = context.find_root().params.get("data") is not None
    start_logs(None)
    if headless is not None:
        _prepare(context, config, headless)
    else:
        must_show_windows()
    from PySide6.QtWidgets import QApplication

    from kiosk.app.any_station import open_any_station
    from kiosk.app.demo import demo_church, walk
    from kiosk.app.loop import run
    from kiosk.app.staff_walk import walk_as_staff
    from kiosk.app.staffed_station import DEMO_STAFF
    from kiosk.ui.fonts import load_fonts

    async def visit() -> None:
        if headless is None:
            async with demo_church(config, keeps_data=keeps_data, labels=None) as church, AsyncExitStack() as stack:
                running = await open_any_station(stack, church.config, mode=station, is_full_screen=not windowed)
                await running.until_closed()
            return
        async with demo_church(config, keeps_data=keeps_data, labels=headless) as church:
            await (walk(church, headless) if station == "self" else walk_as_staff(church, headless, station))

    pins = ", ".join(f"{pin} ({name}, {role.value})" for name, role, pin in DEMO_STAFF)
    if station != "self":
        click.echo(f"PINs of the demo: {pins}. The Coles are found by name, and so is everybody else.", err=True)
    elif headless is None:
        click.echo("Opening the station. Try the digits 0142, 0133 or 0155.", err=True)
        click.echo(f"F1 leads behind the screen, where an admin closes it, too. PINs: {pins}.", err=True)
    app = QApplication(["kiosk"])
    load_fonts()
    try:
        run(visit(), app)
    except Problem as problem:
        say_problem(problem, wants_json=config.wants_json, words=terminal_words())
        context.exit(problem.exit_code)
    kept = sorted(headless.glob("*.png")) if headless is not None else []
    if config.wants_json:
        say_document({"pictures": [str(path) for path in kept]})
    elif kept:
        click.echo(f"{len(kept)} pictures of screens and labels are in {headless}.")


def _prepare(context: click.Context, config: Config, folder: Path) -> None:
    """Let Qt draw without a screen, into a folder that can be written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = translated(error)
        say_problem(problem, wants_json=config.wants_json, words=terminal_words())
        context.exit(problem.exit_code)
