"""``kiosk check-out``: hand children back by their code."""

from collections.abc import Sequence
from datetime import datetime

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.moments import in_zone, moment_option
from kiosk.domain.ids import PersonId
from kiosk.domain.problems import AlreadyCheckedOut
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.door_views import OutLine
from kiosk.words import Words
from kiosk.words.door import already_out
from kiosk.words.times import clock_time


def _line(line: OutLine) -> dict[str, object]:
    return {
        "check_in": line.check_in.id,
        "person": {"id": line.person_id, "name": line.name},
        "location": {"id": line.room.location_id, "name": line.room.name},
        "checked_out_at": line.checked_out_at,
        "checked_out_by": line.by or None,
    }


def _said(lines: Sequence[OutLine], words: Words) -> str:
    last = max(lines, key=lambda line: line.checked_out_at)
    return already_out(words, clock_time(words, last.checked_out_at), last.by)


@click.command("check-out")
@click.argument("code")
@click.option("--person", "people", multiple=True, metavar="ID", help="Only this person; may be given several times.")
@click.option("--by", metavar="NAME", default="", help="Who collects: a name, or the id of an adult to choose from.")
@click.option("--override", metavar="WHY", default="", help="A reason to release to somebody who is not authorised.")
@moment_option
@click.pass_obj
def check_out(config: Config, code: str, people: tuple[str, ...], by: str, override: str, at: datetime | None) -> None:
    """Release everyone whom a security code still opens."""
    if at is not None and not config.is_rehearsal:
        raise click.UsageError("--at moves the clock; a command that writes takes it only with --rehearsal")
    request = CheckOutRequest(code, tuple(PersonId(person) for person in dict.fromkeys(people)), by, override)

    async def work() -> None:
        words = terminal_words()
        async with opened(config, at) as church:
            await church.must_be_set_up()
            zone = church.zone
            try:
                done = await church.volunteers.check_out(request)
            except AlreadyCheckedOut as problem:
                lines = problem.details["already_out"]
                assert isinstance(lines, tuple)
                raise AlreadyCheckedOut(
                    sentence=_said(lines, words), already_out=in_zone([_line(line) for line in lines], zone)
                ) from problem
        if config.wants_json:
            document = {
                "security_code": done.security_code,
                "released": [_line(line) for line in done.released],
                "already_out": [_line(line) for line in done.already_out],
            }
            say_document({key: in_zone(value, zone) for key, value in document.items()})
            return
        for line in done.released:
            click.echo(f"{line.name}: {line.room.name}")
        if done.already_out:
            click.echo(_said(done.already_out, words))

    answer(config, work)
