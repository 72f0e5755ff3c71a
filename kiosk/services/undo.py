"""Take back what was done by mistake: a release within ten minutes, a check-in until its room has received the person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.attendance import CheckIn
from kiosk.domain.check_out import DoorView, undo_check_in, undo_check_out
from kiosk.domain.decisions import Decision
from kiosk.domain.ids import CheckInId, FactId
from kiosk.domain.pins import StaffMember
from kiosk.services.door_lines import DoorLines
from kiosk.services.door_ports import DoorBook
from kiosk.services.door_views import InsideLine
from kiosk.services.ports import Clock


@dataclass(frozen=True, slots=True)
class Undo:
    """Undoes; each call all of what it is asked for, or nothing."""

    door: DoorBook
    lines: DoorLines
    clock: Clock
    new_id: Callable[[datetime], str]

    async def check_out(self, check_ins: Iterable[CheckInId], staff: StaffMember) -> tuple[InsideLine, ...]:
        """Take a release back: by who made it, or an admin. Everyone is inside again, in the same room.

        Raises NotKnown, CannotUndo when it is too late, NotAuthorised for anybody else, AlreadyCheckedIn.
        """
        now = self.clock.now()
        back = await self._all(
            check_ins, lambda id, view: undo_check_out(id, staff, view, now, FactId(self.new_id(now)))
        )
        return await self.lines.inside(back)

    async def check_in(self, check_ins: Iterable[CheckInId], staff: StaffMember | None) -> None:
        """Take check-ins back that no room has confirmed; labels of theirs that wait do not come out any more.

        Raises NotKnown, CannotUndo.
        """
        now = self.clock.now()
        staff_id = staff.id if staff is not None else None
        await self._all(check_ins, lambda id, view: undo_check_in(id, staff_id, view, now, FactId(self.new_id(now))))

    async def _all(
        self, check_ins: Iterable[CheckInId], undo: Callable[[CheckInId, DoorView], tuple[Decision, CheckIn]]
    ) -> tuple[CheckIn, ...]:
        ids = tuple(check_ins)

        def decide(view: DoorView) -> tuple[Decision, tuple[CheckIn, ...]]:
            done = [undo(id, view) for id in ids]
            facts = tuple(fact for decision, _ in done for fact in decision.facts)
            cancelled = tuple(id for decision, _ in done for id in decision.cancelled)
            return Decision(facts, cancelled=cancelled), tuple(check_in for _, check_in in done)

        return await self.door.record(decide)
