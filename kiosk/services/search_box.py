"""The one box of a manned station: a name, digits, an e-mail address, a pass or a security code, told apart by what is found."""

import enum
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import PersonId
from kiosk.domain.problems import AlreadyCheckedOut, CodeDoesNotMatch, NotKnown
from kiosk.domain.security_codes import CodeScheme, normalise
from kiosk.services.check_out import CheckOut
from kiosk.services.door_lines import DoorLines
from kiosk.services.door_ports import DoorBook
from kiosk.services.door_views import DoorLook, OutLine
from kiosk.services.families_open import FamiliesOpen
from kiosk.services.find_household import FindHousehold
from kiosk.services.household_views import family_key, family_name
from kiosk.services.ports import Clock, FoundHousehold, StationSettings
from kiosk.services.self_station import FamilyKey
from kiosk.services.watch import WatchAlert, WatchList

MOST_FAMILIES = 50
_SCHEME = CodeScheme()


class EmailSearch(Protocol):
    """Finds households by e-mail."""

    async def by_email(self, text: str, limit: int) -> tuple[FoundHousehold, ...]:
        """Households of active people whose address begins with this, without regard to case."""


class FoundBy(enum.StrEnum):
    """What the typed text turned out to be."""

    CODE = "code"
    PASS = "pass"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class FoundFamily:
    """A household that matches. ``has_children`` false: offer to add a child (case H08).

    ``open_at``: other stations that have it on their screen now (case H11); ``alerts``: what is to be known about its people.
    """

    key: FamilyKey
    name: str
    household: FoundHousehold
    has_children: bool
    open_at: tuple[str, ...] = ()
    alerts: tuple[WatchAlert, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxAnswer:
    """What the box shows: families, or what a code opens; ``already_out`` for a code that is used up."""

    found_by: FoundBy
    families: tuple[FoundFamily, ...] = ()
    door: DoorLook | None = None
    already_out: tuple[OutLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchBox:
    """Answers while somebody types; works without a network."""

    find: FindHousehold
    emails: EmailSearch
    check_out: CheckOut
    door: DoorBook
    watch: WatchList
    lines: DoorLines
    open_families: FamiliesOpen
    clock: Clock
    settings: StationSettings

    async def __call__(self, text: str) -> BoxAnswer:
        """What matches. Nothing found is an answer too.

        Raises SearchTooShort for fewer than four digits or nothing, TooManyTries after wrong codes in a row.
        """
        said = text.strip()
        if await self._is_code(said):
            return await self._behind(said)
        answer = await self.families(said)
        if answer.found_by is FoundBy.NOTHING and self._looks_like_code(said):
            # Nobody is called so: it was meant as a code, and a wrong one is counted.
            try:
                await self.check_out.look(said)
            except CodeDoesNotMatch:
                return answer
        return answer

    async def families(self, text: str) -> BoxAnswer:
        """Households alone, while somebody is still typing: half a name is no wrong code. Raises SearchTooShort."""
        said = text.strip()
        if "@" in said:
            return await self._families(FoundBy.EMAIL, await self.emails.by_email(said, MOST_FAMILIES))
        found = await self.find.by_text(said)
        by = FoundBy.PHONE if not any(symbol.isalpha() for symbol in said) else FoundBy.NAME
        by_pass = found and await self._is_pass(said, found)
        return await self._families(FoundBy.PASS if by_pass else by, found)

    async def families_of_pass(self, code: str) -> BoxAnswer:
        """The households of a scanned card; nothing for anything else."""
        try:
            return await self._families(FoundBy.PASS, await self.find.by_pass(code))
        except NotKnown:
            return BoxAnswer(FoundBy.NOTHING)

    def touch(self, key: FamilyKey) -> tuple[str, ...]:
        """This station has a family on its screen; which others have it too, by name."""
        return self.open_families.open(_name_of(key), self._station, self.clock.now())

    def done(self, key: FamilyKey) -> None:
        """This station has finished with a family."""
        self.open_families.close(_name_of(key), self._station)

    @property
    def _station(self) -> str:
        return self.settings.name or str(self.settings.slot)

    @staticmethod
    def _looks_like_code(text: str) -> bool:
        return _SCHEME.slot_of(normalise(text)) is not None and any(symbol.isalpha() for symbol in text)

    async def _is_code(self, text: str) -> bool:
        """Whether the text is a code of today or of somebody who is in; four digits may be a code as well as a telephone."""
        code = normalise(text)
        if _SCHEME.slot_of(code) is None:
            return False
        today = local_date(self.clock.now(), await self.lines.zone())
        return bool(await self.door.of_code(code, today))

    async def _behind(self, text: str) -> BoxAnswer:
        try:
            return BoxAnswer(FoundBy.CODE, door=await self.check_out.look(text))
        except AlreadyCheckedOut as problem:
            lines = problem.details["already_out"]
            assert isinstance(lines, tuple)
            return BoxAnswer(FoundBy.CODE, already_out=lines)

    async def _is_pass(self, text: str, found: tuple[FoundHousehold, ...]) -> bool:
        return await self.find.people.by_pass(text) == found

    async def _families(self, by: FoundBy, found: tuple[FoundHousehold, ...]) -> BoxAnswer:
        if not found:
            return BoxAnswer(FoundBy.NOTHING)
        ids: set[PersonId] = {person.id for one in found for person in one.people}
        alerts = await self.watch.alerts(ids)
        return BoxAnswer(
            by,
            tuple(
                FoundFamily(
                    key=family_key(one),
                    name=family_name(one.household),
                    household=one,
                    has_children=any(person.is_child for person in one.people),
                    open_at=self.open_families.others(_name_of(family_key(one)), self._station, self.clock.now()),
                    alerts=tuple(alert for alert in alerts if alert.person_id in {person.id for person in one.people}),
                )
                for one in found
            ),
        )


def _name_of(key: FamilyKey) -> str:
    return str(key.household_id or key.person_id)
