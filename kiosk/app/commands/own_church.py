"""``kiosk own-church NAME --time-zone ZONE``: begin without Planning Center; an admin makes events, times and rooms at the station."""

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.record_desks import local_programs_of
from kiosk.words.admin_local import CHURCH_MADE


@click.command("own-church")
@click.argument("name")
@click.option("--time-zone", required=True, help="Such as America/Chicago.")
@click.pass_obj
def own_church(config: Config, name: str, time_zone: str) -> None:
    """Name a church that runs without Planning Center. Counts only until a sign-in brings Planning Center's."""

    async def work() -> None:
        async with opened(config) as church:
            await local_programs_of(church).begin(None, name, time_zone)
            organization = await church.schedule.organization()
        called = organization.name if organization is not None else name
        if config.wants_json:
            say_document({"church": called, "time_zone": organization.time_zone if organization else time_zone})
        else:
            click.echo(terminal_words().say(CHURCH_MADE, name=called))

    answer(config, work)
