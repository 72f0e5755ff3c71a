"""One person's alternatives: another room, what the room offers to tick, fewer times, serving instead of attending."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.services.self_station import HouseholdView, OptionChoice, PersonCard, PersonTime, RoomChoice
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.selection import Selection, options_ticked, room_of
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PrimaryButton
from kiosk.ui.widgets.choice_grid import ChoiceGrid
from kiosk.ui.widgets.choice_page import ChoicePage, fill
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.segments import Segments
from kiosk.words import station as say
from kiosk.words.times import clock_time


class PersonScreen(QWidget):
    """A tap on a room holds at once; the button only leads back."""

    room_chosen = Signal(str, str, str)
    time_skipped = Signal(str, str)
    option_ticked = Signal(str, str)
    volunteer_set = Signal(str, bool)
    went_back = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._card: PersonCard | None = None
        self._times: tuple[PersonTime, ...] = ()
        self._choices: tuple[RoomChoice | OptionChoice | None, ...] = ()
        """What can be tapped: rooms, not coming at this time (None), options of the room that is chosen."""
        self._time_key = ""
        words = look.words
        self._band = Band(look, self)
        self._segments = Segments(look, self)
        self._segments.choice_tapped.connect(self._on_segments_choice_tapped)
        self._band.set_corner(self._segments)
        # Side by side on small glass the circle of a card would take the room of its words.
        self._grid = ChoiceGrid(look, self, are_cards=not (look.metrics.is_compact and look.metrics.is_wide))
        self._grid.choice_tapped.connect(self._on_grid_choice_tapped)
        self._serve = Segments(look, self, is_on_panel=False)
        self._serve.choice_tapped.connect(self._on_serve_choice_tapped)
        self._back = PrimaryButton(look, words.say(say.BACK_TO_FAMILY))
        self._back.clicked.connect(self._on_back_clicked)
        footer = Footer(look, leading=self._serve, pager=self._grid.pager, primary=self._back)
        self._page = ChoicePage(look, self._band, self._grid, footer, self)
        fill(self, self._page)
        self._selection: Selection | None = None
        self._view: HouseholdView | None = None

    def display(self, view: HouseholdView, selection: Selection, card: PersonCard) -> None:
        """Show where this person can go at each chosen time."""
        self._view, self._selection, self._card = view, selection, card
        self._times = tuple(
            time
            for key in selection.time_keys
            for time in card.times
            if time.time_key == key and not time.is_already_in
        )
        if self._time_key not in {time.time_key for time in self._times}:
            self._time_key = self._times[0].time_key if self._times else ""
        words = self._look.words
        starts = {time.key: clock_time(words, time.starts_at) for time in view.times}
        place = next((place for place, time in enumerate(self._times) if time.time_key == self._time_key), 0)
        is_many = len(self._times) > 1
        self._segments.setVisible(is_many)
        if is_many:
            self._segments.display(tuple(starts[time.time_key] for time in self._times), frozenset({place}))
        self._band.say(words.say(say.WHERE_TO, name=isolated(card.called_name)), "")
        self._show_rooms(selection, card, starts)
        self._serve.setVisible(card.may_volunteer)
        if card.may_volunteer:
            is_volunteer = card.person_id in selection.volunteers
            self._serve.display((words.say(say.ATTENDING), words.say(say.SERVING)), frozenset({int(is_volunteer)}))
        self._page.lay_out()

    def _show_rooms(self, selection: Selection, card: PersonCard, starts: dict[str, str]) -> None:
        time = self._time()
        if time is None:
            return
        words = self._look.words
        room = room_of(selection, card, time)
        is_skipped = (card.person_id, time.time_key) in selection.skipped
        options = room.options if room is not None and not is_skipped else ()
        self._choices = (*time.rooms, *((None,) if len(self._times) > 1 else ()), *options)
        ticked = options_ticked(selection, card, room) if room is not None else ()
        not_then = words.say(say.NOT_AT, time=starts[time.time_key])
        self._grid.display(
            (*(_name(one) or not_then for one in self._choices), *(missed.name for missed in time.not_offered)),
            self._choices.index(None if is_skipped else room) if is_skipped or room in time.rooms else None,
            notes=tuple(one.why if isinstance(one, RoomChoice) else "" for one in (*self._choices, *time.not_offered)),
            barred=len(time.not_offered),
            ticks={self._choices.index(one): one in ticked for one in options},
        )

    def _time(self) -> PersonTime | None:
        return next((time for time in self._times if time.time_key == self._time_key), None)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the first room."""
        return self._grid.buttons[0] if self._grid.buttons else self._back

    def _on_segments_choice_tapped(self, place: int) -> None:
        if self._view is not None and self._selection is not None and self._card is not None:
            self._time_key = self._times[place].time_key
            self.display(self._view, self._selection, self._card)

    def _on_grid_choice_tapped(self, place: int) -> None:
        time, card = self._time(), self._card
        if time is None or card is None:
            return
        match self._choices[place]:
            case RoomChoice(location_id=room):
                self.room_chosen.emit(card.person_id, time.time_key, room)
            case OptionChoice(id=option):
                self.option_ticked.emit(card.person_id, option)
            case None:
                self.time_skipped.emit(card.person_id, time.time_key)

    def _on_serve_choice_tapped(self, place: int) -> None:
        if self._card is not None:
            self.volunteer_set.emit(self._card.person_id, place == 1)

    def _on_back_clicked(self) -> None:
        self.went_back.emit()


def _name(choice: RoomChoice | OptionChoice | None) -> str:
    match choice:
        case RoomChoice(name=name) | OptionChoice(body=name):
            return name
        case None:
            return ""
