"""The list of pages behind the PIN: what they are about, and under each of these its pages."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.backstage.page import PageGroup, PageKind
from kiosk.ui.look import Look
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.words import backstage as say

FEW = 8
"""So many pages, at most, need no groups."""
_GROUP = "group:"


class PageList(QWidget):
    """``page_chosen`` with a page's key. In a column the pages of a group stand beneath it, elsewhere in place of the groups."""

    page_chosen = Signal(str)
    turned = Signal()
    """Another group is open, or none: `title` says which."""

    def __init__(
        self, look: Look, groups: Sequence[PageGroup], parent: QWidget | None = None, *, is_column: bool
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._groups = tuple(groups)
        self._is_column = is_column
        self._open: PageGroup | None = None
        self._list = RowList(look, look.words.say(say.PAGES), self)
        self._list.row_chosen.connect(self._on_list_row_chosen)
        self.setFocusProxy(self._list)
        self._show()

    @property
    def title(self) -> str:
        """What the list is called as it stands."""
        is_inside = self._open is not None and not self._is_column
        return self._open.title if is_inside and self._open is not None else say.STATION

    def show_all(self) -> None:
        """All groups, as at first."""
        if not self._is_column:
            self._turn_to(None)

    def show_around(self, kind: PageKind) -> None:
        """The group of this page is open, and the keyboard's place is at the page."""
        self._turn_to(next((group for group in self._groups if kind in group.pages), None))
        self._list.set_current(kind.key)

    def go_back(self) -> bool:
        """From the pages of a group to the groups."""
        if self._is_column or self._open is None:
            return False
        group = self._open
        self._turn_to(None)
        self._list.set_current(_GROUP + group.title)
        return True

    @property
    def _is_flat(self) -> bool:
        return sum(len(group.pages) for group in self._groups) <= FEW

    def _turn_to(self, group: PageGroup | None) -> None:
        self._open = None if self._is_flat else group
        self._show()
        self.turned.emit()

    def _show(self) -> None:
        if self._is_flat:
            self._list.display([self._page_row(kind) for group in self._groups for kind in group.pages])
        elif self._is_column:
            self._list.display([row for group in self._groups for row in self._rows_of(group)])
        elif self._open is not None:
            self._list.display([self._page_row(kind) for kind in self._open.pages])
        else:
            self._list.display([self._group_row(group) for group in self._groups])

    def _rows_of(self, group: PageGroup) -> list[Row]:
        pages = [self._page_row(kind) for kind in group.pages] if group is self._open else []
        return [self._group_row(group), *pages]

    def _group_row(self, group: PageGroup) -> Row:
        words = self._look.words
        names = "" if self._is_column else ", ".join(words.say(kind.title) for kind in group.pages)
        is_open = group is self._open
        mark = ("chevron-down" if is_open else "chevron-right") if self._is_column else group.icon
        state = words.say(say.GROUP_OPEN if is_open else say.GROUP_CLOSED) if self._is_column else ""
        key, title = _GROUP + group.title, words.say(group.title)
        return Row(key, title, names, mark=mark, icon_words=state, is_heading=self._is_column)

    def _page_row(self, kind: PageKind) -> Row:
        words = self._look.words
        about = words.say(kind.about) if kind.about and not self._is_column else ""
        return Row(kind.key, words.say(kind.title), about, mark=kind.icon)

    def _on_list_row_chosen(self, key: str) -> None:
        if not key.startswith(_GROUP):
            self.page_chosen.emit(key)
            return
        group = next(one for one in self._groups if _GROUP + one.title == key)
        self._turn_to(None if group is self._open else group)
        self._list.set_current(key if self._is_column else group.pages[0].key)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._list.setGeometry(QRect(0, 0, self.width(), self.height()))
        super().resizeEvent(event)
