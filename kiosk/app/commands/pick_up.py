"""``kiosk pick-up import``: who may and may not collect, from a CSV file."""

from pathlib import Path

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.commands.text_files import TEXT_FILE, read_text
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.services.pick_up_lists import COLUMNS
from kiosk.words import commands as say


@click.group("pick-up")
def pick_up() -> None:
    """Who may and may not collect a child: Planning Center tells no program, so the lists are kept here."""


@pick_up.command("import", help=f"Read a CSV file with the columns {', '.join(COLUMNS)}; may_collect is yes or no.")
@click.argument("file", type=TEXT_FILE)
@click.pass_obj
def import_(config: Config, file: Path) -> None:
    """Read a file into the lists."""

    async def work() -> None:
        text = await read_text(file)
        async with opened(config) as church:
            await church.must_be_set_up()
            done = await church.volunteers.pick_up_lists.import_csv(None, text)
        if config.wants_json:
            left_out = [{"line": line, "what": what} for line, what in done.left_out]
            say_document({"entries": done.entries, "left_out": left_out})
            return
        click.echo(terminal_words().count(say.ENTRIES_TAKEN, done.entries))
        for line, what in done.left_out:
            click.echo(f"{file.name}:{line}: {what}", err=True)

    answer(config, work)
