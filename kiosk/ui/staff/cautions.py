"""What has to be known about a family, as sentences for the volunteer's eyes."""

from collections.abc import Iterable

from kiosk.services.watch import WatchAlert
from kiosk.ui.lettering import isolated
from kiosk.words import Words
from kiosk.words import staff as say


def watch_words(words: Words, alerts: Iterable[WatchAlert]) -> list[str]:
    """What the watch list says, one sentence each."""
    return [
        words.say(
            say.WATCH_LINE, kind=words.say(say.WATCH[alert.kind.value]), name=isolated(alert.name), note=alert.note
        )
        for alert in alerts
    ]


def caution_words(words: Words, not_authorised: Iterable[str], alerts: Iterable[WatchAlert]) -> list[str]:
    """Who may not collect, and what the watch list says, one sentence each."""
    names = ", ".join(isolated(name) for name in not_authorised)
    return [*((words.say(say.NOT_LISTED, names=names),) if names else ()), *watch_words(words, alerts)]
