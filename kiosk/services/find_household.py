"""Finding a family: by the last digits of a phone, by a scanned pass, or by name."""

import re
from dataclasses import dataclass

from kiosk.domain.problems import NotKnown, SearchTooShort, TooManyMatches
from kiosk.services.ports import FoundHousehold, PeopleBook

FEWEST_DIGITS = 4
MOST_FAMILIES = 8
"""More than eight families with the same digits: ask for more digits (product.md section 2)."""
MOST_NAMES = 50
_PASS_LENGTH = 200
_NOT_A_NAME = re.compile(r"[\d\s()+./-]*")


@dataclass(frozen=True, slots=True)
class FindHousehold:
    """Looks families up in what is cached here; works without a network."""

    people: PeopleBook

    async def by_digits(self, typed: str) -> tuple[FoundHousehold, ...]:
        """Families with a phone that ends in these digits. Raises SearchTooShort, NotKnown, TooManyMatches."""
        digits = "".join(symbol for symbol in typed if symbol.isdecimal())
        if len(digits) < FEWEST_DIGITS:
            raise SearchTooShort()
        found = await self.people.by_phone(digits, MOST_FAMILIES + 1)
        if not found:
            raise NotKnown()
        if len(found) > MOST_FAMILIES:
            raise TooManyMatches()
        return found

    async def by_pass(self, code: str) -> tuple[FoundHousehold, ...]:
        """The families of whoever the scanned pass belongs to. Raises NotKnown."""
        found = await self.people.by_pass(code.strip()[:_PASS_LENGTH])
        if not found:
            raise NotKnown()
        return found

    async def by_text(self, text: str) -> tuple[FoundHousehold, ...]:
        """Whatever a volunteer typed: digits, a name or a pass; nothing found is an empty answer. Raises SearchTooShort."""
        said = text.strip()
        if not said:
            raise SearchTooShort()
        by_pass = await self.people.by_pass(said[:_PASS_LENGTH])
        if by_pass:
            return by_pass
        if _NOT_A_NAME.fullmatch(said):
            digits = "".join(symbol for symbol in said if symbol.isdecimal())
            if len(digits) < FEWEST_DIGITS:
                raise SearchTooShort()
            return await self.people.by_phone(digits, MOST_NAMES)
        return await self.people.by_name(said, MOST_NAMES)
