"""Whose house this is: the logo and the church's name, with the time where there is one to tell."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.logo import Logo
from kiosk.ui.widgets.text import Text


class ChurchRow(QWidget):
    """Lies at the head of the coloured panel."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tokens = look.tokens
        self._look = look
        self._logo = Logo(look, self)
        self._name = Text(look, Type.LEAD, tokens.panel_ink, most_lines=4, parent=self)
        self._name.embolden()
        self._clock = Text(look, Type.LEAD, tokens.panel_soft, align=Qt.AlignmentFlag.AlignRight, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.display(look.church_name)

    def display(self, church_name: str, time: str = "") -> None:
        """Whose church, what time."""
        self._logo.stand_for(church_name)
        self._name.say(church_name)
        self._clock.say(time)
        for part in (self._logo, self._name):
            part.setVisible(bool(church_name))
        self._clock.setVisible(bool(time))
        self._lay_out()

    def _name_width(self, width: int) -> int:
        clock = self._clock.sizeHint().width() + self._look.metrics.space(20) if self._clock.text() else 0
        return max(1, width - self._logo.width() - self._look.metrics.space(20) - clock)

    def heightForWidth(self, width: int) -> int:
        """Qt asks: the logo, or the name where that takes more lines."""
        return max(self._logo.height(), self._name.heightForWidth(self._name_width(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        side, height = self._logo.height(), self.height()
        plate = self._logo.width()
        clock = self._clock.sizeHint()
        name_width = self._name_width(self.width())
        name_height = self._name.heightForWidth(name_width)
        self._place(self._logo, 0, (height - side) // 2, plate, side)
        x = plate + self._look.metrics.space(20)
        self._place(self._name, x, (height - name_height) // 2, name_width, name_height)
        self._place(
            self._clock, self.width() - clock.width(), (height - clock.height()) // 2, clock.width(), clock.height()
        )

    def _place(self, widget: QWidget, x: int, y: int, width: int, height: int) -> None:
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        widget.setGeometry(self.width() - x - width if is_right_to_left else x, y, width, height)
