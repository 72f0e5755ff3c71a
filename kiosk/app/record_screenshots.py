"""Pages of records behind the PIN as stills: people, rooms, groups, what Sunday would be like, events made here."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtWidgets import QWidget

from kiosk.app.screenshots import Still
from kiosk.domain.ids import EventId, LocationId, PersonId
from kiosk.domain.local_program import LocalTime
from kiosk.domain.locations import Location
from kiosk.domain.people import Email, Gender, HouseholdRole, Person, Phone
from kiosk.domain.schedule import EventSettings
from kiosk.services.local_program import USUAL_GRADES
from kiosk.services.settings import EVENT, LOCATION
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Choice
from kiosk.ui.backstage.flows.local_fields import time_fields, time_words
from kiosk.ui.backstage.flows.person_fields import person_fields
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, Records, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.flows.room_words import room_facts, whom
from kiosk.ui.backstage.flows.setting_fields import setting_fields
from kiosk.ui.backstage.page import Page, PageKind
from kiosk.ui.backstage.pages import events, local_program, people, preview, rooms
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import Words
from kiosk.words import admin_local as own
from kiosk.words import admin_people as say
from kiosk.words import admin_preview as ahead
from kiosk.words import admin_records as records
from kiosk.words import admin_rooms as room

Framed = Callable[[PageKind, Callable[[Look, BackstageSession], Page]], Callable[[Look], QWidget]]
_MANY = 24
_CHILD = Person(
    PersonId("101"),
    "Maximiliana",
    "Featherstonehaugh",
    nickname="Maxi",
    birthdate=date(2019, 5, 21),
    gender=Gender.FEMALE,
    grade=1,
    is_child=True,
    medical_notes="Peanuts, tree nuts; carries an inhaler",
    phones=(Phone("1", "+1 555 010 0142", is_primary=True),),
    emails=(Email("1", "maximiliana.featherstonehaugh@example.org"),),
)
_TWOS = Location(
    LocationId("52"),
    EventId("1"),
    "Twos and young threes",
    age_min_in_months=24,
    age_max_in_months=40,
    max_occupancy=16,
    attendees_per_volunteer=4,
    min_volunteers=2,
)


class _Still(RecordsPage):
    """Shows one scene and asks nobody."""

    def refresh(self) -> None:
        """Nothing changes on a still."""


def shown_records(kind: PageKind, scene: Callable[[Words], RecordsScene], framed: Framed) -> Callable[[Look], QWidget]:
    """A page of records with one scene on it."""

    def build(look: Look, session: BackstageSession) -> Page:
        nobody: Records = _Nothing()
        flow = RecordsFlow(session, nobody)
        flow.scene = scene(look.words)
        return _Still(look, flow)

    return framed(kind, build)


class _Nothing:
    """Records that nobody reads."""

    async def scene(self) -> RecordsScene:
        """Nothing."""
        return RecordsScene()

    def search(self, text: str) -> None:
        """Nothing."""

    def choose(self, key: str) -> Step | None:
        """Nothing."""
        return None

    def answer(self, key: str, value: object) -> Step | None:
        """Nothing."""
        return None

    def act(self, key: str) -> Step | None:
        """Nothing."""
        return None

    def go_back(self) -> bool:
        """Nowhere."""
        return False


def _person(words: Words) -> RecordsScene:
    lines = tuple(
        ListLine(str(place), (name, words.say(say.CHILD), ""))
        for place, name in enumerate(("Maximiliana Featherstonehaugh", "Bo Featherstonehaugh"))
    )
    columns = ((words.say(say.WHO), 1.8), ("", 1.0), (words.say(say.AGE), 1.0))
    add = (Action("add", words.say(say.ADD_PERSON), "plus"),)
    listed = Listed("family", words.say(say.FAMILY), columns, lines, "", "0", add, is_searched=False)
    actions = (
        Action("came", words.say(say.CAME_TO), "clock"),
        Action("move", words.say(say.MOVE)),
        Action("take out", words.say(say.TAKE_OUT), is_grave=True),
        Action("deactivate", words.say(say.DEACTIVATE), is_grave=True),
    )
    about = (words.say(say.ENTERED_HERE), words.say(say.ALSO_IN, families="Quigley, O’Malley-Featherstonehaugh"))
    fields = person_fields(words, _CHILD, USUAL_GRADES, HouseholdRole.CHILD_OR_DEPENDENT, has_role=True)
    card = Card("person", _CHILD.name, about, fields, actions)
    return RecordsScene(listed, card, "Featherstonehaugh", words.say(say.FAMILIES), words.say(records.UNDO_LAST))


def _families(words: Words) -> RecordsScene:
    lines = tuple(ListLine(str(n), (f"García {n}", "Mateo, Lucía, Inés, Maximiliano", "…0142")) for n in range(_MANY))
    columns = ((words.say(say.FAMILY), 1.2), (words.say(say.WHO), 2.0), (words.say(say.PHONE_ENDS), 0.7))
    actions = (Action("new", words.say(say.NEW_FAMILY), "plus"), Action("inactive", words.say(say.INACTIVE)))
    return RecordsScene(Listed("find", words.say(say.FAMILIES), columns, lines, actions=actions, asks=True))


def _room(words: Words) -> RecordsScene:
    titles = ((room.ROOM, 1.5), (room.EVENT, 1.1), (room.FOR_WHOM, 1.5), (room.SEATS, 0.6))
    columns = tuple((words.say(title), weight) for title, weight in titles)
    cells = (_TWOS.name, "Sunday Kids", whom(words, _TWOS, USUAL_GRADES), "16 / 20")
    lines = tuple(ListLine(str(n), cells) for n in range(_MANY))
    facts = ("Sunday Kids", *room_facts(words, _TWOS, (_TWOS,), USUAL_GRADES))
    named = {"overflow_ids": (Choice("1", "Threes"),), "resource_id": (Choice("", words.say(room.NO_RESOURCE)),)}
    card = Card("room", _TWOS.name, facts, setting_fields(words, LOCATION, _TWOS.additions, named))
    return RecordsScene(Listed("rooms", words.say(room.ROOMS), columns, lines), card, back=words.say(records.BACK))


def _event(words: Words) -> RecordsScene:
    columns = ((words.say(room.EVENT), 1.3), (words.say(room.NEXT_TIME), 1.2), (words.say(room.CHECK_IN), 1.4))
    lines = (ListLine("1", ("Sunday Kids", "9:00", words.say(room.OPEN_UNTIL, time="9:30")), "good"),)
    about = tuple(
        words.say(room.EXPECTED_TIME, start="Sunday, September 20 at 9:00", opens="4:00", closes="9:30")
        for _ in range(4)
    )
    card = Card("event", "Sunday Kids", about, setting_fields(words, EVENT, EventSettings(), {}))
    return RecordsScene(Listed("events", words.say(room.EVENTS), columns, lines), card, back=words.say(records.BACK))


def _ahead(words: Words) -> RecordsScene:
    titles = (ahead.WITHOUT_ROOM, ahead.MISSING, ahead.OVERFLOW, ahead.CALLED_OFF, ahead.BUILDING, ahead.TREE)
    lines = tuple(
        ListLine(str(n), (words.say(title), str(n)), "warn" if n else "good") for n, title in enumerate(titles)
    )
    columns = ((words.say(ahead.WHAT), 2.2), (words.say(ahead.HOW_MANY), 0.8))
    again = (Action("again", words.say(ahead.LOOK_AGAIN), "change"),)
    listed = Listed("preview", words.say(ahead.PREVIEW), columns, lines, actions=again, is_searched=False)
    return RecordsScene(listed, title=words.say(ahead.DAY, day="Sunday, September 20", times="9:00, 10:45"))


def _own(words: Words) -> RecordsScene:
    weekly = LocalTime("t", EventId("e"), time(9), day_of_week=0)
    columns = ((words.say(own.WHAT), 1.5), (words.say(own.SORT), 0.6), (words.say(own.MORE), 1.2))
    lines = (
        ListLine("event", (words.say(own.ITSELF), "", "")),
        ListLine("t", (time_words(words, weekly), words.say(own.TIME), "")),
        ListLine("r", ("Barn", words.say(own.ROOM), whom(words, _TWOS, USUAL_GRADES))),
    )
    add = (Action("time", words.say(own.ADD_TIME), "clock"), Action("room", words.say(own.ADD_ROOM), "door"))
    listed = Listed("own event", "Harvest Party", columns, lines, "", "t", add, is_searched=False)
    remove = Action("remove", words.say(own.REMOVE_TIME), is_grave=True)
    card = Card("time", time_words(words, weekly), (), time_fields(words, weekly), (remove,))
    return RecordsScene(listed, card, "Harvest Party", "Harvest Party")


def record_stills(framed: Framed) -> tuple[Still, ...]:
    """The stills; ``framed`` puts a page into the frame behind the PIN."""
    return (
        Still("people", shown_records(people.PAGE, _families, framed)),
        Still("one-person", shown_records(people.PAGE, _person, framed)),
        Still("rooms", shown_records(rooms.PAGE, _room, framed)),
        Still("events", shown_records(events.PAGE, _event, framed)),
        Still("preview", shown_records(preview.PAGE, _ahead, framed)),
        Still("own-events", shown_records(local_program.PAGE, _own, framed)),
    )
