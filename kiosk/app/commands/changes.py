"""``kiosk changes``: what waits to be sent, what Planning Center did not take, and where both sides differ."""

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.moments import in_zone
from kiosk.app.truth import truth_of
from kiosk.services.conflicts import Conflict
from kiosk.services.waiting_changes import ParkedChange, WaitingChange
from kiosk.words import commands as say

_PARTS = {"waiting": say.WAITING, "parked": say.PARKED, "conflicts": say.DIFFERENCES}


@click.command("changes")
@click.option("--all", "shows_all", is_flag=True, help="Also conflicts that are decided.")
@click.pass_obj
def changes(config: Config, shows_all: bool) -> None:
    """What waits to be sent, what needs a look and why, and fields that were changed on both sides."""

    async def work() -> None:
        async with opened(config) as church:
            truth = truth_of(church)
            conflicts = await (truth.conflicts.all() if shows_all else truth.conflicts.open())
            document = in_zone(
                {
                    "waiting": [_waiting(one) for one in await truth.waiting.queue()],
                    "parked": [_parked(one) for one in await truth.waiting.parked()],
                    "conflicts": [_conflict(one) for one in conflicts],
                },
                church.zone,
            )
        assert isinstance(document, dict)
        if config.wants_json:
            say_document(document)
            return
        words = terminal_words()
        for part, rows in document.items():
            click.echo(words.count(_PARTS[part], len(rows)))
            for row in rows:
                click.echo(
                    "  " + "  ".join(f"{name} {value}" for name, value in row.items() if value not in (None, "", []))
                )

    answer(config, work)


def _waiting(one: WaitingChange) -> dict[str, object]:
    change = one.change
    return {
        "number": change.number,
        "kind": change.kind.value,
        "subject": change.subject,
        "made_at": change.made_at,
        "tries": change.tries,
        "next_try_at": change.next_try_at,
        "why": one.why,
    }


def _parked(one: ParkedChange) -> dict[str, object]:
    change = one.change
    return {
        "number": change.number,
        "kind": change.kind.value,
        "subject": change.subject,
        "made_at": change.made_at,
        "reason": one.reason,
        "words": one.words,
        "fields": list(one.fields),
        "people": list(one.people),
    }


def _conflict(one: Conflict) -> dict[str, object]:
    return {
        "number": one.number,
        "record": one.record,
        "subject": one.subject,
        "field": one.difference.field,
        "here": one.difference.here,
        "there": one.difference.there,
        "noticed_at": one.noticed_at,
        "decision": one.decision.value if one.decision else None,
    }
