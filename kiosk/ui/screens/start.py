"""The start: a greeting, what is open now, and a number pad that is ready at once."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.problems import NotKnown, Problem, TooManyMatches
from kiosk.services.start_view import StartView
from kiosk.ui.columns import Gap, Growing, Part, Spring, column_height, lay_out_column
from kiosk.ui.focus_order import tab_in_reading_order
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.sentences import sentence_for
from kiosk.ui.widgets.digits import Digits
from kiosk.ui.widgets.key_pad import KeyPad
from kiosk.ui.widgets.language_row import LanguageRow
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.welcome_panel import WelcomePanel, welcome_areas
from kiosk.words import station as say

SHORT_DIGITS = 4
LONG_DIGITS = 10
MOST_DIGITS = 15
"""Four submit by themselves; asked for more, ten do (a whole number in North America); no number has more than fifteen."""


class StartScreen(QWidget):
    """The pad. It collects digits and tells when they are complete."""

    digits_entered = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._typed = ""
        self._wanted = SHORT_DIGITS
        self._is_looking = False
        words, tokens, metrics = look.words, look.tokens, look.metrics
        is_wide = metrics.is_wide

        self._panel = WelcomePanel(look, self)
        self._prompt = Text(look, Type.NAME, tokens.ink, align=Qt.AlignmentFlag.AlignHCenter, most_lines=2, parent=self)
        self._digits = Digits(look, parent=self)
        # On small glass the panel says what finds no room around the keys.
        self._is_hint_on_panel = metrics.is_compact and is_wide
        self._pad = KeyPad(look, words, self)
        self._hint = Text(
            look,
            Type.BODY if metrics.is_compact else Type.LEAD,
            tokens.panel_soft if self._is_hint_on_panel else tokens.soft,
            align=Qt.AlignmentFlag.AlignLeft if self._is_hint_on_panel else Qt.AlignmentFlag.AlignHCenter,
            most_lines=3,
            parent=self,
        )
        self._notice = Notice(look, self)
        lines, voice = (6 if metrics.is_compact else 4), (Type.SMALL if metrics.is_low else Type.BODY)
        self._printer = Notice(look, self, most_lines=lines, voice=voice)
        self._pad.digit_pressed.connect(self._on_pad_digit_pressed)
        self._pad.clear_pressed.connect(self._on_pad_clear_pressed)
        self._pad.erase_pressed.connect(self._on_pad_erase_pressed)
        self._pad.go_pressed.connect(self._on_pad_go_pressed)

        self._languages = LanguageRow(look, is_on_panel=False, parent=self)
        self._languages.setVisible(not is_wide)
        self._languages.language_chosen.connect(self.language_chosen)
        self._panel.language_chosen.connect(self.language_chosen)
        if metrics.is_compact:
            self._panel.add_note(self._printer)
        if self._is_hint_on_panel:
            self._panel.add_note(self._hint)
        # What is said below the keys; they do not move when it changes, as fingers are on their way to them.
        self._slot = QWidget(self)
        self._slot.setVisible(not metrics.is_compact and not metrics.is_low)
        if not self._slot.isHidden():
            for said in (self._hint, self._notice):
                said.setParent(self._slot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show_typed()

    def display(self, view: StartView) -> None:
        """Show what is open now; digits typed so far stay."""
        self._panel.display(view)
        self._printer.say(view.trouble)
        self._show_typed()

    def begin(self, problem: Problem | None = None, was_scanned: bool = False) -> None:
        """Empty the pad for the next family, or for another try, saying why the last one led nowhere."""
        self._typed = ""
        self._is_looking = False
        self._show_turned_down(problem, was_scanned)
        self._show_typed()

    def restore(self, typed: str, problem: Problem | None, was_scanned: bool) -> None:
        """Carry on where another copy of this screen was, in another language or size."""
        self._show_turned_down(problem, was_scanned)
        self._typed = typed
        self._show_typed()

    def _show_turned_down(self, problem: Problem | None, was_scanned: bool) -> None:
        words = self._look.words
        self._wanted = LONG_DIGITS if isinstance(problem, TooManyMatches) else SHORT_DIGITS
        self._pad.offer_go(self._wanted == LONG_DIGITS)
        match problem:
            case None:
                self._notice.say("")
            case NotKnown():
                self._notice.say(words.say(say.CARD_NOT_FOUND if was_scanned else say.NOT_FOUND))
            case TooManyMatches():
                self._notice.say(words.say(say.SEVERAL_SHARE))
            case _:
                self._notice.say(sentence_for(words, problem))

    def show_looking(self) -> None:
        """A family is being looked up; the digits stay to be read."""
        self._is_looking = True
        self._notice.say("")
        self._show_typed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._lay_out()
        tab_in_reading_order(self)

    def _lay_out(self) -> None:
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            # It has no size of its own yet; what is said until then is laid out once, when it has.
            return
        metrics = self._look.metrics
        self._show_reading()
        side = metrics.space(84 if metrics.is_wide else 96)
        above, below = metrics.space(40 if metrics.is_wide else 56), metrics.space(40 if metrics.is_wide else 28)
        keys: list[Part] = [
            self._prompt,
            Gap(metrics.space(22)),
            self._digits,
            Gap(metrics.space(30)),
            Growing(self._pad),
        ]
        if metrics.is_compact:
            side, above, below = metrics.space(30), metrics.gap, metrics.gap
            if not metrics.is_wide:
                keys += [Gap(metrics.space(16)), self._hint, self._notice, Spring(), self._languages]
                self._languages.setVisible(not self._notice.has_words)
            else:
                keys = [*_above(self._notice, metrics.space(16)), *keys, Spring()]
                room = self.height() - above - below
                width = self._work_width() - 2 * side
                if column_height(width, keys) > room:
                    keys = [Gap(metrics.space(8)) if isinstance(part, Gap) else part for part in keys]
                    least = column_height(width, keys) - room
                    self._prompt.keep_within(width, self._prompt.heightForWidth(width) - least)
        elif self._look.metrics.is_low:
            self._lay_out_low(side, above, below)
            return
        else:
            keys = [*_above(self._printer, metrics.space(28)), *keys]
            keys += [Gap(metrics.space(32)), self._slot, Spring(), self._languages]
            width, room = self._work_width() - 2 * side, self.height() - above - below
            self._fill_slot(width)
            if column_height(width, keys) > room:
                self._fill_slot(width, is_tight=True)
            if metrics.is_wide and column_height(width, keys) > room:
                # Large letters on low glass: that cards can be scanned is the last thing anybody needs to read.
                self._hint.hide()
                self._fill_slot(width, is_tight=True)
            if metrics.is_wide and column_height(width, keys) > room:
                above = below = metrics.gap
                keys = [Gap(metrics.space(12)) if isinstance(part, Gap) else part for part in keys]
                least = column_height(width, keys) - (self.height() - above - below)
                self._prompt.keep_within(width, self._prompt.heightForWidth(width) - max(0, least))
        least = column_height(self.width() - 2 * side, keys) + above + below
        panel, work = welcome_areas(self._look, self.rect(), least)
        self._panel.setGeometry(panel)
        self._panel.lay_out()
        lay_out_column(work.adjusted(side, above, -side, -below), keys)
        self._languages.span(metrics.margin, self.width() - 2 * metrics.margin)

    def _fill_slot(self, width: int, *, is_tight: bool = False) -> None:
        """What is said below the keys, in as much room as any of it may take; if tight, as it takes now."""
        heights = [said.heightForWidth(width) for said in (self._hint, self._notice) if not said.isHidden()]
        self._slot.setFixedHeight(max(*heights, 1, 1 if is_tight else self._notice.height_of(2)))
        for said in (self._hint, self._notice):
            said.setGeometry(0, 0, width, said.heightForWidth(width) if said.text() else 0)

    def _lay_out_low(self, side: int, above: int, below: int) -> None:
        """Keys and languages as low as they go; what is only read stands above the reach of hands."""
        metrics = self._look.metrics
        reading: list[Part] = [self._printer, Gap(metrics.space(20)), Spring(), self._prompt, Gap(metrics.space(22))]
        reading += [self._digits, Gap(metrics.space(20)), self._hint, self._notice]
        keys: list[Part] = [Growing(self._pad), Gap(metrics.space(16)), Spring(), self._languages]
        panel, work = welcome_areas(self._look, self.rect())
        width = work.width() - 2 * side
        top, air = metrics.reach_top, metrics.space(36 if metrics.growth == 1.0 else 20)
        for part in (self._hint, self._prompt):
            # What was said last is read first.
            if column_height(width, reading) > top - above - air and (part is self._hint or self._notice.has_words):
                part.hide()
        if not metrics.is_wide:
            panel.setHeight(max(0, min(panel.height(), top - column_height(width, reading) - above - air)))
            work.setTop(panel.height())
        self._panel.setGeometry(panel)
        self._panel.lay_out()
        area = work.adjusted(side, above, -side, -below)
        lay_out_column(QRect(area.x(), area.y(), width, top - area.y() - air), reading)
        lay_out_column(QRect(area.x(), top, width, area.bottom() + 1 - top), keys)
        self._languages.span(metrics.margin, self.width() - 2 * metrics.margin)

    def _work_width(self) -> int:
        return welcome_areas(self._look, self.rect())[1].width()

    @property
    def typed(self) -> str:
        """The digits so far."""
        return self._typed

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: digits are typed on the screen itself."""
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: somebody types on a keyboard."""
        text = event.text()
        if len(text) == 1 and text in "0123456789":
            self._on_pad_digit_pressed(text)
        elif event.key() == Qt.Key.Key_Backspace:
            self._on_pad_erase_pressed()
        elif event.key() == Qt.Key.Key_Delete or (event.key() == Qt.Key.Key_Escape and self._typed):
            self._on_pad_clear_pressed()
        elif event.key() == Qt.Key.Key_Escape and self._wanted > SHORT_DIGITS:
            self._on_pad_erase_pressed()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_pad_go_pressed()
        else:
            super().keyPressEvent(event)

    def _show_typed(self) -> None:
        words = self._look.words
        is_long = self._wanted > SHORT_DIGITS
        self._prompt.say(words.say(say.WHOLE_NUMBER if is_long else say.LAST_DIGITS))
        self._digits.show_symbols(self._typed, self._wanted, words.count(say.DIGITS_ENTERED, len(self._typed)))
        self._hint.say(words.say(say.LOOKING if self._is_looking else say.HOLD_CARD))
        self._lay_out()

    def _show_reading(self) -> None:
        """What there is room for is decided anew whenever all of it is laid out."""
        self._prompt.grow_back()
        if self._is_hint_on_panel:
            self._hint.setVisible(not self._printer.has_words)
            self._prompt.setVisible(self._wanted > SHORT_DIGITS or not self._notice.has_words)
        else:
            self._hint.setVisible(not self._notice.has_words)
            self._prompt.show()

    def _on_pad_digit_pressed(self, digit: str) -> None:
        if self._is_looking or len(self._typed) >= MOST_DIGITS:
            return
        self._notice.say("")
        self._typed += digit
        self._show_typed()
        if len(self._typed) == self._wanted:
            self.digits_entered.emit(self._typed)

    def _on_pad_clear_pressed(self) -> None:
        if not self._is_looking:
            self._typed = ""
            self._show_typed()

    def _on_pad_erase_pressed(self) -> None:
        if self._is_looking:
            return
        if not self._typed:
            # Whoever comes next need not type a whole number because somebody before had to.
            self._show_turned_down(None, was_scanned=False)
        self._typed = self._typed[:-1]
        self._show_typed()

    def _on_pad_go_pressed(self) -> None:
        if not self._is_looking and self._typed:
            self.digits_entered.emit(self._typed)


def _above(notice: Notice, air: int) -> list[Part]:
    """A notice at the head of a column, off what comes next even where nothing is left over."""
    return [notice, Spring(), Gap(air)] if notice.has_words else [Spring()]
