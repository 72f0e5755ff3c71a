"""``kiosk preview``: what a service day would be like, so that what would go wrong on Sunday is found on Friday."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo
from itertools import groupby

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.moments import in_zone, moment_option
from kiosk.app.planning import planning_of
from kiosk.domain.bookings import BookingTrouble
from kiosk.domain.locations import Location
from kiosk.domain.people import Person
from kiosk.domain.schedule import Event, EventTime
from kiosk.services.day_warnings import DayWarning
from kiosk.services.preview import ChildAtTime, CrowdedRoom, Preview
from kiosk.words import Words
from kiosk.words import preview as say
from kiosk.words.reasons import exactly
from kiosk.words.times import moment_name
from kiosk.words.warnings import day_warning

MOST_NAMES = 40
"""So many children are named below a heading; the JSON document has them all."""


def _named(one: Person | Event | Location) -> dict[str, object]:
    return {"id": one.id, "name": one.name}


def _time(time: EventTime) -> dict[str, object]:
    return {"id": time.id, "starts_at": time.starts_at, "predicted": time.is_predicted}


def _child(child: ChildAtTime) -> dict[str, object]:
    return {
        "person": _named(child.person),
        "event": _named(child.event),
        "event_time": _time(child.event_time),
        "location": _named(child.location) if child.location else None,
        "reasons": child.reasons,
        "expected": child.is_expected,
        "already_in": child.is_already_in,
    }


def _crowded(room: CrowdedRoom) -> dict[str, object]:
    return {
        "event": _named(room.event),
        "event_time": _time(room.event_time),
        "location": _named(room.location),
        "expected": room.expected,
        "limit": room.limit,
        "volunteers": room.volunteers,
    }


def _booking(trouble: BookingTrouble) -> dict[str, object]:
    return {
        "event": _named(trouble.event),
        "event_time": _time(trouble.event_time),
        "location": _named(trouble.location),
        "problem": trouble.fault,
        "room": trouble.room_name,
        "others": trouble.others,
    }


def warning_document(warning: DayWarning) -> dict[str, object]:
    """A warning as answers carry it."""
    return {
        "kind": warning.kind,
        "event_time": {"id": warning.event_time_id, "starts_at": warning.starts_at},
        "event": warning.event_name,
        "people": warning.people,
    }


def document(preview: Preview) -> dict[str, object]:
    """The preview as one JSON document."""
    return {
        "at": preview.at,
        "date": preview.service_date,
        "children": [_child(child) for child in preview.children],
        "over_capacity": [_crowded(room) for room in preview.over_capacity],
        "missing_facts": [{"person": _named(one.person), "facts": one.facts} for one in preview.missing_facts],
        "bookings": None if preview.bookings is None else [_booking(one) for one in preview.bookings],
        "groups": [{"node": one.node_id, "name": one.name, "problem": one.fault} for one in preview.hierarchy],
        "locations": [{"id": one.location_id, "problem": one.what} for one in preview.locations],
        "links": preview.links,
        "warnings": [warning_document(one) for one in preview.warnings],
    }


def warning_sentence(words: Words, warning: DayWarning, now: datetime, zone: tzinfo) -> str:
    """A warning in words."""
    moment = moment_name(words, warning.starts_at.astimezone(zone), now.astimezone(zone))
    return day_warning(words, warning.kind, warning.people, event=warning.event_name, moment=moment)


def _lines(preview: Preview, zone: tzinfo) -> Iterable[str]:
    words = terminal_words()
    here = preview.at.astimezone(zone)

    def moment(time: EventTime) -> str:
        return moment_name(words, time.starts_at.astimezone(zone), here)

    if not preview.times:
        yield words.say(say.NOTHING_AHEAD)
    elif _is_well(preview):
        yield words.say(say.ALL_WELL)
    for _, listed in groupby(preview.children, key=lambda child: child.event_time.id):
        children = list(listed)
        yield words.say(say.AT_TIME, event=children[0].event.name, moment=moment(children[0].event_time))
        rooms = Counter((one.location.position, one.location.name) for one in children if one.location is not None)
        for (_, room), count in sorted(rooms.items()):
            yield "  " + words.count(say.ROOM_AND_CHILDREN, count, room=room)
        without = [child for child in children if child.location is None]
        if without:
            yield "  " + words.count(say.NO_ROOM, len(without))
            yield from _named_lines(
                words,
                [
                    words.say(say.NAME_AND_REASONS, name=one.person.name, reasons=exactly(words, one.reasons))
                    for one in without
                ],
            )
    if preview.over_capacity:
        yield words.say(say.WOULD_OVERFLOW)
        for crowded in preview.over_capacity:
            yield "  " + words.say(
                say.EXPECTED_AND_LIMIT,
                room=crowded.location.name,
                moment=moment(crowded.event_time),
                expected=crowded.expected,
                limit=crowded.limit,
            )
    if preview.missing_facts:
        yield words.count(say.MISSING, len(preview.missing_facts))
        facts = [
            (one.person.name, ", ".join(words.say(say.FACTS[fact]) for fact in one.facts))
            for one in preview.missing_facts
        ]
        yield from _named_lines(
            words, [words.say(say.NAME_AND_REASONS, name=name, reasons=missing) for name, missing in facts]
        )
    if preview.bookings:
        yield words.say(say.BOOKINGS)
        for trouble in preview.bookings:
            yield "  " + words.say(
                say.BOOKING_FAULTS[trouble.fault],
                location=trouble.location.name,
                moment=moment(trouble.event_time),
                room=trouble.room_name,
                others=", ".join(trouble.others),
            )
    if preview.hierarchy or preview.links or preview.locations:
        yield words.say(say.TREE)
        for node in preview.hierarchy:
            yield "  " + words.say(say.NODE, name=node.name or node.node_id, fault=words.say(say.FAULTS[node.fault]))
        for location in preview.locations:
            yield "  " + words.say(say.NODE, name=location.location_id, fault=words.say(say.FAULTS[location.what]))
        for what, count in preview.links.items():
            fault, _, kind = what.partition(": ")
            yield "  " + words.count(say.LINKS, count, what=words.say(say.LINK_FAULTS[fault], kind=kind))
    for warning in preview.warnings:
        yield warning_sentence(words, warning, preview.at, zone)


def _is_well(preview: Preview) -> bool:
    faults = (
        preview.over_capacity, preview.missing_facts, preview.bookings, preview.hierarchy, preview.locations, preview.links,
        preview.warnings,
    )  # fmt: skip
    return not any(faults) and all(child.location is not None for child in preview.children)


def _named_lines(words: Words, lines: list[str]) -> Iterable[str]:
    yield from ("    " + line for line in lines[:MOST_NAMES])
    if len(lines) > MOST_NAMES:
        yield "    " + words.count(say.AND_MORE, len(lines) - MOST_NAMES)


@click.command("preview")
@moment_option
@click.pass_obj
def preview(config: Config, at: datetime | None) -> None:
    """Every child's room on the coming service day, who has none and why, and what else to put right before."""

    async def work() -> None:
        async with opened(config, at) as church:
            await church.must_be_set_up()
            found = await planning_of(church).previews.at(church.clock.now())
            zone = church.zone
        if config.wants_json:
            told = in_zone(document(found), zone)
            assert isinstance(told, dict)
            say_document(told)
            return
        for line in _lines(found, zone):
            click.echo(line)

    answer(config, work)
