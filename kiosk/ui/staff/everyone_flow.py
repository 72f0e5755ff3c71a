"""Everyone inside, in the bad quarter of an hour: the list, and ticks made outside. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.domain.problems import Problem
from kiosk.services.evacuation import Everyone
from kiosk.ui.staff.said import NOTHING, Said, done, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words.desk import LIST_PRINTED


@dataclass(frozen=True, slots=True)
class EveryoneScene:
    """The list, None before it is there."""

    everyone: Everyone | None = None
    said: Said = NOTHING


class EveryoneFlow:
    """``show`` is called with every new scene."""

    def __init__(self, session: Session, show: Callable[[EveryoneScene], None]) -> None:
        self._session = session
        self._show = show
        self._tasks = Tasks()
        self.scene = EveryoneScene()

    def listen(self, show: Callable[[EveryoneScene], None]) -> None:
        """From now on somebody else shows the list."""
        self._show = show

    def begin(self) -> None:
        """Make the list, unless there is one already whose ticks count."""
        if self.scene.everyone is None and self._tasks.is_idle:
            self._tasks.start(
                self._session.station.everyone(self._session.member), then=self._made, trouble=self._troubled
            )

    def begin_anew(self) -> None:
        """A new list, its ticks empty."""
        self.scene = EveryoneScene()
        self.begin()

    def toggle(self, key: str) -> None:
        """Somebody was seen outside, or not after all."""
        everyone = self.scene.everyone
        line = next(
            (one for room in (everyone.rooms if everyone else ()) for one in room.lines if one.key == key), None
        )
        if everyone is not None and line is not None:
            work = self._session.station.seen(
                everyone.list_id, line.check_ins, line.seen_at is None, self._session.member
            )
            self._tasks.start(work, then=self._made, trouble=self._troubled)

    def print_list(self) -> None:
        """The list on the label printer, a label for each room."""
        if self.scene.everyone is not None:
            self._tasks.start(
                self._session.station.print_everyone(self.scene.everyone),
                then=lambda _: self.tell(done(LIST_PRINTED)),
                trouble=self._troubled,
            )

    def tell(self, said: Said) -> None:
        """Such as where the list was saved."""
        self._turn(replace(self.scene, said=said))

    def _made(self, everyone: Everyone) -> None:
        self._turn(EveryoneScene(everyone))

    def _troubled(self, problem: Problem | None) -> None:
        self._turn(replace(self.scene, said=trouble(problem)))

    def stop(self) -> None:
        """The window closes; a list outlives the lock, so that ticks made outside are not lost."""
        self._tasks.cancel()

    def _turn(self, scene: EveryoneScene) -> None:
        self.scene = scene
        self._show(scene)
