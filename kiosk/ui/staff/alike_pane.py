"""Who may be meant already, beside a form of newcomers: opened instead, or looked at and somebody else."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.household_views import family_key, family_name
from kiosk.services.newcomers import LikelyMatch
from kiosk.services.self_station import FamilyKey
from kiosk.ui.columns import Gap, Growing, Spring, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.desk_button import DeskButton
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say


class AlikePane(QWidget):
    """``match_opened``: with the family; ``dismissed``: it is nobody of these."""

    match_opened = Signal(object)
    dismissed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._keys: dict[str, FamilyKey] = {}
        words = look.words
        self._title = Text(look, Type.LEAD, look.tokens.ink, most_lines=2, parent=self)
        self._title.embolden()
        self._rows = RowList(look, words.say(say.SEARCHED_FIRST), self)
        self._rows.row_chosen.connect(self._on_rows_row_chosen)
        self._nobody = DeskButton(look, words.say(say.SAME_PERSON), parent=self)
        self._nobody.clicked.connect(self.dismissed)

    def display(self, matches: tuple[LikelyMatch, ...]) -> None:
        """Show these households, each once."""
        words = self._look.words
        self._keys = {f"{place}": family_key(match.household) for place, match in enumerate(matches)}
        self._title.say(words.say(say.SEARCHED_FIRST if matches else say.NOBODY_ALIKE))
        self._rows.display(
            [
                Row(
                    key,
                    match.person.name,
                    ", ".join(person.called_name for person in match.household.people),
                    family_name(match.household.household),
                )
                for key, match in zip(self._keys, matches, strict=True)
            ]
        )
        self._nobody.setVisible(bool(matches))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap = Gap(self._look.metrics.gap)
        below = Gap(round(self._look.metrics.px(6)))
        lay_out_column(self.rect(), (self._title, below, Growing(self._rows), gap, self._nobody, Spring()))

    def _on_rows_row_chosen(self, key: str) -> None:
        if key in self._keys:
            self.match_opened.emit(self._keys[key])
