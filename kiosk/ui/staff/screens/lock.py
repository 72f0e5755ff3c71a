"""The locked station: a PIN opens it, and everyone inside is one tap away from it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import LONGEST_PIN, SHORTEST_PIN
from kiosk.services.staff_views import Strip
from kiosk.ui.columns import Gap, Growing, Middle, Part, Spring, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.lock_flow import LockScene
from kiosk.ui.widgets.church_row import ChurchRow
from kiosk.ui.widgets.digits import Digits
from kiosk.ui.widgets.key_pad import KeyPad
from kiosk.ui.widgets.language_row import LanguageRow
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say
from kiosk.words.admin_trust import FORGOTTEN
from kiosk.words.backstage import BEHIND_THE_PIN
from kiosk.words.times import clock_time

_DOT = "•"
_WIDEST_PAD_MM = 120.0


class LockScreen(QWidget):
    """``pin_entered`` with the digits; they are never shown, and forgotten at once."""

    pin_entered = Signal(str)
    everyone_wanted = Signal()
    forgotten = Signal()
    left = Signal()
    language_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, can_leave: bool = False) -> None:
        """``can_leave``: it lies over a station that goes on without a PIN."""
        super().__init__(parent)
        self._look = look
        self._pin = ""
        self._is_open = True
        words, tokens = look.words, look.tokens
        centre = Qt.AlignmentFlag.AlignHCenter
        self._panel = Panel(look, self)
        self._church = ChurchRow(look, self._panel)
        self._name = Text(look, Type.TITLE, tokens.panel_ink, most_lines=2, parent=self._panel)
        self._languages = LanguageRow(look, is_on_panel=True, parent=self._panel)
        # Over a station of families its own start screen asks.
        self._languages.setVisible(len(look.languages) > 1 and not can_leave)
        self._languages.language_chosen.connect(self.language_chosen)
        self._inside = Text(look, Type.LEAD, tokens.panel_soft, most_lines=2, parent=self._panel)
        self._title = Text(
            look, Type.NAME, tokens.ink, words.say(say.WHO_ARE_YOU), align=centre, most_lines=2, parent=self
        )
        self._dots = Digits(look, boxes=SHORTEST_PIN, parent=self)
        self._notice = Notice(look, self, icon="lock")
        self._pad = KeyPad(look, words, self)
        self._pad.digit_pressed.connect(self._on_pad_digit_pressed)
        self._pad.clear_pressed.connect(self._on_pad_clear_pressed)
        self._pad.erase_pressed.connect(self._on_pad_erase_pressed)
        self._pad.go_pressed.connect(self._on_pad_go_pressed)
        self._everyone = DeskButton(
            look, words.say(say.EVERYONE_INSIDE), hint="F12", icon="people", weight=Weight.WARN, parent=self
        )
        self._everyone.setCheckable(True)
        self._everyone.clicked.connect(self._on_everyone_clicked)
        self._forgotten = DeskButton(look, words.say(FORGOTTEN), icon="question", parent=self._panel)
        self._forgotten.clicked.connect(self.forgotten)
        self._can_leave = can_leave
        self._foot: QWidget | Middle = Middle(self._everyone)
        if can_leave:
            leave = DeskButton(look, words.say(say.BACK), hint=words.say(say.KEY_ESC), icon="undo")
            leave.clicked.connect(self.left)
            self._foot = ButtonRow(look, (leave,), (self._everyone,), self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.say(say.PIN))

    def display(self, scene: LockScene, strip: Strip | None) -> None:
        """Show what the station waits for."""
        words = self._look.words
        if strip is not None:
            self._church.display(strip.church_name, clock_time(words, strip.now))
            self._name.say(
                words.say(BEHIND_THE_PIN) if self._can_leave else strip.station_name or words.say(say.STAFF_STATION)
            )
            self._inside.say(words.count(say.INSIDE_NOW, strip.inside))
        self._is_open = not scene.is_busy and not scene.wait_seconds
        self._pad.setEnabled(self._is_open)
        self._everyone.setChecked(scene.wants_everyone)
        waits = words.count(say.PIN_LOCKED, scene.wait_seconds) if scene.wait_seconds else ""
        self._forgotten.setVisible(scene.offers_help)
        self._notice.say(waits or scene.said.in_words(words))
        self._show_pin()
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: digits go straight to the PIN."""
        return self

    def begin(self) -> None:
        """Nothing typed yet."""
        self._pin = ""
        self._show_pin()

    def _show_pin(self) -> None:
        words = self._look.words
        self._dots.show_symbols(_DOT * len(self._pin), SHORTEST_PIN, words.count(say.PIN_DIGITS, len(self._pin)))
        self._pad.offer_go(len(self._pin) >= SHORTEST_PIN, say.OPEN_STATION)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        margin, gap = metrics.space(60), Gap(metrics.space(16))
        width = round(self.width() * 5 / 11) if metrics.is_wide else self.width()
        column: tuple[Part, ...] = (
            self._church,
            gap,
            Spring(),
            self._name,
            Gap(metrics.space(8)),
            self._inside,
            gap,
            Middle(self._forgotten, is_at_start=True),
            Gap(max(metrics.space(16), metrics.gap + 1)),
            self._languages,
        )
        needed = column_height(width - 2 * margin, column) + 2 * margin
        height = self.height() if metrics.is_wide else max(needed, round(self.height() * 0.24))
        self._panel.setGeometry(0, 0, width, height)
        lay_out_column(self._panel.rect().adjusted(margin, margin, -margin, -margin), column)
        self._languages.span(margin, width - 2 * margin)
        work = self.rect().adjusted(width, 0, 0, 0) if metrics.is_wide else self.rect().adjusted(0, height, 0, 0)
        side = max(margin, (work.width() - metrics.mm(_WIDEST_PAD_MM)) // 2)
        air = metrics.space(36)
        lay_out_column(
            work.adjusted(side, margin, -side, -margin),
            (
                Spring(),
                self._title,
                Gap(air),
                self._dots,
                Gap(air),
                self._notice,
                Gap(air),
                Growing(self._pad),
                Gap(air),
                self._foot,
                Spring(),
            ),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key; digits are the PIN wherever the focus is on this screen."""
        if event.key() == Qt.Key.Key_Backspace:
            self._on_pad_erase_pressed()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_pad_go_pressed()
        elif event.key() == Qt.Key.Key_Escape and self._can_leave:
            self.left.emit()
        elif event.text().isdecimal():
            self._on_pad_digit_pressed(event.text())
        else:
            super().keyPressEvent(event)

    def _on_pad_digit_pressed(self, digit: str) -> None:
        if self._is_open and len(self._pin) < LONGEST_PIN:
            self._pin += digit
            self._show_pin()

    def _on_pad_clear_pressed(self) -> None:
        self.begin()

    def _on_pad_erase_pressed(self) -> None:
        self._pin = self._pin[:-1]
        self._show_pin()

    def _on_pad_go_pressed(self) -> None:
        if self._is_open and self._pin:
            pin = self._pin
            self.begin()
            self.pin_entered.emit(pin)

    def _on_everyone_clicked(self) -> None:
        self.everyone_wanted.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
