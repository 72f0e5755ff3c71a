"""Everyone inside: by room, with an adult's phone; a tap ticks off whoever was seen outside."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.evacuation import Everyone, EveryoneLine, EveryoneRoom
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton
from kiosk.ui.staff.everyone_flow import EveryoneScene
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import Words
from kiosk.words import staff as say
from kiosk.words.desk import PRINT_LIST


class EveryoneScreen(QWidget):
    """Missing people first in each room; the counts add up."""

    toggled = Signal(str)
    save_wanted = Signal()
    print_wanted = Signal()
    renewed = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, is_page: bool = False) -> None:
        """``is_page``: its title and the way back stand in the frame around it."""
        super().__init__(parent)
        self._look = look
        words, tokens = look.words, look.tokens
        self._title = Text(look, Type.NAME, tokens.ink, words.say(say.EVERYONE_INSIDE), parent=self)
        self._counts = Text(look, Type.LEAD, tokens.ink, most_lines=2, parent=self)
        self._hint = Text(look, Type.BODY, tokens.soft, words.say(say.EVERYONE_HINT), most_lines=2, parent=self)
        self._said = Notice(look, self)
        self._good = Text(look, Type.BODY, tokens.good, most_lines=2, parent=self)
        self._rows = RowList(look, words.say(say.EVERYONE_INSIDE), self)
        self._rows.row_chosen.connect(self.toggled)
        self._rows.went_on.connect(self._on_rows_went_on)
        self._back = DeskButton(look, words.say(say.BACK), hint=words.say(say.KEY_ESC))
        self._back.clicked.connect(self.left)
        for part in (self._title, self._back):
            part.setHidden(is_page)
        self._print = DeskButton(look, words.say(PRINT_LIST), icon="printer")
        self._print.clicked.connect(self.print_wanted)
        # The list behind the PIN of a family's station is saved; its own window prints nothing but labels of families.
        self._print.setHidden(is_page)
        self._save = DeskButton(look, words.say(say.SAVE_LIST), hint="Ctrl P")
        self._save.clicked.connect(self.save_wanted)
        self._buttons = ButtonRow(look, (self._back,), (self._print, self._save), self)

    def display(self, scene: EveryoneScene) -> None:
        """Show the list."""
        words, everyone = self._look.words, scene.everyone
        text = scene.said.in_words(words)
        self._said.say("" if scene.said.is_good else text)
        self._good.say(text if scene.said.is_good else "")
        self._good.setVisible(scene.said.is_good)
        if everyone is not None:
            self._counts.say(
                words.say(say.EVERYONE_COUNTS, inside=everyone.inside, seen=everyone.seen, missing=everyone.missing)
            )
            self._rows.display(list(everyone_rows(words, everyone)), words.say(say.NOBODY_INSIDE))
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._rows

    def go_back(self) -> bool:
        """Esc leads back to the work."""
        self.left.emit()
        return True

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
                self._counts,
                self._hint,
                gap,
                self._said,
                self._good,
                gap,
                Growing(self._rows),
                gap,
                self._buttons,
            ),
        )

    def _on_rows_went_on(self) -> None:
        if self._rows.current:
            self.toggled.emit(self._rows.current)


def everyone_rows(words: Words, everyone: Everyone) -> tuple[Row, ...]:
    """One row for each person, room by room."""
    return tuple(_row(words, room, line) for room in everyone.rooms for line in room.lines)


def _row(words: Words, room: EveryoneRoom, line: EveryoneLine) -> Row:
    phones = ", ".join(f"{adult.name} {adult.phone or words.say(say.NO_PHONE)}" for adult in line.adults[:2])
    return Row(
        line.key,
        line.name or words.say(say.NAME_UNKNOWN),
        " · ".join(part for part in (room.name, words.say(say.ELSEWHERE) if line.is_elsewhere else "") if part),
        phones,
        is_ticked=line.seen_at is not None,
        icons=("medical",) if line.has_medical_notes else (),
        icon_words=words.say(say.MEDICAL) if line.has_medical_notes else "",
    )
