"""What volunteers hear while they look at a family: recorded, handed over, or please look at the screen."""

from kiosk.domain.ids import CheckInGroupId
from kiosk.services.door_views import HandedOver
from kiosk.ui.sounds import Sound
from kiosk.ui.staff.places import Place
from kiosk.ui.staff.said import NOTHING, Said
from kiosk.ui.staff.staff_flow import StaffFlow


class StaffEar:
    """Remembers what it has heard already. Somebody who only types hears nothing."""

    def __init__(self) -> None:
        self._visit: CheckInGroupId | None = None
        self._handed: HandedOver | None = None
        self._said = NOTHING
        self._is_barred = False

    def hear(self, flow: StaffFlow) -> Sound | None:
        """What is heard now that something has changed on the screen."""
        visit, door = flow.desk.scene.visit, flow.door.scene
        before = (self._visit, self._handed, self._said, self._is_barred)
        self._visit = visit.group_id if visit is not None else None
        self._handed, self._said, self._is_barred = door.handed, _said(flow), door.is_barred
        if visit is not None and self._visit != before[0]:
            return Sound.SUCCESS if visit.lines and not visit.turned and not visit.trouble else Sound.TROUBLE
        if self._handed is not None and self._handed != before[1] and not door.is_looked_back:
            return Sound.SUCCESS
        if self._is_barred and not before[3]:
            return Sound.TROUBLE
        is_trouble = self._said.problem is not None or self._said.is_bug
        return Sound.TROUBLE if is_trouble and self._said is not before[2] else None


def _said(flow: StaffFlow) -> Said:
    """What is told about the work in hand; what a search says as one types is no such thing."""
    match flow.place:
        case Place.DESK if flow.desk.scene.family is not None:
            return flow.desk.scene.said
        case Place.DOOR:
            return flow.door.scene.said
        case Place.LOST:
            return flow.lost.scene.said
        case _:
            return NOTHING
