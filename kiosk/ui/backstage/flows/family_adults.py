"""The adults of a child's own family among its pick-up list: what each is to the child, and whether they may collect. No Qt."""

from collections.abc import Iterable

from kiosk.domain.ids import PersonId
from kiosk.domain.pick_up import PickUpPerson
from kiosk.domain.pins import StaffMember
from kiosk.services.family_adults import FamilyAdult, FamilyAdults
from kiosk.ui.backstage.fields import Field, FlagField, TextField, Value
from kiosk.ui.backstage.flows.records import Card, ListLine, Step
from kiosk.ui.staff.said import done
from kiosk.words import Words, door
from kiosk.words import admin_trust as say

ADULT = "adult:"
"""Keys of lines and cards that are about an adult of the family begin so."""
_LONGEST = 80


def adult_lines(words: Words, adults: Iterable[FamilyAdult]) -> list[ListLine]:
    """One line for each adult of the family."""
    return [
        ListLine(
            f"{ADULT}{one.person_id}",
            (
                one.name,
                words.say(say.MAY_NOT_COLLECT if one.stopped_by else say.OF_THE_FAMILY),
                door.relationship(words, one.relationship),
            ),
            "warn" if one.stopped_by else "",
        )
        for one in adults
    ]


def adult_card(words: Words, adult: FamilyAdult) -> Card:
    """What can be said of an adult of the family."""
    said = door.relationship(words, adult.said_here)
    fields = (
        Field(
            "relationship", words.say(say.RELATIONSHIP), TextField(_LONGEST), said, words.say(say.RELATIONSHIP_ABOUT)
        ),
        Field("may_collect", words.say(say.MAY_THEY), FlagField(), not adult.stopped_by),
    )
    return Card(f"{ADULT}{adult.person_id}", adult.name, fields=fields)


def adult_step(
    words: Words, family: FamilyAdults, by: StaffMember, child: PersonId, adult: FamilyAdult, key: str, value: Value
) -> Step:
    """What an answer on that card does, and how it is undone."""
    told = done(say.LIST_CHANGED)
    if key == "relationship":
        said = kept_relationship(words, value)
        return Step(
            lambda: family.relate(by, child, adult.person_id, said),
            told,
            lambda: family.relate(by, child, adult.person_id, adult.said_here),
        )
    if value:
        return Step(lambda: family.let(by, adult), told, lambda: family.stop_again(by, adult))
    made: list[PickUpPerson] = []

    async def stop() -> None:
        made.append(await family.stop(by, child, adult))

    return Step(stop, told, lambda: family.lists.remove(by, made[-1].id))


def kept_relationship(words: Words, typed: Value) -> str:
    """The key of a relationship that is called so, or the words themselves."""
    text = " ".join(str(typed).split())
    keys = (key for key, name in door.RELATIONSHIPS.items() if words.say(name).casefold() == text.casefold())
    return next(keys, text)
