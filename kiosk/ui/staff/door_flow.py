"""Handing children back: a code comes in, a scene to show goes out. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.domain.ids import PersonId
from kiosk.domain.pick_up import Collector
from kiosk.domain.problems import AlreadyCheckedOut, NotAuthorised, Problem
from kiosk.domain.security_codes import normalise
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.door_views import DoorLook, HandedOver, InsideLine, OutLine
from kiosk.ui.staff.said import NOTHING, Said, done, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import staff as say


@dataclass(frozen=True, slots=True)
class DoorScene:
    """The door. ``leaving``: who goes home now; ``collector``: id of the adult chosen, or empty with ``name`` typed.

    ``already_out``: whom a used code belonged to; ``is_barred``: who was named may not collect, a lead decides;
    ``is_looked_back``: the release was made a while ago, and is only looked at.
    """

    code: str = ""
    look: DoorLook | None = None
    leaving: frozenset[PersonId] = frozenset()
    collector: str = ""
    name: str = ""
    reason: str = ""
    already_out: tuple[OutLine, ...] = ()
    handed: HandedOver | None = None
    is_barred: bool = False
    is_busy: bool = False
    is_looked_back: bool = False
    said: Said = NOTHING

    @property
    def collectors(self) -> tuple[Collector, ...]:
        """The adults to choose from."""
        return self.look.collectors if self.look is not None else ()

    @property
    def can_hand_over(self) -> bool:
        """Whether somebody leaves, with somebody."""
        return (
            self.look is not None
            and bool(self.leaving)
            and not self.is_busy
            and not self.is_barred
            and bool(self.collector or self.name.strip())
        )


class DoorFlow:
    """``show`` is called with every new scene."""

    def __init__(self, session: Session, show: Callable[[DoorScene], None]) -> None:
        self._session = session
        self._show = show
        self._tasks = Tasks()
        self._asked: CheckOutRequest | None = None
        self.scene = DoorScene()

    def enter(self, code: str) -> None:
        """A code was typed or scanned."""
        if not code.strip() or self.scene.is_busy:
            return
        self._tasks.cancel()
        self._asked = None
        self._turn(DoorScene(code=str(normalise(code)), is_busy=True))
        self._tasks.start(self._session.station.look(code), then=self._looked, trouble=self._not_found)

    def _looked(self, look: DoorLook) -> None:
        self._turn(
            replace(
                self.scene,
                look=look,
                leaving=frozenset(line.person_id for line in look.inside),
                collector=_taken_for_granted(look),
                already_out=look.already_out,
                is_busy=False,
                said=Said(say.OLD_TAG) if look.tag_revision else NOTHING,
            )
        )

    def _not_found(self, problem: Problem | None) -> None:
        self._turn(replace(self.scene, is_busy=False, already_out=_lines_of(problem), said=trouble(problem)))

    def toggle(self, person: PersonId) -> None:
        """Somebody goes home now, or stays."""
        if not self.scene.is_busy:
            # Whether somebody may collect is asked anew of those who leave now.
            said = NOTHING if self.scene.is_barred else self.scene.said
            self._turn(replace(self.scene, leaving=self.scene.leaving ^ {person}, is_barred=False, said=said))

    def choose_collector(self, collector: str) -> None:
        """One of the adults to choose from."""
        self._turn(replace(self.scene, collector=collector, name="", is_barred=False, said=NOTHING))

    def type_name(self, name: str) -> None:
        """Somebody else, by name."""
        if name != self.scene.name:
            look = self.scene.look
            collector = "" if name.strip() or look is None else _taken_for_granted(look)
            self._turn(replace(self.scene, name=name, collector=collector, is_barred=False, said=NOTHING))

    def give_reason(self, reason: str) -> None:
        """Why a lead lets somebody pass."""
        if reason != self.scene.reason:
            self._turn(replace(self.scene, reason=reason))

    def hand_over(self) -> None:
        """The release; the same tap again after trouble is the same release."""
        if self.scene.can_hand_over:
            self._release("")

    def let_pass(self) -> None:
        """A lead's word, with a reason."""
        if self.scene.is_barred and self._session.is_lead and self.scene.reason.strip():
            self._release(self.scene.reason)

    def _release(self, override: str) -> None:
        scene = self.scene
        if scene.look is None:
            return
        asked = CheckOutRequest(
            code=scene.code,
            people=tuple(line.person_id for line in scene.look.inside if line.person_id in scene.leaving),
            by=scene.name if scene.name.strip() else scene.collector,
            override=override,
            staff=self._session.member,
        )
        before = self._asked
        is_again = before is not None and replace(before, nonce="") == asked
        nonce = before.nonce if before is not None and is_again else self._session.new_nonce()
        self._asked = replace(asked, nonce=nonce)
        self._turn(replace(scene, is_busy=True, said=NOTHING))
        self._tasks.start(
            self._session.station.hand_over(self._asked), then=self._handed_over, trouble=self._not_handed_over
        )

    def _handed_over(self, handed: HandedOver) -> None:
        self._asked = None
        # Whom another window handed over meanwhile did not leave with whoever stands here.
        self._turn(DoorScene(handed=handed, already_out=handed.already_out))

    def _not_handed_over(self, problem: Problem | None) -> None:
        if isinstance(problem, NotAuthorised):
            said = Said(say.PRIVATE_ALERT)
            self._turn(replace(self.scene, is_busy=False, is_barred=True, said=said))
        elif isinstance(problem, AlreadyCheckedOut):
            self._turn(replace(DoorScene(code=self.scene.code), already_out=_lines_of(problem), said=trouble(problem)))
        else:
            self._turn(replace(self.scene, is_busy=False, said=trouble(problem)))

    def undo(self) -> None:
        """Take the last release back."""
        handed = self.scene.handed
        if handed is not None and not self.scene.is_busy:
            ids = tuple(line.check_in.id for line in handed.released)
            self._turn(replace(self.scene, is_busy=True))
            self._tasks.start(
                self._session.station.undo_check_out(ids, self._session.member),
                then=self._back_inside,
                trouble=lambda problem: self._turn(replace(self.scene, is_busy=False, said=trouble(problem))),
            )

    def _back_inside(self, _: tuple[InsideLine, ...]) -> None:
        self._turn(DoorScene(said=done(say.CHECKED_OUT_UNDONE)))

    def leave(self) -> None:
        """For whoever comes next."""
        self._tasks.cancel()
        self._asked = None
        self._turn(DoorScene())

    def show_handed(self, handed: HandedOver, *, is_looked_back: bool = False) -> None:
        """A release that was made elsewhere, without a tag, or a while ago."""
        self._tasks.cancel()
        self._turn(DoorScene(handed=handed, is_looked_back=is_looked_back))

    def stop(self) -> None:
        """The window closes, or locks."""
        self._tasks.cancel()
        self._asked = None
        self.scene = DoorScene()

    def _turn(self, scene: DoorScene) -> None:
        self.scene = scene
        self._show(scene)


def _lines_of(problem: Problem | None) -> tuple[OutLine, ...]:
    """Whom a used code belonged to."""
    lines = problem.details.get("already_out") if isinstance(problem, AlreadyCheckedOut) else ()
    return tuple(line for line in lines if isinstance(line, OutLine)) if isinstance(lines, tuple) else ()


def _taken_for_granted(look: DoorLook) -> str:
    """Who collects unless somebody says otherwise: the first adult of the household, but nobody where it has to be asked."""
    return look.collectors[0].id if look.collectors and not look.is_delicate else ""
