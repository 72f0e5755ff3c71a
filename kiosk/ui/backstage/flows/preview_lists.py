"""What a preview of a service day found, as lists to read. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from kiosk.domain.schedule import EventTime
from kiosk.services.preview import ChildAtTime, Preview
from kiosk.ui.backstage.flows.records import Listed, ListLine
from kiosk.words import Words
from kiosk.words import admin_preview as say
from kiosk.words import preview as found
from kiosk.words.reasons import exactly
from kiosk.words.times import moment_name
from kiosk.words.warnings import day_warning

Columns = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of finding. ``is_trouble``: whether there should be none; ``is_known``: whether it could be looked at."""

    key: str
    title: str
    columns: Columns
    lines: tuple[ListLine, ...]
    is_trouble: bool = True
    is_known: bool = True

    def listed(self, words: Words) -> Listed:
        """The findings."""
        columns = tuple((words.say(title) if title else "", weight) for title, weight in self.columns)
        return Listed(f"preview {self.key}", words.say(self.title), columns, self.lines, words.say(say.NOTHING))


def sections(words: Words, preview: Preview, zone: tzinfo) -> tuple[Section, ...]:
    """Everything that was found, what matters most first."""
    here = preview.at.astimezone(zone)

    def at(moment: datetime) -> str:
        return moment_name(words, moment.astimezone(zone), here)

    def time(one: EventTime, event: str) -> str:
        return words.say(found.AT_TIME, event=event, moment=at(one.starts_at))

    without = [one for one in preview.children if one.location is None]
    whose: Columns = ((say.CHILD, 1.2), (say.TIME, 1.5), (say.WHY, 1.8))
    crowded: Columns = ((say.ROOM, 1.2), (say.TIME, 1.5), (say.EXPECTED, 0.7), (say.LIMIT, 0.6), (say.NEEDS, 0.8))
    return (
        Section("without", say.WITHOUT_ROOM, whose, tuple(_without(words, one, time) for one in without)),
        Section(
            "missing",
            say.MISSING,
            ((say.CHILD, 1.2), (say.MISSES, 1.4)),
            tuple(
                ListLine(
                    str(one.person.id),
                    (one.person.name, ", ".join(words.say(found.FACTS[fact]) for fact in one.facts)),
                )
                for one in preview.missing_facts
            ),
        ),
        Section(
            "crowded",
            say.OVERFLOW,
            crowded,
            tuple(
                ListLine(
                    f"{one.event_time.id} {one.location.id}",
                    (
                        one.location.name,
                        time(one.event_time, one.event.name),
                        str(one.expected),
                        str(one.limit),
                        str(one.volunteers or ""),
                    ),
                )
                for one in preview.over_capacity
            ),
        ),
        Section("off", say.CALLED_OFF, ((say.WHAT, 1.0),), _called_off(words, preview, at)),
        Section(
            "building",
            say.BUILDING,
            ((say.WHAT, 1.0),),
            _bookings(words, preview, at),
            is_known=preview.bookings is not None,
        ),
        Section("tree", say.TREE, ((say.WHAT, 1.0),), _tree(words, preview)),
        Section(
            "everybody",
            say.EVERYBODY,
            ((say.CHILD, 1.2), (say.TIME, 1.5), (say.ROOM, 1.2), ("", 0.7)),
            tuple(_child(words, one, time) for one in preview.children),
            is_trouble=False,
        ),
    )


_Time = Callable[[EventTime, str], str]


def _without(words: Words, one: ChildAtTime, time: _Time) -> ListLine:
    cells = (one.person.name, time(one.event_time, one.event.name), exactly(words, one.reasons))
    return ListLine(f"{one.person.id} {one.event_time.id}", cells, is_quiet=not one.is_expected)


def _child(words: Words, one: ChildAtTime, time: _Time) -> ListLine:
    room = one.location.name if one.location is not None else "–"
    state = words.say(say.ALREADY_IN) if one.is_already_in else ""
    cells = (one.person.name, time(one.event_time, one.event.name), room, state)
    return ListLine(f"{one.person.id} {one.event_time.id}", cells, is_quiet=one.location is None)


def _called_off(words: Words, preview: Preview, at: Callable[[datetime], str]) -> tuple[ListLine, ...]:
    return tuple(
        ListLine(
            str(one.event_time_id),
            (day_warning(words, one.kind, one.people, event=one.event_name, moment=at(one.starts_at)),),
        )
        for one in preview.warnings
    )


def _bookings(words: Words, preview: Preview, at: Callable[[datetime], str]) -> tuple[ListLine, ...]:
    return tuple(
        ListLine(
            f"{one.event_time.id} {one.location.id}",
            (
                words.say(
                    found.BOOKING_FAULTS[one.fault],
                    location=one.location.name,
                    moment=at(one.event_time.starts_at),
                    room=one.room_name,
                    others=", ".join(one.others),
                ),
            ),
        )
        for one in preview.bookings or ()
    )


def _tree(words: Words, preview: Preview) -> tuple[ListLine, ...]:
    texts = [
        words.say(found.NODE, name=one.name or one.node_id, fault=words.say(found.FAULTS[one.fault]))
        for one in preview.hierarchy
    ]
    texts += [
        words.say(found.NODE, name=one.location_id, fault=words.say(found.FAULTS[one.what]))
        for one in preview.locations
    ]
    for what, count in preview.links.items():
        fault, _, kind = what.partition(": ")
        texts.append(words.count(found.LINKS, count, what=words.say(found.LINK_FAULTS[fault], kind=kind)))
    return tuple(ListLine(str(number), (text,)) for number, text in enumerate(texts))
