"""The church's mark: its logo file, or its initial in a rounded square."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from kiosk.ui.fonts import font_at
from kiosk.ui.lettering import draw, set_text
from kiosk.ui.look import Look, colour

_SIDE_UNITS = 72
_CORNER = 0.28


class Logo(QWidget):
    """A square that lies on the panel."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._initial = ""
        self._image = QPixmap(str(look.logo)) if look.logo else QPixmap()
        side = max(round(look.metrics.px(44)), look.metrics.space(_SIDE_UNITS))
        self.setFixedSize(side, side)

    def stand_for(self, church_name: str) -> None:
        """Whose mark this is."""
        self._initial = next((character for character in church_name if character.isalnum()), "").upper()
        self.setAccessibleName(church_name)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks: the square it is."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        if not self._image.isNull():
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawPixmap(
                QRectF(
                    area.center().x() - size.width() / 2,
                    area.center().y() - size.height() / 2,
                    size.width(),
                    size.height(),
                ),
                self._image,
                QRectF(self._image.rect()),
            )
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._look.tokens.panel_ink))
            painter.drawRoundedRect(area, area.width() * _CORNER, area.width() * _CORNER)
            font = font_at(round(area.height() * 0.56), QFont.Weight.Bold)
            draw(
                painter,
                set_text(self._initial, font, area.width()),
                area,
                colour(self._look.tokens.panel_to),
                Qt.AlignmentFlag.AlignHCenter,
            )
        painter.end()
