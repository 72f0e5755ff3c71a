"""Who may collect a child: the adults to choose from, and the guard that stops whoever may not.

Planning Center keeps trusted and not-authorised people in its product but in no API (mapping.md), so the lists are kept here.
A name that is typed is compared with those who may not collect, in any script, whatever the order of its words, with a slip
of the finger forgiven (cases C06-C08).
"""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.domain.children import is_adult
from kiosk.domain.ids import PersonId
from kiosk.domain.names import is_in_syllables, is_same_name, is_same_word, matched, name_words
from kiosk.domain.people import Household, HouseholdRole, Person

PICK_UP_IDS = "gid://local/PickUp/"
_TITLES = frozenset(
    name_words(
        "Mr Mrs Ms Miss Dr Grandma Grandpa Granny Nana Nanny Papa Mom Mum Dad Aunt Auntie Uncle Abuela Abuelo Tía Tío Señor Señora"
    )
)
_SHORTEST_PART, _SHORTEST_PART_IN_SYLLABLES = 3, 2
"""Fewer letters, or signs, are a part of too many names to mean one."""


@dataclass(frozen=True, slots=True)
class PickUpPerson:
    """Somebody on a child's list: may collect, or may not. ``person_id`` where the church knows them as a person."""

    id: str
    child_id: PersonId
    name: str
    may_collect: bool
    relationship: str = ""
    person_id: PersonId | None = None


class CollectorKind(enum.StrEnum):
    """Where an adult to choose from comes from; the order they are shown in."""

    HOUSEHOLD = "household"
    AUTHORISED = "authorised"


@dataclass(frozen=True, slots=True)
class Collector:
    """An adult who may be chosen to collect. ``id``: of the person, or of the entry on the child's list."""

    id: str
    name: str
    relationship: str
    kind: CollectorKind


class GuardVerdict(enum.StrEnum):
    """What a name that was given means for the release."""

    CLEAR = "clear"
    ASK_FULL_NAME = "ask_full_name"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Guarded:
    """The guard's answer, with the entries it is about."""

    verdict: GuardVerdict
    entries: tuple[PickUpPerson, ...] = ()


_CLEAR = Guarded(GuardVerdict.CLEAR)


def guard(names: Iterable[str], person_id: str | None, listed: Iterable[PickUpPerson]) -> Guarded:
    """Whether somebody of these names (or this person) may collect, given the lists of the children concerned.

    Blocked: the person, or the whole name, of somebody who may not. A part of such a name asks for the full one; a single
    letter is nobody's name (case C07).
    """
    barred = [one for one in listed if not one.may_collect]
    given = [words for name in names if (words := name_words(name))]
    blocked = [
        one
        for one in barred
        if (person_id is not None and one.person_id == person_id)
        or any(is_same_name(words, name_words(one.name)) for words in given)
    ]
    if blocked:
        return Guarded(GuardVerdict.BLOCKED, tuple(blocked))
    alike = [one for one in barred if any(_may_be(words, name_words(one.name)) for words in given)]
    return Guarded(GuardVerdict.ASK_FULL_NAME, tuple(alike)) if alike else _CLEAR


def _may_be(given: Sequence[str], barred: Sequence[str]) -> bool:
    """Whether a name that leaves something out may stand for the barred one: "Ann" for Joanna Lee, "R. Sanders" for Rick."""
    said = [word for word in given if word not in _TITLES]
    if len(said) == 1:
        return _is_part(said[0], barred)
    initials = [word for word in said if len(word) == 1]
    whole = [word for word in said if len(word) > 1]
    rest = [word for word in barred if not any(is_same_word(word, one) for one in whole)]
    return (
        bool(initials)
        and bool(whole)
        and matched(whole, barred) == len(whole)
        and all(any(word.startswith(initial) for word in rest) for initial in initials)
    )


def _is_part(word: str, barred: Sequence[str]) -> bool:
    if any(is_same_word(word, other) for other in barred):
        return len(word) > 1
    shortest = _SHORTEST_PART_IN_SYLLABLES if is_in_syllables(word) else _SHORTEST_PART
    return len(word) >= shortest and any(word in other for other in barred)


def named_by(typed: str, collectors: Iterable[Collector]) -> Collector | None:
    """The one of the adults to choose from whom a typed name, or an id, means; None if none or several."""
    words = name_words(typed)
    found = [one for one in collectors if typed.strip() == one.id or sorted(words) == sorted(name_words(one.name))]
    return found[0] if len(found) == 1 else None


def collectors(
    children: Sequence[PersonId],
    households: Iterable[tuple[Household, Sequence[Person]]],
    listed: Sequence[PickUpPerson],
    relationships: Mapping[tuple[PersonId, PersonId], str],
    on: date,
) -> tuple[Collector, ...]:
    """The adults to choose from for these children: household adults first, then authorised ones (case C16).

    Adults are who has no child flag or is 18; who may not collect any of the children is left out. ``relationships``: by child
    and adult, as said here; else Planning Center's role in the household, which is the nearest that is known there.
    """
    found: dict[str, Collector] = {}
    for household, people in households:
        roles = {member.person_id: member.role for member in household.members}
        if not any(child in roles for child in children):
            continue
        for person in people:
            if person.id in found or person.id in children or not is_adult(person, on):
                continue
            if guard(names_of(person), person.id, listed).verdict is GuardVerdict.BLOCKED:
                continue
            said = next(
                (relationships[(child, person.id)] for child in children if (child, person.id) in relationships), ""
            )
            found[person.id] = Collector(
                person.id, person.name, said or _of_role(roles.get(person.id)), CollectorKind.HOUSEHOLD
            )
    trusted = [one for one in listed if one.may_collect and one.child_id in children]
    for one in sorted(trusted, key=lambda entry: (entry.name, entry.id)):
        is_shown = any(
            one.person_id == other.id or name_words(one.name) == name_words(other.name) for other in found.values()
        )
        if not is_shown and guard((one.name,), one.person_id, listed).verdict is not GuardVerdict.BLOCKED:
            found[one.id] = Collector(one.id, one.name, one.relationship, CollectorKind.AUTHORISED)
    return tuple(found.values())


def names_of(person: Person) -> tuple[str, ...]:
    """Every whole name somebody may be on a list by."""
    firsts = {person.first_name, person.given_name, person.nickname, person.called_name_here} - {""}
    return tuple(f"{first} {person.last_name}" for first in sorted(firsts)) or (person.last_name,)


def _of_role(role: HouseholdRole | None) -> str:
    """An adult of whom Planning Center tells no role (a pull of households names none) is at least of the family."""
    return (role or HouseholdRole.ADULT).value
