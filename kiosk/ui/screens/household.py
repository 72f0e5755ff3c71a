"""Who is here today: the whole family as cards, and the one button that checks them in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.self_station import HouseholdView
from kiosk.ui.card_face import card_face
from kiosk.ui.look import Look
from kiosk.ui.selection import Selection, can_be_ticked, chosen_cards, is_in
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.pager import Pager
from kiosk.ui.widgets.person_card import PersonCardWidget, least_card_height
from kiosk.ui.widgets.segments import Segments
from kiosk.words import station as say
from kiosk.words.times import clock_time

_TALLEST_CARD_MM = 46.0


class HouseholdScreen(QWidget):
    """The cards. It shows a view and a selection, and tells what was tapped; what follows is decided elsewhere."""

    card_ticked = Signal(str, bool)
    alternatives_wanted = Signal(str)
    times_chosen = Signal(tuple)
    adults_wanted = Signal()
    check_in_tapped = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view: HouseholdView | None = None
        self._selection: Selection | None = None
        self._page = 0
        words = look.words
        self._band = Band(look, self)
        self._segments = Segments(look, self)
        self._segments.choice_tapped.connect(self._on_segments_choice_tapped)
        self._band.set_corner(self._segments)
        self._cards: list[PersonCardWidget] = []
        self._pager = Pager(look, self)
        self._pager.page_turned.connect(self._on_pager_page_turned)
        self._over = PlainButton(look, words.say(say.START_OVER))
        self._by = PlainButton(look, icon="chevron-down")
        self._go = PrimaryButton(look)
        self._footer = Footer(look, leading=self._over, middle=self._by, primary=self._go, parent=self)
        self._over.clicked.connect(self._on_over_clicked)
        self._by.clicked.connect(self._on_by_clicked)
        self._go.clicked.connect(self._on_go_clicked)

    def display(self, view: HouseholdView, selection: Selection, is_saving: bool = False) -> None:
        """Show the family with what is chosen so far."""
        if self._view is None or view.key != self._view.key:
            self._page = 0
        self._view, self._selection = view, selection
        words = self._look.words
        self._band.say(
            words.say(say.HELLO_FAMILY, name=view.family_name) if view.family_name else words.say(say.HELLO),
            self._lead(view, selection),
        )
        self._show_times(view, selection)
        while len(self._cards) < len(view.cards):
            self._add_card()
        for card, widget in zip(view.cards, self._cards, strict=False):
            widget.display(card_face(words, view, selection, card))
        by = next((adult.called_name for adult in view.adults if adult.person_id == selection.by), "")
        self._by.say(by, words.say(say.CHECKED_IN_BY))
        self._by.setVisible(bool(by))
        self._by.setEnabled(len(view.adults) > 1)
        count = len(chosen_cards(selection, view))
        if is_saving:
            self._go.say(words.say(say.CHECKING_IN), is_ready=False)
        elif count:
            self._go.say(words.count(say.CHECK_IN_PEOPLE, count))
        else:
            everyone_in = any(is_in(selection, card) for card in view.cards) and not any(
                can_be_ticked(selection, card) for card in view.cards
            )
            self._go.say(words.say(say.EVERYONE_IS_IN if everyone_in else say.TAP_WHO_IS_HERE), is_ready=False)
        for part in (*self._cards, self._segments, self._by, self._over):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_saving)
        self._lay_out()

    def _lead(self, view: HouseholdView, selection: Selection) -> str:
        words = self._look.words
        if len(view.times) == 1:
            return words.say(say.WHO_IS_HERE_AT, time=clock_time(words, view.times[0].starts_at))
        return words.say(say.WHO_IS_HERE)

    def _show_times(self, view: HouseholdView, selection: Selection) -> None:
        words = self._look.words
        names = tuple(clock_time(words, time.starts_at) for time in view.times)
        chosen = frozenset(place for place, time in enumerate(view.times) if time.key in selection.time_keys)
        if len(names) == 2:
            self._segments.display((*names, words.say(say.BOTH)), frozenset({2}) if len(chosen) == 2 else chosen)
        elif len(names) > 2:
            self._segments.display(names, chosen, is_exclusive=False)
        self._segments.setVisible(len(names) > 1)

    def _add_card(self) -> None:
        widget = PersonCardWidget(self._look, self)
        widget.clicked.connect(self._on_card_clicked)
        widget.change_pressed.connect(self._on_card_change_pressed)
        if self._cards:
            QWidget.setTabOrder(self._cards[-1].change_button, widget)
        QWidget.setTabOrder(widget, widget.change_button)
        self._cards.append(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        """The footer near the hands, cards above it as tall as they like, and the band takes what is left."""
        if self._view is None:
            return
        metrics = self._look.metrics
        margin = metrics.space(72 if metrics.is_wide else 60)
        bottom = self._lay_out_footer(margin)
        gap = max(metrics.gap, metrics.space(18))
        columns = 2 if metrics.is_wide else 1
        width = (self.width() - 2 * margin - (columns - 1) * gap) // columns
        count = len(self._view.cards)
        least = max([least_card_height(self._look), *(self._cards[place].height_at(width) for place in range(count))])
        band = self._band.least_height(self.width())
        air = metrics.space(28)
        space = bottom - air - band - air
        rows, pages = self._rows_and_pages(space, least, gap, columns, count)
        is_paged = pages > 1
        if is_paged:
            space -= self._pager.sizeHint().height() + metrics.gap
            rows, pages = self._rows_and_pages(space, least, gap, columns, count)
        shown_rows = min(rows, -(-count // columns))
        height = max(
            least,
            min(metrics.mm(_TALLEST_CARD_MM), round(least * 1.25), (space - (shown_rows - 1) * gap) // shown_rows),
        )
        used = shown_rows * height + (shown_rows - 1) * gap
        self._page = min(self._page, pages - 1)
        self._pager.display(self._page, pages)
        if is_paged:
            bottom -= self._pager.sizeHint().height() + metrics.gap
            self._pager.setGeometry(
                margin, bottom + metrics.gap - air, self.width() - 2 * margin, self._pager.sizeHint().height()
            )
        top = bottom - air - used
        band_height = top - air
        most = round(self.height() * (0.42 if metrics.is_wide else 0.4))
        if band_height > most:
            # Few people: the cards keep near the band rather than leave a hole between.
            top -= round((band_height - most) * 0.55)
            band_height = most
        self._band.setGeometry(0, 0, self.width(), band_height)
        first = self._page * rows * columns
        for place, widget in enumerate(self._cards):
            seat = place - first
            is_shown = 0 <= seat < rows * columns and place < count
            widget.setVisible(is_shown)
            if is_shown:
                row, column = divmod(seat, columns)
                if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                    column = columns - 1 - column
                widget.setGeometry(margin + column * (width + gap), top + row * (height + gap), width, height)

    @staticmethod
    def _rows_and_pages(space: int, least: int, gap: int, columns: int, count: int) -> tuple[int, int]:
        rows = max(1, (space + gap) // (least + gap))
        return rows, max(1, -(-count // (rows * columns)))

    def _lay_out_footer(self, margin: int) -> int:
        """Place the buttons; gives back the top of the footer."""
        width = self.width() - 2 * margin
        height = self._footer.heightForWidth(width)
        y = self.height() - self._look.metrics.space(44) - height
        self._footer.setGeometry(margin, y, width, height)
        self._footer.lay_out()
        return y

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the button that is pressed most often."""
        return self._go

    def _on_card_clicked(self) -> None:
        widget = self.sender()
        if isinstance(widget, PersonCardWidget) and widget.person_id is not None:
            self.card_ticked.emit(widget.person_id, widget.isChecked())

    def _on_card_change_pressed(self) -> None:
        widget = self.sender()
        if isinstance(widget, PersonCardWidget) and widget.person_id is not None:
            self.alternatives_wanted.emit(widget.person_id)

    def _on_segments_choice_tapped(self, place: int) -> None:
        view, selection = self._view, self._selection
        if view is None or selection is None:
            return
        keys = tuple(time.key for time in view.times)
        if len(keys) == 2:
            self.times_chosen.emit(keys if place == 2 else (keys[place],))
            return
        wanted = set(selection.time_keys) ^ {keys[place]}
        self.times_chosen.emit(tuple(key for key in keys if key in wanted) or selection.time_keys)

    def _on_pager_page_turned(self, page: int) -> None:
        self._page = page
        self._lay_out()

    def _on_over_clicked(self) -> None:
        self.left.emit()

    def _on_by_clicked(self) -> None:
        self.adults_wanted.emit()

    def _on_go_clicked(self) -> None:
        self._go.say(self._look.words.say(say.CHECKING_IN), is_ready=False)
        self.check_in_tapped.emit()
