"""One screen at a time, and the short slide from one to the next, during which a second tap does nothing."""

from PySide6.QtCore import QEasingCurve, QPoint, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

SLIDE_MS = 150
_SLIDE_MM = 6.0
TAP_GUARD_MS = 280
"""A double tap's second half comes within this time, and must not press what has just appeared beneath it."""


class _Curtain(QWidget):
    """The screen that leaves, as a picture that fades away; it also catches taps meant for that screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._shift = 0
        self._gone = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def cover(self, picture: QPixmap, shift: int) -> None:
        """Show this picture, to leave by so many pixels to the side."""
        self._picture, self._shift, self._gone = picture, shift, 0.0

    def uncover(self, gone: float) -> None:
        """How far the picture has gone, 0 to 1."""
        self._gone = gone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        if self._picture.isNull() or self._gone >= 1.0:
            return
        painter = QPainter(self)
        painter.setOpacity(1.0 - self._gone)
        painter.drawPixmap(QPoint(round(-self._shift * self._gone), 0), self._picture)
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
        self._guard = QTimer(self)
        self._guard.setSingleShot(True)
        self._guard.timeout.connect(self._on_guard_timeout)

    @property
    def current(self) -> QWidget | None:
        """The screen that is shown."""
        return self._current

    def show_screen(
        self, screen: QWidget, *, slide_px: int = 0, is_still: bool = False, guard_ms: int = TAP_GUARD_MS
    ) -> None:
        """Show another screen; ``slide_px`` is how far, and with its sign which way, the old one leaves. Taps rest for a moment."""
        before = self._current
        if before is screen:
            return
        self._slide.stop()
        picture = QPixmap()
        if before is not None and before.isVisible() and not is_still:
            picture = before.grab()
        self._current = screen
        screen.setParent(self)
        screen.setGeometry(self.rect())
        screen.show()
        if before is not None:
            before.hide()
        self._curtain.cover(picture, slide_px)
        self._curtain.setGeometry(self.rect())
        self._curtain.show()
        self._curtain.raise_()
        if not picture.isNull():
            self._slide.start()
        self._guard.start(guard_ms)

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
        self._curtain.uncover(value)

    def _on_guard_timeout(self) -> None:
        self._slide.stop()
        self._curtain.hide()
