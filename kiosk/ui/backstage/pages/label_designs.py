"""Label designs: a list, the label as it prints on real paper, its words and sizes to change."""

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import Role
from kiosk.services.label_designs import KnownDesign
from kiosk.ui.backstage.design_lines import DesignLine
from kiosk.ui.backstage.designs_flow import DesignsFlow, DesignsScene
from kiosk.ui.backstage.fields import Field, NumberField, TextField
from kiosk.ui.backstage.form import Form
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.picture import Picture
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import Column, Table, TableRow
from kiosk.ui.columns import Gap, Growing, beside, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.text import Text
from kiosk.words import Words
from kiosk.words import admin_records as records
from kiosk.words import design_page as say

BESIDE_FROM_UNITS = 1000
_LIST_SHARE = 0.52
_FORM_SHARE = 0.55
_LARGEST_MM = 60.0


class LabelDesignsPage(QWidget):
    """List or form on one side, the label on the other; on small glass one after the other."""

    def __init__(self, look: Look, session: BackstageSession) -> None:
        super().__init__()
        self._look = look
        flow = self._flow = session.once(DesignsFlow, lambda: DesignsFlow(session))
        words, tokens = look.words, look.tokens
        columns = (
            Column(words.say(say.DESIGN), 1.6),
            Column(words.say(say.KIND), 1.2),
            Column(words.say(say.WHOSE), 1.4),
        )
        self._table = Table(look, words.say(say.DESIGNS), columns, self)
        self._table.row_chosen.connect(self._on_table_row_chosen)
        self._form = Form(look, self)
        self._form.answered.connect(self._on_form_answered)
        self._picture = Picture(look, words.say(say.PREVIEW), self)
        self._mistake = Text(look, Type.BODY, tokens.warn, most_lines=5, parent=self)
        self._paper = self._button("", flow.next_paper)
        self._person = self._button(say.OTHER_NAMES, flow.next_person)
        self._edit = self._button(say.EDIT, flow.edit, Weight.PRIMARY)
        self._keep = self._button(say.SAVE, flow.keep, Weight.PRIMARY)
        self._drop = self._button(say.STOP, flow.drop)
        self._forget = self._button(say.BACK_TO_OURS, flow.forget)
        self._give = self._button(say.GIVE_OUT, flow.give_out)
        back = DeskButton(look, words.say(records.BACK), icon="chevron-left")
        back.clicked.connect(self.go_back)
        self._way_back = ButtonRow(look, (back,), parent=self)
        self._views = ButtonRow(look, (self._paper, self._person), parent=self)
        self._verbs = ButtonRow(look, (self._edit, self._keep, self._drop, self._forget, self._give), parent=self)
        self._take = self._button(say.TAKE_IN, flow.look_for_files)
        self._take_row = ButtonRow(look, (self._take,), parent=self)
        self._scene = DesignsScene()
        flow.listen(self.display)
        self.display(flow.scene)

    def _button(self, message: str, pressed: object, weight: Weight = Weight.PLAIN) -> DeskButton:
        button = DeskButton(self._look, self._look.words.say(message) if message else "", weight=weight)
        button.clicked.connect(pressed)
        return button

    def display(self, scene: DesignsScene) -> None:
        """Show the list, and the chosen design."""
        self._scene = scene
        words, design = self._look.words, scene.design
        if scene.files is not None:
            self._table.display([TableRow(str(one), (one.name, "", str(one.parent))) for one in scene.files])
        else:
            self._table.display([_row(words, one) for one in scene.designs], " " if not scene.is_read else "")
        self._form.display([_field(words, one) for one in scene.lines])
        self._picture.display(scene.picture.png if scene.picture is not None and design is not None else b"")
        self._mistake.say(scene.mistake or _remarks(words, scene))
        paper = scene.stocks.get(scene.stock, scene.stock)
        self._paper.say(words.say(say.PAPER, name=paper))
        is_own = design is not None and design.is_own
        self._forget.say(words.say(say.BACK_TO_OURS if design is not None and design.is_shipped else say.DELETE))
        for button, is_shown in (
            (self._edit, not scene.is_editing),
            (self._keep, scene.is_editing),
            (self._drop, scene.is_editing),
            (self._forget, is_own and not scene.is_editing),
            (self._give, not scene.is_editing),
        ):
            button.setVisible(is_shown)
        self._keep.setEnabled(not scene.mistake)
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._form.first_focus if self._scene.is_editing else self._table.first_focus

    def refresh(self) -> None:
        """Read the list, once."""
        self._flow.begin()

    def go_back(self) -> bool:
        """From the form to the label, from the label to the list."""
        if self._form.go_back():
            return True
        if self._scene.is_editing:
            self._flow.drop()
            return True
        if self._scene.chosen or self._scene.files is not None:
            self._flow.choose("")
            return True
        return False

    def stop(self) -> None:
        """Nobody looks any more."""
        self._flow.listen(lambda _: None)

    def _on_table_row_chosen(self, key: str) -> None:
        if self._scene.files is not None:
            self._flow.take_in(Path(key))
        else:
            self._flow.choose(key)

    def _on_form_answered(self, key: str, value: object) -> None:
        if isinstance(value, str | int | float):
            self._flow.change(int(key), value)

    def _lay_out(self) -> None:
        metrics, scene = self._look.metrics, self._scene
        is_wide = self.width() / metrics.unit >= BESIDE_FROM_UNITS
        has_design = bool(scene.chosen) and scene.files is None
        shows_list = not scene.is_editing and (is_wide or not has_design)
        for part, is_shown in (
            (self._table, shows_list),
            (self._take_row, shows_list and scene.files is None),
            (self._form, scene.is_editing),
            (self._picture, has_design),
            (self._mistake, has_design and bool(self._mistake.text())),
            (self._views, has_design),
            (self._verbs, has_design),
            (self._way_back, scene.files is not None or not (is_wide or shows_list or scene.is_editing)),
        ):
            part.setVisible(is_shown)
        for row in (self._way_back, self._verbs, self._views):
            row.lay_out()
        gap = Gap(metrics.gap)
        label = (self._verbs, gap, self._views, gap, self._mistake, gap, Growing(self._picture))
        below = self._way_back if scene.files is not None else self._take_row
        work = (Growing(self._form),) if scene.is_editing else (Growing(self._table), gap, below)
        if is_wide:
            first, second = beside(self.rect(), _LIST_SHARE, metrics.mm(6), is_right_to_left=self.isRightToLeft())
            lay_out_column(first, work)
            lay_out_column(second, label)
        elif scene.is_editing:
            height = round(self.height() * _FORM_SHARE)
            lay_out_column(self.rect().adjusted(0, 0, 0, height - self.height()), work)
            lay_out_column(
                self.rect().adjusted(0, height + metrics.gap, 0, 0),
                (self._mistake, Growing(self._picture), gap, self._verbs),
            )
            self._views.hide()
        else:
            lay_out_column(self.rect(), (self._way_back, gap, *label) if has_design else work)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)


def _row(words: Words, design: KnownDesign) -> TableRow:
    whose = say.MISTAKE if design.mistake is not None else say.OWN if design.is_own else say.OURS
    kind = words.say(say.KINDS[design.kind]) if design.kind in say.KINDS else design.kind
    tone = Tone.WARN if design.mistake is not None else Tone.GOOD if design.is_own else Tone.PLAIN
    return TableRow(design.name, (design.name, kind, words.say(whose)), tone)


def _field(words: Words, line: DesignLine) -> Field:
    key = str(line.line)
    if isinstance(line.value, str):
        return Field(key, words.say(say.WORDS_OF, text=line.of), TextField(), line.value)
    title = words.say(say.SPACES[line.key]) if line.key in say.SPACES else words.say(say.SIZE_OF, text=line.of)
    return Field(key, title, NumberField(0, _LARGEST_MM, 0.5, is_whole=False), line.value)


def _remarks(words: Words, scene: DesignsScene) -> str:
    """What of the label is not on the paper."""
    picture = scene.picture
    if picture is None:
        return ""
    if picture.missing:
        return words.say(say.NO_FONT, letters=picture.missing)
    return words.say(say.LEFT_OUT) if picture.left_out else ""


PAGE = PageKind(say.DESIGNS, "label", Role.ADMIN, LabelDesignsPage, say.DESIGNS_ABOUT, key="designs")
