"""``kiosk new-pin NAME``: the way back in when an admin's PIN is forgotten, for whoever has this computer's command line."""

import os
import sys

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.commands.set_up import ADMIN_PIN
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.domain.ids import StaffId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import PinNotAccepted
from kiosk.services.staff import Staff
from kiosk.words.set_up import ADMIN_MADE, ASK_NEW_PIN, PIN_CHANGED

COMMAND_LINE = StaffMember(StaffId("command-line"), "", Role.ADMIN)
"""Who does it, in the audit: nobody with a PIN."""


def _asked_pin() -> str:
    given = os.environ.get(ADMIN_PIN)
    if given:
        return given
    if not sys.stdin.isatty():
        raise PinNotAccepted()
    return str(click.prompt(terminal_words().say(ASK_NEW_PIN), hide_input=True, confirmation_prompt=True, err=True))


async def _given(staff: Staff, name: str, pin: str) -> tuple[StaffMember, bool]:
    """Who has the PIN now, and whether they were there before."""
    wanted = " ".join(name.split()).casefold()
    for member in await staff.everyone():
        if member.name.casefold() == wanted:
            return await staff.change(COMMAND_LINE, member.id, role=Role.ADMIN, pin=pin), True
    if not await staff.members():
        return await staff.add_first(name, pin), False
    return await staff.add(COMMAND_LINE, name, Role.ADMIN, pin), False


@click.command("new-pin")
@click.argument("name")
@click.pass_obj
def new_pin(config: Config, name: str) -> None:
    """Give NAME a new PIN as admin. It is asked for, or stands in KIOSK_ADMIN_PIN; the audit says that it was done here."""

    async def work() -> None:
        async with opened(config) as church:
            member, was_there = await _given(church.volunteers.staff, name, _asked_pin())
        if config.wants_json:
            say_document({"staff": member.id, "name": member.name, "existing": was_there})
        else:
            click.echo(terminal_words().say(PIN_CHANGED if was_there else ADMIN_MADE, name=member.name))

    answer(config, work)
