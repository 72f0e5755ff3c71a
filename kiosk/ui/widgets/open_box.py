"""What is open now, and how long still: a quiet box on the coloured panel."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.services.start_view import OpenTime, StartView
from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.theme import Theme
from kiosk.ui.widgets.pill import draw_pill, pill_size
from kiosk.words import station as say
from kiosk.words.times import clock_time, time_left

_MOST_ROWS = 2
_HURRY = timedelta(minutes=60)
"""Before this nobody needs to be told how long is left."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One event time as it will be drawn."""

    lead: Setting
    body: Setting | None
    pill: Setting | None
    is_pill_below: bool
    height: float


class OpenBox(QLabel):
    """One row an event time, two at most; gone where nothing is open."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._texts: tuple[tuple[str, str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, view: StartView) -> None:
        """Name the event times; ``open_times`` come nearest first."""
        words = self._look.words
        most = 1 if self._look.metrics.is_compact else _MOST_ROWS
        texts = [self._say(view, time) for time in view.open_times]
        if len(texts) > most:
            texts = [*texts[:most], (words.count(say.AND_MORE_EVENTS, len(texts) - most), "", "")]
        self._texts = tuple(texts)
        self.setAccessibleName(". ".join(part for row in texts for part in row if part))
        self.setVisible(bool(texts))
        self.updateGeometry()
        self.update()

    def _say(self, view: StartView, time: OpenTime) -> tuple[str, str, str]:
        words = self._look.words
        left = time.closes_at - view.now
        return (
            words.say(say.EVENT_AT, event=time.event_name, time=clock_time(words, time.starts_at)),
            words.say(say.OPEN_UNTIL, time=clock_time(words, time.closes_at)),
            time_left(words, left) if left <= _HURRY else "",
        )

    def _padding(self) -> int:
        return self._look.metrics.space(28)

    def _gap(self) -> int:
        return self._look.metrics.space(22)

    def settings(self) -> tuple[Setting, ...]:
        """Every text as it is set now."""
        return tuple(part for row in self._rows(self.width()) for part in (row.lead, row.body, row.pill) if part)

    def _rows(self, width: int) -> tuple[_Row, ...]:
        return tuple(self._row(texts, width - 2 * self._padding()) for texts in self._texts)

    def _row(self, texts: tuple[str, str, str], width: float) -> _Row:
        look, least = self._look, self._look.metrics.least_px()
        small = look.font(Type.BODY)
        if not texts[1]:
            more = set_text(texts[0], small, width, least_px=least, lines=2)
            return _Row(more, None, None, False, more.height)
        strong = look.font(Type.LEAD)
        strong.setWeight(look.font(Type.CHIP).weight())
        pill = set_text(texts[2], look.font(Type.CHIP), width) if texts[2] else None
        beside = width - (pill_size(look, pill)[0] + look.metrics.space(20) if pill else 0)
        is_below = pill is not None and (
            set_text(texts[0], strong, beside, least_px=least).is_cut
            or set_text(texts[1], small, beside, least_px=least).is_cut
        )
        room = width if is_below else beside
        lead = set_text(texts[0], strong, room, least_px=least, lines=2, shrinks_first=True)
        body = set_text(texts[1], small, room, least_px=least, lines=2)
        height = lead.height + body.height
        if is_below and pill:
            height += pill_size(look, pill)[1] + look.metrics.space(10)
        return _Row(lead, body, pill, is_below, height)

    def hasHeightForWidth(self) -> bool:
        """Qt asks: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks: all rows."""
        rows = self._rows(width)
        air = 2 * self._padding() * 0.86
        return round(sum(row.height for row in rows) + self._gap() * max(0, len(rows) - 1) + air)

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        width = max(self._look.metrics.mm(60), self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt asks: a width at which words still fit."""
        return QSize(self._look.metrics.mm(40), round(self._look.metrics.type_px(Type.LEAD) * LINE_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        tokens, metrics = self._look.tokens, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(colour(tokens.panel_box, 0.85))
        is_bordered = tokens.theme is Theme.HIGH_CONTRAST
        painter.setPen(QPen(colour(tokens.line), metrics.px(2)) if is_bordered else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, metrics.radius, metrics.radius)
        y = self._padding() * 0.86
        for row in self._rows(self.width()):
            self._paint_row(painter, row, QRectF(self._padding(), y, self.width() - 2 * self._padding(), row.height))
            y += row.height + self._gap()
        painter.end()

    def _paint_row(self, painter: QPainter, row: _Row, line: QRectF) -> None:
        look, tokens = self._look, self._look.tokens
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        top = QRectF(line.x(), line.y(), line.width(), row.lead.height)
        draw(painter, row.lead, top, colour(tokens.panel_ink if row.body else tokens.panel_soft), align)
        if row.body:
            below = QRectF(line.x(), top.bottom(), line.width(), row.body.height)
            draw(painter, row.body, below, colour(tokens.panel_soft), align)
        if row.pill:
            width, height = pill_size(look, row.pill)
            x = line.left() if row.is_pill_below is not is_right_to_left else line.right() - width
            y = line.bottom() - height if row.is_pill_below else line.center().y() - height / 2
            draw_pill(painter, look, row.pill, QRectF(x, y, width, height))
