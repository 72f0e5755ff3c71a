"""``kiosk webhooks``: receive what Planning Center tells of its changes, where a church has a public address."""

import asyncio
import signal
from urllib.parse import urlsplit

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer, refuse_rehearsal
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.webhooks import end_subscriptions, receiver, resumed, subscriptions, webhook_secrets
from kiosk.bridges.webhook_door import DEFAULT_PATH
from kiosk.domain.problems import SettingNotValid
from kiosk.storage.hint_store import SqliteHints
from kiosk.words import Words
from kiosk.words import webhooks as said


@click.group("webhooks", invoke_without_command=True)
@click.option("--listen", "address", metavar="ADDR", help="Receive at HOST:PORT, or at a port of this computer alone.")
@click.option("--path", default=DEFAULT_PATH, show_default=True, help="The address below it.")
@click.pass_context
def webhooks(context: click.Context, address: str | None, path: str) -> None:
    """Be told of changes by Planning Center, instead of asking every few minutes."""
    refuse_rehearsal(context.obj)
    if context.invoked_subcommand is not None:
        return
    if address is None:
        click.echo(context.get_help())
        return
    answer(context.obj, lambda: _listen(context.obj, address, path))


async def _listen(config: Config, address: str, path: str) -> None:
    words = terminal_words()
    if not path.startswith("/"):
        raise SettingNotValid(sentence=words.say(said.PATH_NOT_VALID, path=path))
    async with opened(config) as church:
        if not await webhook_secrets(church.folder).good_now():
            raise SettingNotValid(sentence=words.say(said.NO_SECRETS))
        async with receiver(church, address, path) as where:
            if config.wants_json:
                say_document({"address": where, "path": path})
            else:
                click.echo(words.say(said.LISTENING, address=where, path=path))
            await _until_told_to_stop()


async def _until_told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            # Windows has none: Ctrl+C interrupts the loop there.
            continue
    await stop.wait()


def _checked(url: str, words: Words) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise SettingNotValid(sentence=words.say(said.URL_NOT_VALID)) from None
    is_ours = parts.hostname in ("localhost", "127.0.0.1") and parts.scheme == "http"
    if not parts.hostname or (parts.scheme != "https" and not is_ours):
        raise SettingNotValid(sentence=words.say(said.URL_NOT_VALID))
    return url


@webhooks.command("subscribe")
@click.argument("url")
@click.option("--in-file", is_flag=True, help="Keep the secrets in a private file of the data folder, not the keyring.")
@click.pass_obj
def subscribe(config: Config, url: str, in_file: bool) -> None:
    """Let Planning Center deliver to the public address URL; may be repeated at any time."""

    async def work() -> None:
        words = terminal_words()
        async with opened(config) as church:
            hints = SqliteHints(church.database)
            before = await hints.url()
            async with subscriptions(church, _checked(url, words)) as ours:
                standing = await ours.subscribe(in_file=in_file or None)
            if before not in ("", url):
                # Nobody is there any more; each would be tried for days, and mailed about.
                async with subscriptions(church, before) as theirs:
                    await theirs.unsubscribe()
            # Last: whoever was interrupted says it again, and still knows where it was.
            await hints.keep_url(url)
        if config.wants_json:
            say_document({"url": url, "active": standing.active, "resumed": standing.resumed})
            return
        click.echo(words.count(said.SUBSCRIBED, standing.active, url=url))

    answer(config, work)


@webhooks.command("list")
@click.pass_obj
def list_(config: Config) -> None:
    """How the subscriptions stand; one that Planning Center stopped is woken, and what it missed is brought here."""

    async def work() -> None:
        words = terminal_words()
        async with opened(config) as church:
            url = await SqliteHints(church.database).url()
            async with subscriptions(church, url) as ours:
                before = await ours.standing()
            if url and before.inactive:
                await resumed(church, url)
            counts = await SqliteHints(church.database).counts()
        if config.wants_json:
            say_document(
                {
                    "url": url,
                    "active": before.active,
                    "missing": list(before.missing),
                    "inactive": list(before.inactive),
                    "deliveries": counts,
                }
            )
            return
        click.echo(words.count(said.SUBSCRIBED, before.active, url=url) if url else words.say(said.NOT_SUBSCRIBED))
        for name in before.missing if url else ():
            click.echo(words.say(said.SUBSCRIPTION_MISSING, name=name))
        for name in before.inactive if url else ():
            click.echo(words.say(said.SUBSCRIPTION_WOKEN, name=name))
        if url and before.inactive:
            click.echo(words.say(said.GAP_PULLED))

    answer(config, work)


@webhooks.command("rotate")
@click.pass_obj
def rotate(config: Config) -> None:
    """Give every subscription a new secret; the one before is good for what is under way."""

    async def work() -> None:
        async with opened(config) as church:
            async with subscriptions(church, await SqliteHints(church.database).url()) as ours:
                count = await ours.rotate()
        if config.wants_json:
            say_document({"rotated": count})
        else:
            click.echo(terminal_words().count(said.ROTATED, count))

    answer(config, work)


@webhooks.command("unsubscribe")
@click.pass_obj
def unsubscribe(config: Config) -> None:
    """End every subscription for the address, and forget the secrets."""

    async def work() -> None:
        async with opened(config) as church:
            count = await end_subscriptions(church)
        if config.wants_json:
            say_document({"ended": count})
        else:
            click.echo(terminal_words().count(said.UNSUBSCRIBED, count))

    answer(config, work)
