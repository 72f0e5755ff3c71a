"""Fakes for staff: a book in memory and a hasher that takes no time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.domain.brakes import Brake, Pauses
from kiosk.domain.facts import NewFact
from kiosk.domain.ids import StaffId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import LastAdmin, NotKnown, PinRefused
from kiosk.services.staff_ports import KnownPin


@dataclass(slots=True)
class FakeStaffBook:
    """`kiosk.services.staff_ports.StaffBook` in memory; ``facts`` are what was written down."""

    known: dict[StaffId, KnownPin] = field(default_factory=dict)
    brakes: dict[str, Brake] = field(default_factory=dict)
    facts: list[NewFact] = field(default_factory=list)

    async def members(self) -> tuple[StaffMember, ...]:
        return tuple(sorted((one.member for one in self.known.values()), key=lambda member: (member.name, member.id)))

    async def pins(self) -> tuple[KnownPin, ...]:
        return tuple(one for one in self.known.values() if one.member.is_active)

    async def begin_try(self, staff_id: StaffId | None, now: datetime, pauses: Pauses) -> tuple[KnownPin, ...]:
        active = [one for one in self.known.values() if one.member.is_active]
        if staff_id is None:
            self._press("box", now, pauses)
            return tuple(one for one in active if not self._brake(one.member.id).wait(now, pauses))
        named = tuple(one for one in active if one.member.id == staff_id)
        if named:
            self._press(staff_id, now, pauses)
        return named

    async def end_try(self, staff_id: StaffId | None, fact: NewFact) -> None:
        self.brakes.pop(staff_id or "box", None)
        self.facts.append(fact)

    async def log(self, fact: NewFact) -> None:
        self.facts.append(fact)

    async def add(self, member: StaffMember, pin_hash: str, fact: NewFact) -> None:
        self.known[member.id] = KnownPin(member, pin_hash)
        self.facts.append(fact)

    async def add_first(self, member: StaffMember, pin_hash: str, fact: NewFact) -> bool:
        if self.known:
            return False
        await self.add(member, pin_hash, fact)
        return True

    async def change(self, member: StaffMember, pin_hash: str | None, fact: NewFact) -> None:
        before = self.known.get(member.id)
        if before is None:
            raise NotKnown(staff=member.id)
        after = self.known | {member.id: KnownPin(member, pin_hash or before.pin_hash)}
        if not any(one.member.is_active and one.member.role is Role.ADMIN for one in after.values()):
            raise LastAdmin()
        if pin_hash is not None:
            self.brakes.pop(member.id, None)
        self.known = after
        self.facts.append(fact)

    def _brake(self, name: str) -> Brake:
        return self.brakes.get(name, Brake())

    def _press(self, name: str, now: datetime, pauses: Pauses) -> None:
        left = self._brake(name).wait(now, pauses)
        if left:
            raise PinRefused(seconds=-(-left // timedelta(seconds=1)))
        self.brakes[name] = self._brake(name).pressed(now, pauses)


@dataclass(frozen=True, slots=True)
class FakePinHasher:
    """`kiosk.services.staff_ports.PinHasher` that only turns PINs around."""

    async def hash(self, pin: str) -> str:
        return f"hash-{pin[::-1]}"

    async def match(self, pin: str, hashes: Sequence[str]) -> int | None:
        wanted = f"hash-{pin[::-1]}"
        return hashes.index(wanted) if wanted in hashes else None
