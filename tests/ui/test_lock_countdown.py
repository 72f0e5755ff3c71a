"""After wrong PINs the pad opens when a PIN is heard again, not a moment sooner."""

from typing import cast

from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import PinRefused
from kiosk.services.staff_station import StaffStation
from kiosk.ui.staff.lock_flow import LockFlow
from kiosk.ui.staff.session import Session
from tests.support.waiting import eventually


class DeafStation:
    """Hears no PIN for the next five seconds."""

    async def unlock(self, pin: str) -> StaffMember:
        raise PinRefused(seconds=5)


async def test_the_pad_stays_shut_until_the_wait_is_over_however_soon_its_seconds_tick():
    moments = iter((100.0, 100.1, 101.1, 102.1, 103.1, 104.1, 105.1))
    station = cast(StaffStation, DeafStation())
    flow = LockFlow(Session(station, str), lambda _: None, lambda _: None, monotonic=lambda: next(moments))
    flow.unlock("1357")
    await eventually(lambda: flow.scene.wait_seconds == 5)
    # The second ticks right after the refusal, so it has ticked five times before the fifth second is over.
    for _ in range(5):
        flow.count_down()
    assert flow.scene.wait_seconds == 1
    flow.count_down()
    assert flow.scene.wait_seconds == 0
