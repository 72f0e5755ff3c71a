"""A face: the photo if there is one, else initials on a colour of their own."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPixmap

from kiosk.ui.fonts import font_at
from kiosk.ui.look import Look, colour


@dataclass(frozen=True, slots=True)
class Face:
    """Who somebody is at a glance. ``seat`` picks the colour, so that brothers and sisters differ; ``photo``: a file, or empty."""

    initials: str
    seat: int
    photo: str = ""


def avatar_side(look: Look, body: QRectF) -> float:
    """Pixels of a face on a card's body."""
    return min(max(look.metrics.px(46), look.metrics.space(92)), body.height() - 2 * look.metrics.px(10))


@lru_cache(maxsize=64)
def _photo(path: str, side: int) -> QPixmap:
    photo = QPixmap(path)
    if photo.isNull():
        return photo
    return photo.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )


def draw_avatar(painter: QPainter, look: Look, circle: QRectF, initials: str, seat: int, photo: str = "") -> None:
    """Draw a face into a circle; ``seat`` picks the colour, so that brothers and sisters differ."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture = _photo(photo, round(circle.width())) if photo else QPixmap()
    if not picture.isNull():
        round_frame = QPainterPath()
        round_frame.addEllipse(circle)
        painter.save()
        painter.setClipPath(round_frame)
        painter.drawPixmap(circle, picture, _middle_square(picture))
        painter.restore()
        return
    avatars = look.tokens.avatars
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(avatars[seat % len(avatars)]))
    painter.drawEllipse(circle)
    font = font_at(max(1, round(circle.width() * (0.38 if len(initials) < 3 else 0.3))), QFont.Weight.DemiBold)
    ink = QFontMetricsF(font).tightBoundingRect(initials)
    painter.setFont(font)
    painter.setPen(colour(look.tokens.avatar_ink))
    painter.drawText(circle.center() - ink.center(), initials)


def _middle_square(picture: QPixmap) -> QRectF:
    side = min(picture.width(), picture.height())
    return QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
