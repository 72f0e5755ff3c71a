"""Who opens the station: a PIN comes in, somebody comes out, or how long to wait. No Qt."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import PinRefused, Problem, StationNotSetUp
from kiosk.ui.staff.said import NOTHING, Said, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import staff as say


@dataclass(frozen=True, slots=True)
class LockScene:
    """``wait_seconds``: no PIN is heard for so long; ``wants_everyone``: the list of everyone inside comes right after the PIN.

    ``offers_help``: somebody may have forgotten theirs.
    """

    said: Said = NOTHING
    wait_seconds: int = 0
    is_busy: bool = False
    wants_everyone: bool = False
    offers_help: bool = False


class LockFlow:
    """``show`` is called with every new scene, ``opened`` when a PIN was right (True: everyone inside is wanted)."""

    def __init__(
        self,
        session: Session,
        show: Callable[[LockScene], None],
        opened: Callable[[bool], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``monotonic`` tells seconds that only ever grow."""
        self._session = session
        self._show = show
        self._opened = opened
        self._monotonic = monotonic
        self._heard_again_at = 0.0
        self._tasks = Tasks()
        self.scene = LockScene()

    def unlock(self, pin: str) -> None:
        """A PIN was typed."""
        if pin and not self.scene.is_busy and not self.scene.wait_seconds:
            self._turn(replace(self.scene, is_busy=True, said=NOTHING))
            self._tasks.start(self._session.station.unlock(pin), then=self._right, trouble=self._wrong)

    def _right(self, member: StaffMember) -> None:
        self._session.staff = member
        wants_everyone = self.scene.wants_everyone
        self._turn(LockScene())
        self._opened(wants_everyone)

    def _wrong(self, problem: Problem | None) -> None:
        seconds = problem.details.get("seconds") if isinstance(problem, PinRefused) else None
        wait = seconds if isinstance(seconds, int) else 0
        self._heard_again_at = self._monotonic() + wait
        said = trouble(problem)
        if isinstance(problem, PinRefused):
            said = NOTHING if wait else Said(say.PIN_WRONG)
        elif isinstance(problem, StationNotSetUp):
            said = Said(say.NO_PINS_YET)
        offers_help = self.scene.offers_help or isinstance(problem, PinRefused)
        self._turn(replace(self.scene, is_busy=False, wait_seconds=wait, said=said, offers_help=offers_help))

    def want_everyone(self) -> None:
        """The list of everyone inside, as soon as a PIN is right."""
        self._turn(replace(self.scene, wants_everyone=not self.scene.wants_everyone))

    def count_down(self) -> None:
        """About a second has passed. Ticks are not counted: the first may come at once, and a PIN typed into a pad
        that opened too early would be refused."""
        if self.scene.wait_seconds:
            left = math.ceil(self._heard_again_at - self._monotonic())
            self._turn(replace(self.scene, wait_seconds=max(left, 0)))

    def lock(self, *, is_by_itself: bool) -> None:
        """Nobody works here any more."""
        self._session.staff = None
        self._turn(LockScene(said=Said(say.LOCKED_BY_ITSELF) if is_by_itself else NOTHING))

    def tell(self, message: str) -> None:
        """Say it above the pad."""
        self._turn(LockScene(said=Said(message)))

    def stop(self) -> None:
        """The window closes."""
        self._tasks.cancel()

    def _turn(self, scene: LockScene) -> None:
        self.scene = scene
        self._show(scene)
