"""A picture that has come as bytes, such as a label as it prints, as large as fits and never larger than life."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.lettering import draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type


class Picture(QLabel):
    """White paper on the page's ground, or a sentence where there is none."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._png: bytes = b""
        self._drawn = QPixmap()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def display(self, png: bytes, otherwise: str = "") -> None:
        """Show it, or say why there is none."""
        self.setText("" if png else otherwise)
        if png != self._png:
            self._png = png
            self._drawn = QPixmap()
            if png:
                self._drawn.loadFromData(png)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks: a label's size."""
        return QSize(self._look.metrics.mm(60), self._look.metrics.mm(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._drawn.isNull():
            if self.text():
                setting = set_text(
                    self.text(), look.font(Type.BODY), self.width(), least_px=look.metrics.least_px(), lines=4
                )
                draw(painter, setting, QRectF(self.rect()), colour(look.tokens.soft), Qt.AlignmentFlag.AlignLeft)
            painter.end()
            return
        margin = look.metrics.px(10)
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        scale = min(room.width() / self._drawn.width(), room.height() / self._drawn.height(), 1.5)
        width, height = self._drawn.width() * scale, self._drawn.height() * scale
        box = QRectF(room.center().x() - width / 2, room.top(), width, height)
        painter.setPen(QPen(colour(look.tokens.edge), look.metrics.hairline))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(box.adjusted(-margin / 2, -margin / 2, margin / 2, margin / 2), margin / 2, margin / 2)
        painter.drawPixmap(box, self._drawn, QRectF(self._drawn.rect()))
        painter.end()
