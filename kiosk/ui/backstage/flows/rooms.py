"""Rooms for an admin: what this church says of each beyond Planning Center. No Qt."""

from kiosk.domain.ids import LocationId
from kiosk.domain.locations import Location
from kiosk.domain.people import Grade
from kiosk.domain.schedule import Event
from kiosk.services.settings import LOCATION, setting_named
from kiosk.ui.backstage.fields import Choice, Value
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.flows.room_words import room_facts, seats, whom
from kiosk.ui.backstage.flows.setting_fields import Named, raw_answer, setting_fields
from kiosk.ui.backstage.session import BackstageSession
from kiosk.words import admin_records as records
from kiosk.words import admin_rooms as say

INDENT = "\u2003"
_OF_ROOMS_ONLY = ("overflow_ids", "overflow_strategy", "resource_id")
"""What makes no sense for a folder."""


class RoomRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._chosen = ""
        self._rooms: dict[str, tuple[Event, Location]] = {}

    async def scene(self) -> RecordsScene:
        """Every event's rooms in their folders; one to change."""
        words, desks = self._session.words, self._session.desks.records
        church = await desks.schedule.organization()
        grades = church.grades if church is not None else ()
        self._rooms = {}
        lines = []
        for event in await desks.schedule.events():
            for room, depth in in_folders(await desks.schedule.locations(event.id)):
                self._rooms[str(room.id)] = (event, room)
                lines.append(self._line(event, room, depth, grades))
        titles = (say.ROOM, say.EVENT, say.FOR_WHOM, say.SEATS)
        columns = tuple(zip(map(words.say, titles), (1.5, 1.1, 1.5, 0.6), strict=True))
        listed = Listed(
            "rooms", words.say(say.ROOMS), columns, tuple(lines), words.say(say.NO_ROOMS), chosen=self._chosen
        )
        card = await self._card(grades)
        return RecordsScene(listed, card, back=words.say(records.BACK) if card is not None else "")

    def _line(self, event: Event, room: Location, depth: int, grades: tuple[Grade, ...]) -> ListLine:
        words = self._session.words
        admits = words.say(say.FOLDER) if room.is_folder else whom(words, room, grades)
        name = INDENT * depth + room.name
        limits = seats(room) if room.is_open else words.say(say.CLOSED)
        return ListLine(str(room.id), (name, event.name, admits, limits), is_quiet=not room.is_open)

    async def _card(self, grades: tuple[Grade, ...]) -> Card | None:
        if self._chosen not in self._rooms:
            return None
        words, (event, room) = self._session.words, self._rooms[self._chosen]
        of_event = [one for of, one in self._rooms.values() if of.id == event.id]
        settings = [one for one in LOCATION if not (room.is_folder and one.key in _OF_ROOMS_ONLY)]
        fields = setting_fields(words, settings, room.additions, await self._named(room, of_event))
        facts = (event.name, *room_facts(words, room, of_event, grades))
        return Card(f"room {room.id}", room.name, facts, fields)

    async def _named(self, room: Location, of_event: list[Location]) -> Named:
        words, desks = self._session.words, self._session.desks.records
        tree = await desks.hierarchy.tree()
        building = await desks.hierarchy.building.rooms()
        none = Choice("", words.say(say.NO_RESOURCE))
        return {
            "overflow_ids": tuple(
                Choice(str(one.id), one.name) for one in of_event if not one.is_folder and one.id != room.id
            ),
            "member_node_ids": tuple(Choice(str(row.node.id), INDENT * row.depth + row.node.name) for row in tree.rows),
            "resource_id": (none, *(Choice(one.id, one.name) for one in building)),
        }

    def search(self, text: str) -> None:
        """The list searches itself."""

    def choose(self, key: str) -> Step | None:
        """A room to change."""
        self._chosen = key
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """A setting of the chosen room."""
        if self._chosen not in self._rooms:
            return None
        setting, by = setting_named(LOCATION, key), self._session.staff
        _, room = self._rooms[self._chosen]
        before = setting.kind.write(getattr(room.additions, key))

        async def change(raw: object) -> None:
            await self._session.desks.settings.change_room(by, LocationId(room.id), {key: raw})

        return Step(lambda: change(raw_answer(setting, value)), undo=lambda: change(before))

    def act(self, key: str) -> Step | None:
        """There are no buttons."""
        return None

    def go_back(self) -> bool:
        """From a room to the list."""
        was, self._chosen = self._chosen, ""
        return bool(was)


def in_folders(locations: tuple[Location, ...]) -> list[tuple[Location, int]]:
    """Folders with what lies in them, each with how deep; what lies in a circle or nowhere comes last."""
    below: dict[LocationId | None, list[Location]] = {}
    known = {one.id for one in locations}
    for one in locations:
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    found: dict[LocationId, tuple[Location, int]] = {}

    def walk(parent: LocationId | None, depth: int) -> None:
        for one in below.get(parent, ()):
            if one.id not in found:
                found[one.id] = (one, depth)
                walk(one.id, depth + 1)

    walk(None, 0)
    return [*found.values(), *((one, 0) for one in locations if one.id not in found)]


def rooms_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page of rooms."""
    return RecordsFlow(session, RoomRecords(session))
