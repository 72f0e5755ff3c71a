"""Events, times and rooms made here, for an admin: made, changed, removed and put back. No Qt."""

from collections.abc import Awaitable, Callable
from datetime import time

from kiosk.domain.ids import EventId
from kiosk.domain.local_program import LocalTime, is_made_here, is_past, next_start
from kiosk.domain.locations import Location
from kiosk.domain.people import Grade
from kiosk.domain.problems import SettingNotValid
from kiosk.domain.schedule import Event
from kiosk.services.local_program import LocalPrograms
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Field, TextField, Value
from kiosk.ui.backstage.flows.local_fields import room_answer, room_fields, time_fields, time_with, time_words
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.flows.room_words import seats, whom
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.staff.said import Said, done
from kiosk.words import admin_local as say
from kiosk.words import admin_people as people
from kiosk.words import admin_records as records
from kiosk.words.times import moment_name

_ITSELF = "event"
_USUAL = time(9)


class LocalRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._event_id = ""
        self._chosen = ""
        self._events: dict[str, Event] = {}
        self._times: dict[str, LocalTime] = {}
        self._rooms: dict[str, Location] = {}

    @property
    def _local(self) -> LocalPrograms:
        return self._session.desks.records.local

    # What is shown.

    async def scene(self) -> RecordsScene:
        """The events made here, or one of them with its times and rooms."""
        words, schedule = self._session.words, self._session.desks.records.schedule
        self._events = {str(one.id): one for one in await schedule.events() if is_made_here(one.id)}
        times = await self._local.times()
        event = self._events.get(self._event_id)
        if event is None:
            self._event_id = self._chosen = ""
            lines = [await self._event_line(one, times) for one in self._events.values()]
            columns = ((words.say(say.EVENT), 1.4), (words.say(say.NEXT_TIME), 1.4), (words.say(say.HAS), 0.8))
            add = (Action("new event", words.say(say.NEW_EVENT), "plus"),)
            return RecordsScene(
                Listed("own", words.say(say.OWN), columns, tuple(lines), words.say(say.NONE_YET), "", add)
            )
        self._times = {one.id: one for one in times if one.event_id == event.id}
        self._rooms = {str(one.id): one for one in await schedule.locations(event.id)}
        church = await schedule.organization()
        return self._event_scene(event, church.grades if church is not None else ())

    def _event_scene(self, event: Event, grades: tuple[Grade, ...]) -> RecordsScene:
        words, desks = self._session.words, self._session.desks.records
        now = desks.clock.now()
        lines = [ListLine(_ITSELF, (words.say(say.ITSELF), "", ""))]
        for one in self._times.values():
            over = words.say(say.OVER) if is_past(one, now, desks.zone) else one.name
            cells = (time_words(words, one), words.say(say.TIME), over)
            lines.append(ListLine(one.id, cells, is_quiet=is_past(one, now, desks.zone)))
        for room in self._rooms.values():
            admits = " · ".join(part for part in (whom(words, room, grades), seats(room)) if part)
            lines.append(ListLine(str(room.id), (room.name, words.say(say.ROOM), admits), is_quiet=not room.is_open))
        columns = ((words.say(say.WHAT), 1.5), (words.say(say.SORT), 0.6), (words.say(say.MORE), 1.2))
        add = (
            Action("add time", words.say(say.ADD_TIME), "clock"),
            Action("add room", words.say(say.ADD_ROOM), "door"),
        )
        listed = Listed("own event", event.name, columns, tuple(lines), "", self._chosen, add, is_searched=False)
        card = self._card(event, grades)
        return RecordsScene(listed, card, event.name, words.say(say.OWN) if card is None else event.name)

    async def _event_line(self, event: Event, times: tuple[LocalTime, ...]) -> ListLine:
        words, desks = self._session.words, self._session.desks.records
        now, zone = desks.clock.now(), desks.zone
        starts = [start for one in times if one.event_id == event.id and (start := next_start(one, now, zone))]
        when = moment_name(words, min(starts).astimezone(zone), now.astimezone(zone)) if starts else ""
        rooms = len(await desks.schedule.locations(event.id))
        tone = "" if starts and rooms else "warn"
        cells = (event.name, when or words.say(say.NO_TIME), words.count(say.ROOMS_COUNT, rooms))
        return ListLine(str(event.id), cells, tone)

    def _card(self, event: Event, grades: tuple[Grade, ...]) -> Card | None:
        words = self._session.words
        if self._chosen == _ITSELF:
            name = Field("name", words.say(say.EVENT_NAME), TextField(80), event.name)
            remove = Action("remove event", words.say(say.REMOVE_EVENT), is_grave=True)
            about = (words.say(say.WINDOW_ELSEWHERE),)
            return Card(f"own event {event.id}", event.name, about, (name,), (remove,))
        if (one := self._times.get(self._chosen)) is not None:
            remove = Action("remove time", words.say(say.REMOVE_TIME), is_grave=True)
            title = time_words(words, one)
            return Card(f"time {one.id} {one.day is None}", title, (), time_fields(words, one), (remove,))
        if (room := self._rooms.get(self._chosen)) is not None:
            remove = Action("remove room", words.say(say.REMOVE_ROOM), is_grave=True)
            about = (words.say(say.LIMITS_ELSEWHERE),)
            return Card(f"own room {room.id}", room.name, about, room_fields(words, room, grades), (remove,))
        return None

    # What is done.

    def search(self, text: str) -> None:
        """The list searches itself."""

    def choose(self, key: str) -> Step | None:
        """An event, or something of it."""
        if self._event_id:
            self._chosen = key
        else:
            self._event_id = key
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """Something about what is chosen."""
        local, by, words = self._local, self._session.staff, self._session.words
        event = self._events.get(self._event_id)
        if event is not None and self._chosen == _ITSELF:
            before = event.name
            return self._step(
                lambda: local.rename_event(by, event.id, str(value)),
                lambda: local.rename_event(by, event.id, before),
                sentence=words.say(people.NAME_NEEDED),
            )
        if (one := self._times.get(self._chosen)) is not None:

            async def change_time() -> None:
                await local.put_time(by, time_with(words, one, key, value, self._session.desks.today()))

            return self._step(change_time, lambda: local.put_time(by, one))
        if (room := self._rooms.get(self._chosen)) is not None:

            async def change_room() -> None:
                await local.change_room(by, room.id, {key: room_answer(key, value)})

            sentence = words.say(people.NAME_NEEDED if key == "name" else say.NOT_RIGHT)
            return self._step(change_room, lambda: local.put_room(by, room), sentence=sentence)
        return None

    def act(self, key: str) -> Step | None:
        """A button."""
        local, by, words = self._local, self._session.staff, self._session.words
        event = self._events.get(self._event_id)
        if key == "new event":
            return self._step(self._new_event, None, done(say.EVENT_ADDED))
        if event is None:
            return None
        one, room = self._times.get(self._chosen), self._rooms.get(self._chosen)
        match key:
            case "add time":
                return self._step(lambda: self._add_time(event.id), None, done(say.TIME_ADDED))
            case "add room":
                return self._step(lambda: self._add_room(event.id), None, done(say.ROOM_ADDED))
            case "remove time" if one is not None:
                return self._step(
                    lambda: self._gone(local.remove_time(by, one)), lambda: local.put_time(by, one), done(say.REMOVED)
                )
            case "remove room" if room is not None:
                return self._step(
                    lambda: self._gone(local.remove_room(by, room.id)),
                    lambda: local.put_room(by, room),
                    done(say.REMOVED),
                )
            case "remove event":
                step = self._step(
                    lambda: self._gone(local.remove_event(by, event.id)),
                    lambda: local.put_event_back(by, event.id, event.name),
                    done(say.EVENT_REMOVED),
                )
                question = Question(
                    words.say(say.REMOVE_EVENT_QUESTION, name=event.name),
                    words.say(say.REMOVE_EVENT_ABOUT),
                    words.say(say.REMOVE),
                    is_grave=True,
                )
                return Step(step.work, step.said, step.undo, question)
        return None

    def go_back(self) -> bool:
        """From something to its event, from the event to all of them."""
        if self._chosen:
            self._chosen = ""
            return True
        was, self._event_id = self._event_id, ""
        return bool(was)

    async def _new_event(self) -> None:
        words = self._session.words
        self._event_id = await self._local.add_event(self._session.staff, words.say(say.UNNAMED))
        self._chosen = _ITSELF

    async def _add_time(self, event_id: EventId) -> None:
        made = await self._local.add_time(self._session.staff, event_id, _USUAL, day_of_week=0)
        self._chosen = made.id

    async def _add_room(self, event_id: EventId) -> None:
        name = self._session.words.say(say.ROOM_NUMBER, number=len(self._rooms) + 1)
        self._chosen = await self._local.add_room(self._session.staff, event_id, name)

    async def _gone(self, work: Awaitable[object]) -> None:
        await work
        self._chosen = ""

    def _step(
        self,
        work: Callable[[], Awaitable[object]],
        undo: Callable[[], Awaitable[object]] | None,
        said: Said | None = None,
        sentence: str = "",
    ) -> Step:
        """A change; ``sentence``: what a refusal without words of its own is told with."""

        async def carry_out() -> None:
            try:
                await work()
            except SettingNotValid as problem:
                if not sentence or problem.details.get("sentence"):
                    raise
                raise SettingNotValid(**{**problem.details, "sentence": sentence}) from problem

        return Step(carry_out, said or done(records.DONE), undo)


def local_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page of events made here."""
    return RecordsFlow(session, LocalRecords(session))
