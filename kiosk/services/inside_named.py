"""Finds children inside by name, for the path without a tag: with whoever came with them, and what has to be known of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.names import name_words
from kiosk.services.check_out import CheckOut
from kiosk.services.door_views import InsideLine
from kiosk.services.ports import AttendanceBook, PeopleBook


@dataclass(frozen=True, slots=True)
class InsideNamed:
    """Looks among everyone inside whom this station may see."""

    attendance: AttendanceBook
    people: PeopleBook
    check_out: CheckOut

    async def __call__(self, text: str) -> tuple[InsideLine, ...]:
        """Whoever is called so, by the beginnings of their names, and whoever came with them."""
        wanted = name_words(text)
        if not wanted:
            return ()
        is_in_scope = await self.check_out.scope()
        check_ins = [one for one in await self.attendance.everyone_inside() if is_in_scope(one)]
        known = await self.people.people({one.person_id for one in check_ins})
        groups = {
            one.group_id
            for one in check_ins
            if one.person_id in known and _is_called(name_words(known[one.person_id].name), wanted)
        }
        together = [one for one in check_ins if one.group_id in groups]
        cautions = await self.check_out.cautions.of(one.person_id for one in together)
        return await self.check_out.lines.inside(together, cautions)


def _is_called(names: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether every word typed begins one of the names."""
    return all(any(name.startswith(word) for name in names) for word in wanted)
