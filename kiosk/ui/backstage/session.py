"""Who works behind the PIN, what they can ask, and what they are told. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar, cast

from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import Problem
from kiosk.ui.backstage.desks import Desks
from kiosk.ui.staff.said import NOTHING, Said, trouble
from kiosk.ui.tasks import Tasks
from kiosk.words import Words


class Lasting(Protocol):
    """A flow that lives as long as the session."""

    def stop(self) -> None:
        """The session ends."""


Flow = TypeVar("Flow", bound=Lasting)


@dataclass(frozen=True, slots=True)
class Question:
    """A step to confirm, in whole sentences that have been said already. ``is_grave``: it cannot be taken back."""

    title: str
    about: str
    yes: str
    is_grave: bool = False


def _nobody_hears(said: Said) -> None:
    """Before a frame stands around the pages."""


def _nobody_asks(question: Question, yes: Callable[[], None]) -> None:
    """Before a frame stands around the pages."""


@dataclass(slots=True)
class BackstageSession:
    """From the PIN to the lock. ``tasks`` end with it; ``files`` is the folder where lists and files are saved.

    ``leave`` goes back to the station, ``close_kiosk`` ends the program. ``hear`` and ``put`` are the frame's.
    """

    staff: StaffMember
    desks: Desks
    new_nonce: Callable[[], str]
    words: Words
    files: Path = Path()
    close_kiosk: Callable[[], None] = lambda: None
    tasks: Tasks = field(default_factory=Tasks)
    hear: Callable[[Said], None] = _nobody_hears
    put: Callable[[Question, Callable[[], None]], None] = _nobody_asks
    said: Said = NOTHING
    _flows: dict[object, Lasting] = field(default_factory=dict)

    def tell(self, said: Said) -> None:
        """Say it above the work, until the next thing is said or another page is opened."""
        self.said = said
        self.hear(said)

    def tell_trouble(self, problem: Problem | None) -> None:
        """The same for what stopped something; fits `Tasks.start`."""
        self.tell(trouble(problem))

    def ask(self, question: Question, yes: Callable[[], None]) -> None:
        """Ask in place of the page; ``yes`` is called after a tap on yes, nothing after a no."""
        self.put(question, yes)

    def once(self, kind: Callable[..., Flow], make: Callable[[], Flow]) -> Flow:
        """The flow of this kind, made the first time; it lives until the lock, while pages come and go."""
        if kind not in self._flows:
            self._flows[kind] = make()
        return cast(Flow, self._flows[kind])

    def end(self) -> None:
        """The lock: whatever was begun ends."""
        self.tasks.cancel()
        for flow in self._flows.values():
            flow.stop()
