"""No tag: look closely first, item by item; then a new tag, or the release itself."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.lost_tag import IdentityCheck
from kiosk.ui.columns import Gap, Growing, Part, Spring, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.cautions import caution_words
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.entry import DIGITS, Entry
from kiosk.ui.staff.lost_flow import LostScene
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say


class LostScreen(QWidget):
    """Every part of the check has to be gone through; nothing is ticked to begin with."""

    searched = Signal(str)
    child_toggled = Signal(str)
    item_toggled = Signal(object)
    name_typed = Signal(str)
    reason_typed = Signal(str)
    second_typed = Signal(str)
    new_tag_tapped = Signal()
    release_tapped = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words, tokens = look.words, look.tokens
        voice = Type.LEAD if look.metrics.is_compact else Type.NAME
        self._title = Text(look, voice, tokens.ink, words.say(say.LOST_TITLE), most_lines=2, parent=self)
        self._search = Entry(look, words.say(say.WHICH_CHILD), is_large=True, parent=self)
        self._search.textChanged.connect(self.searched)
        self._children = RowList(look, words.say(say.WHICH_CHILD), self)
        self._search.moved.connect(self._children.step)
        self._search.entered.connect(lambda _: self._toggle_current())
        self._children.row_chosen.connect(self.child_toggled)
        self._caution = Notice(look, self, most_lines=6)
        self._checks = RowList(look, words.say(say.LOST_TITLE), self)
        self._checks.row_chosen.connect(lambda key: self.item_toggled.emit(IdentityCheck(key)))
        self._name = Entry(look, words.say(say.NAME_OF_ADULT), parent=self)
        self._name.textChanged.connect(self.name_typed)
        self._reason = Entry(look, words.say(say.WHAT_HAPPENED), parent=self)
        self._reason.textChanged.connect(self.reason_typed)
        self._second = Entry(look, words.say(say.SECOND_PIN), keys=DIGITS, parent=self)
        self._second.setEchoMode(Entry.EchoMode.Password)
        self._second.textChanged.connect(self.second_typed)
        self._said = Notice(look, self)
        self._good = Text(look, Type.BODY, tokens.good, most_lines=2, parent=self)
        self._good.embolden()
        self._back = DeskButton(look, words.say(say.BACK), hint=words.say(say.KEY_ESC))
        self._back.clicked.connect(self.left)
        # On small glass the tab above leads back.
        self._back.setVisible(not look.metrics.is_compact)
        self._release = DeskButton(look, words.say(say.RELEASE_WITHOUT), weight=Weight.WARN)
        self._release.clicked.connect(self.release_tapped)
        self._tag = DeskButton(look, words.say(say.NEW_TAG), icon="label", weight=Weight.PRIMARY)
        self._tag.clicked.connect(self.new_tag_tapped)
        self._buttons = ButtonRow(look, (self._back,), (self._release, self._tag), self)
        LetterKeys(look, self).attach(*self.findChildren(Entry))

    def display(self, scene: LostScene) -> None:
        """Show the form as it is."""
        words = self._look.words
        self._children.display(
            [
                Row(
                    line.person_id,
                    line.name,
                    ", ".join(dict.fromkeys(room.name for room in line.rooms)),
                    is_ticked=line.person_id in scene.chosen,
                    initials=line.initials,
                    seat=place,
                    photo=line.photo,
                )
                for place, line in enumerate(scene.found)
            ],
            words.say(say.NOBODY_INSIDE) if scene.has_searched and self._search.text().strip() else "",
        )
        self._checks.display(
            [
                Row(item.value, words.say(say.CHECKS[item.value]), is_ticked=item in scene.checks)
                for item in IdentityCheck
            ]
        )
        for entry, text in ((self._name, scene.name), (self._reason, scene.reason), (self._second, scene.second_pin)):
            if entry.text() != text:
                entry.setText(text)
        text = scene.said.in_words(words)
        self._said.say("" if scene.said.is_good else text)
        self._good.say(text if scene.said.is_good else "")
        self._good.setVisible(scene.said.is_good)
        barred = dict.fromkeys(name for line in scene.lines for name in line.caution.not_authorised)
        alerts = [alert for line in scene.lines for alert in line.caution.alerts]
        self._caution.say(" · ".join(caution_words(words, barred, alerts)))
        self._release.setEnabled(scene.is_ready)
        self._tag.setEnabled(scene.is_ready)
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._search

    def go_back(self) -> bool:
        """Esc leads back to the door."""
        self.left.emit()
        return True

    def begin_anew(self) -> None:
        """An empty form."""
        self._search.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        gap, between = Gap(metrics.gap), metrics.mm(5)
        self._buttons.lay_out()
        # On small glass what has to be known takes the title's place.
        self._title.setVisible(not metrics.is_compact or self._caution.isHidden())
        title = self._title.heightForWidth(self.width()) if not self._title.isHidden() else 0
        self._title.setGeometry(0, 0, self.width(), title)
        foot = self._buttons.heightForWidth(self.width())
        self._buttons.setGeometry(0, self.height() - foot, self.width(), foot)
        area = self.rect().adjusted(0, title + metrics.gap, 0, -foot - metrics.gap)
        checks = self._checks.height_of(len(IdentityCheck))
        self._checks.setMaximumHeight(checks)
        self._checks.setMinimumHeight(min(checks, self._checks.least_height))
        parts: tuple[Part, ...] = (
            Growing(self._checks),
            gap,
            self._name,
            gap,
            self._reason,
            gap,
            self._second,
            gap,
            self._said,
            self._good,
            Spring(),
        )
        if metrics.is_wide:
            half = (area.width() - between) // 2
            first = QRect(area.left(), area.top(), half, area.height())
            second = QRect(area.left() + half + between, area.top(), half, area.height())
        else:
            # Small glass gives the form what it needs, and the children the rest.
            half = area.height() - between - column_height(area.width(), parts)
            half = half if metrics.is_compact else round((area.height() - between) * 0.42)
            first = QRect(area.left(), area.top(), area.width(), half)
            second = QRect(area.left(), area.top() + half + between, area.width(), area.height() - half - between)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            first.moveLeft(self.width() - first.width() - first.left())
            second.moveLeft(self.width() - second.width() - second.left())
        lay_out_column(first, (self._search, gap, self._caution, gap, Growing(self._children)))
        lay_out_column(second, parts)

    def _toggle_current(self) -> None:
        if self._children.current:
            self.child_toggled.emit(self._children.current)
