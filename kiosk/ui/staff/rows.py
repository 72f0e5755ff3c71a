"""A list of rows at a desk: 12 mm tall, moved through with arrows, paged with buttons, drawn by one delegate."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.desk_button import DeskButton
from kiosk.ui.staff.row_face import Row, RowPainter
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class _Model(QAbstractListModel):
    """The rows as Qt asks for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Replace them all; where only their contents changed, the place in the list stays."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Qt asks: how many."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Qt asks: what stands there."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.CheckStateRole if row.is_ticked is not None:
                return Qt.CheckState.Checked if row.is_ticked else Qt.CheckState.Unchecked
            case _ if role == ROW_ROLE:
                return row
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt asks: what can be done with it."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = index.data(ROW_ROLE)
        # A reader says of a box that it is empty, too.
        has_box = isinstance(row, Row) and row.is_ticked is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if has_box else flags


class _View(QListView):
    """The list itself; Enter and Space belong to whoever owns it."""

    entered_on = Signal(str)
    spaced_on = Signal(str)
    left_at_top = Signal()
    went = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key."""
        row = self.currentIndex().data(ROW_ROLE)
        key = row.key if isinstance(row, Row) else ""
        match event.key():
            case _ if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                # With Ctrl keys are the station's.
                event.ignore()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered_on.emit(key)
            case Qt.Key.Key_Space:
                self.spaced_on.emit(key)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.went.emit(event.key())
            case Qt.Key.Key_Up if self.currentIndex().row() <= 0:
                self.left_at_top.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                super().keyPressEvent(event)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                super().keyPressEvent(event)
            case _:
                # Letters are for the search box, not for Qt's own search among rows.
                event.ignore()


class RowList(QWidget):
    """``row_chosen``: tapped, or Enter on it; ``row_ticked``: tapped or Space where rows have a box; ``row_current``: moved to.

    Where rows have boxes Enter means "go on" and comes as ``went_on``. A list that ``is_read_only`` takes no keys.
    """

    row_chosen = Signal(str)
    row_current = Signal(str)
    went_on = Signal()
    left_at_top = Signal()
    went = Signal(int)

    def __init__(
        self,
        look: Look,
        name: str,
        parent: QWidget | None = None,
        *,
        painter: Callable[[Look, QWidget], RowPainter] = RowPainter,
        is_read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._is_showing = False
        self._is_read_only = is_read_only
        self._model = _Model(self)
        self._view = _View(self)
        self._view.setModel(self._model)
        self._painter = painter(look, self._view)
        self._view.setItemDelegate(self._painter)
        self._view.setAccessibleName(name)
        self._view.setFrameShape(QListView.Shape.NoFrame)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(False)
        self._view.setStyleSheet("QListView { background: transparent; }")
        self._view.clicked.connect(self._on_view_clicked)
        self._view.entered_on.connect(self._on_view_entered)
        self._view.spaced_on.connect(self._on_view_spaced)
        self._view.left_at_top.connect(self.left_at_top)
        self._view.went.connect(self.went)
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        words = look.words
        self._nothing = Text(look, Type.BODY, look.tokens.soft, most_lines=3, parent=self)
        self._where = Text(look, Type.SMALL, look.tokens.soft, parent=self)
        self._up = DeskButton(look, icon="chevron-up", parent=self)
        self._up.setAccessibleName(words.say(say.PAGE_UP))
        self._down = DeskButton(look, icon="chevron-down", parent=self)
        self._down.setAccessibleName(words.say(say.PAGE_DOWN))
        for button, step in ((self._up, -1), (self._down, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, step=step: self._page(step))
        self.setFocusProxy(self._view)
        if look.metrics.is_compact:
            # Two arrows, one above the other.
            self.setMinimumHeight(self.least_height)

    def display(self, rows: Sequence[Row], nothing: str = "") -> None:
        """Show these rows, or a sentence where there is none."""
        before, self._is_showing = self.current, True
        self._model.show_rows(tuple(rows))
        self._nothing.say(nothing if not rows else "")
        self._nothing.setVisible(bool(nothing) and not rows)
        # Where there is nothing to go through, the Tab key passes by.
        self._view.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
            if self._is_read_only
            else Qt.FocusPolicy.StrongFocus
            if rows
            else Qt.FocusPolicy.ClickFocus
        )
        if rows and not self._is_read_only and not self._view.currentIndex().isValid():
            self.set_current(before if before in {row.key for row in rows} else rows[0].key)
        self._lay_out()
        self._is_showing = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    @property
    def current(self) -> str:
        """The row the keyboard is at; empty where there is none."""
        row = self._view.currentIndex().data(ROW_ROLE)
        return row.key if isinstance(row, Row) else ""

    def set_current(self, key: str) -> None:
        """Move the keyboard's place; nobody is told of it."""
        was_showing, self._is_showing = self._is_showing, True
        for place, row in enumerate(self._model.rows):
            if row.key == key:
                index = self._model.index(place)
                self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._is_showing = was_showing

    def step(self, key: int) -> None:
        """An arrow pressed in the search box above."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        place = self._view.currentIndex().row() + steps.get(Qt.Key(key), 0)
        if self._model.rows:
            self.set_current(self._model.rows[max(0, min(place, len(self._model.rows) - 1))].key)

    @property
    def rows_area(self) -> QRect:
        """Where the rows stand: its arrows may stand beside them."""
        return self._view.geometry()

    @property
    def least_height(self) -> int:
        """Pixels below which its arrows find no room."""
        gap = self._look.metrics.gap
        return 2 * self._up.height() + gap if self._look.metrics.is_compact else self._painter.height

    def height_of(self, count: int) -> int:
        """Pixels that so many rows need."""
        return count * self._painter.height

    def sizeHint(self) -> QSize:
        """Qt asks: a handful of rows."""
        return QSize(self._look.metrics.mm(80), self.height_of(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        rows, height = len(self._model.rows), self._painter.height
        is_paged = rows > self.height() // height
        if self._look.metrics.is_compact and is_paged:
            self._lay_out_beside(height)
            return
        foot = self._up.height() + self._look.metrics.gap if is_paged else 0
        visible = max(1, (self.height() - foot) // height)
        self._view.setGeometry(0, 0, self.width(), min(self.height() - foot, visible * height) if rows else 0)
        self._nothing.setGeometry(
            0, round(self._look.metrics.px(8)), self.width(), self._nothing.heightForWidth(self.width())
        )
        for part in (self._up, self._down, self._where):
            part.setVisible(is_paged)
        if is_paged:
            side, gap = self._up.sizeHint().width(), self._look.metrics.gap
            y = self.height() - self._up.height()
            self._down.setGeometry(self.width() - side, y, side, self._down.height())
            self._up.setGeometry(self.width() - 2 * side - gap, y, side, self._up.height())
            width = self.width() - 2 * side - 2 * gap
            line = self._where.heightForWidth(width)
            self._where.setGeometry(0, y + (self._up.height() - line) // 2, width, line)
            self._view.verticalScrollBar().setPageStep(visible)
            self._say_where()
        self._view.doItemsLayout()

    def _lay_out_beside(self, height: int) -> None:
        """On small glass the arrows stand beside the rows: height is what there is too little of."""
        side, gap = self._up.sizeHint().width(), self._look.metrics.gap
        visible = max(1, self.height() // height)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        width = self.width() - side - gap
        self._view.setGeometry(side + gap if is_right_to_left else 0, 0, width, min(self.height(), visible * height))
        self._nothing.hide()
        self._where.hide()
        x = 0 if is_right_to_left else width + gap
        for button, y in ((self._up, 0), (self._down, self.height() - self._down.height())):
            button.setGeometry(x, y, side, button.height())
            button.show()
        self._view.verticalScrollBar().setPageStep(visible)
        self._say_where()
        self._view.doItemsLayout()

    def _say_where(self) -> None:
        first = self._view.verticalScrollBar().value()
        shown = self._view.height() // self._painter.height
        count = len(self._model.rows)
        last = min(count, first + shown)
        self._where.say(self._look.words.say(say.PAGE_ROWS, first=first + 1, last=last, count=count))
        self._up.setEnabled(first > 0)
        self._down.setEnabled(last < count)

    def _page(self, step: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + step * max(1, self._view.height() // self._painter.height))

    def _on_scrolled(self) -> None:
        self._say_where()

    def _on_view_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Row):
            self.row_chosen.emit(row.key)

    def _on_view_entered(self, key: str) -> None:
        row = next((one for one in self._model.rows if one.key == key), None)
        if row is not None and row.is_ticked is None:
            self.row_chosen.emit(key)
        else:
            self.went_on.emit()

    def _on_view_spaced(self, key: str) -> None:
        if key:
            self.row_chosen.emit(key)

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE)
        if isinstance(row, Row) and not self._is_showing:
            self.row_current.emit(row.key)
