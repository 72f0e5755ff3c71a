"""The on-screen keyboard: letters with accents, digits and signs, typed into whichever line has the focus.

A screen with lines to type into makes one and names its lines; nothing has to be laid out:

    self._keys = LetterKeys(look, self)
    self._keys.attach(self._first_name, self._last_name)

Every line gets a key button at its end. The keyboard comes when that is tapped, or a finger touches the line, and lies over
the lower part of the screen (over the upper part when the line is below); it goes with "Done" or with its own key. What a
line wants is asked of Qt's ``inputMethodHints``: ``ImhDigitsOnly`` and its like begin with the digits, ``ImhNoAutoUppercase``
without a capital.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QInputDevice, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import LETTER_KEY_MM, Type
from kiosk.ui.shapes import draw_body
from kiosk.ui.widgets.key_pad import Key
from kiosk.ui.widgets.keys_button import KeysButton
from kiosk.ui.widgets.letter_rows import ACCENTED, NARROW, WIDE, Cap, Does, Rows, rows_of
from kiosk.words import keys as say

_MOST_MM = 19.0
_MARGIN_MM = 3.0
_DIGITS_WANTED = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhPreferNumbers
    | Qt.InputMethodHint.ImhDialableCharactersOnly
    | Qt.InputMethodHint.ImhFormattedNumbersOnly
    | Qt.InputMethodHint.ImhTime
    | Qt.InputMethodHint.ImhDate
)


class LetterKeys(QWidget):
    """The keyboard, hidden until it is wanted. ``called``: it came; ``put_away``: it went. It takes no focus itself."""

    called = Signal()
    put_away = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._screen = parent
        self._lines: list[QLineEdit] = []
        self._buttons: dict[QLineEdit, KeysButton] = {}
        self._line: QLineEdit | None = None
        self._keys: list[tuple[Key, Cap]] = []
        self._has_signs = self._is_accented = False
        self._is_capital = self._is_locked = False
        self.setAccessibleName(look.words.say(say.LETTERS))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.hide()
        parent.installEventFilter(self)

    def attach(self, *lines: QLineEdit, has_buttons: bool = True) -> None:
        """These lines are typed into, in this order: "Next" leads from one to the following, "Done" is Enter in the last.

        ``has_buttons`` False: where lines are short and worked with fingers, a touch alone calls the keyboard up.
        """
        for line in lines:
            self._lines.append(line)
            line.installEventFilter(self)
            line.destroyed.connect(lambda _=None, line=line: self._forget(line))
            if not has_buttons:
                continue
            button = self._buttons[line] = KeysButton(self._look, line)
            button.clicked.connect(lambda _=False, line=line: self._on_button_clicked(line))
            self._fit_button(line)
            # A line that is on the screen already does not bring its button with it.
            button.show()

    def _forget(self, line: QLineEdit) -> None:
        """A form that was built anew has taken this line along."""
        self._lines.remove(line)
        self._buttons.pop(line, None)
        if self._line is line:
            self._line = None

    def call_up(self, line: QLineEdit) -> None:
        """Come, for one of the attached lines, which gets the focus."""
        if not line.hasFocus():
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        is_new = self.isHidden() or line is not self._line
        self._line = line
        if is_new:
            self._has_signs = bool(line.inputMethodHints() & _DIGITS_WANTED)
            self._is_locked = self._is_accented = False
            self._begin_word()
            self._fill()
        self._place()
        self.show()
        self.raise_()
        self.called.emit()

    def go_away(self) -> None:
        """Go, and leave the line as it is."""
        if not self.isHidden():
            self.hide()

    def height_at(self, width: int) -> int:
        """Pixels it takes of a screen that is so wide."""
        _, tall = self._cell(width)
        rows, gap, margin = len(self._rows(width)), self._look.metrics.gap, self._look.metrics.mm(_MARGIN_MM)
        return rows * tall + (rows - 1) * gap + 2 * margin

    # The keys.

    def _is_narrow(self, width: int) -> bool:
        metrics = self._look.metrics
        return width < WIDE * metrics.mm(LETTER_KEY_MM) + (WIDE - 1) * metrics.gap + 2 * metrics.mm(_MARGIN_MM)

    def _rows(self, width: int) -> Rows:
        is_right_to_left = self._screen.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return rows_of(
            is_narrow=self._is_narrow(width),
            has_signs=self._has_signs,
            has_enye="es" in self._look.languages,
            # Letters stand as on every keyboard; what leads on lies where the screen's own button lies.
            is_turned=is_right_to_left is not self._look.is_mirrored,
        )

    def _fill(self) -> None:
        for key, _ in self._keys:
            key.hide()
            key.deleteLater()
        self._keys = []
        for row in self._rows(self._screen.width()):
            for cap in row:
                key = self._made(cap)
                key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                key.setAutoRepeat(cap.does is Does.ERASE)
                key.clicked.connect(lambda _=False, cap=cap: self._on_key_clicked(cap))
                key.show()
                self._keys.append((key, cap))
        self._say_caps()

    def _made(self, cap: Cap) -> Key:
        words, look = self._look.words, self._look
        match cap.does:
            case Does.SHIFT:
                return Key(look, "", self, icon="shift", name=words.say(say.CAPITAL))
            case Does.ERASE:
                return Key(look, "", self, icon="backspace", name=words.say(say.ERASE))
            case Does.AWAY:
                return Key(look, "", self, icon="keyboard-away", name=words.say(say.PUT_AWAY))
            case Does.ACCENT:
                return Key(look, cap.text, self, voice=Type.NAME, name=words.say(say.ACCENT))
            case Does.PAGE:
                name = words.say(say.TO_LETTERS if self._has_signs else say.SIGNS)
                return Key(look, "abc" if self._has_signs else "123", self, name=name)
            case Does.GO:
                return Key(look, "", self)
            case Does.TYPE if cap.text == " ":
                return Key(look, words.say(say.SPACE), self)
            case Does.TYPE:
                return Key(look, cap.text, self, voice=Type.NAME)

    def _say_caps(self) -> None:
        """The keys say what they would type now."""
        words = self._look.words
        for key, cap in self._keys:
            match cap.does:
                case Does.TYPE if cap.text != " ":
                    key.become(self._typed_by(cap))
                case Does.SHIFT:
                    key.become("", is_go=self._is_capital)
                    key.setAccessibleName(words.say(say.CAPITALS if self._is_locked else say.CAPITAL))
                case Does.ACCENT:
                    key.become(cap.text, is_go=self._is_accented)
                case Does.GO:
                    key.become(words.say(say.NEXT if self._following() else say.DONE), is_go=True)
                case _:
                    pass

    def _typed_by(self, cap: Cap) -> str:
        text = cap.text.upper() if self._is_capital else cap.text
        return text.translate(ACCENTED) if self._is_accented else text

    def _following(self) -> QLineEdit | None:
        """The line after this one that can be typed into."""
        if self._line is None or self._line not in self._lines:
            return None
        later = self._lines[self._lines.index(self._line) + 1 :]
        return next((line for line in later if line.isVisible() and line.isEnabled()), None)

    # Where it lies.

    def _cell(self, width: int) -> tuple[int, int]:
        """Pixels across and down of a key that is one column wide."""
        metrics = self._look.metrics
        columns = NARROW if self._is_narrow(width) else WIDE
        least, most = metrics.mm(LETTER_KEY_MM), metrics.mm(_MOST_MM)
        across = (width - 2 * metrics.mm(_MARGIN_MM) - (columns - 1) * metrics.gap) // columns
        across = max(least, min(most, across))
        return across, max(least, min(round(across * 0.8), most))

    def _place(self) -> None:
        """Over the lower part of the screen; over the upper part when the line that is typed into is below."""
        parent = self._screen
        height = self.height_at(parent.width())
        area = QRect(0, parent.height() - height, parent.width(), height)
        if self._line is not None:
            line = QRect(self._line.mapTo(parent, self._line.rect().topLeft()), self._line.size())
            if line.bottom() > area.top() and line.top() > parent.height() - line.bottom():
                area.moveTop(0)
        self.setGeometry(area)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        across, tall = self._cell(self.width())
        gap, y = metrics.gap, metrics.mm(_MARGIN_MM)
        keys = iter(self._keys)
        for row in self._rows(self.width()):
            columns = sum(cap.columns for cap in row)
            x = int(self.width() - columns * across - (columns - 1) * gap) // 2
            for cap in row:
                key, _ = next(keys)
                wide = int(cap.columns * across + (cap.columns - 1) * gap)
                key.setGeometry(x, y, wide, tall)
                x += wide + gap
            y += tall + gap

    def _fit_button(self, line: QLineEdit) -> None:
        button, side = self._buttons[line], line.height()
        is_turned = line.layoutDirection() is Qt.LayoutDirection.RightToLeft
        button.setGeometry(0 if is_turned else line.width() - side, 0, side, side)
        line.setTextMargins(side if is_turned else 0, 0, 0 if is_turned else side, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        tokens, look = self._look.tokens, self._look
        body = QRectF(self.rect()).adjusted(-2, 0, 2, 2 if self.y() else 0)
        draw_body(painter, look, body, 0, tokens.paper, tokens.edge, look.metrics.hairline, is_raised=False)
        painter.end()

    # What happens.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks: shall this event go no further? A finger on a line, another line's turn and other sizes are of interest."""
        # WORKAROUND: when the interpreter ends it empties this object while Qt's half of it still hears the screen.
        if "_screen" not in self.__dict__:
            return False
        kind = event.type()
        if isinstance(watched, QLineEdit) and watched in self._lines:
            if kind == QEvent.Type.Resize:
                if watched in self._buttons:
                    self._fit_button(watched)
            elif _is_by_finger(event) or (kind == QEvent.Type.FocusIn and not self.isHidden()):
                self.call_up(watched)
        elif watched is self._screen and kind == QEvent.Type.Resize and not self.isHidden():
            self._fill()
            self._place()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt tells: it went, by itself or with its screen."""
        super().hideEvent(event)
        self.hide()
        self.put_away.emit()

    def _on_button_clicked(self, line: QLineEdit) -> None:
        if self.isHidden() or line is not self._line:
            self.call_up(line)
        else:
            self.go_away()

    def _on_key_clicked(self, cap: Cap) -> None:
        match cap.does:
            case Does.TYPE:
                self._type(Qt.Key.Key_Space if cap.text == " " else Qt.Key.Key_unknown, self._typed_by(cap))
            case Does.ERASE:
                self._type(Qt.Key.Key_Backspace, "\b")
            case Does.SHIFT:
                # One tap: the next letter. Another: all that follow. A third: none.
                self._is_capital, self._is_locked = not self._is_locked, self._is_capital and not self._is_locked
            case Does.ACCENT:
                self._is_accented = not self._is_accented
            case Does.PAGE:
                self._has_signs = not self._has_signs
                self._fill()
                self._place()
            case Does.AWAY:
                self.go_away()
            case Does.GO:
                self._go()
        self._say_caps()

    def _type(self, key: Qt.Key, text: str) -> None:
        line = self._line
        if line is None:
            return
        # Through the event loop's own door, so that the line treats it as it treats every keyboard.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(line, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
        self._is_accented = False
        if not self._is_locked:
            self._begin_word()

    def _begin_word(self) -> None:
        """A name begins with a capital, and so does each of its parts."""
        line = self._line
        if line is None or line.inputMethodHints() & Qt.InputMethodHint.ImhNoAutoUppercase:
            self._is_capital = False
        else:
            before = line.text()[: line.cursorPosition()]
            self._is_capital = not before or before[-1] in " -'"

    def _go(self) -> None:
        following = self._following()
        if following is not None:
            self.call_up(following)
            following.selectAll()
        else:
            self._type(Qt.Key.Key_Return, "\r")
            self.go_away()


def _is_by_finger(event: QEvent) -> bool:
    if event.type() == QEvent.Type.TouchBegin:
        return True
    if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
        return False
    is_touch = event.pointingDevice().type() is QInputDevice.DeviceType.TouchScreen
    return is_touch or event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
