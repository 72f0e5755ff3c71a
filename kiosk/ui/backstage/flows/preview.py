"""The next service day looked at ahead: what would go wrong, and the missing facts filled in on the spot. No Qt."""

from dataclasses import replace

from kiosk.domain.people import Person
from kiosk.services.preview import ChildWithoutFacts, Preview
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Value
from kiosk.ui.backstage.flows.person_fields import in_own_words, person_fields, person_work
from kiosk.ui.backstage.flows.preview_lists import Section, sections
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.staff.said import done
from kiosk.words import admin_preview as say
from kiosk.words import preview as found
from kiosk.words.times import clock_time, day_name


class PreviewRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._preview: Preview | None = None
        self._section = ""
        self._chosen = ""

    async def scene(self) -> RecordsScene:
        """What was found by kind, one kind's findings, or one child's missing facts."""
        words, desks = self._session.words, self._session.desks.records
        # Worked out when it is asked for, not every other second: it looks at every child of the church.
        preview = self._preview or await desks.previews.at(desks.clock.now())
        self._preview = preview
        all_sections = sections(words, preview, desks.zone)
        section = next((one for one in all_sections if one.key == self._section), None)
        if section is not None:
            listed = replace(section.listed(words), chosen=self._chosen)
            card = await self._card(preview) if section.key == "missing" else None
            title = words.say(section.title)
            return RecordsScene(listed, card, title, title if card is not None else words.say(say.PREVIEW))
        columns = ((words.say(say.WHAT), 2.2), (words.say(say.HOW_MANY), 0.8))
        again = (Action("again", words.say(say.LOOK_AGAIN), "change"),)
        lines = tuple(self._line(one) for one in all_sections)
        listed = Listed(
            "preview", words.say(say.PREVIEW), columns, lines, chosen=self._section, actions=again, is_searched=False
        )
        return RecordsScene(listed, title=self._title(preview))

    def _title(self, preview: Preview) -> str:
        words, zone = self._session.words, self._session.desks.records.zone
        if not preview.times:
            return words.say(found.NOTHING_AHEAD)
        starts = dict.fromkeys(
            clock_time(words, one.starts_at.astimezone(zone)) for one in preview.times if not one.is_cancelled
        )
        today = preview.at.astimezone(zone).date()
        return words.say(say.DAY, day=day_name(words, preview.service_date, today), times=", ".join(starts))

    def _line(self, section: Section) -> ListLine:
        words = self._session.words
        count = str(len(section.lines)) if section.is_known else words.say(say.NOT_READ)
        tone = "" if not section.is_trouble or not section.is_known else "warn" if section.lines else "good"
        return ListLine(section.key, (words.say(section.title), count), tone)

    async def _card(self, preview: Preview) -> Card | None:
        lacking, person = self._lacking(preview), await self._person()
        if lacking is None or person is None:
            return None
        words, desks = self._session.words, self._session.desks.records
        church = await desks.schedule.organization()
        wanted = {fact.value for fact in lacking.facts}
        asked = person_fields(words, person, church.grades if church else (), None, has_role=False)
        fields = tuple(one for one in asked if one.key in wanted)
        return Card(f"facts {person.id}", person.name, (words.say(say.FILL_IN),), fields)

    def _lacking(self, preview: Preview) -> ChildWithoutFacts | None:
        return next((one for one in preview.missing_facts if one.person.id == self._chosen), None)

    async def _person(self) -> Person | None:
        lacking = self._lacking(self._preview) if self._preview is not None else None
        if lacking is None:
            return None
        return (await self._session.desks.records.people.people([lacking.person.id])).get(lacking.person.id)

    def search(self, text: str) -> None:
        """The lists search themselves."""

    def choose(self, key: str) -> Step | None:
        """A kind of finding, or somebody among them."""
        if not self._section:
            self._section = key
        else:
            self._chosen = key
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """A missing fact is filled in; the list keeps who was in it until it is looked at again."""
        session, desks = self._session, self._session.desks.records
        lacking = self._lacking(self._preview) if self._preview is not None else None
        if lacking is None:
            return None

        async def fill_in() -> None:
            households = await desks.people.households_of(lacking.person.id)
            work, _ = person_work(desks, session.words, session.staff, households[0], lacking.person, key, value)
            await work()

        async def take_back() -> None:
            await desks.corrections.correct(session.staff, lacking.person.id, {key: None})

        return Step(in_own_words(session.words, fill_in), undo=take_back)

    def act(self, key: str) -> Step | None:
        """Look again."""

        async def forget() -> None:
            self._preview = None

        return Step(forget, done(say.LOOKED_AGAIN))

    def go_back(self) -> bool:
        """From somebody to the findings, from them to the kinds."""
        if self._chosen:
            self._chosen = ""
            return True
        was, self._section = self._section, ""
        if was == "missing":
            self._preview = None
        return bool(was)


def preview_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page that looks ahead."""
    return RecordsFlow(session, PreviewRecords(session))
