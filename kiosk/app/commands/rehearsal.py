"""``kiosk rehearsal end``: throw the rehearsal copy away."""

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.config import Config
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.rehearsal import Rehearsal
from kiosk.words import commands as say


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
            click.echo(terminal_words().say(say.REHEARSAL_GONE if ended else say.NO_REHEARSAL))

    answer(config, work)
