"""The church's mark: its logo file on a light plate, or its initial in a rounded square."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from kiosk.ui.fonts import font_at
from kiosk.ui.lettering import draw, set_text
from kiosk.ui.look import Look, colour

_SIDE_UNITS = 72
_LEAST_SIDE_UNITS = 44
_CORNER = 0.28
_AIR = 0.12
_WIDEST = 4.0


class Logo(QWidget):
    """Lies on the panel. A wide logo gets a wide plate; a file that is no picture is as good as none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._initial = ""
        side = max(round(look.metrics.px(_LEAST_SIDE_UNITS)), look.metrics.space(_SIDE_UNITS))
        self._image = _picture(look.logo, side, self.devicePixelRatioF()) if look.logo else QPixmap()
        width = side
        if not self._image.isNull():
            width = max(side, round(self._image.deviceIndependentSize().width() + 2 * side * _AIR))
        self.setFixedSize(width, side)

    def stand_for(self, church_name: str) -> None:
        """Whose mark this is."""
        self._initial = next((character for character in church_name if character.isalnum()), "").upper()
        self.setAccessibleName(church_name)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks: the plate it is."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("#FFFFFF" if not self._image.isNull() else self._look.tokens.panel_ink))
        painter.drawRoundedRect(area, area.height() * _CORNER, area.height() * _CORNER)
        if not self._image.isNull():
            size = self._image.deviceIndependentSize()
            corner = area.center().x() - size.width() / 2, area.center().y() - size.height() / 2
            painter.drawPixmap(QRectF(*corner, size.width(), size.height()), self._image, QRectF(self._image.rect()))
        elif self._initial:
            font = font_at(round(area.height() * 0.56), QFont.Weight.Bold)
            ink = colour(self._look.tokens.panel_to)
            draw(painter, set_text(self._initial, font, area.width()), area, ink, Qt.AlignmentFlag.AlignHCenter)
        painter.end()


def _picture(path: Path, side: int, ratio: float) -> QPixmap:
    """The logo as large as the plate takes it; drawn at that size where it is made of lines."""
    reader = QImageReader(str(path))
    natural = reader.size()
    if natural.isEmpty():
        return QPixmap()
    room = QSize(round(side * _WIDEST * ratio), round(side * (1 - 2 * _AIR) * ratio))
    reader.setScaledSize(natural.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    picture = QPixmap.fromImage(reader.read())
    picture.setDevicePixelRatio(ratio)
    return picture
