"""``kiosk station``: what `kiosk` alone does, with the common options wherever they stand."""

import click

from kiosk.app.cli import must_show_windows
from kiosk.app.config import Config
from kiosk.app.opening import run_screens


@click.command("station")
@click.option("--windowed", is_flag=True, help="In a window instead of the whole screen.")
@click.pass_context
def station(context: click.Context, windowed: bool = False) -> None:
    """Open the station of this data folder (what `kiosk` alone does)."""
    config = context.obj
    assert isinstance(config, Config)
    must_show_windows()
    context.exit(run_screens(config, is_full_screen=not windowed))
