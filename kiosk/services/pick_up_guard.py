"""Who collects: the adults to choose from, and a stop for whoever may not."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import PersonId
from kiosk.domain.newcomers import LOCAL_PERSON
from kiosk.domain.pick_up import (
    PICK_UP_IDS,
    Collector,
    GuardVerdict,
    PickUpPerson,
    collectors,
    guard,
    named_by,
    names_of,
)
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import FullNameNeeded, NotAuthorised
from kiosk.services.alerts import NOT_AUTHORISED, Alerts
from kiosk.services.door_lines import DoorLines
from kiosk.services.door_ports import PickUpBook
from kiosk.services.ports import Clock, FoundHousehold, PeopleBook

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class WhoCollects:
    """Somebody who may collect: ``by`` the id of an adult to choose from, or ``typed`` a name.

    ``passed``: entries of the not-authorised list that a lead let pass.
    """

    by: str | None = None
    typed: str = ""
    passed: tuple[PickUpPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class PickUpGuard:
    """Asks the lists of the children concerned."""

    people: PeopleBook
    pick_up: PickUpBook
    lines: DoorLines
    alerts: Alerts
    clock: Clock

    async def collectors(self, children: Sequence[PersonId]) -> tuple[Collector, ...]:
        """The adults to choose from for these children: household adults first, then authorised ones."""
        # A check-in may stand under an id that was merged into another since.
        known = await self.people.people(children)
        children = list(dict.fromkeys(known[child].id if child in known else child for child in children))
        families: dict[str, FoundHousehold] = {}
        for child in children:
            for found in await self.people.households_of(child):
                families[found.household.id or child] = found
        return collectors(
            children,
            [(found.household, found.people) for found in families.values()],
            await self.pick_up.listed(children),
            await self.pick_up.relationships(children),
            local_date(self.clock.now(), await self.lines.zone()),
        )

    async def who(
        self, given: str, children: Sequence[PersonId], override: str, staff: StaffMember | None
    ) -> WhoCollects:
        """Who a name, or an id, means; nobody if none is given.

        With a reason for an ``override`` a lead or an admin lets anybody pass (``staff`` None: the command line).
        Raises FullNameNeeded; NotAuthorised, after a lead was told.
        """
        typed = " ".join(given.split())[:_LONGEST_NAME]
        if not typed or not children:
            return WhoCollects(typed=typed)
        chosen = named_by(typed, await self.collectors(children))
        if chosen is not None:
            return WhoCollects(by=chosen.id)
        by, person_id, names = await self._behind(typed)
        guarded = guard(names, person_id, await self.pick_up.listed(children))
        may_pass = bool(override.strip()) and (staff is None or staff.role.covers(Role.LEAD))
        if guarded.verdict is GuardVerdict.CLEAR or may_pass:
            return WhoCollects(by=by, typed="" if by else typed, passed=guarded.entries)
        if guarded.verdict is GuardVerdict.ASK_FULL_NAME:
            raise FullNameNeeded()
        about: dict[str, object] = {"entries": [one.id for one in guarded.entries], "children": list(children)}
        if staff is not None:
            about["staff"] = staff.id
        await self.alerts.tell(NOT_AUTHORISED, about, names[0])
        raise NotAuthorised(needs=Role.LEAD.value)

    async def _behind(self, typed: str) -> tuple[str | None, PersonId | None, tuple[str, ...]]:
        """Who is meant though they are not to choose from for these children: an id to write down, the person, every name.

        Such as an adult chosen for two children of whom then only the other one leaves. A name that is typed is only that.
        """
        if typed.startswith(PICK_UP_IDS):
            entry = (await self.pick_up.by_id([typed])).get(typed)
            return (entry.id, entry.person_id, (entry.name,)) if entry is not None else (None, None, (typed,))
        is_id = typed.isdecimal() or typed.startswith(LOCAL_PERSON)
        known = await self.people.people([PersonId(typed)]) if is_id else {}
        person = next(iter(known.values()), None)
        return (person.id, person.id, names_of(person)) if person is not None else (None, None, (typed,))
