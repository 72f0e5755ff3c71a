"""Every setting of the station, group by group, with the sentence that says what it is for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import Role
from kiosk.services.settings import SECTIONS, STATION
from kiosk.ui.backstage.form import Form
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.settings_flow import SettingsFlow, SettingsScene, fields_of
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.text import Text
from kiosk.words import setting_names as say

TABS_FROM_UNITS = 1250
"""From this width on the groups stand above the form; below, they are a list of their own."""
_NAMED = 5


class StationSettingsPage(QWidget):
    """Groups, and the form of one of them."""

    def __init__(self, look: Look, session: BackstageSession) -> None:
        super().__init__()
        self._look = look
        self._flow = session.once(SettingsFlow, lambda: SettingsFlow(session))
        words = look.words
        self._tabs = {
            section: DeskButton(look, words.say(say.SECTIONS[section]), weight=Weight.TAB) for section in SECTIONS
        }
        for section, button in self._tabs.items():
            button.clicked.connect(lambda _=False, section=section: self._flow.open_section(section))
        self._tab_row = ButtonRow(look, tuple(self._tabs.values()), parent=self)
        self._title = Text(look, Type.LEAD, look.tokens.ink, parent=self)
        self._groups = RowList(look, words.say(say.STATION_SETTINGS), self)
        self._groups.row_chosen.connect(self._flow.open_section)
        self._groups.display([self._group_row(section) for section in SECTIONS])
        self._form = Form(look, self)
        self._form.answered.connect(self._flow.answer)
        self._scene = SettingsScene()
        self._flow.listen(self.display)
        self.display(self._flow.scene)

    def _group_row(self, section: str) -> Row:
        words = self._look.words
        names = [words.say(say.NAMES.get(one.key, one.key)) for one in STATION if one.section == section]
        return Row(section, words.say(say.SECTIONS[section]), ", ".join(names[:_NAMED]))

    def display(self, scene: SettingsScene) -> None:
        """Show the group that is open."""
        before, self._scene = self._scene, scene
        shown = self._shown
        for section, button in self._tabs.items():
            button.setChecked(section == shown.section)
        self._title.say(self._look.words.say(say.SECTIONS[shown.section]) if shown.section else "")
        self._form.display(fields_of(self._look.words, shown))
        self._lay_out()
        if before.section != scene.section and self.isVisible():
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _has_tabs(self) -> bool:
        return self.width() / self._look.metrics.unit >= TABS_FROM_UNITS

    @property
    def _shown(self) -> SettingsScene:
        """With tabs one group is always open."""
        scene = self._scene
        if scene.section or not self._has_tabs:
            return scene
        return SettingsScene(SECTIONS[0], scene.settings, scene.names, scene.errors, scene.typed)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        if self._has_tabs and not self._scene.section:
            return self._tabs[SECTIONS[0]]
        return self._form.first_focus if self._shown.section else self._groups

    def refresh(self) -> None:
        """Read what is set now."""
        self._flow.refresh()

    def go_back(self) -> bool:
        """Out of a list of choices, then out of a group."""
        if self._form.go_back():
            return True
        if self._has_tabs or not self._scene.section:
            return False
        self._flow.open_section("")
        return True

    def stop(self) -> None:
        """Nobody looks any more."""
        self._flow.listen(lambda _: None)

    def _lay_out(self) -> None:
        gap = Gap(self._look.metrics.mm(4))
        has_tabs, has_group = self._has_tabs, bool(self._shown.section)
        self._tab_row.setVisible(has_tabs)
        self._title.setVisible(not has_tabs and has_group)
        self._groups.setVisible(not has_group)
        self._form.setVisible(has_group)
        work = Growing(self._form) if has_group else Growing(self._groups)
        lay_out_column(self.rect(), (self._tab_row, self._title, gap, work))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self.display(self._scene)
        super().resizeEvent(event)


PAGE = PageKind(say.STATION_SETTINGS, "gear", Role.ADMIN, StationSettingsPage, say.SETTINGS_ABOUT, key="settings")
