"""The printers, one card each: a symbol, a name, a state in words, what to do about it, and what waits."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.services.printer_strip import PrinterLine, Tone
from kiosk.ui.columns import Gap, column_height, lay_out_column
from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type

_ICONS = {Tone.GOOD: "check", Tone.SOON: "clock", Tone.NOW: "alert"}


class _Card(QLabel):
    """One printer. Amber where something has to be done."""

    def __init__(self, look: Look, line: PrinterLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._line = look, line
        parts = (line.name, line.state_text, line.waiting_text, line.advice)
        self.setText(" · ".join(part for part in parts if part))
        self.setAccessibleName(self.text())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def settings(self) -> tuple[Setting, ...]:
        """The words as they are set at the present width."""
        return self._set(self.width())

    def _set(self, width: int) -> tuple[Setting, ...]:
        look, line = self._look, self._line
        room, least = width - self._start() - look.metrics.px(14), look.metrics.least_px()
        head = " · ".join(part for part in (line.name, line.state_text, line.waiting_text) if part)
        texts = [set_text(head, look.font(Type.CHIP), room, least_px=least, lines=2)]
        if line.advice:
            texts.append(set_text(line.advice, look.font(Type.SMALL), room, least_px=least, lines=4))
        return tuple(texts)

    def _start(self) -> float:
        return self._look.metrics.px(14 + 26 + 12)

    def hasHeightForWidth(self) -> bool:
        """Qt asks: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks: the height of all lines, at least a finger's."""
        height = sum(setting.height for setting in self._set(width)) + 2 * self._look.metrics.px(9)
        return max(self._look.metrics.target, round(height + 0.5))

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        width = max(self.width(), self._look.metrics.mm(60))
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens, tone = self._look, self._look.tokens, self._line.tone
        ink = {Tone.GOOD: tokens.good, Tone.SOON: tokens.warn, Tone.NOW: tokens.warn}[tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(colour(tokens.warn_tint if tone is Tone.NOW else tokens.card))
        painter.setPen(QPen(colour(tokens.warn if tone is Tone.NOW else tokens.line), look.metrics.hairline))
        painter.drawRoundedRect(area, look.metrics.px(10), look.metrics.px(10))
        side = look.metrics.px(26)
        is_right_to_left = self.isRightToLeft()

        def placed(box: QRectF) -> QRectF:
            if not is_right_to_left:
                return box
            return QRectF(self.width() - box.right(), box.y(), box.width(), box.height())

        draw_icon(
            painter,
            _ICONS[tone],
            placed(QRectF(look.metrics.px(14), area.center().y() - side / 2, side, side)),
            ink,
        )
        align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        texts = self.settings()
        y = area.center().y() - sum(text.height for text in texts) / 2
        for place, text in enumerate(texts):
            box = QRectF(self._start(), y, self.width() - self._start(), text.height)
            draw(painter, text, placed(box), colour(ink if place == 0 and tone is not Tone.GOOD else tokens.ink), align)
            y += text.height
        painter.end()


class PrinterLines(QWidget):
    """Every printer of the station, in the order of the settings."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: tuple[PrinterLine, ...] = ()
        self._cards: list[_Card] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def display(self, lines: tuple[PrinterLine, ...]) -> None:
        """Show how they are."""
        if lines == self._lines:
            return
        self._lines = lines
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [_Card(self._look, line, self) for line in lines]
        for card in self._cards:
            card.show()
        self._lay_out()

    def _column(self) -> list[_Card | Gap]:
        gap = Gap(round(self._look.metrics.px(6)))
        return [part for card in self._cards for part in (card, gap)]

    def hasHeightForWidth(self) -> bool:
        """Qt asks: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks: the height of all cards."""
        return column_height(width, self._column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        lay_out_column(self.rect(), self._column())
