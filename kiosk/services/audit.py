"""Who did what: every fact as one line for an admin, with the words typed along, and whether the chain of facts holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.check_out import COLLECTOR, REASON
from kiosk.domain.facts import Fact, FactKind
from kiosk.domain.ids import PersonId, StaffId, StationId
from kiosk.domain.recording import NOTE, OVERRIDE
from kiosk.services.door_lines import DoorLines, person_or_id
from kiosk.services.door_ports import DoorBook
from kiosk.services.ports import PeopleBook
from kiosk.services.staff_ports import StaffBook

EXCEPTIONS = frozenset(
    {FactKind.UNDO, FactKind.REPRINT, FactKind.ALERT, FactKind.REFUSED, FactKind.STAFF, FactKind.KIND_CHANGED}
)
"""Kinds that are always an exception; check-ins, check-outs and moves are one with an override, or without a code."""


class FactChain(Protocol):
    """The facts' own proof that nobody changed them."""

    async def first_break(self) -> tuple[StationId, int] | None:
        """The station and number of the first fact that was changed or is missing, None if every chain holds."""


_SAID_OTHERWISE = frozenset({"staff", "member", "action", "request"})


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One fact. ``who`` is the volunteer's name, empty where nobody gave a PIN; ``by`` their id, or how it was done without one.

    ``whom``: the person it is about, or whose PIN.

    ``what`` is the fact's kind, or for staff what they did (``kiosk.domain.staff_actions.StaffAction``). ``about``: the rest of
    what was written, ids, codes and numbers; ``words``: what was typed along, where it is not forgotten yet.
    """

    at: datetime
    station_id: StationId
    seq: int
    what: str
    who: str
    by: str
    whom: str
    is_exception: bool
    about: Mapping[str, object]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Audit:
    """Reads the facts for people. Shown to admins only: it names who was where, and with whom they left."""

    door: DoorBook
    people: PeopleBook
    staff: StaffBook
    lines: DoorLines
    chain: FactChain

    async def since(self, moment: datetime, *, only_exceptions: bool = False) -> tuple[AuditLine, ...]:
        """What happened since a moment, newest first; only overrides, undone things, lost tags, alerts and the like if asked."""
        facts = [fact for fact in await self.door.facts_since(moment, ()) if not only_exceptions or is_exception(fact)]
        return await self._lines(facts)

    async def of_person(self, person_id: PersonId, since: datetime) -> tuple[AuditLine, ...]:
        """What happened to one person since a moment, newest first."""
        return await self._lines(
            [fact for fact in await self.door.facts_since(since, ()) if fact.person_id == person_id]
        )

    async def first_break(self) -> tuple[StationId, int] | None:
        """Where the record was tampered with: the station and number of the first fact that is not as written; None: nowhere."""
        return await self.chain.first_break()

    async def _lines(self, facts: Sequence[Fact]) -> tuple[AuditLine, ...]:
        zone = await self.lines.zone()
        names = {member.id: member.name for member in await self.staff.members()}
        people = await self.people.people({fact.person_id for fact in facts if fact.person_id is not None})
        words: dict[str, dict[str, str]] = {}
        for what in (COLLECTOR, REASON, OVERRIDE, NOTE):
            for fact_id, text in (await self.door.words([fact.id for fact in facts], what)).items():
                words.setdefault(fact_id, {})[what] = text
        return tuple(
            AuditLine(
                at=fact.happened_at.astimezone(zone),
                station_id=fact.station_id,
                seq=fact.seq,
                what=str(fact.body.get("action") or fact.kind.value),
                who=names.get(StaffId(str(fact.body.get("staff", ""))), ""),
                by=str(fact.body.get("staff", "")),
                whom=person_or_id(people, fact.person_id).name
                if fact.person_id is not None
                else names.get(StaffId(str(fact.body.get("member", ""))), ""),
                is_exception=is_exception(fact),
                about={key: value for key, value in fact.body.items() if key not in _SAID_OTHERWISE},
                words=words.get(fact.id, {}),
            )
            for fact in sorted(facts, key=lambda fact: fact.order, reverse=True)
        )


def is_exception(fact: Fact) -> bool:
    """Whether an admin would want to see a fact among thousands."""
    if fact.kind in EXCEPTIONS:
        return True
    return bool(fact.body.get("override") or fact.body.get("unchecked") or fact.body.get("how") == "no_code")
