"""One screen at a time, and the short slide from one to the next, during which a second tap does nothing."""

from PySide6.QtCore import QEasingCurve, QPoint, QRect, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.motion import SLIDE_MS

TAP_GUARD_MS = 280
"""A double tap's second half comes within this time, and must not press what has just appeared beneath it."""


class _Curtain(QWidget):
    """Pictures of both screens, one coming in over the other; it also catches taps meant for the screen that leaves.

    Two pictures are laid over one another in a millisecond, where a whole screen takes twenty to draw.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._leaving = QPixmap()
        self._coming = QPixmap()
        self._shift = 0
        self._come = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def close_over(self, leaving: QPixmap, coming: QPixmap, shift: int) -> None:
        """Hide both screens behind their pictures; the second is to come in from so many pixels to the right."""
        self._leaving, self._coming, self._shift, self._come = leaving, coming, shift, 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def draw_in(self, come: float) -> None:
        """How far the second picture has come in, 0 to 1."""
        self._come = come
        self.update()

    def open_up(self) -> None:
        """Nothing but a guard against taps."""
        self._leaving = self._coming = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        if self._leaving.isNull():
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._leaving)
        painter.setOpacity(self._come)
        painter.drawPixmap(QPoint(round(self._shift * (1.0 - self._come)), 0), self._coming)
        painter.end()


class ScreenStack(QWidget):
    """Holds the screen that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: QWidget | None = None
        self._curtain = _Curtain(self)
        self._curtain.hide()
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(SLIDE_MS)
        self._slide.setStartValue(0.0)
        self._slide.setEndValue(1.0)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slide_value_changed)
        self._slide.finished.connect(self._on_slide_finished)
        self._guard = QTimer(self)
        self._guard.setSingleShot(True)
        self._guard.timeout.connect(self._on_guard_timeout)

    @property
    def current(self) -> QWidget | None:
        """The screen that is shown."""
        return self._current

    def show_screen(
        self,
        screen: QWidget,
        *,
        focus: QWidget | None = None,
        lying_over: QWidget | None = None,
        slide_px: int = 0,
        is_still: bool = False,
        guard_ms: int = TAP_GUARD_MS,
    ) -> None:
        """Show another screen. Taps rest for a moment. ``focus``: where the keyboard starts on it.

        ``lying_over``: what lies over the screen that leaves goes with it, and does not bare it for a moment.
        ``slide_px`` is how far from where text ends, or if negative from where it begins, it comes in; 0: it only fades in.
        """
        before = self._current
        if before is screen:
            return
        self._slide.stop()
        moves = before is not None and before.isVisible() and not is_still
        self._curtain.hide()
        leaving = self._picture() if moves else QPixmap()
        if lying_over is not None:
            lying_over.hide()
        self._current = screen
        screen.setParent(self)
        screen.setGeometry(self.rect())
        screen.show()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if before is not None:
            before.hide()
        if moves:
            runs = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
            self._curtain.close_over(leaving, self._picture(), slide_px * runs)
            self._slide.start()
        else:
            self._curtain.open_up()
        self._curtain.setGeometry(self.rect())
        self._curtain.show()
        self._curtain.raise_()
        self._guard.start(guard_ms)

    def _picture(self) -> QPixmap:
        """What is shown now, on the window's paper: a screen alone would be drawn on the system's grey."""
        window = self.window()
        return window.grab(QRect(self.mapTo(window, QPoint(0, 0)), self.size()))

    def forget(self, screen: QWidget) -> None:
        """A screen is about to be taken down."""
        if self._current is screen:
            self._current = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        if self._current is not None:
            self._current.setGeometry(self.rect())
        self._curtain.setGeometry(self.rect())
        super().resizeEvent(event)

    def _on_slide_value_changed(self, value: float) -> None:
        self._curtain.draw_in(value)

    def _on_slide_finished(self) -> None:
        self._curtain.open_up()

    def _on_guard_timeout(self) -> None:
        self._slide.stop()
        self._curtain.open_up()
        self._curtain.hide()
