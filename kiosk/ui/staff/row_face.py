"""How one row of a desk's list looks: a tick or a face, a name, a softer detail, and at its end what is to be known."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import LINE_HEIGHT, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import draw_tick
from kiosk.ui.theme import Theme
from kiosk.ui.widgets.avatar import draw_avatar
from kiosk.ui.widgets.chip import Tone

_ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_END_SHARE = 0.7
"""Of a row’s width, at most, for what stands at its end: names give way before reasons do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``is_ticked`` None: no box. ``end`` stands at the end, in ``tone``; ``icons`` before it, amber; ``mark`` leads it.

    ``is_heading``: other rows belong to it; it has no card of its own.
    """

    key: str
    title: str
    detail: str = ""
    end: str = ""
    tone: Tone = Tone.PLAIN
    is_ticked: bool | None = None
    initials: str = ""
    seat: int = 0
    photo: str = ""
    icons: tuple[str, ...] = ()
    icon_words: str = ""
    is_quiet: bool = False
    mark: str = ""
    is_heading: bool = False
    cells: tuple[str, ...] = ()
    """What stands in the columns of a table, instead of title, detail and end."""

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = self.cells or (self.title, self.detail, self.end)
        return ", ".join(part for part in (*parts, self.icon_words) if part)


ROOM_FOR_THREE_UNITS = 1400
"""Along the longer side of the glass; less is no large screen, and has no room for three panes side by side."""
_FACE_ROWS = 1.6
_LARGEST_FACE = 64


def row_height(look: Look) -> int:
    """48 px on a 96 dpi screen or more: two lines of text with air around them, and a finger."""
    metrics = look.metrics
    lines = round((metrics.type_px(Type.CHIP) + metrics.type_px(Type.SMALL)) * LINE_HEIGHT + metrics.px(14))
    return max(metrics.target, round(metrics.px(48)), lines) + round(metrics.px(4))


class RowPainter(QStyledItemDelegate):
    """Draws rows in the station's look."""

    marks_idle = True
    """Whether the row the keyboard would go on from is marked while the keyboard is elsewhere."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @property
    def height(self) -> int:
        """Pixels of one row."""
        return row_height(self._look)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks: every row alike."""
        return QSize(10, self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks: draw one row."""
        row = index.data(_ROW_ROLE)
        if not isinstance(row, Row):
            return
        tokens, metrics = self._look.tokens, self._look.metrics
        view = self.parent()
        is_right_to_left = isinstance(view, QWidget) and view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        area = QRectF(option.rect).adjusted(1, 1, -1, -metrics.px(4))
        state = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        has_keys = bool(state & QStyle.StateFlag.State_HasFocus) or (
            is_current and isinstance(view, QWidget) and view.hasFocus()
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = metrics.px(10)
        edge, width = tokens.line, metrics.hairline
        if is_current and (has_keys or self.marks_idle):
            edge, width = (
                (tokens.focus if has_keys and tokens.theme is Theme.HIGH_CONTRAST else tokens.accent),
                (max(2.0, metrics.px(3 if has_keys else 1.8))),
            )
        half = width / 2
        if row.is_heading and not is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(colour(tokens.tint if row.is_ticked else tokens.card))
            painter.setPen(QPen(colour(edge), width))
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)
        self.paint_words(painter, row, area.adjusted(metrics.px(10), 0, -metrics.px(12), 0), is_right_to_left)
        painter.restore()

    def paint_words(self, painter: QPainter, row: Row, area: QRectF, is_right_to_left: bool) -> None:
        """Draw what stands on a row."""
        look, tokens, metrics = self._look, self._look.tokens, self._look.metrics
        whole = QRectF(area)

        def placed(box: QRectF) -> QRectF:
            if not is_right_to_left:
                return box
            return QRectF(whole.left() + whole.right() - box.right(), box.y(), box.width(), box.height())

        start = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        end = Qt.AlignmentFlag.AlignLeft if is_right_to_left else Qt.AlignmentFlag.AlignRight
        side = metrics.px(26)
        if row.is_ticked is not None:
            box = QRectF(area.left(), area.center().y() - side / 2, side, side)
            self._paint_box(painter, placed(box), row.is_ticked)
            area.setLeft(area.left() + side + metrics.px(10))
        if row.mark:
            place = QRectF(area.left(), area.center().y() - side / 2, side, side)
            draw_icon(painter, row.mark, placed(place), tokens.soft)
            area.setLeft(area.left() + side + metrics.px(10))
        if row.initials:
            face = min(area.height() - metrics.px(12), metrics.px(_LARGEST_FACE))
            circle = QRectF(area.left(), area.center().y() - face / 2, face, face)
            draw_avatar(painter, look, placed(circle), row.initials, row.seat, row.photo)
            area.setLeft(area.left() + face + metrics.px(10))
        least = look.metrics.least_px()
        if row.end:
            name = set_text(row.title, look.font(Type.CHIP), 1e6).width
            room = area.width() - min(name, area.width() * (1 - _END_SHARE)) - metrics.px(14)
            room -= len(row.icons) * metrics.px(30)
            end_least = round(least * 0.9)
            setting = set_text(row.end, look.font(Type.SMALL), room, least_px=end_least, lines=2)
            box = QRectF(area.right() - setting.width, area.top(), setting.width, area.height())
            draw(painter, setting, placed(box), colour(_ink(row, look)), end)
            area.setRight(box.left() - metrics.px(12))
        for icon in reversed(row.icons):
            mark = metrics.px(22)
            box = QRectF(area.right() - mark, area.center().y() - mark / 2, mark, mark)
            draw_icon(painter, icon, placed(box), tokens.warn)
            area.setRight(box.left() - metrics.px(8))
        ink = tokens.soft if row.is_quiet else tokens.ink
        title = set_text(row.title, look.font(Type.CHIP), area.width(), least_px=least)
        if not row.detail:
            draw(painter, title, placed(area), colour(ink), start)
            return
        detail = set_text(row.detail, look.font(Type.SMALL), area.width(), least_px=least)
        offset = title.line_height * 0.52
        draw(painter, title, placed(area.translated(0, -offset)), colour(ink), start)
        draw(painter, detail, placed(area.translated(0, offset)), colour(tokens.soft), start)

    def _paint_box(self, painter: QPainter, box: QRectF, is_ticked: bool) -> None:
        tokens, metrics = self._look.tokens, self._look.metrics
        if is_ticked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.accent))
            painter.drawEllipse(box)
            draw_tick(painter, box, colour(tokens.accent_ink))
            return
        painter.setBrush(colour(tokens.card))
        painter.setPen(QPen(colour(tokens.edge), max(1.5, metrics.px(2))))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))


class FacePainter(RowPainter):
    """Rows with faces large enough to be compared with who stands there, where the glass has room for them."""

    @property
    def height(self) -> int:
        """Pixels of one row."""
        metrics = self._look.metrics
        is_large = max(metrics.width, metrics.height) / metrics.unit >= ROOM_FOR_THREE_UNITS
        return round(super().height * (_FACE_ROWS if is_large else 1))


class IdlePainter(RowPainter):
    """Rows of which none is chosen before somebody goes there."""

    marks_idle = False


def _ink(row: Row, look: Look) -> str:
    match row.tone:
        case Tone.WARN:
            return look.tokens.warn
        case Tone.GOOD:
            return look.tokens.good
        case _:
            return look.tokens.soft
