"""The watch list for leads and admins: who is on it, why, until when. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.domain.ids import PersonId, StaffId
from kiosk.domain.people import Person
from kiosk.domain.problems import SettingNotValid
from kiosk.domain.watch import Watched, WatchKind
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Choice, ChoiceField, Field, TextField, Value
from kiosk.ui.backstage.flows.person_search import found_people
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.staff.said import done
from kiosk.ui.staff.typed import typed_date
from kiosk.words import Words, staff
from kiosk.words import admin_people as people
from kiosk.words import admin_records as records
from kiosk.words import admin_trust as say
from kiosk.words.times import civil_date

_LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is. ``view``: list, find or add; ``chosen``: an entry, or whom the new one is about."""

    view: str = "list"
    chosen: str = ""
    text: str = ""
    draft: dict[str, Value] = field(default_factory=dict)


class WatchRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._place = Place()
        self._entries: dict[str, Watched] = {}
        self._names: dict[PersonId, str] = {}
        self._found: dict[str, Person] = {}
        self._by: dict[StaffId, str] = {}

    async def scene(self) -> RecordsScene:
        """The whole list, what is over quietly; one entry; or somebody to put on it."""
        words, place = self._session.words, self._place
        if place.view == "find":
            listed, self._found = await found_people(self._session, place.text)
            return RecordsScene(listed, title=words.say(say.WHOSE), back=words.say(say.WATCH))
        if place.view == "add":
            return RecordsScene(card=self._new_card(), back=words.say(records.BACK))
        desks = self._session.desks
        entries = await desks.trust.watch.entries()
        known = await desks.records.people.people({one.person_id for one in entries})
        self._names = {id: person.name for id, person in known.items()}
        self._by = dict(await desks.here.staff_names())
        self._entries = {one.id: one for one in entries}
        columns = ((words.say(say.NAME), 1.6), (words.say(say.KIND), 1.0), (words.say(say.UNTIL), 0.9))
        add = Action("add", words.say(say.ADD_WATCH), "plus")
        listed = Listed(
            "watch",
            words.say(say.WATCH),
            columns,
            tuple(self._line(one) for one in entries),
            words.say(say.WATCH_NOTHING),
            chosen=place.chosen,
            actions=(add,),
        )
        entry = self._entries.get(place.chosen)
        card = self._card(entry) if entry is not None else None
        return RecordsScene(listed, card, back=words.say(records.BACK) if card is not None else "")

    def _line(self, entry: Watched) -> ListLine:
        words = self._session.words
        holds = entry.holds_on(self._session.desks.today())
        until = words.say(say.NO_END) if entry.until is None else civil_date(words, entry.until)
        cells = (
            self._names.get(entry.person_id, ""),
            words.say(staff.WATCH[entry.kind.value]),
            until if holds else words.say(say.OVER),
        )
        return ListLine(entry.id, cells, is_quiet=not holds)

    def _card(self, entry: Watched) -> Card:
        words = self._session.words
        day = civil_date(words, self._session.desks.here.local(entry.added_at).date())
        by = self._by.get(entry.added_by, "") if entry.added_by is not None else ""
        since = words.say(say.ADDED_ON_BY, day=day, name=by) if by else words.say(say.ADDED_ON, day=day)
        about = (words.say(staff.WATCH[entry.kind.value]), entry.note, since)
        remove = Action("remove", words.say(say.REMOVE), is_grave=True)
        title = self._names.get(entry.person_id, "")
        return Card(f"watch {entry.id}", title, tuple(one for one in about if one), actions=(remove,))

    def _new_card(self) -> Card:
        words = self._session.words
        fields = watch_fields(words, self._place.draft)
        person = self._found.get(self._place.chosen)
        save = Action("save", words.say(say.SAVE), is_first=True)
        return Card("new watch", person.name if person is not None else "", fields=fields, actions=(save,))

    def search(self, text: str) -> None:
        """Somebody is looked for."""
        self._place = replace(self._place, text=text)

    def choose(self, key: str) -> Step | None:
        """An entry to see, or somebody to write one about."""
        self._place = Place("add" if self._place.view == "find" else "list", key, self._place.text)
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """What a new entry says."""
        self._place = replace(self._place, draft={**self._place.draft, key: value})
        return None

    def act(self, key: str) -> Step | None:
        """A button."""
        entry = self._entries.get(self._place.chosen)
        match key:
            case "add":
                self._place = Place("find")
            case "save":
                return Step(self._add, done(say.WATCH_ADDED))
            case "remove" if entry is not None:
                return self._removal(entry)
            case _:
                pass
        return None

    def go_back(self) -> bool:
        """From a new entry to the search, from there and from an entry to the list."""
        place = self._place
        self._place = Place("find", text=place.text) if place.view == "add" else Place()
        return place.view != "list" or bool(place.chosen)

    async def _add(self) -> None:
        draft, words = self._place.draft, self._session.words
        text = str(draft.get("until", "")).strip()
        until = typed_date(text)
        if text and until is None:
            raise SettingNotValid(field="until", sentence=words.say(say.NOT_A_DATE))
        kind = WatchKind(str(draft.get("kind", WatchKind.OTHER.value)))
        watch, note = self._session.desks.trust.watch, str(draft.get("note", ""))
        entry = await watch.add(self._session.staff, PersonId(self._place.chosen), kind, note, until)
        self._place = Place(chosen=entry.id)

    def _removal(self, entry: Watched) -> Step:
        watch, by = self._session.desks.trust.watch, self._session.staff

        async def remove() -> None:
            await watch.remove(by, entry.id)
            self._place = Place()

        return Step(
            remove,
            done(say.WATCH_REMOVED),
            lambda: watch.add(by, entry.person_id, entry.kind, entry.note, entry.until),
        )


def watch_fields(words: Words, draft: Mapping[str, Value]) -> tuple[Field, ...]:
    """Why, what staff are to know, and until when."""
    kinds = tuple(Choice(one.value, words.say(staff.WATCH[one.value])) for one in WatchKind)
    hint, about = words.say(people.BIRTHDATE_HINT), words.say(say.UNTIL_ABOUT)
    return (
        Field("kind", words.say(say.KIND), ChoiceField(kinds), str(draft.get("kind", WatchKind.OTHER.value))),
        Field("note", words.say(say.NOTE), TextField(_LONGEST_NOTE), str(draft.get("note", ""))),
        Field("until", words.say(say.UNTIL), TextField(12, hint), str(draft.get("until", "")), about),
    )


def watch_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page of the watch list."""
    return RecordsFlow(session, WatchRecords(session))
