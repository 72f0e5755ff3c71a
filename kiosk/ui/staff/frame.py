"""What stands around every staff screen: where one can go at the top, how the station is at the bottom."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.domain.pins import StaffMember
from kiosk.services.staff_views import Strip
from kiosk.ui.lettering import Setting, draw, isolated, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.places import Place
from kiosk.words import Words
from kiosk.words import staff as say
from kiosk.words.backstage import LOOK_AT_LABELS, LOOK_AT_LABELS_SPOKEN, STATION
from kiosk.words.times import clock_time, moment_name

_BETWEEN = "    "
_ONE_LINE, _TWO_LINES = 2.1, 2.9
"""Heights of the strip, in its letters."""

TABS = {
    Place.DESK: (say.CHECK_IN, "F2"),
    Place.DOOR: (say.CHECK_OUT, "F3"),
    Place.ROOMS: (say.ROOMS, "F4"),
    Place.NEWCOMER: (say.NEW_FAMILY, "F6"),
}


class StatusStrip(QLabel):
    """One line: people as of, printer, what waits; amber where somebody has to look, on two lines if that takes them."""

    grew = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts: tuple[tuple[str, bool], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(look.font(Type.SMALL).pixelSize() * _ONE_LINE))

    def display(self, strip: Strip | None) -> None:
        """Show how the station is."""
        self._parts = strip_words(self._look.words, strip) if strip is not None else ()
        self.setText(" · ".join(text for text, _ in self._parts))
        self.setAccessibleName(self.text())
        self._grow()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        lines = max((len(setting.lines) for setting in self.settings()), default=1)
        height = round(self._font().pixelSize() * (_ONE_LINE if lines == 1 else _TWO_LINES))
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self.grew.emit()

    def settings(self) -> tuple[Setting, ...]:
        """The line as it is set at the present width."""
        if not self.text():
            return ()
        line = _BETWEEN.join(text for text, _ in self._fitting())
        return (set_text(line, self._font(), self._room(), least_px=self._look.metrics.least_px(), lines=2),)

    def _fitting(self) -> list[tuple[str, bool]]:
        """What there is room for: what somebody has to look at stays longest."""
        parts = list(self._parts)
        while (
            len(parts) > 1
            and set_text(_BETWEEN.join(text for text, _ in parts), self._font(), 1e6).width > self._room()
        ):
            calm = [place for place, (_, is_warning) in enumerate(parts) if not is_warning]
            del parts[calm[-1] if calm else -1]
        return parts

    def _font(self) -> QFont:
        return self._look.font(Type.SMALL)

    def _room(self) -> float:
        return self.width() - 2 * self._look.metrics.mm(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(tokens.card))
        painter.fillRect(QRectF(0, 0, self.width(), max(1.0, self._look.metrics.hairline)), colour(tokens.line))
        settings = self.settings()
        if settings:
            font = settings[0].font
            gap = set_text(_BETWEEN, font, 1e6).width
            is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            x = float(self._look.metrics.mm(4))
            for text, is_warning in self._fitting():
                setting = set_text(text, font, self._room() - x + self._look.metrics.mm(4), lines=2)
                left = self.width() - x - setting.width if is_right_to_left else x
                area = QRectF(left, 0, setting.width + 1, self.height())
                draw(painter, setting, area, colour(tokens.warn if is_warning else tokens.soft))
                x += setting.width + gap
        painter.end()


class TopBar(QWidget):
    """Tabs with their keys, the list of everyone inside, what is behind the PIN, and the lock."""

    place_tapped = Signal(object)
    lock_tapped = Signal()
    station_tapped = Signal()

    def __init__(self, look: Look, places: tuple[Place, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words = look.words
        self._tabs = {
            place: DeskButton(look, words.say(TABS[place][0]), hint=TABS[place][1], weight=Weight.TAB)
            for place in places
        }
        for place, button in self._tabs.items():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, place=place: self._on_tab_clicked(place))
        self._everyone = DeskButton(look, words.say(say.EVERYONE_INSIDE), hint="F12", icon="people", weight=Weight.WARN)
        self._everyone.setAccessibleName(words.say(say.EVERYONE_INSIDE))
        self._everyone.clicked.connect(lambda: self.place_tapped.emit(Place.EVERYONE))
        self._lock = DeskButton(look, words.say(say.LOCK), hint="Ctrl L", icon="lock")
        self._lock.clicked.connect(self.lock_tapped)
        self._station = DeskButton(look, words.say(STATION), hint="F1", icon="gear")
        self._station.clicked.connect(self.station_tapped)
        for button in (self._everyone, self._station, self._lock):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = ButtonRow(look, tuple(self._tabs.values()), (self._everyone, self._station, self._lock), self)
        self._place = Place.DESK
        self._is_short = look.metrics.is_compact
        if self._is_short:
            self._shorten()

    def _shorten(self) -> None:
        """A second line of buttons costs more than a few words."""
        self._is_short = True
        self._everyone.say(self._look.words.say(say.EVERYONE_SHORT))
        self._station.shrink()

    def display(self, place: Place, staff: StaffMember | None) -> None:
        """Which screen is shown, and who works here."""
        self._place = place
        for one, button in self._tabs.items():
            button.setChecked(one is place)
        words = self._look.words
        self._lock.say(words.say(say.LOCK_NAMED, name=isolated(staff.name)) if staff else words.say(say.LOCK))
        room = self._look.metrics.width - 2 * self._look.metrics.mm(3)
        if not self._is_short and self._row.sizeHint().width() > room:
            self._shorten()
        if staff is not None and self._is_short:
            self._lock.setAccessibleName(self._lock.text())
            self._lock.say(staff.name)
        self._row.lay_out()

    def height_at(self, width: int) -> int:
        """Pixels it needs at a width."""
        margin = self._look.metrics.mm(3)
        return self._row.heightForWidth(width - 2 * margin) + 2 * (margin // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        margin = self._look.metrics.mm(3)
        self._row.setGeometry(self.rect().adjusted(margin, margin // 2, -margin, -(margin // 2)))
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(tokens.card))
        line = max(1.0, self._look.metrics.hairline)
        painter.fillRect(QRectF(0, self.height() - line, self.width(), line), colour(tokens.line))
        painter.end()

    def _on_tab_clicked(self, place: Place) -> None:
        self._tabs[place].setChecked(place is self._place)
        self.place_tapped.emit(place)


class Frame(QWidget):
    """Bar, work, strip; ``labels_tapped``: beside the strip, where labels or printers want somebody."""

    labels_tapped = Signal()

    def __init__(self, look: Look, places: tuple[Place, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.bar = TopBar(look, places, self)
        self.strip = StatusStrip(look, self)
        self._labels = DeskButton(look, look.words.say(LOOK_AT_LABELS), icon="printer", weight=Weight.WARN, parent=self)
        self._labels.setAccessibleName(look.words.say(LOOK_AT_LABELS_SPOKEN))
        self._labels.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._labels.clicked.connect(self.labels_tapped)
        self._labels.hide()
        self.strip.grew.connect(self._lay_out)
        self._work: QWidget | None = None

    def show_strip(self, strip: Strip | None) -> None:
        """How the station is; the helper's page is one tap away while somebody has to look at labels."""
        self.strip.display(strip)
        is_wanted = strip is not None and bool(strip.uncertain or strip.trouble)
        if is_wanted is self._labels.isHidden():
            self._labels.setVisible(is_wanted)
            self._lay_out()

    def hold(self, work: QWidget) -> None:
        """The screen that lies between bar and strip."""
        if work is self._work:
            return
        if self._work is not None:
            self._work.hide()
        work.setParent(self)
        self._work = work
        self._lay_out()
        work.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        top, bottom, margin = self.bar.height_at(self.width()), self.strip.height(), self._look.metrics.mm(4)
        beside = 0
        if not self._labels.isHidden():
            beside = self._labels.sizeHint().width() + 2 * self._look.metrics.gap
            bottom = max(bottom, self._labels.height())
            x = self._look.metrics.gap if self.isRightToLeft() else self.width() - beside + self._look.metrics.gap
            self._labels.setGeometry(x, self.height() - bottom, self._labels.sizeHint().width(), self._labels.height())
        self.bar.setGeometry(0, 0, self.width(), top)
        strip_left = beside if self.isRightToLeft() else 0
        self.strip.setGeometry(
            strip_left, self.height() - self.strip.height(), self.width() - beside, self.strip.height()
        )
        if self._work is not None:
            self._work.setGeometry(self.rect().adjusted(margin, top + margin, -margin, -bottom - margin))


def strip_words(words: Words, strip: Strip) -> tuple[tuple[str, bool], ...]:
    """The strip's sentences, and which of them somebody has to look at."""
    parts: list[tuple[str, bool]] = []
    if strip.is_rehearsal:
        parts.append((words.say(say.REHEARSAL), True))
    parts.append((clock_time(words, strip.now), False))
    parts += [(warning, True) for warning in strip.warnings]
    if strip.people_as_of is None:
        parts.append((words.say(say.PEOPLE_NEVER), True))
    else:
        is_old = strip.people_as_of.date() != strip.now.date()
        moment = moment_name(words, strip.people_as_of, strip.now) if is_old else clock_time(words, strip.people_as_of)
        parts.append((words.say(say.PEOPLE_AS_OF, moment=moment), is_old))
    if strip.trouble:
        parts.append((strip.trouble, True))
    else:
        parts.append((words.say(say.PRINTER_OK if strip.has_printer else say.NO_PRINTER), not strip.has_printer))
    if strip.uncertain:
        parts.append((words.count(say.LABELS_UNCERTAIN, strip.uncertain), True))
    waits = words.count(say.LABELS_WAIT, strip.waiting) if strip.waiting else words.say(say.NOTHING_WAITS)
    parts.append((waits, False))
    parts.append((words.count(say.INSIDE_NOW, strip.inside), False))
    return tuple(parts)
