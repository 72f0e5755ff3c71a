"""The panel of the start and closed screens: whose house this is, a greeting, and what is open."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.start_view import StartView, StationState
from kiosk.ui.columns import Gap, Middle, Part, Spring, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.church_row import ChurchRow
from kiosk.ui.widgets.language_row import LanguageRow
from kiosk.ui.widgets.open_box import OpenBox
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.pill import Pill
from kiosk.ui.widgets.text import Text
from kiosk.words import station as say
from kiosk.words.times import clock_time, moment_name

_NOON = 12
_EVENING = 17
_STALE_DAYS = 1
PANEL_SHARE = 7 / 18
"""Of the height upright: 7 to 11 (look, "Composition")."""


class WelcomePanel(Panel):
    """The coloured panel with the greeting. On small glass it also carries notes for which the work area has no room."""

    language_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        tokens = look.tokens
        self._church = ChurchRow(look, self)
        self._rehearsal = Pill(look, look.words.say(say.REHEARSAL), self)
        self._greeting = Text(look, Type.GREETING, tokens.panel_ink, most_lines=2, parent=self)
        self._lead = Text(look, Type.LEAD, tokens.panel_soft, most_lines=3, parent=self)
        self._box = OpenBox(look, self)
        self._as_of = Text(look, Type.SMALL, tokens.panel_soft, most_lines=2, parent=self)
        self._notes: list[QWidget] = []
        self._laid_out_at = QSize()
        self._wanted: dict[QWidget, bool] = {}
        self._languages = LanguageRow(look, is_on_panel=True, parent=self)
        self._languages.setVisible(look.metrics.is_wide and len(look.languages) > 1)
        self._languages.language_chosen.connect(self.language_chosen)
        for part in (self._rehearsal, self._box, self._as_of):
            part.hide()

    def add_note(self, note: QWidget) -> None:
        """Put something below what is open."""
        note.setParent(self)
        self._notes.append(note)

    def display(self, view: StartView) -> None:
        """Greet by the church's clock, and say what is open."""
        words = self._look.words
        self._church.display(view.church_name, clock_time(words, view.now))
        hour = view.now.hour
        greeting = say.GOOD_MORNING if hour < _NOON else say.GOOD_AFTERNOON if hour < _EVENING else say.GOOD_EVENING
        self._greeting.say(words.say(greeting))
        self._lead.say(words.say(say.RIGHT_ROOM if view.state is StationState.OPEN else say.SEE_YOU))
        self._box.display(view)
        is_stale = view.people_as_of is not None and (view.now - view.people_as_of).days >= _STALE_DAYS
        if is_stale and view.people_as_of is not None:
            self._as_of.say(words.say(say.PEOPLE_AS_OF, moment=moment_name(words, view.people_as_of, view.now)))
        self._wanted = {
            self._rehearsal: view.is_rehearsal,
            self._greeting: True,
            self._lead: True,
            self._box: bool(view.open_times),
            self._as_of: is_stale,
        }
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        if self._laid_out_at != event.size():
            self.lay_out()

    def lay_out(self) -> None:
        """Head, greeting and box, foot; also when a note's words have changed. What finds no room is left out, least first."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            # It has no size of its own yet.
            return
        self._laid_out_at = self.size()
        metrics = self._look.metrics
        margin = metrics.margin
        foot = margin // 2 if metrics.is_compact else margin
        area = self.rect().adjusted(margin, foot, -margin, -foot)
        notes: list[Part] = []
        for note in self._notes:
            notes += [Gap(metrics.space(20)), note]
        parts: list[Part] = [
            self._church,
            Gap(metrics.space(20)),
            Middle(self._rehearsal, is_at_start=True),
            Gap(metrics.space(20)),
            Spring(2),
            self._greeting,
            Gap(metrics.space(12)),
            self._lead,
            Gap(metrics.space(36)),
            self._box,
            Gap(metrics.space(20)),
            self._as_of,
            *notes,
        ]
        if metrics.is_wide:
            parts += [Spring(1), self._languages]
        for part, is_wanted in self._wanted.items():
            part.setVisible(is_wanted)
        for part in (self._as_of, self._lead, self._greeting, self._box):
            if column_height(area.width(), parts) <= area.height():
                break
            part.hide()
        lay_out_column(area, parts)
        if metrics.is_wide:
            self._languages.span(area.x(), area.width())


def welcome_areas(look: Look, screen: QRect, least_work: int = 0) -> tuple[QRect, QRect]:
    """Panel and work area: 5 to 6 side by side, or 7 above 11 with the work near the hands and no less than it needs."""
    if look.metrics.is_wide:
        width = round(screen.width() * 5 / 11)
        return QRect(0, 0, width, screen.height()), QRect(width, 0, screen.width() - width, screen.height())
    height = min(round(screen.height() * PANEL_SHARE), screen.height() - least_work)
    return QRect(0, 0, screen.width(), height), QRect(0, height, screen.width(), screen.height() - height)
