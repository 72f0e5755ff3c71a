"""A lost tag: never the quick way. Every check, a reason and a name, perhaps a second PIN. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.domain.ids import PersonId
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import Problem
from kiosk.services.door_views import HandedOver, InsideLine
from kiosk.services.lost_tag import IdentityCheck, LostTagRequest
from kiosk.ui.staff.said import NOTHING, Said, done, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import staff as say


@dataclass(frozen=True, slots=True)
class LostScene:
    """The form. ``found``: who is inside and called so; ``chosen``: whose tag it is."""

    found: tuple[InsideLine, ...] = ()
    has_searched: bool = False
    chosen: frozenset[PersonId] = frozenset()
    checks: frozenset[IdentityCheck] = frozenset()
    name: str = ""
    reason: str = ""
    second_pin: str = ""
    is_busy: bool = False
    said: Said = NOTHING

    @property
    def lines(self) -> tuple[InsideLine, ...]:
        """Whose tag it is."""
        return tuple(line for line in self.found if line.person_id in self.chosen)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left out that can be seen from here."""
        return (
            bool(self.chosen)
            and len(self.checks) == len(IdentityCheck)
            and bool(self.name.strip())
            and bool(self.reason.strip())
            and not self.is_busy
        )


class LostFlow:
    """``show`` is called with every new scene; ``released`` when children left without a tag."""

    def __init__(
        self, session: Session, show: Callable[[LostScene], None], released: Callable[[HandedOver], None]
    ) -> None:
        self._session = session
        self._show = show
        self._released = released
        self._tasks = Tasks()
        self.scene = LostScene()

    def find(self, text: str) -> None:
        """Who is inside and called so."""
        self._tasks.cancel()
        self._tasks.start(self._session.station.inside_named(text), then=self._found, trouble=self._troubled)

    def _found(self, lines: tuple[InsideLine, ...]) -> None:
        scene = self.scene
        chosen = scene.chosen & {line.person_id for line in lines}
        # What was looked at and asked was about other children.
        checks = scene.checks if chosen == scene.chosen else frozenset[IdentityCheck]()
        self._turn(replace(scene, found=lines, has_searched=True, chosen=chosen, checks=checks))

    def toggle(self, person: PersonId) -> None:
        """Whose tag it is."""
        self._turn(replace(self.scene, chosen=self.scene.chosen ^ {person}))

    def check(self, item: IdentityCheck) -> None:
        """Something was looked at, or asked."""
        self._turn(replace(self.scene, checks=self.scene.checks ^ {item}))

    def write(self, *, name: str | None = None, reason: str | None = None, second_pin: str | None = None) -> None:
        """Who stands there, what happened, who is the second volunteer."""
        scene = self.scene
        scene = replace(scene, name=scene.name if name is None else name)
        scene = replace(scene, reason=scene.reason if reason is None else reason)
        scene = replace(scene, second_pin=scene.second_pin if second_pin is None else second_pin)
        if scene != self.scene:
            self._turn(scene)

    def replace_tag(self) -> None:
        """Print a new tag with the same code."""
        self._go(is_release=False)

    def release(self) -> None:
        """Hand the children over without a tag."""
        self._go(is_release=True)

    def _go(self, *, is_release: bool) -> None:
        if self.scene.is_ready:
            self._turn(replace(self.scene, is_busy=True, said=NOTHING))
            self._tasks.start(self._carry_out(is_release), then=self._done, trouble=self._troubled)

    async def _carry_out(self, is_release: bool) -> HandedOver | None:
        scene, station = self.scene, self._session.station
        second: StaffMember | None = await station.unlock(scene.second_pin) if scene.second_pin else None
        request = LostTagRequest(
            check_ins=tuple(id for line in scene.lines for id in line.check_ins),
            name=scene.name,
            reason=scene.reason,
            checks=scene.checks,
            staff=self._session.member,
            second=second,
        )
        if is_release:
            return await station.release_without_tag(request)
        await station.replace_tag(request)
        return None

    def _done(self, handed: HandedOver | None) -> None:
        if handed is not None:
            self.scene = LostScene()
            self._released(handed)
        else:
            self._turn(LostScene(said=done(say.NEW_TAG_PRINTED)))

    def _troubled(self, problem: Problem | None) -> None:
        self._turn(replace(self.scene, is_busy=False, said=trouble(problem)))

    def stop(self) -> None:
        """The window closes, locks, or goes elsewhere."""
        self._tasks.cancel()
        self.scene = LostScene()

    def _turn(self, scene: LostScene) -> None:
        self.scene = scene
        self._show(scene)
