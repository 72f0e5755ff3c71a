"""Words on a screen: a label in one voice, even in every script, that breaks and shrinks before it is ever cut."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type

_HEADLINES = frozenset({Type.GREETING, Type.TITLE})


class Text(QLabel):
    """One sentence. ``most_lines``: how many lines it may take before it shrinks."""

    def __init__(
        self,
        look: Look,
        voice: Type,
        token: str,
        text: str = "",
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        most_lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._font = look.font(voice)
        self._full_px = self._font.pixelSize()
        self._token = token
        self._align = align
        self._most_lines = most_lines
        self._shrinks_first = voice in _HEADLINES
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)

    def embolden(self) -> None:
        """Set these words in the heavier weight of buttons and names."""
        self._font.setWeight(QFont.Weight.DemiBold)
        self.update()

    def grow_back(self) -> None:
        """The full size of the voice again."""
        self._font.setPixelSize(self._full_px)

    def keep_within(self, width: int, height: int) -> int:
        """Smaller type, for now, if the words would be taller than this at that width; gives back how tall they are."""
        self.grow_back()
        while self.heightForWidth(width) > height and self._font.pixelSize() > self._look.metrics.least_px():
            self._font.setPixelSize(self._font.pixelSize() - 1)
        return self.heightForWidth(width)

    def say(self, text: str, token: str = "") -> None:
        """Show this sentence, in another colour if one is given."""
        if token and token != self._token:
            self._token = token
            self.update()
        if text != self.text():
            self.setText(text)

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set at the present width."""
        return (self._set(self.width()),) if self.text() else ()

    def _set(self, width: int) -> Setting:
        least = min(self._look.metrics.least_px(), self._font.pixelSize())
        return set_text(
            self.text(), self._font, width, least_px=least, lines=self._most_lines, shrinks_first=self._shrinks_first
        )

    def hasHeightForWidth(self) -> bool:
        """Qt asks: whether lines depend on the width."""
        return self._most_lines > 1

    def heightForWidth(self, width: int) -> int:
        """Qt asks: the height of all lines at a width."""
        return round(self._set(width).height + 0.5) if self._most_lines > 1 else self._line_height()

    def sizeHint(self) -> QSize:
        """Qt asks: one line, however long."""
        return QSize(round(set_text(self.text(), self._font, 1e6).width + 1.5), self._line_height())

    def minimumSizeHint(self) -> QSize:
        """Qt asks: a width at which it can still be read."""
        return QSize(min(self.sizeHint().width(), self._font.pixelSize() * 4), self._line_height())

    def _line_height(self) -> int:
        return round(self._font.pixelSize() * LINE_HEIGHT + 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        align = self._align
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft and align is Qt.AlignmentFlag.AlignLeft:
            align = Qt.AlignmentFlag.AlignRight
        for setting in self.settings():
            draw(painter, setting, QRectF(self.rect()), colour(self._token), align)
        painter.end()
