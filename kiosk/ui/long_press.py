"""The discreet way in: a finger held for two seconds on the church's name."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget

from kiosk.ui.widgets.church_row import ChurchRow

HOLD_MS = 2000


class LongPress(QObject):
    """Watches a window's events. ``held``: the finger stayed where the church's name is."""

    held = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOLD_MS)
        self._timer.timeout.connect(self.held)

    def watch(self, handle: QWindow) -> None:
        """Listen to what comes to this window of the system."""
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks: shall this event go no further?"""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            widget: QWidget | None = self._window.childAt(event.position().toPoint())
            while widget is not None and not isinstance(widget, ChurchRow):
                widget = widget.parentWidget()
            if widget is not None:
                self._timer.start()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._timer.stop()
        return False
