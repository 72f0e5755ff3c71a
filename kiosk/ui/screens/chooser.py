"""Which family: several share the digits; told apart without giving anybody away."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kiosk.services.self_station import FamilyChoice, FamilyKey
from kiosk.ui.focus_order import tab_in_reading_order
from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, isolated, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, draw_body, draw_focus, mirrored, shows_focus
from kiosk.ui.widgets.avatar import draw_avatar
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PlainButton, button_height
from kiosk.ui.widgets.choice_page import bottom_margin
from kiosk.ui.widgets.pager import Pager
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.welcome_panel import PANEL_SHARE
from kiosk.words import station as say

_MOST_LETTERS = 6
_TALLEST_MM = 34.0
_MOST_BAND_WIDE = 0.36
_GROWN = 1.3


class FamilyCard(QPushButton):
    """One family: its initial, first letters, how many children."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._choice: FamilyChoice | None = None
        self._seat = 0

    def display(self, choice: FamilyChoice, seat: int) -> None:
        """Show this family."""
        self._choice, self._seat = choice, seat
        self.setAccessibleName(", ".join(self._texts(choice)))
        self.update()

    @property
    def key(self) -> FamilyKey | None:
        """Which family this is."""
        return self._choice.key if self._choice else None

    def _texts(self, choice: FamilyChoice, most_letters: int = _MOST_LETTERS) -> tuple[str, str]:
        words = self._look.words
        shown = choice.first_letters[:most_letters]
        letters = " ".join(words.say(say.PERSON_INITIAL, initial=letter) for letter in shown)
        if len(choice.first_letters) > most_letters:
            letters = f"{letters} …"
        letters = isolated(letters)
        children = words.count(say.CHILDREN, choice.children) if choice.children else words.say(say.NO_CHILDREN)
        return words.say(say.FAMILY_INITIAL, initial=isolated(choice.family_initial)), words.say(
            say.LETTERS_AND_CHILDREN, letters=letters, children=children
        )

    def _lines(self) -> tuple[Setting, Setting] | None:
        if self._choice is None:
            return None
        least, width = self._look.metrics.least_px(), self._words_area(QRectF(self.rect())).width()
        for letters in range(_MOST_LETTERS, 0, -1):
            name, rest = self._texts(self._choice, letters)
            line = set_text(rest, self._look.font(Type.BODY), width, least_px=least, lines=2)
            if not line.is_cut:
                break
        return set_text(name, self._look.font(Type.NAME), width, least_px=least), line

    def settings(self) -> tuple[Setting, ...]:
        """Every text as it is set now."""
        return self._lines() or ()

    def _words_area(self, body: QRectF) -> QRectF:
        metrics = self._look.metrics
        return body.adjusted(
            metrics.space(28) + self._side() + metrics.space(24), 0, -metrics.space(28) - metrics.space(36), 0
        )

    def _side(self) -> float:
        return max(self._look.metrics.px(50), self._look.metrics.space(88))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        lines, choice = self._lines(), self._choice
        if lines is None or choice is None:
            return
        look, tokens, metrics = self._look, self._look.tokens, self._look.metrics
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        draw_body(
            painter,
            look,
            body,
            metrics.radius,
            tokens.pressed if self.isDown() else tokens.card,
            tokens.edge,
            metrics.hairline,
        )
        side = min(self._side(), body.height() - metrics.px(16))
        circle = QRectF(body.left() + metrics.space(28), body.center().y() - side / 2, side, side)
        draw_avatar(painter, look, mirrored(self, circle), choice.family_initial, self._seat)
        name, rest = lines
        area = self._words_area(body)
        top = area.center().y() - (name.line_height + rest.height) / 2
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        draw(
            painter,
            name,
            mirrored(self, QRectF(area.x(), top, area.width(), name.line_height)),
            colour(tokens.ink),
            align,
        )
        draw(
            painter,
            rest,
            mirrored(self, QRectF(area.x(), top + name.line_height, area.width(), rest.height)),
            colour(tokens.soft),
            align,
        )
        arrow = metrics.space(32)
        at = QRectF(body.right() - metrics.space(28) - arrow, body.center().y() - arrow / 2, arrow, arrow)
        draw_icon(painter, "chevron-left" if is_right_to_left else "chevron-right", mirrored(self, at), tokens.soft)
        if shows_focus(self):
            draw_focus(painter, look, body, metrics.radius)
        painter.end()


class ChooserScreen(QWidget):
    """The families that match."""

    family_chosen = Signal(object)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._page = 0
        self._count = 0
        words = look.words
        self._band = Band(look, self)
        self._band.say(words.say(say.WHICH_FAMILY), words.say(say.SEVERAL_FAMILIES))
        self._cards: list[FamilyCard] = []
        self._pager = Pager(look, self)
        self._pager.page_turned.connect(self._on_pager_page_turned)
        self._over = PlainButton(look, words.say(say.START_OVER), parent=self)
        self._over.clicked.connect(self._on_over_clicked)
        self._help = Text(
            look,
            Type.LEAD,
            look.tokens.soft,
            words.say(say.NOT_HERE),
            align=Qt.AlignmentFlag.AlignRight,
            most_lines=3,
            parent=self,
        )

    def display(self, families: tuple[FamilyChoice, ...]) -> None:
        """Show these families."""
        self._count = len(families)
        self._page = 0
        while len(self._cards) < len(families):
            card = FamilyCard(self._look, self)
            card.clicked.connect(self._on_card_clicked)
            self._cards.append(card)
        for place, (card, family) in enumerate(zip(self._cards, families, strict=False)):
            card.display(family, place)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        if not self._count:
            return
        metrics = self._look.metrics
        margin = metrics.margin
        height, air = button_height(self._look), max(metrics.gap, metrics.space(30))
        width = self.width() - 2 * margin
        foot = self.height() - bottom_margin(self._look) - height
        over = self._over.sizeHint().width()
        is_swapped = self._look.is_mirrored is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        self._over.setGeometry(self.width() - margin - over if is_swapped else margin, foot, over, height)
        gap = max(metrics.gap, metrics.space(18))
        help_width = width - over - gap
        help_height = self._help.keep_within(help_width, height)
        self._help.setGeometry(
            margin if is_swapped else margin + over + gap,
            foot + (height - help_height) // 2,
            help_width,
            help_height,
        )
        least = max(
            metrics.target + round(metrics.px(5)),
            round((metrics.type_px(Type.NAME) + metrics.type_px(Type.BODY)) * LINE_HEIGHT + metrics.space(36)),
        )
        band = self._band.least_height(self.width())
        space = foot - 2 * air - band
        rows = max(1, (space + gap) // (least + gap))
        start = 2 if metrics.is_wide else 1
        # Large letters find no room in three columns: they take more pages.
        most = 3 if metrics.growth < _GROWN else 2
        columns = next((some for some in range(start, most + 1) if some * rows >= self._count), start)
        pages = -(-self._count // (rows * columns))
        if pages > 1:
            space -= self._pager.sizeHint().height() + gap
            rows = max(1, (space + gap) // (least + gap))
            pages = -(-self._count // (rows * columns))
            y = foot - air - self._pager.sizeHint().height()
            self._pager.setGeometry(margin, y, width, self._pager.sizeHint().height())
        self._pager.display(self._page, pages)
        shown = min(rows, -(-self._count // columns))
        card_height = max(least, min(metrics.mm(_TALLEST_MM), round(least * 1.3), (space - (shown - 1) * gap) // shown))
        used = shown * card_height + (shown - 1) * gap
        bottom = foot - air - (self._pager.sizeHint().height() + gap if pages > 1 else 0)
        top = bottom - used
        band_height = min(
            top - air, max(band, round(self.height() * (_MOST_BAND_WIDE if metrics.is_wide else PANEL_SHARE)))
        )
        top -= round((top - air - band_height) * 0.55)
        self._band.setGeometry(0, 0, self.width(), band_height)
        card_width = (width - (columns - 1) * gap) // columns
        first = self._page * rows * columns
        for place, card in enumerate(self._cards):
            seat = place - first
            is_shown = 0 <= seat < rows * columns and place < self._count
            card.setVisible(is_shown)
            if is_shown:
                row, column = divmod(seat, columns)
                if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                    column = columns - 1 - column
                card.setGeometry(
                    margin + column * (card_width + gap), top + row * (card_height + gap), card_width, card_height
                )
        tab_in_reading_order(self)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the first family."""
        return self._cards[0] if self._cards else self

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, FamilyCard) and card.key is not None:
            self.family_chosen.emit(card.key)

    def _on_pager_page_turned(self, page: int) -> None:
        self._page = page
        self._lay_out()

    def _on_over_clicked(self) -> None:
        self.left.emit()
