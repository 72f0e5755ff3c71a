"""The few shapes that everything on screen is made of: a raised body, a focus ring, a tick, an arrow."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look, colour
from kiosk.ui.theme import Theme

SHADOW_UNITS = 3.0
_SHADOW_STEPS = 3


def body_of(look: Look, widget: QWidget, is_down: bool = False) -> QRectF:
    """Where a raised body lies in its widget: room for its shadow below, one pixel lower while pressed."""
    drop = look.metrics.px(SHADOW_UNITS)
    body = QRectF(widget.rect()).adjusted(1.0, 1.0, -1.0, -1.0 - drop)
    return body.translated(0, drop / 2) if is_down else body


def draw_body(
    painter: QPainter,
    look: Look,
    body: QRectF,
    radius: float,
    fill: str,
    edge: str = "",
    edge_px: float = 0.0,
    is_raised: bool = True,
) -> None:
    """A rounded body with a soft shadow of a few pixels and, inside its outline, an edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_raised and look.tokens.shadow_opacity:
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(_SHADOW_STEPS, 0, -1):
            painter.setBrush(colour("#000000", look.tokens.shadow_opacity / _SHADOW_STEPS * 1.6))
            painter.drawRoundedRect(
                body.translated(0, look.metrics.px(SHADOW_UNITS) * step / _SHADOW_STEPS), radius, radius
            )
    painter.setBrush(colour(fill))
    if edge and edge_px:
        half = edge_px / 2
        painter.setPen(QPen(colour(edge), edge_px))
        painter.drawRoundedRect(body.adjusted(half, half, -half, -half), radius - half, radius - half)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(body, radius, radius)


def shows_focus(widget: QWidget) -> bool:
    """Whether the keyboard is in use and is here; a finger needs no ring."""
    window = widget.window()
    return window.focusWidget() is widget and window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def draw_focus(painter: QPainter, look: Look, body: QRectF, radius: float, ring: str = "") -> None:
    """The ring that shows where the keyboard is, inside the body so that it is never cut off."""
    width = max(2.0, look.metrics.px(6 if look.tokens.theme is Theme.HIGH_CONTRAST else 3.5))
    inset = look.metrics.px(4) + width / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(ring or look.tokens.focus), width))
    painter.drawRoundedRect(
        body.adjusted(inset, inset, -inset, -inset), max(2.0, radius - inset), max(2.0, radius - inset)
    )


def chosen_edge_px(look: Look) -> float:
    """Pixels of the edge around a card that is chosen."""
    return look.metrics.px(6 if look.tokens.theme is Theme.HIGH_CONTRAST else 3.4)


def draw_tick(painter: QPainter, circle: QRectF, ink: QColor, drawn: float = 1.0) -> None:
    """A check mark in a circle's middle, as thick as it needs to be at any size; ``drawn`` from 0 to 1 for the moment it is drawn."""
    side = circle.width()

    def point(x: float, y: float) -> QPointF:
        return QPointF(circle.x() + side * x, circle.y() + side * y)

    start, corner, end = point(0.29, 0.525), point(0.44, 0.67), point(0.715, 0.365)
    path = QPainterPath(start)
    first = min(1.0, drawn / 0.35)
    path.lineTo(start + (corner - start) * first)
    if drawn > 0.35:
        path.lineTo(corner + (end - corner) * ((drawn - 0.35) / 0.65))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, side * 0.095, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)


def draw_tick_circle(painter: QPainter, look: Look, circle: QRectF, *, is_ticked: bool) -> None:
    """The circle that says whether something is ticked: filled with a tick in it, or a ring."""
    tokens = look.tokens
    if is_ticked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tokens.accent))
        painter.drawEllipse(circle)
        draw_tick(painter, circle, colour(tokens.accent_ink))
    else:
        stroke = look.metrics.px(2.6)
        painter.setPen(QPen(colour(tokens.edge), stroke))
        painter.setBrush(colour(tokens.card))
        painter.drawEllipse(circle.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2))


def mirrored(widget: QWidget, area: QRectF) -> QRectF:
    """The area where it belongs when the language runs from right to left."""
    if widget.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return area
    return QRectF(widget.width() - area.right(), area.y(), area.width(), area.height())
