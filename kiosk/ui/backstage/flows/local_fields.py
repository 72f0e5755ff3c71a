"""What is asked about an event, a time or a room made here, and what an answer means. No Qt."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from kiosk.domain.civil_time import day_of_week
from kiosk.domain.local_program import LocalTime
from kiosk.domain.locations import Location
from kiosk.domain.people import Grade
from kiosk.domain.problems import SettingNotValid
from kiosk.ui.backstage.fields import Choice, ChoiceField, Field, FieldKind, FlagField, NumberField, TextField, Value
from kiosk.ui.staff.typed import date_as_typed, typed_date
from kiosk.words import Words
from kiosk.words import admin_local as say
from kiosk.words import admin_people as people
from kiosk.words.times import WEEKDAYS, civil_date, clock_time

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_SUNDAY = 6
_DAYS_A_WEEK = 7
_MOST_MONTHS, _MOST_SEATS = 1440, 10_000


def weekday_name(words: Words, day: int) -> str:
    """What a weekday is called; 0 is Sunday."""
    return words.say(WEEKDAYS[(day + _SUNDAY) % _DAYS_A_WEEK])


def time_words(words: Words, one: LocalTime) -> str:
    """When a time comes round."""
    clock = clock_time(words, datetime.combine(date(2000, 1, 1), one.clock))
    if one.day is not None:
        return words.say(say.ONCE, day=civil_date(words, one.day), time=clock)
    return words.say(say.EVERY, day=weekday_name(words, one.day_of_week or 0), time=clock)


def time_fields(words: Words, one: LocalTime) -> tuple[Field, ...]:
    """Every week or once, on which day, at what time of day, and what it is called."""
    comes = (Choice("weekly", words.say(say.WEEKLY)), Choice("once", words.say(say.SINGLE)))
    if one.day is None:
        days = tuple(Choice(str(n), weekday_name(words, n)) for n in range(_DAYS_A_WEEK))
        on = Field("day_of_week", words.say(say.WEEKDAY), ChoiceField(days), str(one.day_of_week or 0))
    else:
        typed = date_as_typed(one.day)
        on = Field("day", words.say(say.DATE), TextField(12, words.say(people.BIRTHDATE_HINT)), typed)
    clock = f"{one.clock.hour}:{one.clock.minute:02d}"
    return (
        Field("comes", words.say(say.COMES), ChoiceField(comes), "weekly" if one.day is None else "once"),
        on,
        Field("clock", words.say(say.CLOCK), TextField(5, words.say(say.CLOCK_HINT)), clock),
        Field("name", words.say(say.TIME_NAME), TextField(60), one.name, words.say(say.TIME_NAME_ABOUT)),
    )


def time_with(words: Words, one: LocalTime, key: str, value: Value, today: date) -> LocalTime:
    """The time with another answer. Raises SettingNotValid with a sentence."""
    text = str(value).strip()
    match key:
        case "comes" if text == "once":
            return replace(one, day=one.day or today, day_of_week=None)
        case "comes":
            weekday = day_of_week(one.day) if one.day is not None else one.day_of_week
            return replace(one, day=None, day_of_week=weekday or 0)
        case "day_of_week":
            return replace(one, day_of_week=int(text))
        case "day":
            day = typed_date(text)
            if day is None:
                raise SettingNotValid(field=key, sentence=words.say(say.NOT_A_DATE))
            return replace(one, day=day)
        case "clock":
            clock = _CLOCK.fullmatch(text)
            if clock is None:
                raise SettingNotValid(field=key, sentence=words.say(say.NOT_A_CLOCK))
            return replace(one, clock=time(int(clock[1]), int(clock[2])))
        case _:
            return replace(one, name=" ".join(text.split()))


def room_fields(words: Words, room: Location, grades: Sequence[Grade]) -> tuple[Field, ...]:
    """Everything that a room made here says of itself."""
    anybody = Choice("", words.say(say.ANYBODY))
    genders = (anybody, *(Choice(key, words.say(title)) for key, title in people.GENDERS.items()))
    who = (anybody, *(Choice(key, words.say(title)) for key, title in say.WHO.items()))
    by_grade = ChoiceField((anybody, *(Choice(str(grade.key), grade.name) for grade in grades)))
    kinds: dict[str, FieldKind] = {
        "name": TextField(80),
        "is_open": FlagField(),
        "age_min_in_months": NumberField(0, _MOST_MONTHS, may_be_empty=True),
        "age_max_in_months": NumberField(0, _MOST_MONTHS, may_be_empty=True),
        "grade_min": by_grade,
        "grade_max": by_grade,
        "gender": ChoiceField(genders),
        "child_or_adult": ChoiceField(who),
        "max_occupancy": NumberField(0, _MOST_SEATS, may_be_empty=True),
        "min_volunteers": NumberField(0, 100, may_be_empty=True),
        "attendees_per_volunteer": NumberField(1, 1000, may_be_empty=True),
    }
    return tuple(
        Field(key, words.say(title), kinds[key], _shown(kinds[key], getattr(room, key)))
        for key, title in say.ROOM_FIELDS.items()
    )


def room_answer(key: str, value: Value) -> object:
    """The answer as the service takes it. Raises SettingNotValid for what is no number."""
    if key in ("name", "is_open"):
        return value
    if key in ("gender", "child_or_adult"):
        return str(value) or None
    if value == "":
        return None
    try:
        return int(str(value))
    except ValueError as error:
        raise SettingNotValid(field=key) from error


def _shown(kind: FieldKind, value: object) -> Value:
    if value is None:
        return ""
    return value if isinstance(value, bool | int) and not isinstance(kind, ChoiceField) else str(value)
