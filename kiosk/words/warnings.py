"""What warns staff on the day: services called off with people in them, odd pick-ups, and a clock that cannot be believed."""

from collections.abc import Mapping
from datetime import timedelta

from kiosk.words import N_, Plural, Words
from kiosk.words.times import countdown

WARNINGS: Mapping[str, Plural] = {
    "cancelled": Plural(
        N_("{event}, {moment}, is cancelled, but {count} person is checked in. Check-out still works."),
        N_("{event}, {moment}, is cancelled, but {count} people are checked in. Check-out still works."),
    ),
    "gone": Plural(
        N_("Planning Center does not know {event}, {moment}, but {count} person is checked in. Check-out still works."),
        N_(
            "Planning Center does not know {event}, {moment}, but {count} people are checked in. Check-out still works."
        ),
    ),
}

ALERTS: Mapping[str, str] = {
    "wrong_codes": N_("{moment}: several wrong pick-up codes in a row. Please see who is asking."),
    "not_authorised": N_("{moment}: somebody who may not collect was named at check-out."),
}

CLOCK: Mapping[str, str] = {
    "fast": N_("This computer’s clock is {ahead} fast. Check-in opens and closes by it: please set it right."),
    "slow": N_("This computer’s clock is {ahead} slow. Check-in opens and closes by it: please set it right."),
    "behind_records": N_("This computer’s clock shows a time before the last check-in. Please set it right."),
    "before_release": N_("This computer’s clock shows a time years ago. Please set it right."),
}

_A_MINUTE = timedelta(minutes=1)


def clock_warning(words: Words, fault: str, off_by: timedelta) -> str:
    """What is wrong with this machine's clock, and what to do."""
    return words.say(CLOCK[fault], ahead=countdown(words, max(off_by, _A_MINUTE)))


def door_alert(words: Words, what: str, moment: str) -> str:
    """What happened at check-out that a lead should know of; nobody is named."""
    return words.say(ALERTS[what], moment=moment)


def day_warning(words: Words, kind: str, people: int, *, event: str, moment: str) -> str:
    """That people are in a service that is off."""
    return words.count(WARNINGS[kind], people, event=event, moment=moment)
