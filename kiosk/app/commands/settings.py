"""``kiosk settings``: every setting with its sentence, written to a file and taken from one."""

from pathlib import Path

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.commands.text_files import TEXT_FILE, put_out, read_text
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.services.settings_desk import Change
from kiosk.words.set_up import SETTINGS_ARE_SO, SETTINGS_TAKEN


@click.group("settings")
def settings() -> None:
    """The settings of this station, its events and its rooms, as a file."""


@settings.command("export")
@click.argument("file", type=TEXT_FILE, required=False)
@click.option("--template", "is_template", is_flag=True, help="Without what belongs to one station alone.")
@click.pass_obj
def export(config: Config, file: Path | None, is_template: bool) -> None:
    """Write all settings to FILE, or to standard output; never a secret."""

    async def work() -> None:
        async with opened(config) as church:
            text = await church.settings_desk().exported(is_template=is_template)
        await put_out(config, text, file)

    answer(config, work)


@settings.command("import")
@click.argument("file", type=TEXT_FILE)
@click.option("--preview", "only_looks", is_flag=True, help="Only say what would change.")
@click.pass_obj
def import_(config: Config, file: Path, only_looks: bool) -> None:
    """Take over what FILE says; a running station follows at once."""

    async def work() -> None:
        text = await read_text(file)
        async with opened(config) as church:
            desk = church.settings_desk()
            if only_looks:
                changes = await desk.would_change(text, file.name)
            else:
                changes = await desk.import_file(None, text, file.name)
        if config.wants_json:
            say_document({"changes": [_document(change) for change in changes]})
            return
        for change in changes:
            click.echo(f"{' '.join((change.part, change.of, change.key)).strip()}: {change.was} → {change.now}")
        words = terminal_words()
        click.echo(words.count(SETTINGS_TAKEN, len(changes)) if changes else words.say(SETTINGS_ARE_SO))

    answer(config, work)


def _document(change: Change) -> dict[str, object]:
    return {"part": change.part, "of": change.of, "key": change.key, "was": change.was, "now": change.now}
