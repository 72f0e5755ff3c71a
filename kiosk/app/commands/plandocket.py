"""``kiosk plandocket``: a one-way copy of check-ins for events that are kept there."""

import csv
import sys
from datetime import timedelta
from pathlib import Path

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer, refuse_rehearsal
from kiosk.app.commands.text_files import TEXT_FILE, read_text
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.mirroring import PlanDocketAccess, copy_now, mirror_book, plandocket_keys
from kiosk.app.mirroring import plandocket as connected
from kiosk.bridges.plandocket import base_url_of, key_of
from kiosk.domain.problems import NotKnown, SettingNotValid
from kiosk.storage.mirror_store import LOOKS_BACK
from kiosk.words import commands, later
from kiosk.words import plandocket as said

LOOKS_AHEAD = timedelta(days=400)


@click.group("plandocket")
@click.pass_context
def plandocket(context: click.Context) -> None:
    """Copy check-ins to PlanDocket, one way; what is recorded here stays the only record."""
    refuse_rehearsal(context.obj)


@plandocket.command("connect")
@click.argument("address")
@click.option("--in-file", is_flag=True, help="Keep the key in a private file of the data folder, not the keyring.")
@click.pass_obj
def connect(config: Config, address: str, in_file: bool) -> None:
    """Keep the key for a tenant's ADDRESS. The key is asked for, or read from standard input."""

    async def work() -> None:
        words, url = terminal_words(), base_url_of(address)
        if sys.stdin.isatty():
            key = str(click.prompt(words.say(said.ASK_KEY), hide_input=True, err=True))
        else:
            key = sys.stdin.readline().strip()
        async with opened(config) as church:
            await plandocket_keys(church.folder).keep(PlanDocketAccess(url, key_of(key)), in_file=in_file)
            await mirror_book(church).try_again()
        if config.wants_json:
            say_document({"url": url})
        else:
            click.echo(words.say(said.CONNECTED, url=url))

    answer(config, work)


@plandocket.command("disconnect")
@click.pass_obj
def disconnect(config: Config) -> None:
    """Forget the key; copies stay there."""

    async def work() -> None:
        async with opened(config) as church:
            await plandocket_keys(church.folder).forget()
        if config.wants_json:
            say_document({"url": ""})
        else:
            click.echo(terminal_words().say(said.DISCONNECTED))

    answer(config, work)


@plandocket.command("tie")
@click.argument("subject", metavar="EVENT")
@click.argument("event_key", required=False, default="")
@click.pass_obj
def tie(config: Config, subject: str, event_key: str) -> None:
    """Copy check-ins of EVENT (an event's id, or an event time's) as EVENT_KEY from now on; without a key: no more."""

    async def work() -> None:
        words = terminal_words()
        async with opened(config) as church:
            now = church.clock.now()
            known = {str(event.id) for event in await church.schedule.events()}
            known |= {str(time.id) for time in await church.schedule.event_times(now - LOOKS_BACK, now + LOOKS_AHEAD)}
            if event_key and subject not in known:
                raise NotKnown(event=subject)
            await mirror_book(church).tie(subject, event_key, church.clock.now())
        if config.wants_json:
            say_document({"subject": subject, "event_key": event_key or None})
        else:
            sentence = said.TIED if event_key else said.UNTIED
            click.echo(words.say(sentence, subject=subject, event_key=event_key))

    answer(config, work)


@plandocket.command("people")
@click.argument("file", type=TEXT_FILE)
@click.pass_obj
def people(config: Config, file: Path) -> None:
    """Take over who is who from a CSV FILE: person id, participant number. Others are named by their pass's code."""

    async def work() -> None:
        named = read_participants(await read_text(file))
        async with opened(config) as church:
            await mirror_book(church).name(named)
        if config.wants_json:
            say_document({"named": len(named)})
        else:
            click.echo(terminal_words().count(said.NAMED, len(named)))

    answer(config, work)


@plandocket.command("send")
@click.pass_obj
def send(config: Config) -> None:
    """Copy what waits now; a running station does so by itself."""

    async def work() -> None:
        words = terminal_words()
        async with opened(config) as church:
            report = await copy_now(church)
        if config.wants_json:
            say_document({"sent": report.sent, "unnamed": report.unnamed, "refused": report.refused})
            return
        click.echo(words.count(said.SENT, report.sent))
        if report.unnamed:
            click.echo(words.count(said.UNNAMED, report.unnamed))
        if report.refused:
            click.echo(words.count(said.REFUSED, report.refused))

    answer(config, work)


@plandocket.command("stats")
@click.argument("event_key")
@click.pass_obj
def stats(config: Config, event_key: str) -> None:
    """What should stand there for EVENT_KEY, what does, and PlanDocket's own count."""

    async def work() -> None:
        async with opened(config) as church:
            wanted = await mirror_book(church).wanted(event_key)
            async with connected(church) as there:
                rows = await there.of_event(event_key)
                counted = await there.stats(event_key)
        found = {"in": sum(not row.has_left for row in rows), "out": sum(row.has_left for row in rows)}
        if config.wants_json:
            say_document({"here": wanted, "there": found, "stats": dict(counted)})
            return
        words = terminal_words()
        for sentence, counts in ((commands.HERE_AND_LEFT, wanted), (commands.THERE_AND_LEFT, found)):
            click.echo(words.say(sentence, inside=counts["in"], left=counts["out"]))
        for name, value in counted.items():
            click.echo(f"{name}: {value}")

    answer(config, work)


def read_participants(text: str) -> dict[str, int]:
    """Participants' numbers by person id; a heading is skipped. Raises SettingNotValid naming the line."""
    found: dict[str, int] = {}
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and not cells[-1].isdecimal()):
            continue
        if len(cells) != 2 or not cells[0] or not (cells[1].isascii() and cells[1].isdecimal()) or len(cells[1]) > 18:
            raise SettingNotValid(sentence=later(said.LINE_NOT_VALID, line=number))
        found[cells[0]] = int(cells[1])
    return found
