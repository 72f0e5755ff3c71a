"""The station's printers: which, in which order, found and tested."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import Role
from kiosk.ui.backstage.list_page import ListPage
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.printers_flow import PrintersFlow
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import Column
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton
from kiosk.ui.staff.entry import Entry
from kiosk.words import printer_page as say


class PrintersPage(QWidget):
    """The list, and a line for an address that nothing finds."""

    def __init__(self, look: Look, session: BackstageSession) -> None:
        super().__init__()
        self._look = look
        self._flow = session.once(PrintersFlow, lambda: PrintersFlow(session))
        words = look.words
        columns = (Column(words.say(say.ADDRESS), 2.4), Column(""), Column(words.say(say.STATE)))
        self._list = ListPage(look, session, PrintersFlow, words.say(say.PRINTERS), columns)
        self._list.setParent(self)
        self._line = Entry(look, words.say(say.TYPE_ADDRESS), name=words.say(say.ADDRESS), parent=self)
        self._line.entered.connect(lambda _: self._add())
        self._button = DeskButton(look, words.say(say.ADD_TYPED), icon="plus")
        self._button.clicked.connect(self._add)
        self._row = ButtonRow(look, (self._button,), parent=self)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._list.first_focus

    def refresh(self) -> None:
        """Read anew."""
        self._list.refresh()

    def go_back(self) -> bool:
        """From a printer to the list."""
        return self._list.go_back()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._list.stop()

    def _add(self) -> None:
        if self._line.text().strip():
            self._flow.add(self._line.text())
            self._line.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        gap = self._look.metrics.gap
        height, width = self._line.height(), min(self.width(), self._button.sizeHint().width() + gap)
        area = self.rect().adjusted(0, 0, 0, -(height + gap))
        lay_out_column(area, (Growing(self._list), Gap(gap)))
        y = self.height() - height
        if self.isRightToLeft():
            self._row.setGeometry(0, y, width, height)
            self._line.setGeometry(width + gap, y, self.width() - width - gap, height)
        else:
            self._line.setGeometry(0, y, self.width() - width - gap, height)
            self._row.setGeometry(self.width() - width, y, width, height)
        super().resizeEvent(event)


PAGE = PageKind(say.PRINTERS, "printer", Role.ADMIN, PrintersPage, say.PRINTERS_ABOUT, key="printers")
