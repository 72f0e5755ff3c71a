"""The panel of the start and closed screens: whose house this is, a greeting, and what is open."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kiosk.services.self_station import OpenTime, StartView, StationState
from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.theme import Theme
from kiosk.ui.widgets.buttons import PanelButton, PlainButton
from kiosk.ui.widgets.logo import Logo
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.text import Text
from kiosk.words import LANGUAGES
from kiosk.words import station as say
from kiosk.words.times import clock_time, time_left

_NOON = 12
_EVENING = 17
_MOST_ROWS = 2


class ChurchRow(QWidget):
    """Logo, the church's name, and the time."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tokens = look.tokens
        self._look = look
        self._logo = Logo(look, self)
        self._name = Text(look, Type.LEAD, tokens.panel_ink, most_lines=2, parent=self)
        self._clock = Text(look, Type.LEAD, tokens.panel_soft, align=Qt.AlignmentFlag.AlignRight, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.space(20))
        row.addWidget(self._logo)
        row.addWidget(self._name, 1)
        row.addWidget(self._clock)
        self._clock.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def display(self, view: StartView) -> None:
        """Whose church, what time."""
        self._logo.stand_for(view.church_name)
        self._name.say(view.church_name)
        self._clock.say(clock_time(self._look.words, view.now))


class OpenBox(QLabel):
    """What is open now and how long still; one row an event time, two at most."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[tuple[str, str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, view: StartView) -> None:
        """Name the event times; ``open_times`` come nearest first."""
        words = self._look.words
        rows = [self._row(view, time) for time in view.open_times]
        more = len(rows) - _MOST_ROWS
        if more > 0:
            rows = [*rows[:_MOST_ROWS], (words.count(say.AND_MORE_EVENTS, more), "", "")]
        self._rows = tuple(rows)
        self.setAccessibleName(". ".join(part for row in rows for part in row if part))
        self.setFixedHeight(
            round(
                self._padding() * 2 + sum(self._row_height(row) for row in rows) + self._gap() * max(0, len(rows) - 1)
            )
        )
        self.setVisible(bool(rows))
        self.update()

    def _row(self, view: StartView, time: OpenTime) -> tuple[str, str, str]:
        words = self._look.words
        return (
            words.say(say.EVENT_AT, event=time.event_name, time=clock_time(words, time.starts_at)),
            words.say(say.OPEN_UNTIL, time=clock_time(words, time.closes_at)),
            time_left(words, time.closes_at - view.now),
        )

    def _padding(self) -> float:
        return self._look.metrics.space(26)

    def _gap(self) -> float:
        return self._look.metrics.space(18)

    def _row_height(self, row: tuple[str, str, str]) -> float:
        lead, body = self._look.metrics.type_px(Type.LEAD), self._look.metrics.type_px(Type.SMALL)
        return (lead + body) * 1.24 if row[1] else body * 1.24

    def settings(self) -> tuple[Setting, ...]:
        """Every text as it is set now."""
        return tuple(setting for row in self._rows for setting in self._set(row) if setting)

    def _set(self, row: tuple[str, str, str]) -> tuple[Setting, Setting | None, Setting | None]:
        least = self._look.metrics.least_px()
        width = self.width() - 2 * self._padding()
        pill = set_text(row[2], self._look.font(Type.CHIP), width) if row[2] else None
        if pill:
            width -= pill.width + self._look.metrics.space(18) * 3
        lead = self._look.font(Type.LEAD)
        lead.setWeight(self._look.font(Type.CHIP).weight())
        return (
            set_text(row[0], lead if row[1] else self._look.font(Type.SMALL), width, least_px=least),
            set_text(row[1], self._look.font(Type.SMALL), width, least_px=least) if row[1] else None,
            pill,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        tokens, metrics = self._look.tokens, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(colour(tokens.panel_box, 0.85))
        painter.setPen(
            QPen(colour(tokens.line), metrics.px(2)) if tokens.theme is Theme.HIGH_CONTRAST else Qt.PenStyle.NoPen
        )
        painter.drawRoundedRect(area, metrics.radius, metrics.radius)
        y = self._padding()
        for row in self._rows:
            height = self._row_height(row)
            line = QRectF(self._padding(), y, self.width() - 2 * self._padding(), height)
            self._paint_row(painter, row, line)
            y += height + self._gap()
        painter.end()

    def _paint_row(self, painter: QPainter, row: tuple[str, str, str], line: QRectF) -> None:
        tokens, metrics = self._look.tokens, self._look.metrics
        first, second, pill = self._set(row)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        top = QRectF(line.x(), line.y(), line.width(), first.line_height)
        draw(painter, first, top, colour(tokens.panel_ink if row[1] else tokens.panel_soft), align)
        if second:
            draw(
                painter,
                second,
                QRectF(line.x(), top.bottom(), line.width(), line.bottom() - top.bottom()),
                colour(tokens.panel_soft),
                align,
            )
        if pill:
            width, height = pill.width + 2 * metrics.space(18), pill.font.pixelSize() * 1.9
            x = line.left() if is_right_to_left else line.right() - width
            area = QRectF(x, line.center().y() - height / 2, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.panel_pill))
            painter.drawRoundedRect(area, height / 2, height / 2)
            draw(painter, pill, area, colour(tokens.panel_pill_ink), Qt.AlignmentFlag.AlignHCenter)

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        return QSize(self._look.metrics.mm(60), self.height())


class LanguageRow(QWidget):
    """The languages, each in its own words, and where to find help."""

    language_chosen = Signal(str)

    def __init__(self, look: Look, *, is_on_panel: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap)
        if not is_on_panel:
            row.addStretch(1)
        for code in look.languages:
            name = LANGUAGES[code]
            is_current = code == look.words.language
            button: PlainButton = (
                PanelButton(look, name, is_current=is_current, parent=self)
                if is_on_panel
                else PlainButton(look, name, is_bare=True, parent=self)
            )
            button.setProperty("language", code)
            button.clicked.connect(self._on_language_clicked)
            row.addWidget(button)
        if is_on_panel:
            row.addStretch(1)
        else:
            row.addSpacing(look.metrics.space(20))
            row.addWidget(
                Text(look, Type.SMALL, look.tokens.soft, look.words.say(say.NEED_A_HAND), most_lines=2, parent=self)
            )
            row.addStretch(1)

    def _on_language_clicked(self) -> None:
        self.language_chosen.emit(str(self.sender().property("language")))


class WelcomePanel(Panel):
    """The coloured panel with the greeting."""

    language_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        tokens, metrics = look.tokens, look.metrics
        is_wide = metrics.is_wide
        self._church = ChurchRow(look, self)
        self._rehearsal = Text(look, Type.CHIP, tokens.panel_pill, look.words.say(say.REHEARSAL), parent=self)
        self._greeting = Text(look, Type.GREETING, tokens.panel_ink, most_lines=2, parent=self)
        self._lead = Text(look, Type.LEAD, tokens.panel_soft, most_lines=3, parent=self)
        self._box = OpenBox(look, self)
        margin = metrics.space(72 if is_wide else 64)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(0)
        column.addWidget(self._church)
        column.addWidget(self._rehearsal)
        column.addStretch(2)
        column.addWidget(self._greeting)
        column.addSpacing(metrics.space(12))
        column.addWidget(self._lead)
        column.addSpacing(metrics.space(36))
        column.addWidget(self._box)
        if is_wide:
            column.addStretch(1)
            languages = LanguageRow(look, is_on_panel=True, parent=self)
            languages.language_chosen.connect(self.language_chosen)
            column.addWidget(languages)

    def display(self, view: StartView) -> None:
        """Greet by the church's clock, and say what is open."""
        words = self._look.words
        self._church.display(view)
        self._rehearsal.setVisible(view.is_rehearsal)
        hour = view.now.hour
        self._greeting.say(
            words.say(say.GOOD_MORNING if hour < _NOON else say.GOOD_AFTERNOON if hour < _EVENING else say.GOOD_EVENING)
        )
        self._lead.say(words.say(say.RIGHT_ROOM if view.state is StationState.OPEN else say.SEE_YOU))
        self._box.display(view)
