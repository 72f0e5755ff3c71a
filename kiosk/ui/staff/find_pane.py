"""One search box, and what it found as one types."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.look_in_planning_center import HouseholdThere
from kiosk.services.self_station import FamilyKey
from kiosk.services.staff_views import FamilyHit, Findings
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.entry import Entry
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.text import Text
from kiosk.words import Words
from kiosk.words import desk as say_desk
from kiosk.words import staff as say

CODE = "code"
NEW_FAMILY = "new-family"
LABEL_ONLY = "label-only"
LOOK_LIVE = "look-live"
_INACTIVE = "inactive:"


class FindPane(QWidget):
    """``typed``: the text has changed; ``family_chosen``; ``code_chosen``: the text is meant as a pick-up code."""

    typed = Signal(str)
    family_chosen = Signal(object)
    code_chosen = Signal()
    new_family_wanted = Signal()
    label_wanted = Signal()
    inactive_chosen = Signal(str)
    live_wanted = Signal()
    live_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._findings: Findings | None = None
        self._entered = ""
        self._keys: dict[str, FamilyKey] = {}
        self._live: dict[str, HouseholdThere] = {}
        words = look.words
        self._box = Entry(look, words.say(say.SEARCH_HINT), is_large=True, parent=self)
        self._box.textChanged.connect(self._on_box_text_changed)
        self._box.entered.connect(self._on_box_entered)
        self._rows = RowList(look, words.say(say.SEARCH_HINT), self)
        self._box.moved.connect(self._rows.step)
        self._nobody = Text(look, Type.BODY, look.tokens.soft, most_lines=3, parent=self)
        self._rows.row_chosen.connect(self._on_rows_row_chosen)
        self._rows.left_at_top.connect(self.begin)

    def display(
        self, findings: Findings, live: tuple[HouseholdThere, ...] | None = None, *, is_looking: bool = False
    ) -> None:
        """Show what was found here; and, where nobody was, in Planning Center."""
        words = self._look.words
        is_new = self._findings is None or findings.text != self._findings.text
        self._findings = findings
        self._keys = {f"{place}:{hit.name}": hit.key for place, hit in enumerate(findings.families)}
        rows = [_hit_row(words, key, hit) for key, hit in zip(self._keys, findings.families, strict=True)]
        if findings.code:
            rows.append(
                Row(CODE, words.say(say.CODE_ROW, code=findings.code), words.say(say.CODE_ROW_DETAIL), initials="⤷")
            )
        is_nobody = bool(findings.text) and not findings.families
        nobody = (
            say_desk.LOOKING_LIVE if is_looking else say_desk.NOBODY_FOUND if live is None else say_desk.NOBODY_LIVE
        )
        self._nobody.say(words.say(nobody, text=findings.text) if is_nobody and not live else "")
        self._nobody.setVisible(is_nobody and not live)
        before = list(self._live)
        self._live = {f"live:{place}": one for place, one in enumerate(live or ())}
        if is_nobody and not is_looking:
            # While it is asked nothing can be chosen by an Enter too many.
            rows += [
                Row(f"{_INACTIVE}{id}", name, words.say(say_desk.INACTIVE_DETAIL), is_quiet=True)
                for id, name in findings.inactive
            ]
            rows += [_live_row(words, key, one) for key, one in self._live.items()]
            rows += _ways_out(words, can_look=live is None)
        self._rows.display(rows, words.say(say.SEARCH_EMPTY))
        if (is_new or before != list(self._live)) and rows:
            self._rows.set_current(rows[0].key)
        self._lay_out()
        if self._entered and self._entered == findings.text:
            # Enter was faster than the search. What it leads to must not begin while this screen is being shown.
            self._entered = ""
            QTimer.singleShot(0, self, lambda: self._on_box_entered(findings.text))

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self._box.text()

    def begin(self) -> None:
        """The keyboard goes to the box; what stands there is replaced by what is typed next."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.selectAll()

    def clear(self) -> None:
        """An empty box."""
        if self._box.text():
            self._box.clear()

    def restore(self, text: str) -> None:
        """What stood there before the window changed its size."""
        self._box.blockSignals(True)
        self._box.setText(text)
        self._box.blockSignals(False)

    def type(self, symbol: str) -> None:
        """A letter typed elsewhere belongs here."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.setText(symbol)

    @property
    def box(self) -> Entry:
        """The search box."""
        return self._box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap = self._look.metrics.gap
        lay_out_column(self.rect(), (self._box, Gap(gap), self._nobody, Gap(gap), Growing(self._rows)))

    def _on_box_text_changed(self, text: str) -> None:
        self._entered = ""
        self.typed.emit(text)

    def _on_box_entered(self, text: str) -> None:
        # Only what was found for this very text: rows of an older one may still stand there.
        if self._findings is None or self._findings.text != text.strip():
            self._entered = text.strip()
        elif self._rows.current:
            self._on_rows_row_chosen(self._rows.current)

    def _on_rows_row_chosen(self, key: str) -> None:
        if key == CODE:
            self.code_chosen.emit()
        elif key.startswith(_INACTIVE):
            self.inactive_chosen.emit(key.removeprefix(_INACTIVE))
        elif key in self._live:
            self.live_chosen.emit(self._live[key])
        elif key == LOOK_LIVE:
            self.live_wanted.emit()
        elif key == NEW_FAMILY:
            self.new_family_wanted.emit()
        elif key == LABEL_ONLY:
            self.label_wanted.emit()
        elif key in self._keys:
            self.family_chosen.emit(self._keys[key])


def _hit_row(words: Words, key: str, hit: FamilyHit) -> Row:
    phones = ", ".join(words.say(say.PHONE_ENDS, digits=end) for end in hit.phones[:2])
    if hit.open_at:
        phones = words.say(say_desk.OPEN_AT_SHORT, stations=", ".join(isolated(name) for name in hit.open_at))
    return Row(
        key,
        hit.name,
        ", ".join(hit.people),
        phones,
        Tone.WARN if hit.open_at else Tone.PLAIN,
        icons=("alert",) if hit.is_watched else (),
        icon_words=words.say(say.WATCH["other"]) if hit.is_watched else "",
    )


def _live_row(words: Words, key: str, found: HouseholdThere) -> Row:
    names = ", ".join(person.called_name for person in found.matching)
    return Row(key, found.name, names, words.say(say_desk.FROM_LIVE), Tone.GOOD)


def _ways_out(words: Words, *, can_look: bool) -> list[Row]:
    """What can be done where nobody was found."""
    ways = [
        Row(NEW_FAMILY, words.say(say_desk.NEW_FAMILY_ROW), words.say(say_desk.NEW_FAMILY_DETAIL), "F6"),
        Row(LABEL_ONLY, words.say(say_desk.LABEL_ONLY_ROW), words.say(say_desk.LABEL_ONLY_DETAIL), "F7"),
    ]
    if can_look:
        ways.insert(0, Row(LOOK_LIVE, words.say(say_desk.LOOK_LIVE_ROW), words.say(say_desk.LOOK_LIVE_DETAIL)))
    return ways
