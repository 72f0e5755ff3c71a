"""Families and their people as lines of a list. No Qt."""

from datetime import date

from kiosk.services.ports import FoundHousehold
from kiosk.services.staff_households import age_words
from kiosk.ui.backstage.flows.family_steps import name_of
from kiosk.ui.backstage.flows.records import ListLine
from kiosk.words import Words
from kiosk.words import admin_people as say


def family_id(found: FoundHousehold) -> str:
    """What names a family among those found; for somebody who belongs to none, the person."""
    return str(found.household.id or found.people[0].id)


def family_line(found: FoundHousehold) -> ListLine:
    """The family's name, who is in it, and the ends of their telephone numbers."""
    digits = ["".join(ch for ch in phone.number if ch.isdecimal()) for one in found.people for phone in one.phones]
    ends = " · ".join(dict.fromkeys(f"…{one[-4:]}" for one in digits if one))
    return ListLine(family_id(found), (name_of(found), ", ".join(one.called_name for one in found.people), ends))


def member_lines(words: Words, found: FoundHousehold, today: date) -> list[ListLine]:
    """Who is in a family, children first."""
    return [
        ListLine(
            person.id,
            (
                person.name,
                words.say(say.CHILD if person.is_child else say.ADULT),
                age_words(words, person, today) if person.is_child else "",
            ),
        )
        for person in sorted(found.people, key=lambda one: not one.is_child)
    ]
