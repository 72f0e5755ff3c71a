"""Labels and printers: what a helper looks at before opening and whenever something does not come out."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.labels import LabelKind, PrintState
from kiosk.domain.pins import Role
from kiosk.services.label_desk import ListedLabel
from kiosk.services.printer_strip import printer_strip
from kiosk.ui.backstage.helper_flow import HelperFlow, HelperScene
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.picture import Picture
from kiosk.ui.backstage.printer_lines import PrinterLines
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
from kiosk.words import helper as say
from kiosk.words import labels as printers

BESIDE_FROM_UNITS = 1000
"""From this width on the label stands beside the list; below, in its place."""
_LIST_SHARE = 0.6
_TONES = {
    PrintState.PRINTED: Tone.GOOD,
    PrintState.SENT: Tone.GOOD,
    PrintState.HELD: Tone.WARN,
    PrintState.UNCERTAIN: Tone.WARN,
    PrintState.FAILED: Tone.WARN,
}


class HelperPage(QWidget):
    """The printers at the top, a question where somebody has to look at the paper, today's labels below."""

    def __init__(self, look: Look, session: BackstageSession) -> None:
        super().__init__()
        self._look = look
        self._flow = session.once(HelperFlow, lambda: HelperFlow(session))
        words, tokens = look.words, look.tokens
        self._printers = PrinterLines(look, self)
        self._none = Text(look, Type.BODY, tokens.soft, most_lines=3, parent=self)
        self._question = Text(look, Type.LEAD, tokens.warn, most_lines=3, parent=self)
        self._question.embolden()
        self._others = Text(look, Type.SMALL, tokens.soft, parent=self)
        self._yes = DeskButton(look, words.say(say.IT_CAME_OUT), icon="check")
        self._yes.clicked.connect(self._flow.came_out)
        self._no = DeskButton(look, words.say(say.IT_DID_NOT), icon="printer", weight=Weight.PRIMARY)
        self._no.clicked.connect(self._flow.did_not)
        self._answers = ButtonRow(look, (self._yes, self._no), parent=self)
        columns = (
            Column(words.say(say.LABEL), 2.2),
            Column(words.say(say.KIND), 1.4),
            Column(words.say(say.STATE), 1.4),
        )
        self._table = Table(look, words.say(say.LABELS_TODAY), columns, self)
        self._table.row_chosen.connect(self._flow.choose)
        self._picture = Picture(look, words.say(say.PREVIEW), self)
        self._again = DeskButton(look, words.say(say.PRINT_AGAIN), icon="printer", weight=Weight.PRIMARY)
        self._again.clicked.connect(self._flow.print_again)
        self._back = DeskButton(look, words.say(records.BACK), icon="chevron-left")
        self._back.clicked.connect(self.go_back)
        self._again_row = ButtonRow(look, (self._back, self._again), parent=self)
        self._test = DeskButton(look, words.say(say.TEST), icon="label")
        self._test.clicked.connect(self._flow.test)
        self._test_row = ButtonRow(look, (), (self._test,), self)
        self._scene = HelperScene()
        self._flow.listen(self.display)
        self.display(self._flow.scene)

    def display(self, scene: HelperScene) -> None:
        """Show how everything is."""
        self._scene = scene
        words = self._look.words
        self._printers.display(printer_strip(scene.printers, words))
        has_printer = bool(scene.printers)
        self._none.say(words.say(say.NO_PRINTER) if scene.is_read and not has_printer else "")
        for part, is_shown in (
            (self._printers, has_printer),
            (self._none, bool(self._none.text())),
            (self._test_row, has_printer),
        ):
            part.setVisible(is_shown)
        self._test.setEnabled(not scene.is_testing)
        self._show_question(scene.uncertain)
        nothing = words.say(say.NO_LABELS_TODAY) if scene.is_read else " "
        self._table.display([_row(words, label) for label in scene.labels], nothing)
        self._show_label(scene)
        self._lay_out()

    def _show_question(self, uncertain: tuple[ListedLabel, ...]) -> None:
        words = self._look.words
        self._question.say(question_words(words, uncertain[0]) if uncertain else "")
        self._others.say(words.count(say.MORE_QUESTIONS, len(uncertain) - 1) if len(uncertain) > 1 else "")
        for part in (self._question, self._answers):
            part.setVisible(bool(uncertain))
        self._others.setVisible(len(uncertain) > 1)

    def _show_label(self, scene: HelperScene) -> None:
        words, label = self._look.words, scene.label
        otherwise = say.CHOOSE_LABEL if label is None else say.NO_PICTURE if scene.picture == b"" else ""
        self._picture.display(
            (scene.picture or b"") if label is not None else b"", words.say(otherwise) if otherwise else ""
        )
        self._again.setEnabled(label is not None and label.can_repeat)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._yes if self._scene.uncertain else self._table.first_focus

    def refresh(self) -> None:
        """Ask the printers and the queue again."""
        self._flow.refresh()

    def go_back(self) -> bool:
        """From a label to the list."""
        if not self._scene.chosen:
            return False
        self._flow.choose("")
        return True

    def stop(self) -> None:
        """Nobody looks any more."""
        self._flow.listen(lambda _: None)

    @property
    def _is_wide(self) -> bool:
        return self.width() / self._look.metrics.unit >= BESIDE_FROM_UNITS

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        gap, air = Gap(metrics.gap), Gap(metrics.mm(5))
        self._back.setVisible(not self._is_wide)
        for row in (self._answers, self._again_row, self._test_row):
            row.lay_out()
        # On small glass a question comes first, and has the height.
        is_asked_first = metrics.is_compact and bool(self._scene.uncertain)
        shows_label = self._is_wide or (bool(self._scene.chosen) and not is_asked_first)
        shows_list = self._is_wide or not (self._scene.chosen or is_asked_first)
        self._table.setVisible(shows_list)
        for part in (self._picture, self._again_row):
            part.setVisible(shows_label)
        if self._is_wide:
            first, label = beside(self.rect(), _LIST_SHARE, metrics.mm(8), is_right_to_left=self.isRightToLeft())
            lay_out_column(
                label,
                (self._printers, self._none, gap, self._test_row, air, Growing(self._picture), gap, self._again_row),
            )
            lay_out_column(first, (*self._asked(), air, Growing(self._table)))
            return
        head = (self._printers, self._none, gap, *self._asked(), gap)
        self._test_row.setVisible(not shows_label and bool(self._scene.printers))
        body = (Growing(self._picture), gap, self._again_row) if shows_label else (Growing(self._table), gap)
        lay_out_column(self.rect(), (*head, *body, self._test_row))

    def _asked(self) -> tuple[Text | ButtonRow | Gap, ...]:
        gap = Gap(round(self._look.metrics.px(8)))
        return (self._question, gap, self._others, gap, self._answers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)


def question_words(words: Words, label: ListedLabel) -> str:
    """What is asked about an uncertain label."""
    if label.kind is LabelKind.SECURITY:
        return words.say(printers.DID_THE_TAG_COME_OUT, code=label.title)
    return words.say(printers.DID_IT_COME_OUT, name=label.title)


def _row(words: Words, label: ListedLabel) -> TableRow:
    state = words.say(say.STATES[label.state.value])
    cells = (label.title, words.say(say.KINDS[label.kind.value]), state)
    is_over = label.state in (PrintState.CANCELLED,)
    return TableRow(label.job_id, cells, _TONES.get(label.state, Tone.PLAIN), is_quiet=is_over)


PAGE = PageKind(say.LABELS_TODAY, "label", Role.VOLUNTEER, HelperPage, say.LABELS_ABOUT, key="helper")
