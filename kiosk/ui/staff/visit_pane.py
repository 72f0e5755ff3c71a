"""What was just recorded: the code, who goes where, how the labels are, and the ways to take it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.staff_views import StaffVisit
from kiosk.ui.columns import Gap, Growing, Middle, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.digits import Digits
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say
from kiosk.words.station import NAME_AND_WHY
from kiosk.words.times import clock_time

_GOOD = ("printed", "sent")
_BAD = ("held", "failed", "uncertain")


class VisitPane(QWidget):
    """It stands until the next search; nothing waits for it."""

    undo_tapped = Signal()
    labels_wanted = Signal()
    tag_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words = look.words
        self._title = Text(look, Type.LEAD, look.tokens.good, most_lines=2, parent=self)
        self._title.embolden()
        self._caption = Text(look, Type.SMALL, look.tokens.soft, words.say(say.PICKUP_CODE), parent=self)
        self._code = Digits(look, Type.TITLE, is_typed=False, parent=self)
        self._lines = RowList(look, words.say(say.CHECK_IN), self)
        self._lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._turned = Notice(look, self, most_lines=6)
        self._trouble = Notice(look, self, icon="printer")
        self._undo = DeskButton(look, words.say(say.UNDO), hint="Ctrl Z", icon="undo")
        self._undo.clicked.connect(self.undo_tapped)
        self._again = DeskButton(look, words.say(say.PRINT_LABELS), icon="printer")
        self._again.clicked.connect(self.labels_wanted)
        self._tag = DeskButton(look, words.say(say.PRINT_TAG), icon="label")
        self._tag.clicked.connect(self.tag_wanted)
        self._next = DeskButton(look, words.say(say.NEXT_FAMILY), hint=words.say(say.KEY_ESC), weight=Weight.PRIMARY)
        self._next.clicked.connect(self.left)
        if look.metrics.is_compact:
            self._again.shrink()
            self._tag.shrink()
        self._buttons = ButtonRow(look, (self._undo, self._again, self._tag), (self._next,), self)

    def display(self, visit: StaffVisit, is_lead: bool) -> None:
        """Show it; an adult's tag is printed again only by leads."""
        words = self._look.words
        self._title.say(words.say(say.CHECKED_IN_FAMILY, name=isolated(visit.family_name)))
        code = " ".join(visit.codes)
        self._caption.setVisible(bool(code) and not self._look.metrics.is_compact)
        self._code.setVisible(bool(code))
        self._code.show_symbols(code, len(code), " ".join(code))
        self._lines.display(
            [
                Row(
                    line.check_in_id,
                    line.called_name,
                    f"{clock_time(words, line.starts_at)} · {line.room}",
                    words.say(say.LABEL_STATES[line.label.value]) if line.label else "",
                    _tone(line.label.value if line.label else ""),
                )
                for line in visit.lines
            ]
        )
        self._turned.say(
            " · ".join(words.say(NAME_AND_WHY, name=isolated(name), why=why) for name, why in visit.turned)
        )
        self._trouble.say(visit.trouble)
        self._undo.setVisible(visit.can_undo)
        self._again.setVisible(bool(visit.lines))
        self._tag.setVisible(visit.has_code and is_lead)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap = Gap(self._look.metrics.gap)
        self._buttons.lay_out()
        lay_out_column(
            self.rect(),
            (
                self._title,
                gap,
                self._caption,
                Middle(self._code, is_at_start=True),
                gap,
                Growing(self._lines),
                gap,
                self._turned,
                gap,
                self._trouble,
                gap,
                self._buttons,
            ),
        )


def _tone(state: str) -> Tone:
    return Tone.GOOD if state in _GOOD else Tone.WARN if state in _BAD else Tone.PLAIN
