"""Finding people: by the last digits of a phone, by a pass, by the beginnings of a name; every answer as whole households."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.services.ports import FoundHousehold
from kiosk.storage.names_folded import words_typed
from kiosk.storage.people_rows import active_people, households, lone_household
from kiosk.storage.stored_values import list_text

SHORTEST = 4
LONGEST = 15
"""Digits of a telephone number: fewer find half a church, more are not a number (ITU-T E.164)."""
_SURELY_A_NUMBER = 7
_PEOPLE_PER_HOUSEHOLD = 6
_AFTER_NINE = ":"

_BY_SUFFIX = "select distinct person from phone_digits where reversed >= ? and reversed < ? limit ?"
_BY_WHOLE = "select distinct person from phone_digits where reversed in (select value from json_each(?)) limit ?"
_BY_PASS = (
    "select person.id from pass join person on person.id = pass.person where pass.code = ? and person.is_hidden = 0"
)
_BY_WORDS = """
select person.id, household.id from (select rowid from person_fts where person_fts match ? limit ?) as found
join person on person.number = found.rowid and person.is_hidden = 0
left join household_member as member on member.person = person.id
left join household on household.id = member.household and household.is_gone = 0
"""
_HOUSEHOLDS_OF = """
select wanted.value, household.id from json_each(?) as wanted
left join household_member as member on member.person = wanted.value
left join household on household.id = member.household and household.is_gone = 0
"""


def by_phone(connection: Connection, digits: str, limit: int) -> tuple[FoundHousehold, ...]:
    """Households with an active member's phone that ends in ``digits``, or that the digits end in when they are a whole number."""
    plain = "".join(ch for ch in digits if ch.isdecimal() and ch.isascii())
    if not SHORTEST <= len(plain) <= LONGEST:
        return ()
    people_wanted = limit * _PEOPLE_PER_HOUSEHOLD
    people: list[str] = []
    for ending in _endings(plain):
        backwards = ending[::-1]
        rows = connection.execute(_BY_SUFFIX, (backwards, backwards + _AFTER_NINE, people_wanted)).fetchall()
        people += [person for (person,) in rows]
    if len(plain) > _SURELY_A_NUMBER:
        shorter = [plain[cut:][::-1] for cut in range(1, len(plain) - _SURELY_A_NUMBER + 1)]
        rows = connection.execute(_BY_WHOLE, (list_text(shorter), people_wanted)).fetchall()
        people += [person for (person,) in rows]
    return whole_households(connection, people, limit)


def _endings(digits: str) -> tuple[str, ...]:
    """What the digits may stand for: themselves, and a number dialled from inside the country, without its zero."""
    national = digits.lstrip("0")
    if digits[0] == "0" and len(national) >= _SURELY_A_NUMBER:
        return (digits, national)
    return (digits,)


def by_pass(connection: Connection, code: str) -> tuple[FoundHousehold, ...]:
    """Households of the active person whose pass has exactly this code."""
    rows = connection.execute(_BY_PASS, (code,)).fetchall()
    return whole_households(connection, [person for (person,) in rows], None)


def by_name(connection: Connection, text: str, limit: int) -> tuple[FoundHousehold, ...]:
    """Households with an active person any of whose names starts with each word of ``text``."""
    words = words_typed(text)
    if not words:
        return ()
    # Words hold letters, digits and symbols beyond ASCII only: nothing that the query language could take for its own.
    query = " ".join(f'"{word}"*' for word in words)
    found = connection.execute(_BY_WORDS, (query, limit * _PEOPLE_PER_HOUSEHOLD))
    return _whole_households(connection, found, limit)


def whole_households(connection: Connection, people: Sequence[str], limit: int | None) -> tuple[FoundHousehold, ...]:
    """Every household of these people, and a household of one for whom there is none; in order of name."""
    if not people:
        return ()
    ids = list_text(dict.fromkeys(people))
    return _whole_households(connection, connection.execute(_HOUSEHOLDS_OF, (ids,)), limit)


def _whole_households(
    connection: Connection, found: Iterable[tuple[str, HouseholdId | None]], limit: int | None
) -> tuple[FoundHousehold, ...]:
    """The same from pairs of a person and a household of theirs, read no further than is needed."""
    belonging: dict[HouseholdId, None] = {}
    alone: dict[str, None] = {}
    with_household = set()
    for person, household in found:
        if household is None:
            alone[person] = None
        else:
            belonging[household] = None
            with_household.add(person)
        # A letter finds more people than are shown; the rest are not asked for.
        if len(belonging) == limit:
            break
    whole = households(connection, belonging)
    lonely = [person for person in alone if person not in with_household][:limit]
    if lonely:
        whole += [lone_household(person) for person in active_people(connection, lonely).values()]
    return tuple(
        sorted(whole, key=lambda one: (one.household.name.casefold(), one.household.id or "", one.people[0].id))[:limit]
    )


def households_of(connection: Connection, person_id: PersonId) -> tuple[FoundHousehold, ...]:
    """All households of a person."""
    return whole_households(connection, [person_id], None)
