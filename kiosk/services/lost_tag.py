"""A tag is lost: its own path, made so that it is never the quick way.

Every item of the identity check is ticked, a reason and a name are given, by setting a second volunteer stands by, and all
of it is written down. It ends in a new tag with the same code (the old one is flagged at the door), or in the release itself.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.attendance import CheckIn
from kiosk.domain.check_out import COLLECTOR, REASON, CheckOutTap, DoorView
from kiosk.domain.civil_time import local_date
from kiosk.domain.decisions import Decision
from kiosk.domain.ids import CheckInId, FactId
from kiosk.domain.labels import LabelKind
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import ChecksMissing
from kiosk.domain.room_changes import print_again
from kiosk.services.check_out import CheckOut
from kiosk.services.door_lines import DoorLines
from kiosk.services.door_ports import DoorBook
from kiosk.services.door_views import HandedOver, InsideLine
from kiosk.services.label_again import LabelsAgain
from kiosk.services.pick_up_guard import PickUpGuard, WhoCollects
from kiosk.services.ports import Clock, StationSettings


class IdentityCheck(enum.StrEnum):
    """What is looked at and asked, item by item."""

    PHOTO_ID = "photo_id"
    PHONE_NUMBER = "phone_number"
    CHILDS_BIRTHDATE = "childs_birthdate"
    CHILD_KNOWS_THEM = "child_knows_them"


@dataclass(frozen=True, slots=True)
class LostTagRequest:
    """What a volunteer has done and been told. ``name``: who stands there; ``second``: who gave a PIN beside ``staff``."""

    check_ins: tuple[CheckInId, ...]
    name: str
    reason: str
    checks: frozenset[IdentityCheck]
    staff: StaffMember
    second: StaffMember | None = None
    override: str = ""


@dataclass(frozen=True, slots=True)
class LostTag:
    """Replaces a lost tag, or releases without one."""

    door: DoorBook
    check_out: CheckOut
    guard: PickUpGuard
    labels: LabelsAgain
    lines: DoorLines
    clock: Clock
    settings: StationSettings
    new_id: Callable[[datetime], str]

    async def replace(self, request: LostTagRequest) -> tuple[InsideLine, ...]:
        """Queue a new tag of the adult: same code, next revision. The lines say who it is for.

        Raises ChecksMissing (``details.missing``), FullNameNeeded, NotAuthorised, NotKnown, NotCheckedIn.
        """
        who = await self._checked(request)
        here = await self.door.check_ins(request.check_ins)
        make = await self.labels.maker(here)
        now = self.clock.now()

        def decide(view: DoorView) -> tuple[Decision, tuple[CheckIn, ...]]:
            decision, after = print_again(
                request.check_ins,
                LabelKind.SECURITY,
                request.staff.id,
                view,
                now,
                lambda: FactId(self.new_id(now)),
                more=_written(request, who),
                words={COLLECTOR: who.typed, REASON: request.reason.strip()},
            )
            return Decision(decision.facts, make(after, LabelKind.SECURITY), decision.words), after

        return await self.lines.inside(await self.door.record(decide))

    async def release(self, request: LostTagRequest) -> HandedOver:
        """Hand the children over without a tag; the reason stands beside it.

        Raises ChecksMissing, FullNameNeeded, NotAuthorised, NotCheckedIn, AlreadyCheckedOut.
        """
        who = await self._checked(request)
        now = self.clock.now()
        tap = CheckOutTap(
            nonce=self.new_id(now),
            code=None,
            now=now,
            today=local_date(now, await self.lines.zone()),
            new_id=lambda: FactId(self.new_id(now)),
            check_ins=request.check_ins,
            by=who.by,
            by_name=who.typed,
            staff_id=request.staff.id,
            override=request.reason.strip(),
            barred=tuple(one.id for one in who.passed),
            more=_written(request, who),
        )
        return await self.check_out.hand_over(tap)

    async def _checked(self, request: LostTagRequest) -> WhoCollects:
        missing: list[str] = [check.value for check in IdentityCheck if check not in request.checks]
        if not request.reason.strip():
            missing.append("reason")
        if not request.name.strip():
            missing.append("name")
        if self.settings.lost_tag_needs_second and (request.second is None or request.second.id == request.staff.id):
            missing.append("second")
        if missing:
            raise ChecksMissing(missing=tuple(missing))
        here = await self.door.check_ins(request.check_ins)
        children = list(dict.fromkeys(check_in.person_id for check_in in here))
        return await self.guard.who(request.name, children, request.override, request.staff)


def _written(request: LostTagRequest, who: WhoCollects) -> dict[str, object]:
    said: dict[str, object] = {"lost": 1, "checks": sorted(check.value for check in request.checks)}
    if request.second is not None:
        said["second"] = request.second.id
    if who.by is not None:
        said["by"] = who.by
    return said
