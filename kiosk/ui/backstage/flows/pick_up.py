"""Pick-up lists for an admin: who else may collect a child and who may not, one by one or from a file. No Qt."""

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.domain.ids import PersonId
from kiosk.domain.people import Person
from kiosk.domain.pick_up import PickUpPerson
from kiosk.domain.problems import SettingNotValid
from kiosk.services.family_adults import FamilyAdult
from kiosk.services.pick_up_lists import Imported, PickUpLists
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Field, FlagField, TextField, Value
from kiosk.ui.backstage.flows.family_adults import ADULT, adult_card, adult_lines, adult_step, kept_relationship
from kiosk.ui.backstage.flows.person_search import found_people
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.backstage.settings_files import found_files
from kiosk.ui.staff.said import done
from kiosk.words import Words, door
from kiosk.words import admin_records as records
from kiosk.words import admin_trust as say

SUFFIX = ".csv"
_LONGEST = 80
_LARGEST_BYTES = 2_000_000
"""A list of every adult of a large church is far below this."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is. ``view``: lists, of, add, files or result; ``draft``: what was typed about somebody new."""

    view: str = "lists"
    child_id: PersonId | None = None
    chosen: str = ""
    text: str = ""
    draft: dict[str, Value] = field(default_factory=dict)


class PickUpRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._place = Place()
        self._found: dict[str, Person] = {}
        self._entries: dict[str, PickUpPerson] = {}
        self._adults: dict[str, FamilyAdult] = {}
        self._files: dict[str, Path] = {}
        self._imported: Imported | None = None

    @property
    def _words(self) -> Words:
        return self._session.words

    @property
    def _lists(self) -> PickUpLists:
        return self._session.desks.trust.pick_up

    # What is shown.

    async def scene(self) -> RecordsScene:
        """What is shown where one is."""
        place, words = self._place, self._words
        match place.view:
            case "of" if place.child_id is not None:
                return await self._list_scene(place.child_id)
            case "add":
                return RecordsScene(card=self._new_card(), back=words.say(records.BACK))
            case "files":
                return await self._files_scene()
            case "result" if self._imported is not None:
                return self._result_scene(self._imported)
            case _:
                return await self._lists_scene(place)

    async def _lists_scene(self, place: Place) -> RecordsScene:
        words, desks = self._words, self._session.desks
        listed, self._found = await found_people(self._session, place.text, lambda person: person.is_child)
        actions = (Action("files", words.say(say.READ_FILE)),)
        if place.text.strip():
            return RecordsScene(replace(listed, key="children", actions=actions))
        entries: dict[PersonId, list[PickUpPerson]] = {}
        for one in await self._lists.everything():
            entries.setdefault(one.child_id, []).append(one)
        known = await desks.records.people.people(entries)
        self._found = {str(id): person for id, person in known.items()}
        lines = [
            ListLine(str(id), (person.name, _names(entries[id], True), _names(entries[id], False)))
            for id, person in sorted(known.items(), key=lambda pair: pair[1].name)
        ]
        columns = (
            (words.say(say.CHILD), 1.2),
            (words.say(say.MAY_COLLECT), 1.6),
            (words.say(say.MAY_NOT_COLLECT), 1.6),
        )
        listed = Listed(
            "lists", words.say(say.PICK_UP), columns, tuple(lines), words.say(say.NO_LISTS), actions=actions, asks=True
        )
        return RecordsScene(listed)

    async def _list_scene(self, child_id: PersonId) -> RecordsScene:
        words, place = self._words, self._place
        self._entries = {one.id: one for one in await self._lists.of(child_id)}
        adults = await self._session.desks.trust.family.of(child_id)
        self._adults = {f"{ADULT}{one.person_id}": one for one in adults}
        # Whoever of the family may not collect stands there once.
        stopped = {entry.id for one in adults for entry in one.stopped_by}
        lines = adult_lines(words, adults) + [
            ListLine(
                one.id,
                (
                    one.name,
                    words.say(say.MAY_COLLECT if one.may_collect else say.MAY_NOT_COLLECT),
                    door.relationship(words, one.relationship),
                ),
                "good" if one.may_collect else "warn",
            )
            for one in self._entries.values()
            if one.id not in stopped
        ]
        columns = ((words.say(say.NAME), 1.6), ("", 1.2), (words.say(say.RELATIONSHIP), 1.0))
        listed = Listed(
            "of",
            words.say(say.PICK_UP),
            columns,
            tuple(lines),
            words.say(say.NOBODY_ON_LIST),
            chosen=place.chosen,
            actions=(Action("add", words.say(say.ADD_TO_LIST), "plus"),),
            is_searched=False,
        )
        entry, adult = self._entries.get(place.chosen), self._adults.get(place.chosen)
        title = words.say(say.LIST_OF, name=self._child_name())
        card = self._card(entry) if entry is not None else adult_card(words, adult) if adult is not None else None
        return RecordsScene(listed, card, title, words.say(say.PICK_UP if card is None else records.BACK))

    def _card(self, entry: PickUpPerson) -> Card:
        fields = entry_fields(self._words, entry.name, entry.relationship, may_collect=entry.may_collect)
        remove = Action("remove", self._words.say(say.REMOVE), is_grave=True)
        return Card(f"entry {entry.id}", entry.name, fields=fields, actions=(remove,))

    def _new_card(self) -> Card:
        words, draft = self._words, self._place.draft
        fields = entry_fields(
            words,
            str(draft.get("name", "")),
            str(draft.get("relationship", "")),
            may_collect=bool(draft.get("may_collect", True)),
        )
        save = Action("save", words.say(say.SAVE), is_first=True)
        return Card("new entry", words.say(say.LIST_OF, name=self._child_name()), fields=fields, actions=(save,))

    async def _files_scene(self) -> RecordsScene:
        words = self._words
        paths = await asyncio.to_thread(found_files, self._session.files, SUFFIX)
        self._files = {str(path): path for path in paths}
        lines = tuple(ListLine(key, (path.name, str(path.parent))) for key, path in self._files.items())
        columns = ((words.say(say.FILES), 1.2), ("", 2.0))
        listed = Listed("files", words.say(say.FILES), columns, lines, words.say(say.FILES_ABOUT), is_searched=False)
        return RecordsScene(listed, title=words.say(say.READ_FILE), back=words.say(say.PICK_UP))

    def _result_scene(self, imported: Imported) -> RecordsScene:
        words = self._words
        lines = tuple(
            ListLine(str(number), (str(number), words.say(say.LINE_TROUBLES[trouble.value])), "warn")
            for number, trouble in imported.left_out
        )
        columns = ((words.say(say.LINE), 0.4), (words.say(say.REASON), 3.0))
        listed = Listed("result", words.say(say.LEFT_OUT), columns, lines, is_searched=False)
        return RecordsScene(listed, title=words.say(say.LEFT_OUT), back=words.say(say.PICK_UP))

    # What is done.

    def search(self, text: str) -> None:
        """A child is looked for."""
        self._place = replace(self._place, text=text)

    def choose(self, key: str) -> Step | None:
        """A child, an entry, or a file to read."""
        place = self._place
        match place.view:
            case "lists" if key in self._found:
                self._place = Place("of", PersonId(key))
            case "of":
                self._place = replace(place, chosen=key)
            case "files" if key in self._files:
                return self._reading(self._files[key])
            case _:
                pass
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """Something of the entry is put right, or typed about somebody new."""
        place = self._place
        if place.view == "add":
            self._place = replace(place, draft={**place.draft, key: value})
            return None
        adult = self._adults.get(place.chosen)
        if adult is not None and place.child_id is not None:
            family = self._session.desks.trust.family
            return adult_step(self._words, family, self._session.staff, place.child_id, adult, key, value)
        entry = self._entries.get(place.chosen)
        if entry is None:
            return None
        by, lists = self._session.staff, self._lists
        match key:
            case "may_collect":
                changed = replace(entry, may_collect=bool(value))
            case "relationship":
                changed = replace(entry, relationship=kept_relationship(self._words, value))
            case _:
                changed = replace(entry, name=" ".join(str(value).split()))

        async def change() -> None:
            if not changed.name:
                raise SettingNotValid(field="name", sentence=self._words.say(say.NAME_MISSING))
            await lists.add(by, changed)

        return Step(change, done(say.LIST_CHANGED), lambda: lists.add(by, entry))

    def act(self, key: str) -> Step | None:
        """A button."""
        place = self._place
        entry = self._entries.get(place.chosen)
        match key:
            case "files":
                self._place = Place("files")
            case "add":
                self._place = replace(place, view="add", draft={})
            case "save":
                return Step(self._add, done(say.LIST_CHANGED))
            case "remove" if entry is not None:
                return self._removal(entry)
            case _:
                pass
        return None

    def go_back(self) -> bool:
        """From an entry to the list, from the list to the children."""
        place = self._place
        if place.view == "lists":
            return False
        is_in_list = place.view == "add" or bool(place.chosen)
        self._place = Place("of", place.child_id) if is_in_list else Place()
        return True

    async def _add(self) -> None:
        draft, child = self._place.draft, self._place.child_id
        name = str(draft.get("name", ""))
        if child is None or not name.strip():
            raise SettingNotValid(field="name", sentence=self._words.say(say.NAME_MISSING))
        relationship = kept_relationship(self._words, draft.get("relationship", ""))
        may = bool(draft.get("may_collect", True))
        entry = await self._lists.write(self._session.staff, child, name, relationship, may_collect=may)
        self._place = Place("of", child, entry.id)

    def _removal(self, entry: PickUpPerson) -> Step:
        words, by, lists = self._words, self._session.staff, self._lists

        async def remove() -> None:
            await lists.remove(by, entry.id)
            self._place = Place("of", entry.child_id)

        question = Question(
            words.say(say.REMOVE_QUESTION, name=entry.name), words.say(say.REMOVE_ABOUT), words.say(say.REMOVE), True
        )
        return Step(remove, done(say.LIST_CHANGED), lambda: lists.add(by, entry), question)

    def _reading(self, path: Path) -> Step:
        words = self._words

        async def read() -> None:
            try:
                text = await asyncio.to_thread(_text_of, path)
            except (OSError, UnicodeDecodeError) as error:
                raise SettingNotValid(sentence=words.say(say.NOT_READABLE)) from error
            try:
                self._imported = await self._lists.import_csv(self._session.staff, text)
            except SettingNotValid as problem:
                raise SettingNotValid(**{**problem.details, "sentence": words.say(say.NOT_A_LIST)}) from problem
            self._place = Place("result" if self._imported.left_out else "lists")
            message = say.READ_SOME if self._imported.left_out else say.READ
            self._session.tell(done(message, count=self._imported.entries))

        return Step(read, said=None)

    def _child_name(self) -> str:
        person = self._found.get(str(self._place.child_id))
        return person.name if person is not None else ""


def entry_fields(words: Words, name: str, relationship: str, *, may_collect: bool) -> tuple[Field, ...]:
    """Who it is, whether they may, and what they are to the child."""
    said = door.relationship(words, relationship)
    about = words.say(say.RELATIONSHIP_ABOUT)
    return (
        Field("name", words.say(say.NAME), TextField(_LONGEST), name),
        Field("may_collect", words.say(say.MAY_THEY), FlagField(), may_collect),
        Field("relationship", words.say(say.RELATIONSHIP), TextField(_LONGEST), said, about),
    )


def _text_of(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_LARGEST_BYTES).decode("utf-8-sig")


def _names(entries: list[PickUpPerson], may_collect: bool) -> str:
    return ", ".join(one.name for one in entries if one.may_collect is may_collect)


def pick_up_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page of pick-up lists."""
    return RecordsFlow(session, PickUpRecords(session))
