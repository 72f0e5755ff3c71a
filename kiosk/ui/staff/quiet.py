"""What stands where work will appear: a calm symbol, and a sentence that says what brings it there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.columns import Gap, Middle, Spring, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.sign import Sign
from kiosk.ui.widgets.text import Text

_MEASURE_UNITS = 560
"""How long a line is at most."""


class Quiet(QWidget):
    """Nothing to tap; it stands in the middle of the place that it keeps."""

    def __init__(self, look: Look, icon: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._sign = Sign(look, icon, self)
        self._words = Text(
            look, Type.LEAD, look.tokens.soft, words, align=Qt.AlignmentFlag.AlignHCenter, most_lines=4, parent=self
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        side = max(0, (self.width() - self._look.metrics.space(_MEASURE_UNITS)) // 2)
        lay_out_column(
            self.rect().adjusted(side, 0, -side, 0),
            (Spring(2), Middle(self._sign), Gap(self._look.metrics.space(32)), self._words, Spring(3)),
        )
        super().resizeEvent(event)
