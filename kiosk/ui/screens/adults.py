"""Who is checking in: the adults of the household."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.services.self_station import AdultChoice, HouseholdView
from kiosk.ui.card_face import seat_of
from kiosk.ui.look import Look
from kiosk.ui.selection import Selection
from kiosk.ui.widgets.avatar import Face
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PlainButton
from kiosk.ui.widgets.choice_grid import ChoiceGrid
from kiosk.ui.widgets.choice_page import ChoicePage, fill
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
        words = look.words
        self._band = Band(look, self)
        self._band.say(words.say(say.WHO_CHECKS_IN), "")
        self._grid = ChoiceGrid(look, self, are_cards=True)
        self._grid.choice_tapped.connect(self._on_grid_choice_tapped)
        self._back = PlainButton(look, words.say(say.BACK))
        self._back.clicked.connect(self._on_back_clicked)
        self._page = ChoicePage(
            look, self._band, self._grid, Footer(look, leading=self._back, pager=self._grid.pager), self
        )
        fill(self, self._page)

    def display(self, view: HouseholdView, selection: Selection) -> None:
        """Show the adults; the one chosen so far is ticked."""
        self._view = view
        chosen = next((place for place, adult in enumerate(view.adults) if adult.person_id == selection.by), None)
        self._grid.display(
            tuple(adult.called_name for adult in view.adults),
            chosen,
            faces=tuple(_face(view, adult, place) for place, adult in enumerate(view.adults)),
        )
        self._page.lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the first adult."""
        return self._grid.buttons[0] if self._grid.buttons else self._back

    def _on_grid_choice_tapped(self, place: int) -> None:
        if self._view is not None:
            self.adult_chosen.emit(self._view.adults[place].person_id)

    def _on_back_clicked(self) -> None:
        self.went_back.emit()


def _face(view: HouseholdView, adult: AdultChoice, place: int) -> Face:
    """The face of the adult's card on the page before, or one of their own where they have no card there."""
    for card in view.cards:
        if card.person_id == adult.person_id:
            return Face(card.initials, seat_of(view, card.person_id), card.avatar)
    return Face(adult.called_name[:1].upper(), len(view.cards) + place)
