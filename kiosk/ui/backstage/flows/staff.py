"""Staff for an admin: who has a PIN and what it opens; names, roles and PINs changed, taken away and given back. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.domain.ids import StaffId
from kiosk.domain.pins import LONGEST_PIN, Role, StaffMember
from kiosk.domain.problems import SettingNotValid
from kiosk.services.staff import Staff
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Choice, ChoiceField, Field, TextField, Value
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.staff.said import done
from kiosk.words import Words
from kiosk.words import admin_records as records
from kiosk.words import admin_trust as say

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is. ``view``: list, add or pin; ``draft``: what was typed and is not kept yet."""

    view: str = "list"
    chosen: str = ""
    draft: dict[str, Value] = field(default_factory=dict)


class StaffRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._place = Place()
        self._members: dict[str, StaffMember] = {}

    @property
    def _words(self) -> Words:
        return self._session.words

    @property
    def _staff(self) -> Staff:
        return self._session.desks.trust.staff

    async def scene(self) -> RecordsScene:
        """Everybody, who left last; one to change."""
        words, place = self._words, self._place
        everyone = await self._staff.everyone()
        self._members = {str(one.id): one for one in sorted(everyone, key=lambda one: not one.is_active)}
        if place.view == "add":
            return RecordsScene(card=self._new_card(), back=words.say(records.BACK))
        member = self._members.get(place.chosen)
        if place.view == "pin" and member is not None:
            return RecordsScene(card=self._pin_card(member), back=words.say(records.BACK))
        listed = Listed(
            "staff",
            words.say(say.STAFF),
            ((words.say(say.NAME), 1.6), (words.say(say.MAY_DO), 1.0)),
            tuple(self._line(one) for one in self._members.values()),
            words.say(say.NOBODY_HAS_A_PIN),
            chosen=place.chosen,
            actions=(Action("add", words.say(say.ADD_STAFF), "plus"),),
        )
        card = self._card(member) if member is not None else None
        return RecordsScene(listed, card, back=words.say(records.BACK) if card is not None else "")

    def _line(self, member: StaffMember) -> ListLine:
        may_do = self._words.say(say.SHORT_ROLES[member.role.value] if member.is_active else say.LEFT)
        return ListLine(str(member.id), (member.name, may_do), is_quiet=not member.is_active)

    def _card(self, member: StaffMember) -> Card:
        words = self._words
        if not member.is_active:
            back = Action("return", words.say(say.COMES_BACK), is_first=True)
            return Card(f"left {member.id}", member.name, (words.say(say.HAS_LEFT_ABOUT),), actions=(back,))
        actions = (
            Action("pin", words.say(say.NEW_PIN), "lock"),
            Action("leave", words.say(say.LEAVES), is_grave=True),
        )
        return Card(
            f"staff {member.id}",
            member.name,
            fields=staff_fields(words, member.name, member.role.value),
            actions=actions,
        )

    def _new_card(self) -> Card:
        words, draft = self._words, self._place.draft
        fields = staff_fields(words, str(draft.get("name", "")), str(draft.get("role", Role.VOLUNTEER.value)))
        save = Action("save", words.say(say.SAVE), is_first=True)
        return Card(
            "new staff",
            words.say(say.ADD_STAFF),
            fields=(*fields, *pin_fields(words, self._place.draft)),
            actions=(save,),
        )

    def _pin_card(self, member: StaffMember) -> Card:
        words = self._words
        save = Action("save pin", words.say(say.SAVE), is_first=True)
        title = words.say(say.NEW_PIN_FOR, name=member.name)
        return Card(f"pin {member.id}", title, fields=pin_fields(words, self._place.draft), actions=(save,))

    def search(self, text: str) -> None:
        """The list searches itself."""

    def choose(self, key: str) -> Step | None:
        """Somebody to change."""
        self._place = Place(chosen=key)
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """A name or a role; in what is not kept yet, anything."""
        place = self._place
        if place.view != "list":
            self._place = replace(place, draft={**place.draft, key: value})
            return None
        member = self._members.get(place.chosen)
        if member is None:
            return None
        if key == "role":
            return Step(
                lambda: self._change(member.id, role=Role(str(value))),
                undo=lambda: self._change(member.id, role=member.role),
            )
        return Step(
            lambda: self._change(member.id, name=self._named(value)),
            undo=lambda: self._change(member.id, name=member.name),
        )

    def act(self, key: str) -> Step | None:
        """A button."""
        place = self._place
        member = self._members.get(place.chosen)
        match key:
            case "add":
                self._place = Place("add")
            case "pin":
                self._place = replace(place, view="pin", draft={})
            case "save":
                return Step(self._add, done(say.STAFF_ADDED))
            case "save pin" if member is not None:
                return Step(lambda: self._new_pin(member), done(say.PIN_CHANGED))
            case "leave" if member is not None:
                return self._leave(member)
            case "return" if member is not None:
                return Step(lambda: self._change(member.id, name=member.name), undo=lambda: self._deactivate(member.id))
            case _:
                pass
        return None

    def go_back(self) -> bool:
        """From a PIN to somebody, from somebody to the list. What was typed is forgotten."""
        place = self._place
        self._place = Place(chosen=place.chosen) if place.view == "pin" else Place()
        return place.view != "list" or bool(place.chosen)

    # What is done.

    async def _add(self) -> None:
        draft = self._place.draft
        name, role = self._named(draft.get("name", "")), Role(str(draft.get("role", Role.VOLUNTEER.value)))
        member = await self._staff.add(self._session.staff, name, role, self._typed_pin())
        self._place = Place(chosen=str(member.id))

    async def _new_pin(self, member: StaffMember) -> None:
        await self._staff.change(self._session.staff, member.id, pin=self._typed_pin())
        self._place = Place(chosen=str(member.id))

    async def _change(self, staff_id: StaffId, *, name: str | None = None, role: Role | None = None) -> None:
        await self._staff.change(self._session.staff, staff_id, name=name, role=role)

    async def _deactivate(self, staff_id: StaffId) -> None:
        await self._staff.deactivate(self._session.staff, staff_id)

    def _leave(self, member: StaffMember) -> Step:
        words = self._words
        question = Question(
            words.say(say.LEAVES_QUESTION, name=member.name), words.say(say.LEAVES_ABOUT), words.say(say.LEAVES), True
        )
        return Step(
            lambda: self._deactivate(member.id),
            undo=lambda: self._change(member.id, name=member.name),
            question=question,
        )

    def _typed_pin(self) -> str:
        draft = self._place.draft
        pin, again = str(draft.get("pin", "")), str(draft.get("again", ""))
        if pin != again:
            self._place = replace(self._place, draft={**draft, "pin": "", "again": ""})
            raise SettingNotValid(field="pin", sentence=self._words.say(say.PINS_DIFFER))
        return pin

    def _named(self, typed: Value) -> str:
        name = " ".join(str(typed).split())
        if not name:
            raise SettingNotValid(field="name", sentence=self._words.say(say.NAME_MISSING))
        return name


def staff_fields(words: Words, name: str, role: str) -> tuple[Field, ...]:
    """Somebody's name, and what they may do."""
    roles = tuple(Choice(one.value, words.say(say.SHORT_ROLES[one.value])) for one in Role)
    about = words.say(say.STAFF_ROLES[role])
    return (
        Field("name", words.say(say.NAME), TextField(_LONGEST_NAME), name),
        Field("role", words.say(say.MAY_DO), ChoiceField(roles), role, about),
    )


def pin_fields(words: Words, draft: Mapping[str, Value]) -> tuple[Field, ...]:
    """A new PIN, typed twice."""
    kind = TextField(LONGEST_PIN, is_secret=True, is_digits=True)
    return (
        Field("pin", words.say(say.PIN), kind, str(draft.get("pin", "")), words.say(say.PIN_ABOUT)),
        Field("again", words.say(say.PIN_AGAIN), kind, str(draft.get("again", ""))),
    )


def staff_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page of staff."""
    return RecordsFlow(session, StaffRecords(session))
