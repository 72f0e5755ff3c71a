"""One choice of a grid: a key that is filled once it is chosen, or a card that carries a border and a tick, as people's cards do."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, chosen_edge_px, draw_body, draw_focus, draw_tick_circle, mirrored, shows_focus
from kiosk.ui.widgets.avatar import Face, avatar_side, draw_avatar

KEY_SIDE, _KEY_SIDE_OF_LARGE = 12, 32
_CARD_SIDE = 30
_LARGER = 1.25
"""How much larger a few choices are written."""
_CIRCLE = 38
_CIRCLE_MARGIN = 18
_MOST_CIRCLE = 0.6
_NOTE_LINES = 3
_STEP = 0.92
"""How much smaller words are tried where they are too tall for their button."""
_CARD_AIR, _LEAST_CARD_AIR = 14, 3
"""Units above and below the words of a card."""
_ANY_HEIGHT = 10_000


class ChoiceButton(QRadioButton):
    """One choice, with a few small words below where there are any; a barred one only says why."""

    def __init__(self, look: Look, parent: QWidget, *, is_card: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self._is_card = is_card
        self.note = ""
        self.is_large = False
        self.is_tick = False
        """Holds for itself, and always shows its circle."""
        self.face: Face | None = None
        """Whose choice it is, on a card."""
        # Taps choose; arrows only move the focus, and nothing changes until Space or Enter.
        self.setAutoExclusive(False)

    def hitButton(self, pos: QPoint) -> bool:
        """Qt asks: all of it."""
        return self.rect().contains(pos)

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set."""
        return self._settings(self.width(), self.height())

    def _settings(self, width: int, height: int) -> tuple[Setting, ...]:
        """The words as they are set on a button of that size: smaller where they would be too tall for it."""
        least, room = self._look.metrics.least_px(), self._words_width(width, height)
        font, small = self._fonts()
        while True:
            name = set_text(self.text(), font, room, least_px=least, lines=2, shrinks_first=True)
            settings: tuple[Setting, ...] = (name,)
            if self.note:
                note = set_text(self.note, small, room, least_px=least, lines=_NOTE_LINES)
                if name.height + note.height > height:
                    name = set_text(self.text(), font, room, least_px=least)
                settings = (name, note)
            is_whole = sum(one.height for one in settings) <= height and not any(one.is_cut for one in settings)
            if is_whole or font.pixelSize() <= least:
                return settings
            font.setPixelSize(max(least, round(font.pixelSize() * _STEP)))
            small.setPixelSize(max(least, round(small.pixelSize() * _STEP)))

    def _fonts(self) -> tuple[QFont, QFont]:
        """Of the words and of the note, in full size."""
        font = self._look.font(Type.NAME if self._is_card else Type.BUTTON)
        if self.is_large and not self._is_card:
            font.setPixelSize(round(font.pixelSize() * _LARGER))
        return font, self._look.font(Type.BODY if self.is_large else Type.SMALL)

    def height_at(self, width: int) -> int:
        """Pixels that a card likes to have at a width, its words in their full size."""
        return self._height_at(width, self._look.metrics.px(_CARD_AIR))

    def least_height_at(self, width: int) -> int:
        """Pixels at which a card's words still keep off its edges."""
        return self._height_at(width, self._look.metrics.px(_LEAST_CARD_AIR))

    def _height_at(self, width: int, air: float) -> int:
        words = sum(one.height for one in self._settings(width, _ANY_HEIGHT))
        return max(self._look.metrics.target, round(words + 2 * air))

    def is_whole_at(self, width: int, height: int) -> bool:
        """Whether all of its words can be read on a button of that size."""
        settings = self._settings(width, height)
        return sum(one.height for one in settings) <= height and not any(one.is_cut for one in settings)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        body = body_of(self._look, self, self.isDown())
        if self._is_card:
            ink, soft = self._paint_card(painter, body)
        else:
            ink, soft = self._paint_key(painter, body)
        name, *notes = self.settings()
        top = body.center().y() - (name.height + sum(note.height for note in notes)) / 2
        for setting in (name, *notes):
            area = mirrored(self, self._words_area(body, top, setting.height))
            draw(painter, setting, area, colour(ink if setting is name else soft), self._align())
            top += setting.height
        if shows_focus(self):
            draw_focus(painter, self._look, body, self._radius(), ink)
        painter.end()

    def _paint_key(self, painter: QPainter, body: QRectF) -> tuple[str, str]:
        """The key's body; gives back the colours of its words and of its note."""
        look, tokens = self._look, self._look.tokens
        if self.isChecked() and not self.is_tick:
            draw_body(painter, look, body, self._radius(), tokens.accent_pressed if self.isDown() else tokens.accent)
            return tokens.accent_ink, tokens.accent_ink
        if not self.isEnabled():
            self._paint_barred(painter, body)
            return tokens.soft, tokens.soft
        fill = tokens.tint_pressed if self.isDown() else tokens.card
        draw_body(painter, look, body, self._radius(), fill, tokens.edge, look.metrics.hairline)
        if self.is_tick:
            side = self._circle_side(self.height())
            left = body.left() + look.metrics.px(_CIRCLE_MARGIN)
            self._paint_circle(painter, QRectF(left, body.center().y() - side / 2, side, side))
        return tokens.ink, tokens.soft

    def _paint_card(self, painter: QPainter, body: QRectF) -> tuple[str, str]:
        """The card's body; gives back the colours of its words and of its note."""
        look, tokens, metrics = self._look, self._look.tokens, self._look.metrics
        if not self.isEnabled():
            self._paint_barred(painter, body)
            return tokens.soft, tokens.soft
        fill = tokens.pressed if self.isDown() else tokens.card
        edge, stroke = (tokens.edge, metrics.hairline)
        if self.isChecked():
            edge, stroke = tokens.accent, chosen_edge_px(look)
        draw_body(painter, look, body, self._radius(), fill, edge, stroke)
        if self.face is not None:
            side = avatar_side(look, body)
            left = body.left() + metrics.space(_CARD_SIDE)
            circle = mirrored(self, QRectF(left, body.center().y() - side / 2, side, side))
            draw_avatar(painter, look, circle, self.face.initials, self.face.seat, self.face.photo)
        if self.isChecked() or self.is_tick:
            side = self._circle_side(self.height())
            right = body.right() - metrics.space(_CARD_SIDE)
            self._paint_circle(painter, QRectF(right - side, body.center().y() - side / 2, side, side))
        return tokens.ink, tokens.soft

    def _paint_barred(self, painter: QPainter, body: QRectF) -> None:
        # It is there, and it is not for tapping: nothing raised, and a line that is no edge.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self._look.tokens.edge), self._look.metrics.hairline, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), self._radius(), self._radius())

    def _paint_circle(self, painter: QPainter, circle: QRectF) -> None:
        draw_tick_circle(painter, self._look, mirrored(self, circle), is_ticked=self.isChecked())

    def _align(self) -> Qt.AlignmentFlag:
        if not self._is_card:
            return Qt.AlignmentFlag.AlignHCenter
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft

    def _radius(self) -> float:
        return self._look.metrics.radius if self._is_card else self._look.metrics.key_radius

    def _circle_side(self, height: int) -> float:
        metrics = self._look.metrics
        full = max(metrics.px(_CIRCLE), metrics.space(58)) if self._is_card else metrics.px(_CIRCLE)
        return min(full, height * _MOST_CIRCLE)

    def _words_area(self, body: QRectF, top: float, height: float) -> QRectF:
        before, after = self._beside(self.height())
        if not self._is_card:
            return QRectF(body.left() + before, top, body.width() - before, height)
        return QRectF(body.left() + before, top, body.width() - before - after, height)

    def _words_width(self, width: int, height: int) -> float:
        before, after = self._beside(height)
        if self._is_card:
            return width - before - after - 2
        return width - 2 * self._look.metrics.px(_KEY_SIDE_OF_LARGE if self.is_large else KEY_SIDE) - before

    def _beside(self, height: int) -> tuple[float, float]:
        """Pixels before and after the words: a face, a circle, air."""
        metrics = self._look.metrics
        circle = self._circle_side(height)
        if not self._is_card:
            return (circle + metrics.px(_CIRCLE_MARGIN) if self.is_tick else 0.0), 0.0
        before = float(metrics.space(_CARD_SIDE))
        if self.face is not None:
            before += avatar_side(self._look, QRectF(0, 0, 0, height)) + metrics.space(24)
        # A barred card never carries a circle; any other may come to.
        after = metrics.space(_CARD_SIDE) + (metrics.space(16) + circle if self.isEnabled() else 0)
        return before, after
