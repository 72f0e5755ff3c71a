"""Events for an admin: when each takes check-ins, and how it finds rooms. No Qt."""

from datetime import datetime

from kiosk.domain.ids import EventId
from kiosk.domain.schedule import Event, EventTime
from kiosk.domain.windows import window_of
from kiosk.services.program import Program
from kiosk.services.settings import EVENT, setting_named
from kiosk.ui.backstage.fields import Value
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.flows.setting_fields import raw_answer, setting_fields
from kiosk.ui.backstage.session import BackstageSession
from kiosk.words import admin_records as records
from kiosk.words import admin_rooms as say
from kiosk.words.times import clock_time, moment_name

_MOST_TIMES = 6


class EventRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._chosen = ""
        self._events: dict[str, Event] = {}

    async def scene(self) -> RecordsScene:
        """Every event with what is open when; one to change."""
        words, desks = self._session.words, self._session.desks.records
        program = await desks.programs.at(desks.clock.now())
        self._events = {str(event.id): event for event in await desks.schedule.events()}
        lines = [self._line(event, program) for event in self._events.values()]
        columns = ((words.say(say.EVENT), 1.3), (words.say(say.NEXT_TIME), 1.2), (words.say(say.CHECK_IN), 1.4))
        listed = Listed(
            "events", words.say(say.EVENTS), columns, tuple(lines), words.say(say.NO_EVENTS), chosen=self._chosen
        )
        card = self._card(program)
        return RecordsScene(listed, card, back=words.say(records.BACK) if card is not None else "")

    def _line(self, event: Event, program: Program) -> ListLine:
        words, now = self._session.words, self._session.desks.records.clock.now()
        times = [time for time in _coming(event, program, now) if not time.is_cancelled]
        if not times:
            return ListLine(str(event.id), (event.name, "", words.say(say.NOTHING_AHEAD)), is_quiet=True)
        here = now.astimezone(program.zone)
        start = moment_name(words, times[0].starts_at.astimezone(program.zone), here)
        for time in times:
            window = window_of(event, time)
            if window.is_open(now):
                closes = clock_time(words, window.closes_at.astimezone(program.zone))
                return ListLine(str(event.id), (event.name, start, words.say(say.OPEN_UNTIL, time=closes)), "good")
        opens_at = min(window_of(event, time).opens_at for time in times)
        opens = moment_name(words, opens_at.astimezone(program.zone), here)
        return ListLine(str(event.id), (event.name, start, words.say(say.OPENS, moment=opens)))

    def _card(self, program: Program) -> Card | None:
        event = self._events.get(self._chosen)
        if event is None:
            return None
        words, now = self._session.words, self._session.desks.records.clock.now()
        here = now.astimezone(program.zone)

        def said(time: EventTime) -> str:
            window, starts_at = window_of(event, time), time.starts_at.astimezone(program.zone)

            def bound(moment: datetime) -> str:
                there = moment.astimezone(program.zone)
                is_same_day = there.date() == starts_at.date()
                return clock_time(words, there) if is_same_day else moment_name(words, there, here)

            start, opens, closes = moment_name(words, starts_at, here), bound(window.opens_at), bound(window.closes_at)
            if time.is_cancelled:
                return words.say(say.CALLED_OFF, start=start)
            return words.say(
                say.EXPECTED_TIME if time.is_predicted else say.COMING, start=start, opens=opens, closes=closes
            )

        times = tuple(said(time) for time in _coming(event, program, now)[:_MOST_TIMES])
        about = times or (words.say(say.NOTHING_AHEAD),)
        return Card(f"event {event.id}", event.name, about, setting_fields(words, EVENT, event.settings, {}))

    def search(self, text: str) -> None:
        """The list searches itself."""

    def choose(self, key: str) -> Step | None:
        """An event to change."""
        self._chosen = key
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """A setting of the chosen event."""
        event = self._events.get(self._chosen)
        if event is None:
            return None
        setting, by = setting_named(EVENT, key), self._session.staff
        before = setting.kind.write(getattr(event.settings, key))

        async def change(raw: object) -> None:
            await self._session.desks.settings.change_event(by, EventId(event.id), {key: raw})

        return Step(lambda: change(raw_answer(setting, value)), undo=lambda: change(before))

    def act(self, key: str) -> Step | None:
        """There are no buttons."""
        return None

    def go_back(self) -> bool:
        """From an event to the list."""
        was, self._chosen = self._chosen, ""
        return bool(was)


def _coming(event: Event, program: Program, now: datetime) -> list[EventTime]:
    """The times that are not over yet, by start."""
    return [time for time in program.times if time.event_id == event.id and window_of(event, time).closes_at > now]


def events_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page of events."""
    return RecordsFlow(session, EventRecords(session))
