"""``kiosk set-up``: guided in a window, or the whole of it from a file; where there is no screen, how far it is."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer, refuse_rehearsal
from kiosk.app.commands.sign_in import asked_secret
from kiosk.app.commands.text_files import TEXT_FILE, read_text
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.opening import run_screens
from kiosk.app.printing import ready_to_draw
from kiosk.app.screen_here import has_screen
from kiosk.app.scripted_set_up import Questions, Script, StepDone, read_script, run_script
from kiosk.app.set_up import set_up_of
from kiosk.domain.problems import SignedOut
from kiosk.services.set_up_ports import ChurchSource, Progress, SetUpStep
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.fresh_start import prepare_fresh_start
from kiosk.storage.restoring import Restoring
from kiosk.words.set_up import ASK_PIN, NEXT_STEP, READY, SAMPLE_GOES, STEP_IS_DONE, STEP_WAITS, STEPS
from kiosk.words.sign_in import ASK_APP_ID

ADMIN_PIN = "KIOSK_ADMIN_PIN"


def _questions() -> Questions:
    words, is_somebody_there = terminal_words(), sys.stdin.isatty()

    def token() -> tuple[str, str] | None:
        if not is_somebody_there:
            return None
        return str(click.prompt(words.say(ASK_APP_ID), err=True)), asked_secret(words)

    def pin() -> str | None:
        given = os.environ.get(ADMIN_PIN)
        if given or not is_somebody_there:
            return given or None
        return str(click.prompt(words.say(ASK_PIN), hide_input=True, confirmation_prompt=True, err=True))

    return Questions(token, pin)


@click.command("set-up")
@click.option(
    "--from",
    "file",
    metavar="FILE",
    type=TEXT_FILE,
    help="A file of settings with a [set_up] table; it may be run again.",
)
@click.option("--windowed", is_flag=True, help="In a window instead of the whole screen.")
@click.pass_context
def set_up(context: click.Context, file: Path | None, windowed: bool) -> None:
    """Set this station up, on the screen or from a file; where there is no screen, say how far it is."""
    config = context.obj
    assert isinstance(config, Config)
    refuse_rehearsal(config)
    if file is None and not config.wants_json and has_screen():
        context.exit(run_screens(config, is_full_screen=not windowed, wants_set_up=True))

    async def work() -> None:
        if file is None:
            await _say_progress(config)
            return
        script = read_script(await read_text(file), file.name)
        await _leave_sample(config, script)
        if script.wants_test_label:
            ready_to_draw()
        async with opened(config) as church:
            given = set_up_of(church)
            steps = await run_script(given, script, _questions())
            progress = await given.progress()
        _say_steps(config, steps, progress)

    answer(config, work)


@contextmanager
def _may_be_missing(somebody_can_be_asked: bool) -> Iterator[None]:
    """A sign-in that is not there yet is no trouble where somebody can be asked for it."""
    try:
        yield
    except SignedOut as problem:
        if problem.details.get("code") != "missing" or not somebody_can_be_asked:
            raise


async def _leave_sample(config: Config, script: Script) -> None:
    """A station that tried the sample church gets a file of its own before the church's people come."""
    async with opened(config) as church:
        given = set_up_of(church)
        if (await given.progress()).source is not ChurchSource.SAMPLE or script.source is ChurchSource.SAMPLE:
            return
        with _may_be_missing(sys.stdin.isatty() or script.source is ChurchSource.OWN):
            await given.sign_in_desk.look()
    folder = DataFolder(config.data)

    def leave() -> None:
        with folder.station_claim():
            prepare_fresh_start(folder)
            Restoring(folder).finish()

    await asyncio.to_thread(leave)
    if not config.wants_json:
        click.echo(terminal_words().say(SAMPLE_GOES))


async def _say_progress(config: Config) -> None:
    async with opened(config) as church:
        progress = await set_up_of(church).progress()
    if config.wants_json:
        say_document(_document((), progress))
        return
    words = terminal_words()
    for step in SetUpStep:
        message = STEP_IS_DONE if step in progress.done else STEP_WAITS
        click.echo(words.say(message, step=words.say(STEPS[step.value])))
    if progress.next is not None and not progress.is_finished:
        click.echo(words.say(NEXT_STEP, step=words.say(STEPS[progress.next.value])))
    else:
        click.echo(words.say(READY))


def _say_steps(config: Config, steps: tuple[StepDone, ...], progress: Progress) -> None:
    if config.wants_json:
        say_document(_document(steps, progress))
        return
    words = terminal_words()
    for one in steps:
        click.echo(f"{words.say(STEPS[one.step.value])}: {one.sentence}")
    if progress.is_finished:
        click.echo(words.say(READY))


def _document(steps: tuple[StepDone, ...], progress: Progress) -> dict[str, object]:
    return {
        "steps": [{"name": one.step.value, "state": one.state, "sentence": one.sentence} for one in steps],
        "done": [step.value for step in SetUpStep if step in progress.done],
        "next": progress.next.value if progress.next else None,
        "ready": progress.is_finished,
    }
