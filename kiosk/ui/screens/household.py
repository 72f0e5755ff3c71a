"""Who is here today: the whole family as cards, and the one button that checks them in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.self_station import HouseholdView
from kiosk.ui.card_face import card_face
from kiosk.ui.focus_order import tab_in_reading_order
from kiosk.ui.look import Look
from kiosk.ui.selection import Selection, can_be_ticked, chosen_cards, is_in
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.choice_page import bottom_margin
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.pager import Pager
from kiosk.ui.widgets.person_card import CardFace, PersonCardWidget, Room
from kiosk.ui.widgets.segments import Segments
from kiosk.ui.widgets.welcome_panel import PANEL_SHARE
from kiosk.words import station as say
from kiosk.words.times import clock_time

_GENEROUS, _GENEROUS_COMPACT = 1.3, 1.06
"""Of the height a card needs: how tall it stands where there is room."""
_TALLEST_CARD_MM = 56.0
_FEW_WIDE, _FEW_TALL = 2, 3
"""So many people leave plenty of room for each."""
_MOST_BAND_WIDE = 0.36
_MOST_BAND_TALL = PANEL_SHARE
"""Upright as on every other page, so that nothing jumps between them."""


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
        self._can_go_on = True
        self._is_several = False
        words = look.words
        self._band = Band(look, self)
        self._segments = Segments(look, self)
        self._segments.choice_tapped.connect(self._on_segments_choice_tapped)
        self._band.set_corner(self._segments)
        self._cards: list[PersonCardWidget] = []
        self._pager = Pager(look)
        self._pager.page_turned.connect(self._on_pager_page_turned)
        self._over = PlainButton(look, words.say(say.START_OVER))
        self._by = PlainButton(look, icon="chevron-down")
        self._go = PrimaryButton(look)
        self._footer = Footer(
            look, leading=self._over, middles=(self._by,), pager=self._pager, primary=self._go, parent=self
        )
        self._over.clicked.connect(self._on_over_clicked)
        self._by.clicked.connect(self._on_by_clicked)
        self._go.clicked.connect(self._on_go_clicked)

    def display(self, view: HouseholdView, selection: Selection, is_saving: bool = False) -> None:
        """Show the family with what is chosen so far."""
        if self._view is None or view.key != self._view.key:
            self._page, self._is_several = 0, False
        self._view, self._selection = view, selection
        words = self._look.words
        self._band.say(
            words.say(say.HELLO_FAMILY, name=view.family_name) if view.family_name else words.say(say.HELLO),
            self._lead(view, selection),
        )
        self._show_times(view, selection)
        while len(self._cards) < len(view.cards):
            self._add_card()
        faces = [card_face(words, view, selection, card) for card in view.cards]
        room = self._room(faces)
        for face, widget in zip(faces, self._cards, strict=False):
            widget.display(face, room)
        by = next((adult.called_name for adult in view.adults if adult.person_id == selection.by), "")
        self._by.say(by, words.say(say.CHECKED_IN_BY))
        can_go_on = any(face.can_be_ticked for face in faces)
        self._by.setVisible(bool(by) and can_go_on)
        self._by.setEnabled(len(view.adults) > 1)
        self._over.setVisible(can_go_on)
        self._can_go_on = can_go_on
        count = len(chosen_cards(selection, view))
        if is_saving:
            self._go.say(words.say(say.CHECKING_IN), is_ready=False)
        elif not can_go_on:
            self._go.say(words.say(say.DONE))
        elif count:
            self._go.say(words.count(say.CHECK_IN_PEOPLE, count))
        else:
            self._go.say(words.say(say.TAP_WHO_IS_HERE), is_ready=False)
        for part in (*self._cards, self._segments, self._by, self._over):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_saving)
        self._lay_out()

    def _room(self, faces: list[CardFace]) -> Room:
        """As much for each card as their number leaves."""
        metrics = self._look.metrics
        if metrics.is_compact:
            return Room.LITTLE if any(face.has_alternatives for face in faces) else Room.ENOUGH
        few = _FEW_WIDE if metrics.is_wide else _FEW_TALL
        return Room.PLENTY if len(faces) <= few and not metrics.is_low else Room.ENOUGH

    def _lead(self, view: HouseholdView, selection: Selection) -> str:
        words = self._look.words
        if not any(can_be_ticked(selection, card) for card in view.cards):
            is_everyone_in = all(is_in(selection, card) for card in view.cards)
            if is_everyone_in:
                return words.say(say.EVERYONE_IS_IN)
            desk = self._look.welcome_desk
            return words.say(say.A_HELPER_HELPS_AT, where=desk) if desk else words.say(say.A_HELPER_HELPS)
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
            self._is_several = self._is_several or len(chosen) > 1
            several = frozenset({len(names)}) if self._is_several else frozenset()
            self._segments.display((*names, words.say(say.SEVERAL)), chosen | several, is_exclusive=False)
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
        view = self._view
        if view is None:
            return
        metrics = self._look.metrics
        margin = metrics.margin
        width = self.width() - 2 * margin
        gap = max(metrics.gap, metrics.space(18))
        air = metrics.gap if metrics.is_low else max(metrics.gap, metrics.space(30))
        half, shown = (width - gap) // 2, self._cards[: len(view.cards)]
        # Beside one another, unless a name in large letters would be cut there.
        columns = (
            2 if metrics.is_wide and len(shown) > 1 and not any(widget.cuts_name_at(half) for widget in shown) else 1
        )
        card_width = (width - (columns - 1) * gap) // columns
        band = self._band.least_height(self.width())
        needs = [widget.height_at(card_width) for widget in shown]
        space = self._space(width, band, air, has_pager=False)
        pages = self._pages(needs, columns, gap, space)
        if len(pages) > 1:
            space = self._space(width, band, air, has_pager=True)
            pages = self._pages(needs, columns, gap, space)
        self._page = min(self._page, len(pages) - 1)
        self._pager.display(self._page, len(pages))
        self._place_footer(margin, width)
        first, last = pages[self._page]
        heights = self._heights(needs[first:last], columns, gap, space)
        if len(pages) > 1 and self._page == len(pages) - 1:
            # The last page keeps the rhythm of the others.
            heights = [max(heights[0], *self._heights(needs[: pages[0][1]], columns, gap, space)[:1])] * len(heights)
        used = sum(heights) + gap * (len(heights) - 1)
        bottom = band + 2 * air + space - air
        slack = bottom - air - used - band
        most = round(self.height() * (_MOST_BAND_WIDE if metrics.is_wide else _MOST_BAND_TALL))
        band_height = min(band + slack, max(band, most))
        self._band.setGeometry(0, 0, self.width(), band_height)
        # What the band does not take lies above and below the cards.
        y = bottom - used - (slack - (band_height - band)) // 2
        for place, widget in enumerate(self._cards):
            # Hiding what stays would take the keyboard's focus from it.
            widget.setVisible(first <= place < last)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for place, widget in enumerate(self._cards[first:last]):
            row, column = divmod(place, columns)
            column = columns - 1 - column if is_right_to_left else column
            top = y + sum(heights[:row]) + gap * row
            widget.setGeometry(margin + column * (card_width + gap), top, card_width, heights[row])
        tab_in_reading_order(self)

    def _space(self, width: int, band: int, air: int, *, has_pager: bool) -> int:
        """Pixels for cards between the least band and the footer."""
        foot = self._footer.height_at(width, has_pager=has_pager)
        return self.height() - bottom_margin(self._look) - foot - band - 2 * air

    def _place_footer(self, margin: int, width: int) -> None:
        height = self._footer.heightForWidth(width)
        self._footer.setGeometry(margin, self.height() - bottom_margin(self._look) - height, width, height)
        self._footer.lay_out()

    @staticmethod
    def _pages(needs: list[int], columns: int, gap: int, space: int) -> list[tuple[int, int]]:
        """First and last (exclusive) card of each page: as many rows as fit, each as tall as its tallest card."""
        pages: list[tuple[int, int]] = []
        first = used = 0
        for start in range(0, len(needs), columns):
            height = max(needs[start : start + columns])
            if start > first and used + gap + height > space:
                pages.append((first, start))
                first, used = start, height
            else:
                used += height + (gap if start > first else 0)
        return [*pages, (first, len(needs))]

    def _heights(self, needs: list[int], columns: int, gap: int, space: int) -> list[int]:
        """Of each row: all alike and generous where that fits, else what each needs."""
        rows = [max(needs[start : start + columns]) for start in range(0, len(needs), columns)]
        tallest = max(rows)
        free = space - gap * (len(rows) - 1)
        if tallest * len(rows) <= free:
            # On small glass the band needs the air more than the cards do.
            more = _GENEROUS_COMPACT if self._look.metrics.is_compact and len(rows) > 2 else _GENEROUS
            generous = min(self._look.metrics.mm(_TALLEST_CARD_MM), round(tallest * more))
            return [max(tallest, min(generous, free // len(rows)))] * len(rows)
        return rows

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
        if place == len(keys):
            # From one time to several, or back to the first of them.
            self._is_several = not self._is_several
            self.times_chosen.emit(selection.time_keys if self._is_several else selection.time_keys[:1])
        elif self._is_several:
            wanted = set(selection.time_keys) ^ {keys[place]}
            self.times_chosen.emit(tuple(key for key in keys if key in wanted) or selection.time_keys)
        else:
            self.times_chosen.emit((keys[place],))

    def _on_pager_page_turned(self, page: int) -> None:
        self._page = page
        self._lay_out()

    def _on_over_clicked(self) -> None:
        self.left.emit()

    def _on_by_clicked(self) -> None:
        self.adults_wanted.emit()

    def _on_go_clicked(self) -> None:
        if not self._can_go_on:
            self.left.emit()
            return
        self._go.say(self._look.words.say(say.CHECKING_IN), is_ready=False)
        self.check_in_tapped.emit()
