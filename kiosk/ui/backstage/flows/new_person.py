"""Somebody new: what is asked, who may be the same, and how they are saved; a new family begins with one adult. No Qt."""

from collections.abc import Mapping, Sequence

from kiosk.domain.ids import HouseholdId
from kiosk.domain.newcomers import NewFamily, NewPerson
from kiosk.domain.people import Gender, Grade
from kiosk.services.newcomers import Added, LikelyMatch
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Field, FlagField, TextField, Value
from kiosk.ui.backstage.flows.family_steps import name_of
from kiosk.ui.backstage.flows.person_fields import birthdate_field, gender_field, grade_field, typed_birthdate
from kiosk.ui.backstage.flows.records import Card
from kiosk.ui.backstage.session import BackstageSession
from kiosk.words import Words
from kiosk.words import admin_people as say

_MOST_MATCHES = 5
Draft = Mapping[str, Value]


def new_card(
    words: Words, draft: Draft, grades: Sequence[Grade], maybe: Sequence[LikelyMatch], family: str | None
) -> Card:
    """What is asked. ``family``: whose they are to be; None for a family of their own."""

    def text(key: str, title: str) -> Field:
        return Field(key, words.say(title), TextField(120), str(draft.get(key, "")))

    care = Field(
        "medical_notes",
        words.say(say.CARE),
        TextField(600),
        str(draft.get("medical_notes", "")),
        words.say(say.CARE_ABOUT),
    )
    of_child = (
        Field("is_child", words.say(say.IS_CHILD), FlagField(), bool(draft.get("is_child", True))),
        birthdate_field(words, str(draft.get("birthdate", ""))),
        grade_field(words, grades, str(draft.get("grade", ""))),
        gender_field(words, str(draft.get("gender", ""))),
        care,
    )
    fields = (
        text("first_name", say.FIRST_NAME),
        text("last_name", say.LAST_NAME),
        *(of_child if family is not None else ()),
        text("phone", say.PHONE),
        text("email", say.EMAIL),
    )
    about = [words.say(say.NEW_FAMILY_ABOUT)] if family is None else []
    about += [
        words.say(say.MAYBE, name=one.person.name, family=name_of(one.household)) for one in maybe[:_MOST_MATCHES]
    ]
    save = Action("save", words.say(say.SAVE_ANYWAY if maybe else say.SAVE), is_first=True)
    title = words.say(say.NEW_FAMILY) if family is None else words.say(say.NEW_PERSON_IN, family=family)
    return Card("new", title, tuple(about), fields, (save,))


async def save_new(
    session: BackstageSession, draft: Draft, household_id: HouseholdId | None, maybe: Sequence[LikelyMatch]
) -> Added:
    """Save them. Raises MaybeKnown for somebody whom nobody has looked at, SettingNotValid (``field``)."""
    newcomers = session.desks.records.newcomers
    texts = {key: str(value) for key, value in draft.items()}
    new = NewPerson(
        first_name=texts.get("first_name", ""),
        last_name=texts.get("last_name", ""),
        is_child=household_id is not None and bool(draft.get("is_child", True)),
        birthdate=typed_birthdate(session.words, texts.get("birthdate", "")),
        grade=int(texts["grade"]) if texts.get("grade") else None,
        gender=Gender(texts["gender"]) if texts.get("gender") else None,
        medical_notes=texts.get("medical_notes", ""),
        phone=texts.get("phone", ""),
        email=texts.get("email", ""),
    )
    seen = [one.person.id for one in maybe]
    if household_id is None:
        return await newcomers.add(NewFamily((new,)), session.new_nonce(), session.staff, seen=seen)
    return await newcomers.add_to(household_id, new, session.new_nonce(), session.staff, seen=seen)
