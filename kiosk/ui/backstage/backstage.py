"""The frame of everything behind the PIN: a header, the list of pages, and one page at a time.

On wide glass the list stands beside the page; on small or upright glass it is the first page, one tap away from every other.
"""

import time
from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.ui.backstage.confirm import Confirm
from kiosk.ui.backstage.header import Header
from kiosk.ui.backstage.idle_clock import IdleClock
from kiosk.ui.backstage.page import Page, PageGroup, PageKind
from kiosk.ui.backstage.page_list import PageList
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.focus_order import tab_part_by_part
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.staff.said import NOTHING, Said
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import backstage as say

COLUMN_FROM_UNITS = 1400
"""From this width on (370 mm) there is room for the list beside the page."""
_COLUMN_UNITS = 300
REFRESH_SECONDS = 2


class Backstage(QWidget):
    """``left``: back to the station; ``locked``: Ctrl L, a tap, or nobody was here for ``lock_seconds`` (True: the last)."""

    left = Signal()
    locked = Signal(bool)

    def __init__(
        self,
        look: Look,
        session: BackstageSession,
        groups: Sequence[PageGroup],
        *,
        lock_seconds: int,
        first: str = "",
        now: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """``first``: the key of the page to begin with; else the first one, or the list where it has no column."""
        super().__init__(parent)
        self._look = look
        self._session = session
        self._groups = tuple(groups)
        self._kind: PageKind | None = next((kind for kind in self.kinds if first and kind.key == first), None)
        self._page: Page | None = None
        self._confirm: Confirm | None = None
        self._answer: Callable[[], None] = lambda: None
        self._question: Question | None = None
        session.hear = self._say
        session.put = self._ask
        self._ticks = 0
        self.idle_clock = IdleClock(self, lock_seconds, now)
        self.idle_clock.ticked.connect(self._on_idle_clock_ticked)
        self.idle_clock.ran_out.connect(lambda: self.locked.emit(True))
        self._build()

    # Building.

    @property
    def has_column(self) -> bool:
        """Whether the list of pages stands beside the page."""
        return self._look.metrics.width / self._look.metrics.unit >= COLUMN_FROM_UNITS

    @property
    def page(self) -> QWidget | None:
        """The page that is shown; None while the list or a question fills the work area."""
        return cast(QWidget, self._page) if self._page is not None and self._confirm is None else None

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        if self._confirm is not None:
            return self._confirm.first_focus
        return self._page.first_focus if self._page is not None else self._list

    @property
    def look(self) -> Look:
        """How it looks and speaks now."""
        return self._look

    @property
    def kinds(self) -> tuple[PageKind, ...]:
        """The pages that whoever is signed in may open."""
        return tuple(kind for group in self._groups for kind in group.pages)

    def set_look(self, look: Look) -> None:
        """Another size, theme or language: everything is built anew, the page stays the same one."""
        if look == self._look:
            return
        self._look = look
        self._session.words = look.words
        for widget in (self._header, self._list, self._notice, self._good, self._keys):
            widget.hide()
            widget.deleteLater()
        self._drop_page()
        self._build()
        self._lay_out()

    def _build(self) -> None:
        look = self._look
        self._header = Header(look, self._session.staff, has_menu=not self.has_column, parent=self)
        self._header.menu_tapped.connect(self.show_list)
        self._header.left.connect(self.left)
        self._header.lock_tapped.connect(lambda: self.locked.emit(False))
        self._notice = Notice(look, self)
        self._good = Text(look, Type.BODY, look.tokens.good, most_lines=2, parent=self)
        self._keys = LetterKeys(look, self)
        self._lines: set[QLineEdit] = set()
        self._list = PageList(look, self._groups, self, is_column=self.has_column)
        self._list.page_chosen.connect(self.open_page)
        self._list.turned.connect(self._on_list_turned)
        for widget in (self._header, self._list):
            widget.show()
        if self._kind is None and self.has_column and self.kinds:
            self._kind = self.kinds[0]
        if self._question is not None:
            self._put_confirm(self._question)
        self._show_page()

    # Pages.

    def open_page(self, key: str) -> None:
        """Another page, by its key; one that nobody may open here is not opened."""
        kind = next((one for one in self.kinds if one.key == key), None)
        if kind is not None:
            self._turn_to(kind)

    def show_list(self) -> None:
        """The list of pages, all of it; beside a page it only takes the keyboard."""
        if self.has_column:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._list.show_all()
            self._turn_to(None)

    def refresh(self) -> None:
        """Let the page read anew: settings have changed."""
        if self._page is not None:
            self._page.refresh()

    def _turn_to(self, kind: PageKind | None) -> None:
        if kind is self._kind and self._page is not None:
            self._focus_page()
            return
        self._drop_confirm()
        self._drop_page()
        self._session.tell(NOTHING)
        self._kind = kind
        self._show_page()

    def _show_page(self) -> None:
        self._list.setVisible(self.has_column or self._kind is None)
        self._say_title()
        if self._kind is not None:
            self._list.show_around(self._kind)
            if self._page is None:
                self._page = self._kind.build(self._look, self._session)
                page = cast(QWidget, self._page)
                page.setParent(self)
                self._lay_out()
                page.setVisible(self._confirm is None)
                self._page.refresh()
        self._say(self._session.said)
        self._focus_page()

    def _say_title(self) -> None:
        title = self._kind.title if self._kind is not None else self._list.title
        self._header.say_title(self._look.words.say(title))
        self._header.offer_list(not self.has_column and title != say.STATION)

    def _offer_keys(self) -> None:
        """Every line to type into has the on-screen keyboard, also those that a page has made since."""
        lines = set(cast(QWidget, self._page).findChildren(QLineEdit)) if self._page is not None else set()
        for line in lines - self._lines:
            self._keys.attach(line)
        self._lines = lines

    def _focus_page(self) -> None:
        self._offer_keys()
        self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_page(self) -> None:
        self._keys.go_away()
        if self._page is not None:
            self._page.stop()
            page = cast(QWidget, self._page)
            page.hide()
            page.deleteLater()
            self._page = None

    # What is said and asked.

    def _say(self, said: Said) -> None:
        text = said.in_words(self._look.words)
        self._notice.say("" if said.is_good else text)
        self._good.say(text if said.is_good else "")
        self._good.setVisible(bool(self._good.text()))
        self._lay_out()

    def _ask(self, question: Question, yes: Callable[[], None]) -> None:
        self._answer, self._question = yes, question
        self._put_confirm(question)
        if self._page is not None:
            cast(QWidget, self._page).hide()
        self._focus_page()

    def _put_confirm(self, question: Question) -> None:
        self._take_confirm()
        self._confirm = Confirm(self._look, question, self)
        self._confirm.confirmed.connect(self._on_confirmed)
        self._confirm.declined.connect(self._drop_confirm)
        # Shown first: what is hidden has no place in a column.
        self._confirm.show()
        self._lay_out()

    def _take_confirm(self) -> None:
        if self._confirm is not None:
            self._confirm.hide()
            self._confirm.deleteLater()
            self._confirm = None

    def _drop_confirm(self) -> None:
        if self._confirm is None:
            return
        self._take_confirm()
        self._question = None
        if self._page is not None:
            cast(QWidget, self._page).show()
        self._focus_page()

    def _on_confirmed(self) -> None:
        answer = self._answer
        self._drop_confirm()
        answer()

    def _on_list_turned(self) -> None:
        self._say_title()

    # Places.

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        top, margin = self._header.height_at(self.width()), metrics.mm(4)
        self._header.setGeometry(0, 0, self.width(), top)
        work = self.rect().adjusted(margin, top + margin, -margin, -margin)
        if self.has_column:
            column = round(metrics.px(_COLUMN_UNITS))
            beside = work.adjusted(column + margin, 0, 0, 0)
            is_right_to_left = self.isRightToLeft()
            x = work.right() + 1 - column if is_right_to_left else work.x()
            self._list.setGeometry(x, work.y(), column, work.height())
            work = work.adjusted(0, 0, -column - margin, 0) if is_right_to_left else beside
        elif self._kind is None:
            self._list.setGeometry(work)
        shown: QWidget | None = self._confirm or (cast(QWidget, self._page) if self._page is not None else None)
        self._lay_out_work(work, shown)

    def _lay_out_work(self, work: QRect, shown: QWidget | None) -> None:
        gap = Gap(self._look.metrics.gap)
        if shown is None:
            said = lay_out_column(work, (self._notice, self._good))
            if not self.has_column and said:
                self._list.setGeometry(work.adjusted(0, said + self._look.metrics.gap, 0, 0))
            return
        lay_out_column(work, (self._notice, self._good, gap, Growing(shown)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw the paper that pages lie on."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._look.tokens.paper))
        painter.end()

    # Keys and clocks.

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Qt asks: where Tab leads. Pages make parts anew as they show other things, so it is told at every step.

        It asks as well when what had the focus is hidden or switched off: then it stays within the page.
        """
        before: QWidget | None = self.window().focusWidget()
        if before is not None and not (before.isVisible() and before.isEnabled()):
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        tab_part_by_part(self)
        return super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key that no widget of the page wanted; none goes on to the station beneath."""
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif event.key() == Qt.Key.Key_L and is_control:
            self.locked.emit(False)
        elif event.key() == Qt.Key.Key_F9:
            self.show_list()

    def _go_back(self) -> None:
        if self._confirm is not None:
            self._drop_confirm()
        elif self._page is not None and self._page.go_back():
            return
        elif not self.has_column and self._kind is not None:
            self._turn_to(None)
        elif self._kind is None and self._list.go_back():
            return
        else:
            self.left.emit()

    def watch(self) -> None:
        """Begin to count how long nobody has been here; the window must be shown."""
        self.idle_clock.start()

    def _on_idle_clock_ticked(self) -> None:
        self._offer_keys()
        self._ticks += 1
        if self._ticks % REFRESH_SECONDS == 0:
            self.refresh()

    def stop(self) -> None:
        """The backstage is left: nothing that pages have begun goes on."""
        self.idle_clock.stop()
        self._drop_confirm()
        self._drop_page()
        self._session.end()
