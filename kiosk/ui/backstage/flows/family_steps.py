"""Steps of the page of people that take somebody somewhere: into another family, out of one, out of every search, and back. No Qt."""

from collections.abc import Callable

from kiosk.domain.people import Person
from kiosk.domain.problems import SettingNotValid
from kiosk.services.household_views import family_name
from kiosk.services.ports import FoundHousehold
from kiosk.ui.backstage.flows.records import Step
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.staff.said import done
from kiosk.words import Words
from kiosk.words import admin_people as say


def name_of(found: FoundHousehold) -> str:
    """What a family is called; somebody who belongs to none is called by their own name."""
    return family_name(found.household) or (found.people[0].name if found.people else "")


def move_step(
    session: BackstageSession, found: FoundHousehold, person: Person, joins: FoundHousehold, then: Callable[[], None]
) -> Step | None:
    """Into another family; ``then`` is called once it is done."""
    here, there = found.household.id, joins.household.id
    if here is None or there is None:
        return None
    words, by, households = session.words, session.staff, session.desks.records.households
    was = next((one.role for one in found.household.members if one.person_id == person.id), None)

    async def move() -> None:
        _may_leave(words, found, person)
        await households.move(by, person.id, here, there)
        then()

    return Step(
        move,
        done(say.MOVED),
        lambda: households.move(by, person.id, there, here, was),
        Question(
            words.say(say.MOVE_QUESTION, name=person.name, family=name_of(joins)),
            words.say(say.MOVE_ABOUT, family=name_of(found)),
            words.say(say.MOVE_YES),
        ),
    )


def take_out_step(
    session: BackstageSession, found: FoundHousehold, person: Person, then: Callable[[], None]
) -> Step | None:
    """Out of a family."""
    here = found.household.id
    if here is None:
        return None
    words, by, households = session.words, session.staff, session.desks.records.households
    was = next((one.role for one in found.household.members if one.person_id == person.id), None)

    async def take_out() -> None:
        _may_leave(words, found, person)
        await households.remove(by, here, person.id)
        then()

    return Step(
        take_out,
        done(say.TAKEN_OUT),
        lambda: households.add(by, here, person.id, was),
        Question(
            words.say(say.TAKE_OUT_QUESTION, name=person.name, family=name_of(found)),
            words.say(say.TAKE_OUT_ABOUT),
            words.say(say.TAKE_OUT_YES),
            is_grave=True,
        ),
    )


def deactivate_step(session: BackstageSession, person: Person, then: Callable[[], None]) -> Step:
    """Out of every search."""
    words, by, households = session.words, session.staff, session.desks.records.households

    async def deactivate() -> None:
        await households.deactivate(by, person.id)
        then()

    return Step(
        deactivate,
        done(say.DEACTIVATED),
        lambda: households.activate(by, person.id),
        Question(
            words.say(say.DEACTIVATE_QUESTION, name=person.name),
            words.say(say.DEACTIVATE_ABOUT),
            words.say(say.DEACTIVATE),
            is_grave=True,
        ),
    )


def bring_back_step(session: BackstageSession, person: Person) -> Step:
    """Found again."""
    words, by, households = session.words, session.staff, session.desks.records.households
    title = words.say(say.BRING_BACK, name=person.name)
    return Step(
        lambda: households.activate(by, person.id),
        done(say.IS_BACK),
        lambda: households.deactivate(by, person.id),
        Question(title, words.say(say.BRING_BACK_ABOUT), title),
    )


def _may_leave(words: Words, found: FoundHousehold, person: Person) -> None:
    if found.household.primary_contact_id == person.id:
        raise SettingNotValid(field="primary_contact", sentence=words.say(say.CONTACT_STAYS))
