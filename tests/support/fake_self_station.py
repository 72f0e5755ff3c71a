"""A self station in memory: it gives the views it was told to give and remembers what it was asked."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.app import sample_views
from kiosk.domain.ids import CheckInGroupId, PersonId
from kiosk.domain.labels import PrintState
from kiosk.domain.people import Gender
from kiosk.domain.problems import NonceReused, NotKnown, Problem
from kiosk.services.self_station import CheckInTap, DoneLine, DoneView, Fact, FamilyChoice, FamilyKey, HouseholdView
from kiosk.services.start_view import StartView


@dataclass
class FakeSelfStation:
    """Families by the digits and passes that find them. ``problems``: what the next call of a verb raises, one a call."""

    view: StartView = sample_views.OPEN
    households: tuple[HouseholdView, ...] = (sample_views.COLES,)
    found: dict[str, tuple[FamilyChoice, ...]] = field(default_factory=dict)
    problems: dict[str, list[Exception]] = field(default_factory=dict)
    seconds: float = 0.0
    trouble: str = ""
    language: str = "en"
    asked: list[tuple[str, object]] = field(default_factory=list)
    recorded: dict[str, CheckInTap] = field(default_factory=dict)
    printed: PrintState = PrintState.QUEUED

    async def _hear(self, verb: str, what: object) -> None:
        self.asked.append((verb, what))
        await asyncio.sleep(self.seconds)
        if problems := self.problems.get(verb):
            raise problems.pop(0)

    def calls(self, verb: str) -> list[object]:
        """What a verb was asked, in order."""
        return [what for asked, what in self.asked if asked == verb]

    def set_language(self, language: str) -> None:
        self.language = language

    async def start(self) -> StartView:
        await self._hear("start", None)
        return self.view

    async def find(self, digits: str) -> tuple[FamilyChoice, ...]:
        await self._hear("find", digits)
        return self._families(digits)

    async def scan(self, code: str) -> tuple[FamilyChoice, ...]:
        await self._hear("scan", code)
        return self._families(code)

    def _families(self, text: str) -> tuple[FamilyChoice, ...]:
        if text not in self.found:
            raise NotKnown
        return self.found[text]

    async def open(self, key: FamilyKey) -> HouseholdView:
        await self._hear("open", key)
        return next(household for household in self.households if household.key == key)

    async def answer(self, person_id: PersonId, fact: Fact, value: date | int | Gender) -> None:
        await self._hear("answer", (person_id, fact, value))
        room = sample_views.room("Threes")
        self.households = tuple(
            replace(
                household,
                cards=tuple(
                    replace(
                        card,
                        question=None,
                        times=tuple(replace(time, room=room, rooms=(room,), note="") for time in card.times),
                    )
                    if card.person_id == person_id
                    else card
                    for card in household.cards
                ),
            )
            for household in self.households
        )

    async def check_in(self, tap: CheckInTap) -> DoneView:
        self.asked.append(("check_in", tap))
        await asyncio.sleep(self.seconds)
        if self.recorded.setdefault(tap.nonce, tap) != tap:
            raise NonceReused
        if problems := self.problems.get("check_in"):
            problem = problems.pop(0)
            if isinstance(problem, Problem):
                del self.recorded[tap.nonce]
            raise problem
        return self._done(tap)

    async def done(self, group_id: CheckInGroupId) -> DoneView:
        await self._hear("done", group_id)
        return self._done(self.recorded[group_id])

    def _done(self, tap: CheckInTap) -> DoneView:
        cards = {card.person_id: card for household in self.households for card in household.cards}
        lines = []
        for person in tap.people:
            card = cards[person.person_id]
            time = next(time for time in card.times if time.event_time_id == person.event_time_id)
            room = next(room for room in time.rooms if room.location_id == person.location_id)
            start = next(start for start in sample_views.THREE_TIMES if start.key == time.time_key)
            lines.append(DoneLine(card.called_name, room.name, start.starts_at, self.printed))
        return DoneView(
            group_id=CheckInGroupId(tap.nonce),
            codes=("XK7P",),
            lines=tuple(lines),
            name_labels=len(lines),
            security_labels=1,
            security_label=self.printed,
            trouble=self.trouble,
        )
