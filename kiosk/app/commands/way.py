"""``kiosk way``: whose data counts, what switching would do, and switching."""

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.truth import truth_of
from kiosk.services.ways import Preview, Way
from kiosk.words import Words
from kiosk.words.truth import (
    ALREADY_SO,
    FLOWS,
    NOT_SWITCHED,
    OPEN_CONFLICTS,
    WAYS,
    WOULD_BE,
    WOULD_SEND,
    WOULD_WAIT,
)


@click.command("way")
@click.argument("then", metavar="[WAY]", type=click.Choice([way.value for way in Way]), required=False)
@click.option("--switch", "switches", is_flag=True, help="Switch; without it only say what switching would do.")
@click.pass_obj
def way(config: Config, then: str | None, switches: bool) -> None:
    """Whose data counts: planning_center, both or kiosk."""

    async def work() -> None:
        words = terminal_words()
        async with opened(config) as church:
            now = Way(church.settings.way)
            if then is None:
                _say(config, words, now)
                return
            preview = await truth_of(church).ways.preview(now, Way(then))
            is_switched = switches and now is not Way(then)
            if is_switched:
                await church.settings_desk().change(None, {"way": then})
        if config.wants_json:
            say_document({"was": now.value, "then": then, "switched": is_switched, **_document(preview)})
            return
        if now is Way(then):
            click.echo(words.say(ALREADY_SO))
            return
        for sentence in _sentences(preview, words):
            click.echo(sentence)
        click.echo(words.say(WAYS[then] if is_switched else NOT_SWITCHED))

    answer(config, work)


def _say(config: Config, words: Words, now: Way) -> None:
    if config.wants_json:
        say_document({"way": now.value})
    else:
        click.echo(words.say(WAYS[now.value]))


def _sentences(preview: Preview, words: Words) -> tuple[str, ...]:
    said = [
        words.say(
            WOULD_BE,
            resource=line.resource.replace("_", " "),
            known=line.known,
            now=words.say(FLOWS[line.now.value]),
            then=words.say(FLOWS[line.then.value]),
        )
        for line in preview.lines
        if line.changes
    ]
    would_send = sum(line.would_send for line in preview.lines)
    for count, message in (
        (would_send, WOULD_SEND),
        (preview.stays_waiting, WOULD_WAIT),
        (preview.open_conflicts, OPEN_CONFLICTS),
    ):
        if count:
            said.append(words.count(message, count))
    return tuple(said)


def _document(preview: Preview) -> dict[str, object]:
    return {
        "resources": [
            {
                "resource": line.resource,
                "now": line.now.value,
                "then": line.then.value,
                "known": line.known,
                "would_send": line.would_send,
            }
            for line in preview.lines
        ],
        "stays_waiting": preview.stays_waiting,
        "open_conflicts": preview.open_conflicts,
    }
