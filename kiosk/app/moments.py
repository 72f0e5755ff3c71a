"""Moments as people type them: ISO 8601, the church's time unless they say otherwise."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])
_YEARS = range(1900, 3000)
"""Within these there is a week before and after every moment, whatever the zone."""


def typed_moment(text: str) -> datetime:
    """The moment a text means, without a zone if it names none. Raises click.BadParameter."""
    wrong = click.BadParameter(f"{text!r} is not a time such as 2026-09-13T08:10", param_hint="--at")
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise wrong from error
    if moment.year not in _YEARS:
        raise wrong
    return moment


def church_moment(typed: datetime, zone: tzinfo) -> datetime:
    """The moment in UTC, a naive one read on the church's clock."""
    return (typed if typed.tzinfo else typed.replace(tzinfo=zone)).astimezone(UTC)


def moment_option(command: F) -> F:
    """The option that moves the clock of one command."""

    def checked(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
        return None if value is None else typed_moment(value)

    return click.option(
        "--at",
        metavar="TIME",
        callback=checked,
        help="Act as if it were this time (the church's, unless it has an offset).",
    )(command)


def in_zone(value: object, zone: tzinfo) -> object:
    """The same document with every moment in the church's zone."""
    match value:
        case datetime():
            return value.astimezone(zone)
        case Mapping():
            return {key: in_zone(item, zone) for key, item in value.items()}
        case list() | tuple():
            return [in_zone(item, zone) for item in value]
        case _:
            return value
