"""One page of the set-up: a panel that asks, and below or beside it what can be chosen, typed and done."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.domain.pins import LONGEST_PIN, SHORTEST_PIN
from kiosk.ui.columns import Gap, Growing, Middle, Part, Spring, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.set_up.fact_list import FactList
from kiosk.ui.set_up.share_bar import ShareBar
from kiosk.ui.set_up.swatches import Swatches
from kiosk.ui.set_up.view import Act, Deed, Field, PageView
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.entry import Entry
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.choice_grid import ChoiceGrid
from kiosk.ui.widgets.church_row import ChurchRow
from kiosk.ui.widgets.digits import Digits
from kiosk.ui.widgets.key_pad import KeyPad
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.sign import Sign
from kiosk.ui.widgets.text import Text
from kiosk.words import set_up_screens as say
from kiosk.words import staff as say_staff

_DOT = "•"
_PANEL_SHARE = 0.34
_LONGEST_NUMBER = 2
_PANEL_SHARE_TALL = 0.32
_MOST_BELOW_TALL_PANEL = 8
_ABOVE_LINES = 0.1
_MOST_IN_A_COLUMN = 5
_WIDEST_PAD_MM = 110.0
_WIDEST_MEASURE_MM = 190.0


class StepScreen(QWidget):
    """``tapped`` with the key of a choice, ``acted`` with an `Act` and what stands in the lines, ``pin_entered``."""

    tapped = Signal(str)
    acted = Signal(object, object)
    pin_entered = Signal(str)

    def __init__(self, look: Look, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view = view
        self._pin = ""
        self._had_pager = False
        tokens, words = look.tokens, look.words
        self._panel = Panel(look, self)
        self._church = ChurchRow(look, self._panel)
        self._place = Text(look, Type.BODY, tokens.panel_soft, parent=self._panel)
        self._title = Text(look, Type.TITLE, tokens.panel_ink, most_lines=4, parent=self._panel)
        voice = Type.BODY if look.metrics.is_compact else Type.LEAD
        self._lead = Text(look, voice, tokens.panel_soft, most_lines=9, parent=self._panel)
        self._sign = Sign(look, view.sign or "helper", self, is_warning=view.is_warning)
        self._facts = FactList(look, self)
        self._labels = tuple(Text(look, Type.SMALL, tokens.soft, field.label, parent=self) for field in view.fields)
        self._entries = tuple(self._entry(field) for field in view.fields)
        self._grid = ChoiceGrid(look, self)
        self._grid.choice_tapped.connect(self._on_grid_choice_tapped)
        self._swatches = Swatches(look, self)
        self._swatches.swatch_tapped.connect(self.tapped)
        self._bar = ShareBar(look, self)
        self._dots = Digits(look, boxes=SHORTEST_PIN, parent=self)
        self._pad = KeyPad(look, words, self)
        self._pad.digit_pressed.connect(self._on_pad_digit_pressed)
        self._pad.clear_pressed.connect(self._on_pad_clear_pressed)
        self._pad.erase_pressed.connect(self._on_pad_erase_pressed)
        self._pad.go_pressed.connect(self._on_pad_go_pressed)
        self._notice = Notice(look, self)
        self._back = PlainButton(look, view.back, parent=self)
        self._back.clicked.connect(self._on_back_clicked)
        self._others: dict[Act, PlainButton] = {}
        self._primary = PrimaryButton(look, parent=self)
        self._primary.clicked.connect(self._on_primary_clicked)
        self._grid.pager.setParent(self)
        self._buttons = ButtonRow(look, (self._back,), (self._primary,), self)
        self._keys = LetterKeys(look, self)
        self._keys.attach(*self._entries)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.display(view)

    def _entry(self, field: Field) -> Entry:
        entry = Entry(self._look, field.hint, name=field.label, is_large=not self._look.metrics.is_compact, parent=self)
        entry.setText(field.value)
        hints = Qt.InputMethodHint.ImhNoPredictiveText
        if field.is_number:
            entry.setMaxLength(_LONGEST_NUMBER)
            hints |= Qt.InputMethodHint.ImhDigitsOnly
        if field.key != "name":
            hints |= Qt.InputMethodHint.ImhNoAutoUppercase
        if field.is_secret:
            entry.setEchoMode(QLineEdit.EchoMode.Password)
            hints |= Qt.InputMethodHint.ImhSensitiveData
        entry.setInputMethodHints(hints)
        entry.entered.connect(self._on_entry_entered)
        return entry

    def display(self, view: PageView) -> None:
        """Show the page as it is now; what was typed stays unless the page itself fills a line."""
        words = self._look.words
        for entry, field, before in zip(self._entries, view.fields, self._view.fields, strict=True):
            if field.value != before.value and field.value != entry.text():
                entry.setText(field.value)
        has_begun_pin_anew = view.title != self._view.title or bool(view.notice and not self._view.notice)
        self._view = view
        self._place.say(view.place)
        self._place.setVisible(bool(view.place))
        self._title.say(view.title)
        self._lead.say(view.lead)
        self._lead.setVisible(bool(view.lead))
        self._sign.setVisible(bool(view.sign))
        self._facts.display(view.facts)
        keys = [choice.key for choice in view.choices]
        self._grid.setVisible(bool(keys))
        if keys:
            texts, notes = (
                tuple(choice.text for choice in view.choices),
                tuple(choice.note for choice in view.choices),
            )
            is_short = len(keys) <= _MOST_IN_A_COLUMN and any(notes)
            self._grid.display(texts, None, notes=notes if any(notes) else (), columns=1 if is_short else None)
            for key, button in zip(keys, self._grid.buttons, strict=True):
                button.setChecked(key in view.chosen)
                button.setEnabled(not view.is_busy)
        self._swatches.display(view.swatches, view.chosen)
        self._bar.display(view.share)
        for part in (self._dots, self._pad):
            part.setVisible(view.takes_pin)
        if has_begun_pin_anew:
            self._pin = ""
        self._pad.setEnabled(not view.is_busy)
        if view.takes_pin and not view.is_busy and self.isVisible():
            # A key that was disabled has lost the keyboard to nobody.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_pin()
        self._notice.say(view.notice)
        self._show_buttons(view)
        waits = view.is_busy and view.primary is not None
        self._primary.setVisible(view.primary is not None)
        if view.primary is not None:
            self._primary.say(
                words.say(say.PLEASE_WAIT) if waits else view.primary.text, view.primary.is_ready and not view.is_busy
            )
        self._lay_out()

    def _show_buttons(self, view: PageView) -> None:
        for act in tuple(self._others):
            if act not in {deed.act for deed in view.others}:
                button = self._others.pop(act)
                button.hide()
                button.deleteLater()
        for deed in view.others:
            if deed.act not in self._others:
                self._others[deed.act] = self._other(deed)
            self._others[deed.act].say(deed.text)
            self._others[deed.act].setEnabled(deed.is_ready and not view.is_busy)
        self._back.say(view.back)
        self._back.setVisible(bool(view.back))
        others = [self._others[deed.act] for deed in view.others]
        self._buttons.set_first([*((self._back,) if view.back else ()), *others])

    def _other(self, deed: Deed) -> PlainButton:
        button = PlainButton(self._look, deed.text, parent=self._buttons)
        button.clicked.connect(lambda: self._act(deed.act))
        return button

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        if self._entries and not self._view.choices and not self._view.swatches:
            return self._entries[0]
        if self._view.takes_pin:
            return self
        if self._view.choices:
            chosen = [button for button in self._grid.buttons if button.isChecked()]
            return chosen[0] if chosen else self._grid.buttons[0]
        return self._primary

    @property
    def field_keys(self) -> tuple[str, ...]:
        """Which lines can be typed into."""
        return tuple(field.key for field in self._view.fields)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the lines."""
        return {field.key: entry.text() for field, entry in zip(self._view.fields, self._entries, strict=True)}

    def type(self, typed: dict[str, str]) -> None:
        """Put back what was typed on another copy of this page."""
        for field, entry in zip(self._view.fields, self._entries, strict=True):
            entry.setText(typed.get(field.key, entry.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        margin = metrics.space(56)
        air = max(metrics.gap, metrics.space(30))
        words: tuple[Part, ...] = (self._place, Gap(metrics.space(8)), self._title, Gap(metrics.space(16)), self._lead)
        if metrics.is_wide:
            width = round(self.width() * _PANEL_SHARE)
            panel, work = QRect(0, 0, width, self.height()), self.rect().adjusted(width, 0, 0, 0)
            top: tuple[Part, ...] = (self._church, Gap(air), Spring(2))
            end: tuple[Part, ...] = (Spring(3),)
        else:
            head = (self._church, Gap(air)) if self._look.church_name else ()
            height = margin * 2 + column_height(self.width() - 2 * margin, (*head, *words))
            if not (metrics.is_compact or self._view.takes_pin or len(self._view.choices) > _MOST_BELOW_TALL_PANEL):
                # Little is asked for: the question comes down to it.
                height = max(height, round(self.height() * _PANEL_SHARE_TALL))
            panel, work = QRect(0, 0, self.width(), height), self.rect().adjusted(0, height, 0, 0)
            top, end = (self._church, Gap(air), Spring()), ()
        self._panel.setGeometry(panel)
        lay_out_column(
            QRect(margin, margin, panel.width() - 2 * margin, panel.height() - 2 * margin),
            (*top, *words, *end),
        )
        foot = self._buttons.heightForWidth(work.width() - 2 * margin)
        self._buttons.lay_out()
        self._buttons.setGeometry(
            work.left() + margin, work.bottom() + 1 - margin - foot, work.width() - 2 * margin, foot
        )
        side = max(margin, (work.width() - metrics.mm(_WIDEST_MEASURE_MM)) // 2)
        area = work.adjusted(side, margin, -side, -margin - foot - air)
        if self._entries and not metrics.is_compact:
            area.setTop(area.top() + round(self.height() * _ABOVE_LINES))
        lay_out_column(area, self._parts(area, air))
        if not self._grid.pager.isHidden() or self._had_pager:
            # How many pages there are is known only once the grid has its size; then the pager wants its room.
            self._had_pager = not self._grid.pager.isHidden()
            lay_out_column(area, self._parts(area, air))

    def _parts(self, area: QRect, air: int) -> tuple[Part, ...]:
        metrics = self._look.metrics
        lines: list[Part] = []
        for label, entry in zip(self._labels, self._entries, strict=True):
            lines += [label, Gap(metrics.space(6)), entry, Gap(air)]
        self._grid.setMinimumHeight(metrics.target)
        if self._view.choices:
            # Before the window has its size there is less than no room.
            wish = self._grid.wish_height(area.width(), max(metrics.target, area.height()))
            self._grid.setMinimumHeight(min(wish, metrics.target * 2 + metrics.gap))
            self._grid.setMaximumHeight(wish)
        if self._view.swatches:
            self._swatches.setMinimumHeight(self._swatches.least_height(area.width()))
            self._swatches.setMaximumHeight(
                max(self._swatches.minimumHeight(), self._swatches.most_height(area.width()))
            )
        if self._view.takes_pin:
            lines += [self._dots, Gap(air), Growing(self._pad), Gap(air)]
        # What is typed stands at the head, where the keyboard does not cover it.
        is_typed = bool(self._entries) or self._view.takes_pin
        return (
            *(() if is_typed else (Spring(1),)),
            *lines,
            Middle(self._sign),
            Gap(2 * air),
            self._facts,
            Gap(air),
            Growing(self._swatches),
            Growing(self._grid),
            Gap(air),
            self._bar,
            Gap(air),
            self._notice,
            Spring(1),
            Gap(air),
            Middle(self._grid.pager),
        )

    def _show_pin(self) -> None:
        if not self._view.takes_pin:
            return
        words = self._look.words
        self._dots.show_symbols(_DOT * len(self._pin), SHORTEST_PIN, words.count(say_staff.PIN_DIGITS, len(self._pin)))
        self._pad.offer_go(len(self._pin) >= SHORTEST_PIN, say.PIN_TAKE)

    # What people do.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key; digits are the PIN where one is asked for."""
        if not self._view.takes_pin:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Backspace:
            self._on_pad_erase_pressed()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_pad_go_pressed()
        elif event.text().isdecimal():
            self._on_pad_digit_pressed(event.text())
        else:
            super().keyPressEvent(event)

    def _act(self, act: Act) -> None:
        self._keys.go_away()
        self.acted.emit(act, self.typed)

    def _on_back_clicked(self) -> None:
        self._act(Act.BACK)

    def _on_primary_clicked(self) -> None:
        if self._view.primary is not None:
            self._act(self._view.primary.act)

    def _on_entry_entered(self) -> None:
        line = self.sender()
        later = self._entries[self._entries.index(line) + 1 :] if isinstance(line, Entry) else ()
        if later:
            later[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._primary.isEnabled():
            self._on_primary_clicked()

    def _on_grid_choice_tapped(self, place: int) -> None:
        # What holds is shown when the page says so.
        for choice, button in zip(self._view.choices, self._grid.buttons, strict=True):
            button.setChecked(choice.key in self._view.chosen)
        self.tapped.emit(self._view.choices[place].key)

    def _on_pad_digit_pressed(self, digit: str) -> None:
        if not self._view.is_busy and len(self._pin) < LONGEST_PIN:
            self._pin += digit
            self._show_pin()

    def _on_pad_clear_pressed(self) -> None:
        self._pin = ""
        self._show_pin()

    def _on_pad_erase_pressed(self) -> None:
        self._pin = self._pin[:-1]
        self._show_pin()

    def _on_pad_go_pressed(self) -> None:
        if not self._view.is_busy and len(self._pin) >= SHORTEST_PIN:
            pin, self._pin = self._pin, ""
            self._show_pin()
            self.pin_entered.emit(pin)
