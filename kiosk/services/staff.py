"""Who is this? Named PINs: told apart slowly, locked after wrong tries, changed by admins, every use written down.

member = await staff.who_is("4711")                        # stations open with it
lead = await staff.who_is(pin, needs=Role.LEAD)            # raises NotAuthorised for a volunteer
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, StaffId
from kiosk.domain.pins import PIN_PAUSES, Role, StaffMember, new_pin, typed_pin
from kiosk.domain.problems import NotAuthorised, NotKnown, PinNotAccepted, PinRefused, SettingNotValid, StationNotSetUp
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import Clock
from kiosk.services.staff_ports import PinHasher, StaffBook


@dataclass(frozen=True, slots=True)
class Staff:
    """The people with PINs. There is no PIN to begin with: the first admin is made at set-up."""

    book: StaffBook
    hasher: PinHasher
    clock: Clock
    new_id: Callable[[datetime], str]

    async def members(self) -> tuple[StaffMember, ...]:
        """Everyone who works here now, by name: for the question "who are you?"."""
        return tuple(member for member in await self.book.members() if member.is_active)

    async def everyone(self) -> tuple[StaffMember, ...]:
        """Also who left: for the audit and the admin's list."""
        return await self.book.members()

    async def who_is(self, pin: str, staff_id: StaffId | None = None, *, needs: Role = Role.VOLUNTEER) -> StaffMember:
        """Whose PIN this is, of everyone or of the one who was named first.

        Raises PinRefused (``details.seconds`` to wait, 0 if a next try is heard at once), NotAuthorised for a role below
        ``needs``, StationNotSetUp before anybody has a PIN.
        """
        if not await self.members():
            raise StationNotSetUp()
        now = self.clock.now()
        known = await self.book.begin_try(staff_id, now, PIN_PAUSES)
        found = await self.hasher.match(typed_pin(pin), [one.pin_hash for one in known])
        if found is None:
            await self.book.log(self._fact(now, StaffAction.PIN_REFUSED, staff_id))
            raise PinRefused(seconds=0)
        member = known[found].member
        if not member.role.covers(needs):
            await self.book.end_try(staff_id, self._fact(now, StaffAction.PIN_REFUSED, member.id, needs=needs.value))
            raise NotAuthorised(needs=needs.value)
        await self.book.end_try(staff_id, self._fact(now, StaffAction.SIGNED_IN, member.id))
        return member

    async def note_refused(self) -> None:
        """Write down that somebody could not prove who they are."""
        await self.book.log(self._fact(self.clock.now(), StaffAction.PIN_REFUSED, None))

    async def add_first(self, name: str, pin: str) -> StaffMember:
        """Make the first admin, at set-up. Raises PinNotAccepted; NotAuthorised once anybody has a PIN."""
        now = self.clock.now()
        member = StaffMember(self._staff_id(now), _name(name), Role.ADMIN)
        pin_hash = await self.hasher.hash(new_pin(pin))
        fact = self._fact(now, StaffAction.STAFF_ADDED, member.id, member=member.id, role=member.role.value)
        if not await self.book.add_first(member, pin_hash, fact):
            raise NotAuthorised(needs=Role.ADMIN.value)
        return member

    async def add(self, by: StaffMember, name: str, role: Role, pin: str) -> StaffMember:
        """Give somebody a PIN, by an admin. Raises NotAuthorised, PinNotAccepted, SettingNotValid without a name."""
        _must_be_admin(by)
        now = self.clock.now()
        member = StaffMember(self._staff_id(now), _name(name), role)
        pin_hash = await self._fresh_hash(pin, None)
        fact = self._fact(now, StaffAction.STAFF_ADDED, by.id, member=member.id, role=role.value)
        await self.book.add(member, pin_hash, fact)
        return member

    async def change(
        self,
        by: StaffMember,
        staff_id: StaffId,
        *,
        name: str | None = None,
        role: Role | None = None,
        pin: str | None = None,
    ) -> StaffMember:
        """Change somebody's name, role or PIN: an admin anybody's, everyone their own PIN. Takes back who had left.

        Raises NotAuthorised, NotKnown, PinNotAccepted, LastAdmin.
        """
        only_own_pin = by.id == staff_id and name is None and role is None
        if not only_own_pin:
            _must_be_admin(by)
        member = await self._member(staff_id)
        changed = replace(
            member,
            name=member.name if name is None else _name(name),
            role=member.role if role is None else role,
            is_active=member.is_active if only_own_pin else True,
        )
        pin_hash = None if pin is None else await self._fresh_hash(pin, staff_id)
        fact = self._fact(
            self.clock.now(),
            StaffAction.STAFF_CHANGED,
            by.id,
            member=staff_id,
            role=changed.role.value,
            pin=int(pin is not None),
        )
        await self.book.change(changed, pin_hash, fact)
        return changed

    async def deactivate(self, by: StaffMember, staff_id: StaffId) -> StaffMember:
        """Take somebody's PIN away; what they did keeps their name. Raises NotAuthorised, NotKnown, LastAdmin."""
        _must_be_admin(by)
        member = replace(await self._member(staff_id), is_active=False)
        fact = self._fact(self.clock.now(), StaffAction.STAFF_DEACTIVATED, by.id, member=staff_id)
        await self.book.change(member, None, fact)
        return member

    async def _fresh_hash(self, typed: str, owner: StaffId | None) -> str:
        """The hash of a new PIN; one that tells nobody apart is not accepted, and not said to be somebody's."""
        pin = new_pin(typed)
        others = [one for one in await self.book.pins() if one.member.id != owner]
        if await self.hasher.match(pin, [one.pin_hash for one in others]) is not None:
            raise PinNotAccepted()
        return await self.hasher.hash(pin)

    async def _member(self, staff_id: StaffId) -> StaffMember:
        for member in await self.book.members():
            if member.id == staff_id:
                return member
        raise NotKnown(staff=staff_id)

    def _staff_id(self, now: datetime) -> StaffId:
        return StaffId(self.new_id(now))

    def _fact(self, now: datetime, action: StaffAction, by: StaffId | None, **more: object) -> NewFact:
        return staff_fact(FactId(self.new_id(now)), now, action, by, more)


def _must_be_admin(by: StaffMember) -> None:
    if not by.is_active or not by.role.covers(Role.ADMIN):
        raise NotAuthorised(needs=Role.ADMIN.value)


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise SettingNotValid(setting="name")
    return name
