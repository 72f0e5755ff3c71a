"""The languages, each in its own words, and where to find help."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.buttons import BareButton
from kiosk.ui.widgets.text import Text
from kiosk.words import LANGUAGES
from kiosk.words import station as say


class LanguageRow(QWidget):
    """From where lines begin; on paper with the words about help at the other end."""

    language_chosen = Signal(str)

    def __init__(self, look: Look, *, is_on_panel: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_on_panel = is_on_panel
        codes = look.languages if len(look.languages) > 1 else ()
        self._buttons: dict[str, BareButton] = {
            code: BareButton(
                look, LANGUAGES[code], is_on_panel=is_on_panel, is_current=code == look.words.language, parent=self
            )
            for code in codes
        }
        for button in self._buttons.values():
            button.clicked.connect(self._on_language_clicked)
        self._help = Text(
            look,
            Type.BODY,
            look.tokens.soft,
            look.words.say(say.NEED_A_HAND),
            align=Qt.AlignmentFlag.AlignRight if codes else Qt.AlignmentFlag.AlignHCenter,
            most_lines=3,
            parent=self,
        )
        self._help.setVisible(not is_on_panel)
        self.setFixedHeight(max((button.height() for button in self._buttons.values()), default=look.metrics.target))

    def span(self, left: int, width: int) -> None:
        """Take so much of the page from side to side; words stand in line with words, not with what can be tapped."""
        outdent = next((button.padding for button in self._buttons.values()), 0)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setGeometry(left if is_right_to_left else left - outdent, self.y(), width + outdent, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        gap, air = self._look.metrics.gap, self._look.metrics.space(28)
        x = 0
        for button in self._buttons.values():
            width = button.sizeHint().width()
            self._place(button, x, 0, width, self.height())
            x += width + gap
        if self._is_on_panel:
            return
        free = self.width() - (x - gap + air if self._buttons else 0)
        height = self._help.keep_within(free, self.height())
        self._place(self._help, self.width() - free, (self.height() - height) // 2, free, height)

    def _place(self, widget: QWidget, x: int, y: int, width: int, height: int) -> None:
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        widget.setGeometry(self.width() - x - width if is_right_to_left else x, y, width, height)

    def _on_language_clicked(self) -> None:
        for code, button in self._buttons.items():
            if button is self.sender():
                self.language_chosen.emit(code)
