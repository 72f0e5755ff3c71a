"""The bar above every page behind the PIN: which page, who works here, the way back, the lock."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import StaffMember
from kiosk.ui.columns import Middle, Spring, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton
from kiosk.ui.widgets.text import Text
from kiosk.words import backstage as say
from kiosk.words import staff as keys

NAME_FROM_UNITS = 700
"""From this width on who works here stands on the lock."""


class Header(QWidget):
    """``menu_tapped`` comes where the list of pages has no column of its own."""

    menu_tapped = Signal()
    left = Signal()
    lock_tapped = Signal()

    def __init__(self, look: Look, staff: StaffMember, *, has_menu: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words = look.words
        self._menu = DeskButton(look, words.say(say.PAGES), icon="menu", parent=self)
        self._menu.clicked.connect(self.menu_tapped)
        self._menu.setVisible(has_menu)
        self._title = Text(look, Type.LEAD, look.tokens.ink, most_lines=2, parent=self)
        self._title.embolden()
        self._back = DeskButton(look, words.say(say.BACK_TO_STATION), hint=words.say(keys.KEY_ESC), icon="undo")
        self._back.clicked.connect(self.left)
        named = words.say(say.ROLES[staff.role.value], name=isolated(staff.name))
        self._lock = DeskButton(look, named, hint="Ctrl L", icon="lock")
        self._lock.setAccessibleName(words.say(keys.LOCK_NAMED, name=isolated(staff.name)))
        self._lock.clicked.connect(self.lock_tapped)
        if has_menu:
            self._menu.shrink()
        if look.metrics.is_compact:
            self._back.shrink()
        if look.metrics.width / look.metrics.unit < NAME_FROM_UNITS:
            self._lock.shrink()
            self._lock.setAccessibleName(words.say(keys.LOCK_NAMED, name=isolated(staff.name)))
        self._buttons = ButtonRow(look, (), (self._back, self._lock), self)

    def say_title(self, text: str) -> None:
        """Which page is shown."""
        self._title.say(text)

    def offer_list(self, is_offered: bool) -> None:
        """Whether there is a list of pages to go to."""
        self._menu.setVisible(is_offered)
        self._lay_out()

    def height_at(self, width: int) -> int:
        """Pixels it needs at a width."""
        return self._menu.height() + self._look.metrics.mm(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        margin, gap = metrics.mm(4), metrics.gap
        area = self.rect().adjusted(margin, 0, -margin, 0)
        ends = self._buttons.sizeHint().width() - gap
        start = 0 if self._menu.isHidden() else self._menu.sizeHint().width() + gap
        boxes = (
            (self._menu, area.x(), start - gap),
            (self._title, area.x() + start, area.width() - start - ends - gap),
        )
        for widget, x, width in (*boxes, (self._buttons, area.right() - ends, ends)):
            left = self.width() - x - width if self.isRightToLeft() else x
            if widget.isHidden():
                continue
            box = self.rect()
            box.setX(left)
            box.setWidth(max(0, width))
            lay_out_column(box, (Spring(), widget if widget is not self._menu else Middle(widget), Spring()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(tokens.card))
        line = max(1.0, self._look.metrics.hairline)
        painter.fillRect(QRectF(0, self.height() - line, self.width(), line), colour(tokens.line))
        painter.end()
