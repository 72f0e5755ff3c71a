"""What lies over a station's window for a while: the PIN, and everything behind it. The station goes on beneath."""

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look

BEHIND_THE_PIN = {Qt.Key.Key_F1: "", Qt.Key.Key_F12: "everyone"}
"""Keys that ask for what is behind the PIN, and for which page of it."""


class Covering(Protocol):
    """A widget that covers a window; built with a look, and told when that changes."""

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""

    def set_look(self, look: Look) -> None:
        """Another size, theme or language."""

    def stop(self) -> None:
        """It is taken away."""


class Cover:
    """The place over one window."""

    def __init__(self, window: QWidget, look: Callable[[], Look], beneath: QWidget | None = None) -> None:
        """``beneath``: what is hidden meanwhile, so that nobody reads it out either."""
        self._window = window
        self._beneath = beneath
        self._look = look
        self._covering: Covering | None = None

    @property
    def is_on(self) -> bool:
        """Whether the window is covered."""
        return self._covering is not None

    @property
    def widget(self) -> QWidget | None:
        """What covers it."""
        return cast(QWidget, self._covering) if self._covering is not None else None

    def put_on(self, build: Callable[[Look, QWidget], Covering]) -> None:
        """Cover the window; what covered it before is taken away."""
        self.take_off()
        self._covering = build(self._look(), self._window)
        widget = cast(QWidget, self._covering)
        widget.setGeometry(self._window.contentsRect())
        widget.show()
        widget.raise_()
        if self._beneath is not None:
            self._beneath.hide()
        self._covering.first_focus.setFocus()

    def take_off(self) -> bool:
        """Uncover it; False where it was not covered."""
        covering, self._covering = self._covering, None
        if covering is None:
            return False
        if self._beneath is not None:
            self._beneath.show()
        covering.stop()
        widget = cast(QWidget, covering)
        widget.hide()
        widget.deleteLater()
        return True

    def renew(self, area: QRect) -> None:
        """The window has another size, or looks or speaks differently."""
        if self._covering is not None:
            cast(QWidget, self._covering).setGeometry(area)
            self._covering.set_look(self._look())
            cast(QWidget, self._covering).raise_()
