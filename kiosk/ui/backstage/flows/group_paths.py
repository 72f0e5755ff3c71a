"""Where each child of a group would go at the next service: by which path through the tree, to which event and room. No Qt."""

from collections.abc import Collection
from datetime import datetime

from kiosk.domain.event_choice import Via
from kiosk.domain.hierarchy import group_node_id
from kiosk.domain.ids import NodeId
from kiosk.domain.people import Person
from kiosk.domain.rooms import telling_reasons
from kiosk.domain.windows import window_of
from kiosk.services.offers import PersonOffer, TimeOffer
from kiosk.ui.backstage.flows.records import ListLine
from kiosk.ui.backstage.record_desks import RecordDesks
from kiosk.words import Words
from kiosk.words import admin_groups as say
from kiosk.words.reasons import exactly
from kiosk.words.times import clock_time

_MOST_CHILDREN = 200


async def next_service(desks: RecordDesks) -> datetime | None:
    """Now while anything is open, else when check-in opens next; None where nothing is known."""
    now = desks.clock.now()
    program = await desks.programs.at(now)
    windows = [window_of(program.events[time.event_id], time) for time in program.times if not time.is_cancelled]
    opens = [max(now, window.opens_at) for window in windows if window.closes_at > now]
    return min(opens, default=None)


async def path_lines(desks: RecordDesks, words: Words, nodes: Collection[NodeId], at: datetime) -> tuple[ListLine, ...]:
    """One line for each active child of these groups."""
    children = {child.id: child for child in await desks.people.active_children()}
    members = await desks.groups.memberships_of(children)
    wanted = {one.person_id: children[one.person_id] for one in members if group_node_id(one.group_id) in nodes}
    people = sorted(wanted.values(), key=lambda one: (one.last_name, one.first_name, one.id))[:_MOST_CHILDREN]
    offers = await desks.offers.of(people, at)
    return tuple(_line(desks, words, offer) for offer in offers)


def _line(desks: RecordDesks, words: Words, offer: PersonOffer) -> ListLine:
    person: Person = offer.person
    times = [time for time in offer.times if time.is_chosen] or [one for one in offer.times if one.is_own_or_linked]
    if not times:
        return ListLine(str(person.id), (person.name, "", words.say(say.NO_SERVICE)), "warn")
    time = times[0]
    is_linked = time.way.via is Via.GROUP
    way = " › ".join(reversed(time.way.path)) if is_linked else words.say(say.BY_STATION)
    return ListLine(
        str(person.id), (person.name, way, _goes_to(desks, words, time)), "" if time.location is not None else "warn"
    )


def _goes_to(desks: RecordDesks, words: Words, time: TimeOffer) -> str:
    room = time.location.name if time.location is not None else ""
    if not room:
        room = words.say(say.NO_ROOM, reasons=exactly(words, telling_reasons(time.candidates)))
    clock = clock_time(words, time.event_time.starts_at.astimezone(desks.zone))
    return words.say(say.GOES_TO, event=time.event.name, time=clock, room=room)
