"""``kiosk labels GROUP --to DIR`` and ``kiosk print``: labels as pictures, and what is queued to paper."""

from pathlib import Path

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.printing import keep_labels, ready_to_draw, worker_for
from kiosk.domain.ids import CheckInGroupId
from kiosk.domain.problems import PrinterUnavailable
from kiosk.words import commands as say


@click.command("labels")
@click.argument("group")
@click.option("--to", "folder", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def labels(config: Config, group: str, folder: Path) -> None:
    """The labels of a check-in group as PNG files, drawn as they print."""

    async def work() -> None:
        async with opened(config) as church:
            kept = await keep_labels(church, CheckInGroupId(group.upper()), folder)
        if config.wants_json:
            say_document({"labels": [str(path) for path in kept]})
            return
        for path in kept:
            click.echo(str(path))

    answer(config, work)


@click.command("print")
@click.pass_obj
def print_(config: Config) -> None:
    """Send the labels that are queued; a running station does so by itself."""

    async def work() -> None:
        async with opened(config) as church:
            worker = worker_for(church)
            if worker is not None:
                ready_to_draw()
                ended = dict(await worker.print_pending_once())
            else:
                counts = await church.queue.counts()
                if counts["queued"] or counts["held"]:
                    raise PrinterUnavailable(code="none")
                ended = {}
        if config.wants_json:
            say_document({"print_queue": ended})
            return
        words = terminal_words()
        lines = [
            words.count(say.LABELS[state], count) for state, count in ended.items() if state in say.LABELS and count
        ]
        click.echo("\n".join(lines) or words.say(say.NO_LABEL_WAITS))

    answer(config, work)
