"""Finding one person among all, for pages that are about a person. No Qt."""

from collections.abc import Callable

from kiosk.domain.people import Person
from kiosk.domain.problems import SearchTooShort
from kiosk.services.staff_households import age_words
from kiosk.ui.backstage.flows.family_steps import name_of
from kiosk.ui.backstage.flows.records import Listed, ListLine
from kiosk.ui.backstage.session import BackstageSession
from kiosk.words import admin_people as people
from kiosk.words import admin_trust as say

_MOST_FOUND = 60


async def found_people(
    session: BackstageSession, text: str, is_wanted: Callable[[Person], bool] = lambda _: True
) -> tuple[Listed, dict[str, Person]]:
    """The people whom a name or a number finds, as a list to choose from, and by key."""
    words, desks = session.words, session.desks
    try:
        households = await desks.records.find.by_text(text)
    except SearchTooShort:
        households = ()
    found: dict[str, Person] = {}
    lines: list[ListLine] = []
    for household in households:
        for person in household.people:
            key = str(person.id)
            if is_wanted(person) and key not in found and len(lines) < _MOST_FOUND:
                found[key] = person
                age = age_words(words, person, desks.today()) if person.is_child else words.say(people.ADULT)
                lines.append(ListLine(key, (person.name, age, name_of(household))))
    columns = ((words.say(say.NAME), 1.6), (words.say(people.AGE), 0.8), (words.say(people.FAMILY), 1.2))
    nothing = words.say(say.NOBODY_FOUND if text.strip() else say.FIND_SOMEBODY)
    return Listed("find", words.say(say.WHOSE), columns, tuple(lines), nothing, asks=True), found
