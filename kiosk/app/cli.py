"""The command line: the same services as the station's, for admins and for tests (product.md section 12)."""

import asyncio
import importlib
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import NoReturn
from urllib.parse import urlsplit

import click

from kiosk.app.answers import say_problem, terminal_words
from kiosk.app.config import Config, config_from
from kiosk.app.logs import start_logs
from kiosk.app.screen_here import can_show_windows
from kiosk.domain.problems import Problem

log = logging.getLogger(__name__)

COMMANDS = {
    "station": "kiosk.app.commands.station:station",
    "demo": "kiosk.app.commands.demo:demo",
    "set-up": "kiosk.app.commands.set_up:set_up",
    "settings": "kiosk.app.commands.settings:settings",
    "new-pin": "kiosk.app.commands.new_pin:new_pin",
    "sign-in": "kiosk.app.commands.sign_in:sign_in",
    "sign-out": "kiosk.app.commands.sign_in:sign_out",
    "sync": "kiosk.app.commands.sync:sync",
    "status": "kiosk.app.commands.status:status",
    "way": "kiosk.app.commands.way:way",
    "changes": "kiosk.app.commands.changes:changes",
    "find": "kiosk.app.commands.find:find",
    "explain": "kiosk.app.commands.explain:explain",
    "preview": "kiosk.app.commands.preview:preview",
    "groups": "kiosk.app.commands.groups:groups",
    "own-church": "kiosk.app.commands.own_church:own_church",
    "check-in": "kiosk.app.commands.check_in:check_in",
    "check-out": "kiosk.app.commands.check_out:check_out",
    "roster": "kiosk.app.commands.roster:roster",
    "pick-up": "kiosk.app.commands.pick_up:pick_up",
    "export": "kiosk.app.commands.export:export",
    "stats": "kiosk.app.commands.stats:stats",
    "labels": "kiosk.app.commands.labels:labels",
    "print": "kiosk.app.commands.labels:print_",
    "rehearsal": "kiosk.app.commands.rehearsal:rehearsal",
    "doctor": "kiosk.app.commands.doctor:doctor",
    "webhooks": "kiosk.app.commands.webhooks:webhooks",
    "plandocket": "kiosk.app.commands.plandocket:plandocket",
    "backup": "kiosk.app.commands.backup:backup",
    "restore": "kiosk.app.commands.backup:restore",
}
"""Each command's name and home, imported when it is asked for."""

_FLAGS = frozenset({"--json", "--rehearsal"})
_WITH_VALUE = frozenset({"--data"})
BUG_EXIT_CODE = 1
NOBODY_LISTENS_EXIT_CODE = 141
"""As the shell says it of a program that a closed pipe has ended."""


class Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        home = COMMANDS.get(cmd_name)
        if home is None:
            return None
        module, _, name = home.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", metavar="DIR", help="The data folder (default: the platform's).")
@click.option("--rehearsal", is_flag=True, help="Work on a copy of the data that is thrown away afterwards.")
@click.option("--json", "wants_json", is_flag=True, help="Answer with one JSON document.")
@click.pass_context
def kiosk(context: click.Context, data: str | None, rehearsal: bool, wants_json: bool) -> None:
    """Check families in, print their labels, hand children back. Without a command: open the station."""
    context.obj = config_from(data=data, rehearsal=rehearsal, wants_json=wants_json)
    try:
        urlsplit(context.obj.base_url)
    except ValueError:
        raise click.UsageError(
            "KIOSK_PCO_BASE_URL is no address such as https://api.planningcenteronline.com"
        ) from None
    if context.invoked_subcommand is None:
        context.invoke(Commands.get_command(context.command, context, "station"))  # type: ignore[arg-type]


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with the common options in front, wherever they were written."""
    common: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word in _FLAGS or (word.partition("=")[0] in _WITH_VALUE and "=" in word):
            common.append(word)
        elif word in _WITH_VALUE and waiting:
            common += [word, waiting.pop(0)]
        else:
            rest.append(word)
    return common + rest


def refuse_rehearsal(config: Config) -> None:
    """For a command that talks to others, or works on what a rehearsal has no copy of. Raises click.UsageError in a rehearsal."""
    if config.is_rehearsal:
        raise click.UsageError(
            "a rehearsal talks to nobody and leaves what is real alone; call this without --rehearsal"
        )


def must_show_windows() -> None:
    """Raises click.UsageError where there is nothing to show the station on."""
    if not can_show_windows():
        raise click.UsageError(
            "There is no screen here to show the station on. Start it on a desktop, or with “cage -- kiosk”;"
            " “kiosk demo --headless DIR” draws pictures instead."
        )


def answer(config: Config, work: Callable[[], Awaitable[int | None]]) -> NoReturn:
    """Run one command's work and leave with its exit code; a problem is said and leaves with its own."""
    start_logs(None)
    words = terminal_words()
    try:
        code = asyncio.run(_finished(work))
    except Problem as problem:
        say_problem(problem, wants_json=config.wants_json, words=words)
        sys.exit(problem.exit_code)
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
    except click.ClickException:
        raise
    except BrokenPipeError:
        # Whoever read the answer has heard enough, such as ``head``.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOBODY_LISTENS_EXIT_CODE)
    except Exception:
        log.exception("a command failed")
        say_problem(Problem(), wants_json=config.wants_json, words=words)
        sys.exit(BUG_EXIT_CODE)
    sys.exit(code or 0)


async def _finished(work: Callable[[], Awaitable[int | None]]) -> int | None:
    return await work()


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point of the ``kiosk`` command."""
    kiosk.main(args=hoisted(sys.argv[1:] if arguments is None else arguments), prog_name="kiosk")
