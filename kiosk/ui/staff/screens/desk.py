"""The volunteers' desk: search, household, rooms and facts, side by side where there is room, else one above the other."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.today_views import Today
from kiosk.ui.look import Look
from kiosk.ui.staff.desk_scene import DeskScene
from kiosk.ui.staff.entry import Entry
from kiosk.ui.staff.family_pane import FamilyPane
from kiosk.ui.staff.find_pane import FindPane
from kiosk.ui.staff.person_pane import PersonPane
from kiosk.ui.staff.row_face import ROOM_FOR_THREE_UNITS
from kiosk.ui.staff.today_pane import TodayPane, service_words, visit_row
from kiosk.ui.staff.visit_pane import VisitPane
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.words import desk as say

_SEARCH_SHARE_IDLE, _SEARCH_SHARE_IDLE_UPRIGHT = 0.36, 0.16
"""Of the glass, while nobody stands at the desk."""


class DeskScreen(QWidget):
    """Its panes tell what was tapped; it decides where the keyboard goes next."""

    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[object, ...] = ()
        self._scene = DeskScene()
        self.finder = FindPane(look, self)
        self.family = FamilyPane(look, self)
        self.person = PersonPane(look, self)
        self.visit = VisitPane(look, self)
        self.today = TodayPane(look, say.LATELY_IN, say.NOBODY_LATELY, self)
        self._said = Notice(look, self)
        for one in (self.finder, self.family, self.person):
            LetterKeys(look, self).attach(*one.findChildren(Entry))
        self.family.left_at_top.connect(self.finder.begin)
        for pane in (self.family, self.person, self.visit):
            pane.hide()

    def display(self, scene: DeskScene, *, is_lead: bool, today: Today) -> None:
        """Show the scene, and move the keyboard where the work goes on."""
        self._scene = scene
        words = self._look.words
        self.today.display(
            "\n".join(service_words(words, one) for one in today.on),
            [visit_row(words, one) for one in today.came],
            today.rooms,
        )
        self._said.say(scene.said.in_words(self._look.words), is_good=scene.said.is_good)
        self.finder.display(scene.findings, scene.live, is_looking=scene.is_looking)
        person = scene.person
        self.family.setVisible(scene.family is not None and scene.visit is None)
        self.person.setVisible(person is not None and scene.visit is None)
        self.visit.setVisible(scene.visit is not None)
        if scene.visit is not None:
            self.visit.display(scene.visit, is_lead)
        else:
            self.family.display(scene)
            if person is not None:
                self.person.display(scene)
        self._lay_out()
        self._move_keyboard(scene)

    def _move_keyboard(self, scene: DeskScene) -> None:
        family = scene.family.key if scene.family is not None and scene.visit is None else None
        visit = scene.visit.group_id if scene.visit is not None else None
        now = (family, scene.subject, visit)
        before, self._shown = self._shown, now
        if before == now or not self.isVisible():
            return
        if visit is not None:
            self.finder.clear()
            self.finder.begin()
        elif family is None:
            if not self.finder.box.hasFocus():
                self.finder.begin()
        elif scene.subject is not None:
            self.family.set_current(scene.subject)
            self.person.begin()
        else:
            self.family.begin()

    def correct_facts(self) -> None:
        """F5: of whom the keyboard is at."""
        if self._scene.family is not None and self._scene.visit is None:
            if self._scene.subject is None and self.family.current:
                self.family.person_wanted.emit(self.family.current)
            self.person.facts_wanted.emit(self.family.current)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: at the work that lies on the desk, else at the search."""
        if self._scene.family is None or self._scene.visit is not None:
            return self.finder.box
        return self.family.people if self._scene.subject is None else self.person.rooms

    def go_back(self) -> bool:
        """Esc: one step back; False where there is none."""
        scene = self._scene
        if scene.subject is not None and scene.visit is None:
            self.person.went_back.emit()
            return True
        if scene.family is not None or scene.visit is not None or self.finder.text:
            self.finder.clear()
            self.left.emit()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        metrics, gap = self._look.metrics, self._look.metrics.mm(4)
        area = self.rect()
        if not self._said.isHidden():
            height = self._said.heightForWidth(area.width())
            self._said.setGeometry(0, 0, area.width(), height)
            area.setTop(height + metrics.gap)
        longer = max(metrics.width, metrics.height) / metrics.unit
        has_three = longer >= ROOM_FOR_THREE_UNITS
        is_person = not self.person.isHidden()
        is_quiet = self.visit.isHidden() and self.family.isHidden()
        # Upright, what was found needs the glass.
        self.today.setVisible(is_quiet and (metrics.is_wide or not self._scene.findings.text))
        work: QWidget = self.today if is_quiet else self.family if self.visit.isHidden() else self.visit
        covers = is_person and not has_three
        self.finder.setVisible(not covers)
        if metrics.is_compact and not metrics.is_wide and not covers:
            share = 0.33
        else:
            share = 0.42 if not has_three else 0.3
        panes: list[tuple[QWidget, float]] = [(self.person if covers else self.finder, share)]
        if is_quiet and not metrics.is_compact:
            panes = [(self.finder, _SEARCH_SHARE_IDLE if metrics.is_wide else _SEARCH_SHARE_IDLE_UPRIGHT)]
        if not work.isHidden():
            panes.append((work, 1 - panes[0][1] if is_quiet else 0.58 if not has_three else 0.36))
        if is_person and has_three:
            panes.append((self.person, 0.34))
        if covers:
            # What changes stands where the eye is; the household keeps its place.
            panes = [(self.person, 0.474), (work, 0.526)]
        self._place(panes, area, gap)

    def _place(self, panes: list[tuple[QWidget, float]], area: QRect, gap: int) -> None:
        total = sum(share for _, share in panes)
        is_wide = self._look.metrics.is_wide
        room = (area.width() if is_wide else area.height()) - gap * (len(panes) - 1)
        at = area.left() if is_wide else area.top()
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for pane, share in panes:
            size = int(room * share / total)
            if is_wide:
                x = self.width() - at - size if is_right_to_left else at
                pane.setGeometry(x, area.top(), size, area.height())
            else:
                pane.setGeometry(area.left(), at, area.width(), size)
            at += size + gap
