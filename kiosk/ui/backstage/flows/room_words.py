"""Whom a room takes and what limits it, in words. No Qt."""

from collections.abc import Sequence

from kiosk.domain.grades import grade_name
from kiosk.domain.locations import ChildOrAdult, Location
from kiosk.domain.people import Grade
from kiosk.words import Words, staff
from kiosk.words import admin_people as people
from kiosk.words import admin_rooms as say

_MONTHS_UNTIL_YEARS = 36
_MONTHS_A_YEAR = 12


def whom(words: Words, location: Location, grades: Sequence[Grade]) -> str:
    """Ages, grades, gender, children or adults; everybody where nothing is asked."""
    parts = []
    age = _range(words, _age(words, location.age_min_in_months), _age(words, location.age_max_in_months, is_last=True))
    grade = _range(words, _grade(location.grade_min, grades), _grade(location.grade_max, grades))
    parts += [part for part in (age, grade) if part]
    if location.gender is not None:
        parts.append(words.say(people.GENDERS[location.gender.value]))
    if location.child_or_adult is not None:
        parts.append(words.say(say.CHILDREN if location.child_or_adult is ChildOrAdult.CHILD else say.ADULTS))
    return ", ".join(parts) or words.say(say.EVERYBODY)


def seats(location: Location) -> str:
    """Its limits, the soft one first."""
    limits = (location.max_occupancy, location.additions.absolute_limit)
    return " / ".join(str(limit) for limit in limits if limit is not None)


def room_facts(
    words: Words, location: Location, everywhere: Sequence[Location], grades: Sequence[Grade]
) -> tuple[str, ...]:
    """What Planning Center says of a room, and for which rooms it stands in here."""
    by_id = {one.id: one for one in everywhere}
    facts = []
    folder = by_id.get(location.parent_id) if location.parent_id is not None else None
    if folder is not None:
        facts.append(words.say(say.IN_FOLDER, name=folder.name))
    if not location.is_folder:
        facts.append(words.say(say.ADMITS, whom=whom(words, location, grades)))
    if location.max_occupancy is not None:
        facts.append(words.say(say.SOFT_LIMIT, count=location.max_occupancy))
    if location.attendees_per_volunteer is not None:
        facts.append(words.say(say.RATIO, count=location.attendees_per_volunteer))
    if location.min_volunteers:
        facts.append(words.count(say.LEAST_VOLUNTEERS, location.min_volunteers))
    owners = [one.name for one in everywhere if location.id in one.additions.overflow_ids]
    if owners:
        facts.append(words.say(say.STANDS_IN, rooms=", ".join(owners)))
    return tuple(facts)


def _range(words: Words, first: str, last: str) -> str:
    if first and last:
        return first if first == last else words.say(say.AGES, first=first, last=last)
    return words.say(say.AGE_FROM, first=first) if first else words.say(say.AGE_UP_TO, last=last) if last else ""


def _age(words: Words, months: int | None, *, is_last: bool = False) -> str:
    if months is None:
        return ""
    is_year = (months + is_last) % _MONTHS_A_YEAR == 0
    if months < _MONTHS_UNTIL_YEARS and not (is_year and months >= _MONTHS_A_YEAR):
        return words.count(staff.AGE_MONTHS, months)
    return words.count(staff.AGE_YEARS, months // _MONTHS_A_YEAR)


def _grade(key: int | None, grades: Sequence[Grade]) -> str:
    return "" if key is None else grade_name(key, grades) or str(key)
