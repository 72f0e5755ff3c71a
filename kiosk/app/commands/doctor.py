"""``kiosk doctor``: how everything is that the station stands on, and what to do about it; and the support bundle."""

import sys
from pathlib import Path

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.bundle import write_bundle
from kiosk.app.cli import answer
from kiosk.app.config import Config
from kiosk.app.doctor import examined, patient_of
from kiosk.app.printing import ready_to_draw
from kiosk.domain.problems import NeedsStaff
from kiosk.services.doctor import Check, Health, in_sum, is_well
from kiosk.words import Words
from kiosk.words.doctor import BUNDLE_WRITTEN

_MARKS = {Health.OK: "✓", Health.WARNING: "!", Health.FAILED: "✗"}
_COLOURS = {Health.OK: "green", Health.WARNING: "yellow", Health.FAILED: "red"}


@click.command("doctor")
@click.option(
    "--bundle",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what a helper far away needs into a ZIP file; it names nobody.",
)
@click.option("--screen-probe", is_flag=True, hidden=True)
@click.pass_obj
def doctor(config: Config, bundle: Path | None, screen_probe: bool) -> None:
    """Look at everything this station stands on. Exit code 0 only if nothing has failed."""
    if screen_probe:
        from kiosk.app.screen_probe import print_screen

        print_screen()
        sys.exit(0)

    async def work() -> int:
        words = terminal_words()
        ready_to_draw()
        async with patient_of(config) as patient:
            checks = await examined(patient, words)
            if bundle is not None:
                await write_bundle(patient.church, checks, config.data, bundle)
        if config.wants_json:
            say_document({"checks": [_document(check) for check in checks]})
        else:
            _say(checks, words)
            if bundle is not None:
                click.echo(words.say(BUNDLE_WRITTEN, file=bundle))
        return 0 if is_well(checks) else NeedsStaff.exit_code

    answer(config, work)


def _document(check: Check) -> dict[str, str]:
    return {"name": check.name, "state": check.health.value, "sentence": check.sentence}


def _say(checks: tuple[Check, ...], words: Words) -> None:
    for check in checks:
        mark = click.style(_MARKS[check.health], fg=_COLOURS[check.health])
        click.echo(f"{mark} {check.name.replace('_', ' '):<12} {check.sentence}")
    click.echo(words.say(in_sum(checks)))
