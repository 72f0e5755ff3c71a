"""One missing fact, asked there and then: a birthdate in three taps, a grade or a gender in one."""

import calendar
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.people import Gender
from kiosk.services.self_station import Fact, PersonCard, Question
from kiosk.ui.card_face import gender_words, question_words
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.choice_grid import ChoiceGrid
from kiosk.ui.widgets.choice_page import ChoicePage, fill
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.segments import Segments
from kiosk.words import station as say
from kiosk.words.times import MONTHS, civil_date

_YEARS = 110
_PART_SHAPES = ((20, 5), (12, None), (31, 7))
_PART_SHAPES_WIDE = ((20, 5), (12, 4), (31, 7))
_PART_SHAPES_LOW = ((15, 5), (12, 4), (31, 7))
"""How many years, months and days a page shows at most, and how many stand side by side if they may: a row less on low glass."""
_ADULT_YEARS = 18
_PARTS = (say.YEAR, say.MONTH, say.DAY)


class QuestionScreen(QWidget):
    """A grid of answers. A birthdate is asked for as year, month and day, each a tap; the parts above lead back to them."""

    answered = Signal(object)
    skipped = Signal()
    went_back = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._card: PersonCard | None = None
        self._question: Question | None = None
        self._today = date.min
        self._part = 0
        self._parts: list[int | None] = [None, None, None]
        self._chosen: int | None = None
        words = look.words
        self._band = Band(look, self)
        self._segments = Segments(look, self)
        self._segments.choice_tapped.connect(self._on_segments_choice_tapped)
        self._band.set_corner(self._segments)
        self._grid = ChoiceGrid(look, self)
        self._grid.choice_tapped.connect(self._on_grid_choice_tapped)
        self._back = PlainButton(look, words.say(say.BACK))
        self._without = PlainButton(look)
        self._save = PrimaryButton(look, words.say(say.SAVE))
        self._back.clicked.connect(self._on_back_clicked)
        self._without.clicked.connect(self._on_without_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        footer = Footer(look, leading=self._back, middles=(self._without,), pager=self._grid.pager, primary=self._save)
        self._page = ChoicePage(look, self._band, self._grid, footer, self)
        fill(self, self._page)

    def ask(self, card: PersonCard, today: date) -> None:
        """Begin to ask about this person."""
        self._card, self._question, self._today = card, card.question, today
        self._part, self._parts, self._chosen = 0, [None, None, None], None
        go_on = say.DO_NOT_KNOW if card.further_questions else say.GO_ON_WITHOUT
        self._without.say(self._look.words.say(go_on, name=isolated(card.called_name)))
        self.display()

    def is_asking(self, card: PersonCard) -> bool:
        """Whether the card's question is the one that is being asked."""
        return self._card is not None and (self._card.person_id, self._question) == (card.person_id, card.question)

    def display(self, is_saving: bool = False) -> None:
        """Show how far the answer is."""
        card, question = self._card, self._question
        if card is None or question is None:
            return
        words = self._look.words
        is_birthdate = question.fact is Fact.BIRTHDATE
        # On small glass the days of a month need the room; "Back" leads from part to part as well.
        has_parts = is_birthdate and not self._look.metrics.is_compact
        self._segments.setVisible(has_parts)
        if has_parts:
            self._segments.display(self._part_texts(), frozenset({self._part}))
        born = self._birthdate()
        lead = "" if is_birthdate and self._look.metrics.is_compact else words.say(say.FOR_THE_RIGHT_ROOM)
        self._band.say(question_words(words, card, question), lead)
        choices, chosen = self._choices(question)
        metrics = self._look.metrics
        shapes = _PART_SHAPES if not metrics.is_wide else _PART_SHAPES_LOW if metrics.is_compact else _PART_SHAPES_WIDE
        most, columns = shapes[self._part] if is_birthdate else (len(choices), None)
        self._grid.display(choices, chosen, most=most, columns=columns)
        is_ready = not is_saving and (born is not None if is_birthdate else self._chosen is not None)
        if is_saving:
            text = words.say(say.SAVING)
        else:
            text = words.say(say.SAVE_DATE, date=civil_date(words, born)) if born else words.say(say.SAVE)
        self._save.say(text, is_ready=is_ready)
        # Year, month and day are one question: its band stays as it is while the answers below it change.
        self._page.lay_out(is_band_least=is_birthdate and metrics.is_wide)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the first answer."""
        return self._grid.buttons[0] if self._grid.buttons else self._back

    def _part_texts(self) -> tuple[str, ...]:
        words = self._look.words
        year, month, day = self._parts
        return (
            str(year) if year else words.say(_PARTS[0]),
            words.say(MONTHS[month - 1]) if month else words.say(_PARTS[1]),
            str(day) if day else words.say(_PARTS[2]),
        )

    def _years(self) -> range:
        newest = self._today.year if self._card is None or self._card.is_child else self._today.year - _ADULT_YEARS
        return range(newest, newest - _YEARS, -1)

    def _choices(self, question: Question) -> tuple[tuple[str, ...], int | None]:
        words = self._look.words
        match question.fact:
            case Fact.GRADE:
                return tuple(grade.name for grade in question.grades), self._chosen
            case Fact.GENDER:
                is_child = self._card is not None and self._card.is_child
                return tuple(gender_words(words, gender, is_child) for gender in Gender), self._chosen
            case Fact.BIRTHDATE:
                chosen = self._parts[self._part]
                if self._part == 0:
                    years = self._years()
                    return tuple(str(year) for year in years), years.index(chosen) if chosen else None
                if self._part == 1:
                    return tuple(words.say(month) for month in MONTHS), chosen - 1 if chosen else None
                return tuple(str(day) for day in range(1, self._days() + 1)), chosen - 1 if chosen else None

    def _days(self) -> int:
        year, month, _ = self._parts
        return calendar.monthrange(year, month)[1] if year and month else 31

    def _birthdate(self) -> date | None:
        """The date, once all parts are there and it is no day to come."""
        year, month, day = self._parts
        if year is None or month is None or day is None or day > self._days():
            return None
        born = date(year, month, day)
        return born if born <= self._today else None

    def _on_segments_choice_tapped(self, place: int) -> None:
        # A later part is asked for only once those before it are known.
        if all(part is not None for part in self._parts[:place]):
            self._part = place
        self.display()

    def choose(self, place: int) -> None:
        """Take the answer at this place of the grid; a part of a birthdate leads to the next."""
        if self._question is None:
            return
        if self._question.fact is not Fact.BIRTHDATE:
            self._chosen = place
        elif self._part == 0:
            self._parts[0] = self._years()[place]
            self._part = 1
        elif self._part == 1:
            self._parts[1] = place + 1
            self._part = 2
        else:
            self._parts[2] = place + 1
        self.display()

    def _on_grid_choice_tapped(self, place: int) -> None:
        self.choose(place)

    def _on_without_clicked(self) -> None:
        self.skipped.emit()

    def _on_back_clicked(self) -> None:
        if self._part > 0:
            self._part -= 1
            self.display()
        else:
            self.went_back.emit()

    def _on_save_clicked(self) -> None:
        question, born = self._question, self._birthdate()
        if question is None:
            return
        answer: date | int | Gender | None
        match question.fact:
            case Fact.BIRTHDATE:
                answer = born
            case Fact.GRADE:
                answer = question.grades[self._chosen].key if self._chosen is not None else None
            case Fact.GENDER:
                answer = tuple(Gender)[self._chosen] if self._chosen is not None else None
        if answer is not None:
            self._save.say(self._look.words.say(say.SAVING), is_ready=False)
            self.answered.emit(answer)
