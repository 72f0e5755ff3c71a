"""What a page behind the PIN is, and how the frame comes by it.

A page is a widget; its flow, without Qt, holds what is shown and outlives the page (`BackstageSession.once`): the page is built
anew when the window, the theme or the language changes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import Role
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look


class Page(Protocol):
    """A widget that fills the work area. The frame lays it out, focuses it, and says when to read anew and when to stop."""

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""

    def refresh(self) -> None:
        """Read what is shown anew: the page was opened, or settings have changed, or a few seconds have passed."""

    def go_back(self) -> bool:
        """Esc: one step back within the page; False where there is none, and the page is left."""

    def stop(self) -> None:
        """The page is left or the station locked: nothing it has begun may speak to it any more."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """One page of the list. ``title`` and ``about`` are sentences of `kiosk.words`; ``role``: who may open it, at least.

    ``build`` returns a QWidget that keeps the promises of `Page`. ``key`` names it for whoever opens it from elsewhere.
    """

    title: str
    icon: str
    role: Role
    build: Callable[[Look, BackstageSession], Page]
    about: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages about one thing; ``title`` is a sentence of `kiosk.words`."""

    title: str
    icon: str
    pages: tuple[PageKind, ...]
