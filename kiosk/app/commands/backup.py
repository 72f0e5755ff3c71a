"""``kiosk backup FILE`` and ``kiosk restore FILE``: a consistent, verified copy, and back again after a look inside."""

import asyncio
import sys
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer, refuse_rehearsal
from kiosk.app.clock import MachineClock
from kiosk.app.config import Config
from kiosk.app.moments import in_zone
from kiosk.services.backup import Backups, Contents, Preview
from kiosk.storage.backups import BackupFiles
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.restoring import Restoring, restore_now
from kiosk.words import Words
from kiosk.words.upkeep import (
    BACKUP_HOLDS,
    BACKUP_IS_EMPTY,
    BACKUP_LAST_FACT,
    BACKUP_MADE,
    BACKUP_NO_CHURCH,
    FACTS_LEFT_BEHIND,
    NOTHING_CHANGED,
    RESTORE_ASK,
    RESTORE_DONE,
    RESTORE_SET_ASIDE,
)

_file = click.Path(dir_okay=False, path_type=Path)


def _document(contents: Contents) -> object:
    zone = ZoneInfo(contents.zone) if contents.zone else UTC
    return in_zone(
        {
            "church": contents.church,
            "station": contents.station,
            "people": contents.people,
            "households": contents.households,
            "facts": contents.facts,
            "check_ins": contents.check_ins,
            "inside": contents.inside,
            "newest_fact_at": contents.newest_fact_at,
            "pulled_at": contents.pulled_at,
        },
        zone,
    )


def _sentences(contents: Contents, words: Words) -> tuple[str, ...]:
    holds = words.say(
        BACKUP_HOLDS,
        church=contents.church or words.say(BACKUP_NO_CHURCH),
        people=contents.people,
        households=contents.households,
        check_ins=contents.check_ins,
    )
    if contents.newest_fact_at is None:
        return holds, words.say(BACKUP_IS_EMPTY)
    zone = ZoneInfo(contents.zone) if contents.zone else UTC
    moment = contents.newest_fact_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return holds, words.say(BACKUP_LAST_FACT, moment=moment)


@click.command("backup")
@click.argument("file", type=_file)
@click.pass_obj
def backup(config: Config, file: Path) -> None:
    """Write a consistent, verified copy of the data to FILE, also while a station runs."""
    refuse_rehearsal(config)

    async def work() -> None:
        backups = Backups(BackupFiles(DataFolder(config.data)), MachineClock())
        made = await backups.make_at(file)
        contents = await backups.contents(file)
        if config.wants_json:
            say_document({"file": str(made.path), "bytes": made.size_bytes, "contents": _document(contents)})
            return
        words = terminal_words()
        click.echo(words.say(BACKUP_MADE, file=made.path))
        for line in _sentences(contents, words):
            click.echo(line)

    answer(config, work)


@click.command("restore")
@click.argument("file", type=_file)
@click.option("--preview", "only_looks", is_flag=True, help="Only say what is inside.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore(config: Config, file: Path, only_looks: bool, yes: bool) -> None:
    """Bring a backup back. What is there now is set aside, never deleted. Close the station first."""
    refuse_rehearsal(config)

    async def work() -> None:
        folder, words = DataFolder(config.data), terminal_words()
        preview = await asyncio.to_thread(Restoring(folder).preview, file)
        if only_looks and config.wants_json:
            say_document({"contents": _document(preview.contents), "facts_left_behind": preview.facts_left_behind})
            return
        if not config.wants_json:
            _say(preview, words)
        if only_looks:
            return
        is_asked = not (yes or config.wants_json) and sys.stdin.isatty()
        if is_asked and not click.confirm(words.say(RESTORE_ASK)):
            click.echo(words.say(NOTHING_CHANGED))
            return
        done = await asyncio.to_thread(restore_now, folder, file)
        if config.wants_json:
            say_document(
                {
                    "restored": _document(done.contents),
                    "facts_left_behind": done.facts_left_behind,
                    "set_aside": str(done.set_aside) if done.set_aside else None,
                }
            )
            return
        click.echo(words.say(RESTORE_DONE))
        if done.set_aside:
            click.echo(words.say(RESTORE_SET_ASIDE, file=done.set_aside))

    answer(config, work)


def _say(preview: Preview, words: Words) -> None:
    for line in _sentences(preview.contents, words):
        click.echo(line)
    if preview.facts_left_behind:
        click.echo(words.count(FACTS_LEFT_BEHIND, preview.facts_left_behind))
