"""``kiosk status``: what is cached, waiting, printing, wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.bridges import looks_at_bridges, mirror_counts, webhook_counts
from kiosk.app.cli import answer
from kiosk.app.commands.preview import warning_document, warning_sentence
from kiosk.app.compose import Church, opened
from kiosk.app.config import Config
from kiosk.app.moments import in_zone
from kiosk.app.planning import planning_of
from kiosk.domain.clock_doubt import ClockDoubt
from kiosk.services.day_warnings import DayWarning
from kiosk.services.pulled import Resource
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.secret_places import secret_files
from kiosk.storage.sync_store import SqlitePullBook
from kiosk.words import Words
from kiosk.words import commands as say
from kiosk.words.doctor import RUNS_WITHOUT
from kiosk.words.staff import PEOPLE_AS_OF
from kiosk.words.times import moment_name
from kiosk.words.warnings import clock_warning

_COUNTS = ("people", "households", "events", "event_times", "locations", "groups", "memberships", "passes")
_QUEUE = ("queued", "held", "sent", "uncertain", "failed", "printed")


def _of(counts: Mapping[str, int], names: tuple[str, ...]) -> dict[str, int]:
    return {name: counts.get(name, 0) for name in names}


async def _document(church: Church, doubt: ClockDoubt | None, warnings: tuple[DayWarning, ...]) -> dict[str, object]:
    book = SqlitePullBook(church.database)
    return {
        "counts": _of(await book.counts(), _COUNTS),
        "pulled_at": await book.pulled_at(),
        "sign_in": await church.sign_in_state(),
        "sign_in_kept_in": await church.sign_in_place(),
        "secrets_in_files": [str(file) for file in secret_files(church.folder)],
        "sync_map": await book.sync_map_counts(),
        "outbox": _of(await SqliteOutbox(church.database).counts(), ("waiting", "parked")),
        "print_queue": _of(await church.queue.counts(), _QUEUE),
        "webhooks": await webhook_counts(church),
        "plandocket": await mirror_counts(church),
        "clock": {"state": doubt.fault if doubt else "ok", "off_by_seconds": round(_seconds(doubt))},
        "warnings": [warning_document(one) for one in warnings],
    }


def _seconds(doubt: ClockDoubt | None) -> float:
    return doubt.off_by.total_seconds() if doubt else 0.0


@click.command("status")
@click.pass_obj
def status(config: Config) -> None:
    """What is cached here, what waits, what prints."""

    async def work() -> None:
        words = terminal_words()
        async with opened(config) as church:
            planning = planning_of(church)
            doubt, warnings = await planning.clock_doubt(), await planning.warnings_now()
            document = in_zone(await _document(church, doubt, warnings), church.zone)
            now, zone = church.clock.now(), church.zone
            people_at = (await SqlitePullBook(church.database).pulled_at()).get(Resource.PEOPLE.value)
            is_alone = await church.runs_without_planning_center()
            bridges = [(await look()).sentence for look in looks_at_bridges(church, words).values()]
        assert isinstance(document, dict)
        if config.wants_json:
            say_document(document)
            return
        if people_at is not None:
            at = moment_name(words, people_at.astimezone(zone), now.astimezone(zone))
            click.echo(words.say(PEOPLE_AS_OF, moment=at))
        if doubt is not None:
            click.echo(clock_warning(words, doubt.fault, doubt.off_by))
        for warning in warnings:
            click.echo(warning_sentence(words, warning, now, zone))
        for line in (*_lines(words, document, is_alone=is_alone), *bridges):
            click.echo(line)

    answer(config, work)


def _lines(words: Words, document: Mapping[str, Any], *, is_alone: bool) -> Iterator[str]:
    """What is here, what waits, and what somebody has to do about it. ``is_alone``: there is no Planning Center to ask for."""
    counts: Mapping[str, int] = document["counts"]
    parts = ", ".join(words.count(say.COUNTS[name], count) for name, count in counts.items())
    has_something = is_alone or document["pulled_at"]
    yield words.say(say.HERE, parts=parts) if has_something else words.say(say.NOTHING_BROUGHT)
    yield words.say(RUNS_WITHOUT if is_alone else say.SIGN_IN_STATES[document["sign_in"]])
    if document["sign_in_kept_in"] in say.SIGN_IN_PLACES:
        yield words.say(say.SIGN_IN_PLACES[document["sign_in_kept_in"]])
    if document["secrets_in_files"]:
        yield words.say(say.SECRETS_IN, files=", ".join(document["secrets_in_files"]))
    waiting, parked = document["outbox"]["waiting"], document["outbox"]["parked"]
    yield words.count(say.CHANGES_WAIT, waiting) if waiting else words.say(say.NOTHING_TO_SEND)
    if parked:
        yield words.count(say.CHANGES_PARKED, parked)
    if differing := document["sync_map"].get("conflict", 0):
        yield words.count(say.CONFLICTS, differing)
    labels = [words.count(say.LABELS[state], count) for state, count in document["print_queue"].items() if count]
    yield from labels or [words.say(say.NO_LABEL_WAITS)]
