"""Who is checking in: the adults of the household."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.services.self_station import HouseholdView
from kiosk.ui.look import Look
from kiosk.ui.selection import Selection
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PlainButton
from kiosk.ui.widgets.choice_grid import ChoiceGrid
from kiosk.ui.widgets.footer import Footer
from kiosk.words import station as say


class AdultsScreen(QWidget):
    """One tap chooses and leads back."""

    adult_chosen = Signal(str)
    went_back = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view: HouseholdView | None = None
        words, metrics = look.words, look.metrics
        self._band = Band(look, self)
        self._band.say(words.say(say.WHO_CHECKS_IN), "")
        self._band.setFixedHeight(self._band.upright_height())
        self._grid = ChoiceGrid(look, self)
        self._grid.choice_tapped.connect(self._on_grid_choice_tapped)
        self._back = PlainButton(look, words.say(say.BACK))
        self._back.clicked.connect(self._on_back_clicked)
        margin = metrics.space(72 if metrics.is_wide else 60)
        body = QVBoxLayout()
        body.setContentsMargins(margin, metrics.space(28), margin, metrics.space(44))
        body.setSpacing(metrics.space(24))
        body.addWidget(self._grid, 1)
        body.addWidget(Footer(look, leading=self._back, parent=self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(body, 1)

    def display(self, view: HouseholdView, selection: Selection) -> None:
        """Show the adults; the one chosen so far is filled."""
        self._view = view
        chosen = next((place for place, adult in enumerate(view.adults) if adult.person_id == selection.by), None)
        self._grid.display(tuple(adult.called_name for adult in view.adults), chosen)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the first adult."""
        return self._grid.buttons[0] if self._grid.buttons else self._back

    def _on_grid_choice_tapped(self, place: int) -> None:
        if self._view is not None:
            self.adult_chosen.emit(self._view.adults[place].person_id)

    def _on_back_clicked(self) -> None:
        self.went_back.emit()
