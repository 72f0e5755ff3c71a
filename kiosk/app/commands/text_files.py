"""Text files that an admin names on the command line: read whole, or written in place of standard output."""

import asyncio
from pathlib import Path

import click

from kiosk.app.answers import say_document
from kiosk.app.config import Config
from kiosk.domain.problems import NotKnown
from kiosk.storage.copying import problems_of_a_copy

TEXT_FILE = click.Path(dir_okay=False, path_type=Path)


async def read_text(file: Path) -> str:
    """What a file says, without the mark that some editors begin it with. Raises NotKnown for none, click.BadParameter for no text."""
    try:
        return await asyncio.to_thread(file.read_text, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.BadParameter("is not a text file in UTF-8", param_hint="FILE") from error
    except OSError as error:
        raise NotKnown(file=str(file)) from error


async def put_out(config: Config, text: str, file: Path | None) -> None:
    """Write a text to a file, or to standard output, there as a document if one is wanted. Raises DiskFull, DataFolderReadOnly."""
    if file is None and config.wants_json:
        say_document({"text": text})
        return
    if file is None:
        click.echo(text, nl=False)
        return
    with problems_of_a_copy():
        await asyncio.to_thread(file.write_text, text, encoding="utf-8")
    if config.wants_json:
        say_document({"file": str(file)})
