"""``kiosk export``: attendance for other systems."""

import sys
from datetime import UTC, date, datetime

import click

from kiosk.app.answers import say_document
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.services.export import HEADER, as_csv, as_document


def typed_date(context: click.Context, parameter: click.Parameter, value: str) -> date:
    """The church's date a text means. Raises click.BadParameter."""
    try:
        return datetime.strptime(value.strip(), "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date such as 2026-09-13") from error


@click.group("export")
def export() -> None:
    """Attendance for other systems."""


@export.command(
    "check-ins",
    help="""Every check-in of these dates, one line each.

    Moments are ISO 8601 in the church's time, claims are true or false, what is not known is empty. New columns are only ever
    added at the end.
    """,
    epilog="Columns: " + ", ".join(HEADER),
)
@click.option("--from", "first", required=True, metavar="DATE", callback=typed_date, help="The first date.")
@click.option("--to", "last", required=True, metavar="DATE", callback=typed_date, help="The last date, included.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), help="Default: csv, or json with --json.")
@click.pass_obj
def check_ins(config: Config, first: date, last: date, form: str | None) -> None:
    if last < first:
        raise click.BadParameter("comes before --from", param_hint="--to")

    async def work() -> None:
        async with opened(config) as church:
            await church.must_be_set_up()
            rows = await church.volunteers.exports.check_ins(first, last, None)
        if (form or ("json" if config.wants_json else "csv")) == "csv":
            # As it is: click would turn the line ends that RFC 4180 asks for into the system's.
            sys.stdout.write(as_csv(rows))
            return
        say_document(as_document(first, last, rows))

    answer(config, work)
