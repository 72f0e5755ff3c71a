"""People and families for an admin: found, put right, added, moved, deactivated and brought back; what they came to. No Qt."""

from dataclasses import dataclass, field, replace

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.newcomers import LOCAL_PERSON
from kiosk.domain.people import Grade, Person
from kiosk.domain.problems import MaybeKnown, NotKnown, SearchTooShort
from kiosk.services.newcomers import LikelyMatch
from kiosk.services.ports import FoundHousehold
from kiosk.services.staff_households import age_words
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Value
from kiosk.ui.backstage.flows.family_lines import family_id, family_line, member_lines
from kiosk.ui.backstage.flows.family_steps import bring_back_step, deactivate_step, move_step, name_of, take_out_step
from kiosk.ui.backstage.flows.new_person import new_card, save_new
from kiosk.ui.backstage.flows.person_fields import (
    family_fields,
    family_work,
    in_own_words,
    person_fields,
    person_work,
)
from kiosk.ui.backstage.flows.person_history import history_lines
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.record_desks import RecordDesks
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.staff.said import done
from kiosk.words import Words
from kiosk.words import admin_people as say
from kiosk.words import admin_records as records

_ITSELF = "family"
_MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is. ``view``: find, family, came, move, add or inactive; ``draft``: what was typed about somebody new."""

    view: str = "find"
    household_id: HouseholdId | None = None
    alone: PersonId | None = None
    chosen: str = ""
    text: str = ""
    draft: dict[str, Value] = field(default_factory=dict)


class PeopleRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._places = [Place()]
        self._found: dict[str, FoundHousehold] = {}
        self._family: FoundHousehold | None = None
        self._inactive: dict[str, Person] = {}
        self._maybe: tuple[LikelyMatch, ...] = ()

    @property
    def _desks(self) -> RecordDesks:
        return self._session.desks.records

    @property
    def _words(self) -> Words:
        return self._session.words

    @property
    def _place(self) -> Place:
        return self._places[-1]

    def _turn(self, place: Place) -> None:
        self._places[-1] = place

    # What is shown.

    async def scene(self) -> RecordsScene:
        """What is shown where one is."""
        place = self._place
        await self._read_family(place)
        match place.view:
            case "family":
                return await self._family_scene(place)
            case "came":
                return await self._came_scene(place)
            case "move":
                return replace(await self._find_scene(place), back=self._words.say(records.BACK))
            case "add":
                family = name_of(self._family) if place.household_id is not None and self._family else None
                card = new_card(self._words, place.draft, await self._grades(), self._maybe, family)
                return RecordsScene(card=card, back=self._words.say(records.BACK))
            case "inactive":
                return await self._inactive_scene(place)
            case _:
                return await self._find_scene(place)

    async def _find_scene(self, place: Place) -> RecordsScene:
        words = self._words
        try:
            found = await self._desks.find.by_text(place.text)
        except SearchTooShort:
            found = ()
        is_moving = place.view == "move"
        households = [one for one in found if not is_moving or one.household.id not in (None, place.household_id)]
        self._found = {family_id(one): one for one in households[:_MOST_FOUND]}
        lines = tuple(family_line(one) for one in self._found.values())
        actions = (
            Action("new family", words.say(say.NEW_FAMILY), "plus"),
            Action("inactive", words.say(say.INACTIVE)),
        )
        title = words.say(say.MOVE_TITLE, name=self._chosen_name()) if is_moving else ""
        columns = ((words.say(say.FAMILY), 1.2), (words.say(say.WHO), 2.0), (words.say(say.PHONE_ENDS), 0.7))
        return RecordsScene(
            Listed(
                "move" if is_moving else "find",
                words.say(say.FAMILIES),
                columns,
                lines,
                words.say(say.NOBODY_FOUND if place.text.strip() else say.TYPE_TO_FIND),
                actions=() if is_moving else actions,
                asks=True,
            ),
            title=title,
        )

    async def _family_scene(self, place: Place) -> RecordsScene:
        words, found = self._words, self._family
        if found is None:
            raise NotKnown()
        lines = member_lines(words, found, self._session.desks.today())
        if found.household.id is not None:
            lines.insert(0, ListLine(_ITSELF, (words.say(say.THE_FAMILY), "", "")))
        columns = ((words.say(say.WHO), 1.8), ("", 1.0), (words.say(say.AGE), 1.0))
        add = (Action("add", words.say(say.ADD_PERSON), "plus"),) if found.household.id is not None else ()
        listed = Listed(
            "family",
            words.say(say.FAMILY),
            columns,
            tuple(lines),
            chosen=place.chosen,
            actions=add,
            is_searched=False,
        )
        card = await self._card(place)
        is_at_start = card is None or place.alone is not None
        back = words.say(say.FAMILIES) if is_at_start else name_of(found)
        return RecordsScene(listed, card, name_of(found), back)

    async def _card(self, place: Place) -> Card | None:
        words, found = self._words, self._family
        if found is None or not place.chosen:
            return None
        if place.chosen == _ITSELF:
            return Card(f"family {found.household.id}", name_of(found), fields=family_fields(words, found))
        person = self._person()
        if person is None:
            return None
        role = next((one.role for one in found.household.members if one.person_id == person.id), None)
        has_family = found.household.id is not None
        actions = [Action("came", words.say(say.CAME_TO), "clock")]
        if has_family:
            actions += [Action("move", words.say(say.MOVE)), Action("take out", words.say(say.TAKE_OUT), is_grave=True)]
        actions.append(Action("deactivate", words.say(say.DEACTIVATE), is_grave=True))
        fields = person_fields(words, person, await self._grades(), role, has_role=has_family)
        return Card(f"person {person.id}", person.name, await self._about(person), fields, tuple(actions))

    async def _grades(self) -> tuple[Grade, ...]:
        church = await self._desks.schedule.organization()
        return church.grades if church is not None else ()

    async def _about(self, person: Person) -> tuple[str, ...]:
        words, found = self._words, self._family
        about = []
        if person.id.startswith(LOCAL_PERSON):
            about.append(words.say(say.ENTERED_HERE))
        if person.membership:
            about.append(words.say(say.MEMBERSHIP, membership=person.membership))
        here = found.household.id if found else None
        others = [one for one in await self._desks.people.households_of(person.id) if one.household.id != here]
        if here is None:
            about.append(words.say(say.NO_FAMILY))
        elif others:
            about.append(words.say(say.ALSO_IN, families=", ".join(name_of(one) for one in others)))
        return tuple(about)

    async def _came_scene(self, place: Place) -> RecordsScene:
        words, person = self._words, self._person()
        lines = await history_lines(self._desks, words, person) if person is not None else ()
        columns = ((words.say(say.WHEN), 1.4), (words.say(say.EVENT), 1.4), (words.say(say.ROOM), 1.2), ("", 0.8))
        listed = Listed("came", words.say(say.CAME_TO), columns, lines, words.say(say.NEVER_CAME), is_searched=False)
        title = words.say(say.HISTORY_OF, name=self._chosen_name())
        return RecordsScene(listed, title=title, back=words.say(records.BACK))

    async def _inactive_scene(self, place: Place) -> RecordsScene:
        words = self._words
        try:
            people = await self._desks.corrections.inactive(place.text)
        except SearchTooShort:
            people = ()
        self._inactive = {str(one.id): one for one in people}
        today = self._session.desks.today()
        lines = tuple(ListLine(str(one.id), (one.name, age_words(words, one, today))) for one in people)
        columns = ((words.say(say.WHO), 2.0), (words.say(say.AGE), 1.0))
        about = words.say(say.INACTIVE_ABOUT)
        listed = Listed("inactive", words.say(say.INACTIVE), columns, lines, about, asks=True)
        return RecordsScene(listed, title=words.say(say.INACTIVE), back=words.say(say.FAMILIES))

    # What is done.

    def search(self, text: str) -> None:
        """Somebody is looked for."""
        self._turn(replace(self._place, text=text))

    def choose(self, key: str) -> Step | None:
        """A family, somebody of it, the family to move to, or somebody to bring back."""
        place = self._place
        match place.view:
            case "find" if key in self._found:
                found = self._found[key]
                alone = found.people[0].id if found.household.id is None else None
                self._places.append(Place("family", found.household.id, alone, alone or ""))
            case "family":
                self._turn(replace(place, chosen=key))
            case "move" if key in self._found:
                return self._move(self._found[key])
            case "inactive" if key in self._inactive:
                return bring_back_step(self._session, self._inactive[key])
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """Something is put right, or typed about somebody new."""
        place, desks, by = self._place, self._desks, self._session.staff
        if place.view == "add":
            self._maybe = ()
            self._turn(replace(place, draft={**place.draft, key: value}))
            return None
        found = self._family
        if found is None:
            return None
        if place.chosen == _ITSELF:
            work, undo = family_work(desks, by, found, key, value)
            return Step(in_own_words(self._words, work), undo=undo)
        person = self._person()
        if person is None:
            return None
        work, undo = person_work(desks, self._words, by, found, person, key, value)
        return Step(in_own_words(self._words, work), undo=undo)

    def act(self, key: str) -> Step | None:
        """A button."""
        place = self._place
        match key:
            case "new family":
                self._begin(Place("add"))
            case "inactive":
                self._places.append(Place("inactive"))
            case "add":
                self._begin(Place("add", place.household_id))
            case "came":
                self._places.append(replace(place, view="came"))
            case "move":
                self._places.append(replace(place, view="move", text=""))
            case "save":
                return Step(in_own_words(self._words, self._save), done(say.ADDED))
            case "take out" | "deactivate":
                return self._chosen_step(key)
        return None

    def go_back(self) -> bool:
        """From somebody to the family, from the family to the search."""
        place = self._place
        self._maybe = ()
        if place.view == "family" and place.chosen and not place.alone:
            self._turn(replace(place, chosen=""))
            return True
        if len(self._places) == 1:
            return False
        self._places.pop()
        return True

    def _begin(self, place: Place) -> None:
        self._maybe = ()
        self._places.append(place)

    async def _save(self) -> None:
        place = self._place
        try:
            added = await save_new(self._session, place.draft, place.household_id, self._maybe)
        except MaybeKnown as problem:
            matches = problem.details.get("matches")
            self._maybe = matches if isinstance(matches, tuple) else ()
            raise
        self._maybe = ()
        self._places.pop()
        if place.household_id is None:
            self._places.append(Place("family", added.household_id))

    def _chosen_step(self, key: str) -> Step | None:
        """Moving, taking out, deactivating whoever is chosen."""
        found, person = self._family, self._person()
        if found is None or person is None:
            return None
        if key == "take out":
            return take_out_step(self._session, found, person, self._unchoose)
        return deactivate_step(self._session, person, self._unchoose)

    def _move(self, joins: FoundHousehold) -> Step | None:
        found, person = self._family, self._person()
        if found is None or person is None:
            return None

        def arrive() -> None:
            self._places[-2:] = [Place("family", joins.household.id, chosen=person.id)]

        return move_step(self._session, found, person, joins, arrive)

    def _unchoose(self) -> None:
        if self._place.alone:
            del self._places[1:]
        else:
            self._turn(replace(self._place, chosen=""))

    # Who is meant.

    def _person(self) -> Person | None:
        people = self._family.people if self._family is not None else ()
        return next((one for one in people if one.id == self._place.chosen), None)

    def _chosen_name(self) -> str:
        person = self._person()
        return person.name if person is not None else ""

    async def _read_family(self, place: Place) -> None:
        if place.household_id is not None:
            self._family = await self._desks.people.household(place.household_id)
        elif place.alone is not None:
            found = await self._desks.people.households_of(place.alone)
            self._family = found[0] if found else None


def people_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page of people and families."""
    return RecordsFlow(session, PeopleRecords(session))
