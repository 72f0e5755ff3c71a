"""Leafing through pages, where a list does not fit one screen; nothing scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.buttons import PlainButton
from kiosk.ui.widgets.text import Text
from kiosk.words.station import NEXT_PAGE, PAGE_OF, PREVIOUS_PAGE


class Pager(QWidget):
    """Back, "2 of 3", on. Hidden where there is one page."""

    page_turned = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._page = 0
        self._back = PlainButton(look, look.words.say(PREVIOUS_PAGE), parent=self)
        self._on = PlainButton(look, look.words.say(NEXT_PAGE), parent=self)
        self._where = Text(look, Type.BODY, look.tokens.soft, align=Qt.AlignmentFlag.AlignHCenter, parent=self)
        self._back.clicked.connect(self._on_back_clicked)
        self._on.clicked.connect(self._on_on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap)
        row.addWidget(self._back)
        row.addWidget(self._where, 1)
        row.addWidget(self._on)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def display(self, page: int, pages: int) -> None:
        """Which page is shown, counted from nought, of how many."""
        self._page = page
        self.setVisible(pages > 1)
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page < pages - 1)
        self._where.say(self._look.words.say(PAGE_OF, page=page + 1, pages=pages))

    def _on_back_clicked(self) -> None:
        self.page_turned.emit(self._page - 1)

    def _on_on_clicked(self) -> None:
        self.page_turned.emit(self._page + 1)
