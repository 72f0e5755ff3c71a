"""The one family of outlined icons, tinted with a token."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from kiosk.resources import resource_path


@lru_cache(maxsize=128)
def _renderer(name: str, tint: str) -> QSvgRenderer:
    drawing = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", tint)
    return QSvgRenderer(QByteArray(drawing.encode()))


def draw_icon(painter: QPainter, name: str, area: QRectF, tint: str) -> None:
    """The icon in the middle of the area, as large as fits."""
    side = min(area.width(), area.height())
    box = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    _renderer(name, tint).render(painter, box)
