"""``kiosk rehearsal end``: throw the rehearsal copy away."""

import click

from kiosk.app.answers import say_document
from kiosk.app.cli import answer
from kiosk.app.config import Config
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.rehearsal import Rehearsal


@click.group("rehearsal")
def rehearsal() -> None:
    """The copy that --rehearsal works on."""


@rehearsal.command("end")
@click.pass_obj
def end(config: Config) -> None:
    """Throw the rehearsal copy away; the real data is not touched."""

    async def work() -> None:
        ended = Rehearsal(DataFolder(config.data)).end()
        if config.wants_json:
            say_document({"ended": ended})
        else:
            click.echo("The rehearsal copy is gone." if ended else "There was no rehearsal.")

    answer(config, work)
