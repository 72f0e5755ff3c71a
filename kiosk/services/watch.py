"""Quiet alerts: who of these people is on the watch list, and keeping that list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from kiosk.domain.civil_time import local_date
from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, PersonId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.domain.watch import Watched, WatchKind
from kiosk.services.ports import Clock, PeopleBook, ScheduleBook


class WatchBook(Protocol):
    """The list, as it is kept here."""

    async def watched(self, people: Iterable[PersonId] | None) -> tuple[Watched, ...]:
        """The entries about these people, or all of them (None), newest first."""

    async def change(self, add: Sequence[Watched], remove: Sequence[str], fact: NewFact) -> None:
        """Write entries, take others away, and write the fact that says who did it."""


@dataclass(frozen=True, slots=True)
class WatchAlert:
    """What a manned station shows when somebody on the list is searched, checked in or collected."""

    person_id: PersonId
    name: str
    kind: WatchKind
    note: str


@dataclass(frozen=True, slots=True)
class WatchList:
    """Asks the list and keeps it."""

    book: WatchBook
    people: PeopleBook
    schedule: ScheduleBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def alerts(self, people: Iterable[PersonId]) -> tuple[WatchAlert, ...]:
        """What is to be known about these people today: for staff who have given their PIN, never for families."""
        entries = await self._today(await self.book.watched(tuple(people)))
        known = await self.people.people({entry.person_id for entry in entries})
        return tuple(
            WatchAlert(
                entry.person_id,
                known[entry.person_id].name if entry.person_id in known else "",
                entry.kind,
                entry.note,
            )
            for entry in entries
        )

    async def kinds_of(self, people: Iterable[PersonId]) -> Mapping[PersonId, tuple[str, ...]]:
        """Which kinds of entries there are about whom, without their notes."""
        kinds: dict[PersonId, tuple[str, ...]] = {}
        for entry in await self._today(await self.book.watched(tuple(people))):
            kinds[entry.person_id] = tuple(dict.fromkeys((*kinds.get(entry.person_id, ()), entry.kind.value)))
        return kinds

    async def entries(self) -> tuple[Watched, ...]:
        """The whole list, also entries that hold no more."""
        return await self.book.watched(None)

    async def add(
        self, by: StaffMember, person_id: PersonId, kind: WatchKind, note: str, until: date | None = None
    ) -> Watched:
        """Put somebody on the list: by a lead or an admin. Raises NotAuthorised, NotKnown."""
        _must_lead(by)
        if not await self.people.people([person_id]):
            raise NotKnown(person=person_id)
        now = self.clock.now()
        entry = Watched(self.new_id(now), person_id, kind, note.strip(), now, by.id, until)
        fact = staff_fact(
            FactId(self.new_id(now)), now, StaffAction.WATCH_CHANGED, by.id, {"added": kind.value}, person_id
        )
        await self.book.change((entry,), (), fact)
        return entry

    async def remove(self, by: StaffMember, entry_id: str) -> None:
        """Take an entry off the list: by a lead or an admin. Raises NotAuthorised, NotKnown."""
        _must_lead(by)
        entry = next((one for one in await self.book.watched(None) if one.id == entry_id), None)
        if entry is None:
            raise NotKnown(entry=entry_id)
        now = self.clock.now()
        fact = staff_fact(
            FactId(self.new_id(now)),
            now,
            StaffAction.WATCH_CHANGED,
            by.id,
            {"removed": entry.kind.value},
            entry.person_id,
        )
        await self.book.change((), (entry_id,), fact)

    async def _today(self, entries: Iterable[Watched]) -> tuple[Watched, ...]:
        organization = await self.schedule.organization()
        zone = ZoneInfo(organization.time_zone) if organization else ZoneInfo("UTC")
        today = local_date(self.clock.now(), zone)
        return tuple(entry for entry in entries if entry.holds_on(today))


def _must_lead(by: StaffMember) -> None:
    if not by.role.covers(Role.LEAD):
        raise NotAuthorised(needs=Role.LEAD.value)
