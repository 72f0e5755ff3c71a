"""The window of a manned or roster station: locked until a PIN, then one screen at a time between a bar and a strip."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.labels import LabelKind
from kiosk.services.staff_station import StaffStation
from kiosk.ui.board_window import BoardWindow
from kiosk.ui.cover import Cover, Covering
from kiosk.ui.displays import show_window
from kiosk.ui.look import Look, colour, look_on
from kiosk.ui.scanner import Scanner
from kiosk.ui.staff.lists import everyone_paper, roster_paper, save_paper
from kiosk.ui.staff.places import Place
from kiosk.ui.staff.staff_flow import StaffFlow
from kiosk.ui.staff.staff_stage import StaffStage
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import tokens_for
from kiosk.ui.ticking import ticking
from kiosk.words import Words

_SECOND_MS = 1000
_LABELS_MS = 700
_PLACES = {
    Qt.Key.Key_F2: Place.DESK,
    Qt.Key.Key_F3: Place.DOOR,
    Qt.Key.Key_F4: Place.ROOMS,
    Qt.Key.Key_F6: Place.NEWCOMER,
    Qt.Key.Key_F12: Place.EVERYONE,
}
_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


@dataclass(frozen=True, slots=True)
class StaffOptions:
    """How this station looks and behaves: ``look`` as on every station; ``mode``: manned or roster; where lists are saved."""

    look: StationOptions
    mode: str
    lock_seconds: int = 120
    lists_folder: Path = Path()


class StaffWindow(QWidget):
    """Create it, then ``open`` it while the loop runs. ``new_nonce`` makes a ULID.

    ``backstage_wanted``: whoever is signed in asks for what is behind the PIN, for one of its pages, or to close the station.
    """

    closed = Signal()
    changed = Signal()
    backstage_wanted = Signal(str)

    def __init__(self, station: StaffStation, *, options: StaffOptions, new_nonce: Callable[[], str]) -> None:
        super().__init__()
        self._station = station
        self._options = options
        self._closes = False
        self._language = options.look.languages[0]
        self._idle = 0
        self._was_locked = True
        self._stage: StaffStage | None = None
        self._board: BoardWindow | None = None
        self.flow = StaffFlow(station, new_nonce, options.mode, self._show)
        self._scanner = Scanner(self, lambda: time.monotonic() * 1000, lambda: self.flow.is_locked or self._cover.is_on)
        self._scanner.scanned.connect(self._on_scanner_scanned)
        self._cover = Cover(self, self._look)
        self._poll = ticking(self, round(options.look.poll_seconds * 1000), self.flow.refresh)
        self._second = ticking(self, _SECOND_MS, self._on_second_timeout)
        self._labels = ticking(self, _LABELS_MS, self._on_labels_timeout)
        # Volunteers work with keys: where they are is always shown.
        self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)

    def open(self) -> None:
        """Show the window, locked, and begin to ask how the station is. The loop must run."""
        self._station.set_language(self._language)
        show_window(self, self._options.look)
        # Who watches last is asked first: what a scanner types is nobody's keyboard.
        self.windowHandle().installEventFilter(self)
        self._scanner.watch(self.windowHandle())
        for timer in (self._poll, self._second, self._labels):
            timer.start()
        self._show()
        self.flow.refresh()

    @property
    def board(self) -> BoardWindow | None:
        """The pick-up board, once it was asked for."""
        return self._board

    @property
    def current_screen(self) -> QWidget | None:
        """The screen that is shown."""
        return self._stage.current if self._stage is not None else None

    @property
    def options(self) -> StaffOptions:
        """How it looks and behaves now."""
        return self._options

    def set_options(self, options: StaffOptions) -> None:
        """Another theme, size of type or language, at once."""
        self._options = options
        self._rebuild()

    def set_language(self, language: str) -> None:
        """Speak another language, until somebody chooses again."""
        self._language = language
        self._station.set_language(language)
        # The screen whose button was tapped is taken down; its tap has to end first.
        QTimer.singleShot(0, self, self._on_language_set)

    def _on_language_set(self) -> None:
        self._rebuild()
        self.flow.refresh()

    @property
    def covered_by(self) -> QWidget | None:
        """What lies over the screens; None where volunteers see them."""
        return self._cover.widget

    def cover(self, build: Callable[[Look, QWidget], Covering]) -> None:
        """Lay something over the screens until it is left, or the station locks."""
        self._cover.put_on(build)

    def uncover(self) -> None:
        """Back to the work."""
        if self._cover.take_off() and self._stage is not None:
            self._stage.focus()
        self.flow.refresh()

    def _want_backstage(self, page: str = "") -> None:
        if not self._cover.is_on:
            self.backstage_wanted.emit(page)

    # Showing.

    def _look(self) -> Look:
        strip = self.flow.around.strip
        church = strip.church_name if strip else ""
        return look_on(self, self._options.look, self._language, church, is_for_staff=True)

    def _show(self) -> None:
        if not self.isVisible() and self._stage is None:
            return
        if self.flow.is_locked and not self._was_locked:
            self._cover.take_off()
        self._was_locked = self.flow.is_locked
        if self._stage is None:
            self._stage = StaffStage(self._look(), self.flow, self)
            self._stage.paper.left_by_list.connect(self._on_list_wanted)
            self._stage.paper.backstage_wanted.connect(self._want_backstage)
            self._stage.paper.language_chosen.connect(self.set_language)
        self._stage.show_now(self.contentsRect())
        self.changed.emit()

    def _rebuild(self) -> None:
        """Take the screens down and build those that are needed anew."""
        if self._stage is not None:
            self._stage.take_down()
            self._stage = None
            self._show()
        self._cover.renew(self.contentsRect())
        self.update()

    # The clocks.

    def _on_second_timeout(self) -> None:
        self.flow.lock.count_down()
        if self.flow.is_locked:
            self._idle = 0
            return
        self._idle += 1
        if self._idle >= self._options.lock_seconds:
            self._idle = 0
            self.flow.lock_up(is_by_itself=True)

    def _on_labels_timeout(self) -> None:
        if not self.flow.is_locked and self.flow.place is Place.DESK:
            self.flow.desk.refresh_visit()

    # What people do.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks: shall this event go no further? Only that somebody is there is of interest."""
        kind = event.type()
        is_key = kind == QEvent.Type.KeyPress
        if is_key or kind in _TOUCHES:
            self._idle = 0
            self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, is_key)
        return False

    def _on_scanner_scanned(self, code: str) -> None:
        self._idle = 0
        if self._cover.is_on:
            return
        self.flow.scan(code)

    def _on_list_wanted(self) -> None:
        words, flow = Words(self._language), self.flow
        now = flow.around.strip.now if flow.around.strip is not None else None
        if now is None:
            return
        if flow.place is Place.EVERYONE and flow.everyone.scene.everyone is not None:
            paper = everyone_paper(words, flow.everyone.scene.everyone)
            flow.everyone.tell(save_paper(self._options.lists_folder, paper, now))
        elif flow.place is Place.ROOMS:
            flow.rooms.tell(save_paper(self._options.lists_folder, roster_paper(words, flow.rooms.scene, now), now))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key that no screen wanted."""
        key, is_control = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        stage = self._stage
        if event.isAutoRepeat() or stage is None:
            super().keyPressEvent(event)
        elif key in _PLACES:
            self.flow.go(_PLACES[key])
        elif key == Qt.Key.Key_F1 and not self.flow.is_locked:
            self._want_backstage()
        elif self.flow.is_locked:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F10:
            self._toggle_board()
        elif key == Qt.Key.Key_Escape:
            stage.go_back()
        elif is_control:
            self._press_with_control(key, event)
        elif stage.press(key):
            return
        elif event.text() and event.text().isprintable():
            stage.type(event.text())
        else:
            super().keyPressEvent(event)

    def _toggle_board(self) -> None:
        """F10: the pick-up board, on the second screen where there is one; again: away with it."""
        if self._board is not None and self._board.isVisible():
            self._board.close()
            return
        if self._board is None:
            self._board = BoardWindow(self._station.board, self._options.look, self)
        self._board.open()
        self.activateWindow()

    def _press_with_control(self, key: Qt.Key, event: QKeyEvent) -> None:
        flow = self.flow
        match key:
            case Qt.Key.Key_L:
                flow.lock_up()
            case Qt.Key.Key_Z if flow.place is Place.DESK:
                flow.desk.undo()
            case Qt.Key.Key_Z if flow.place is Place.DOOR:
                flow.door.undo()
            case Qt.Key.Key_P if flow.place is Place.DESK:
                flow.desk.print_again(LabelKind.NAME)
            case Qt.Key.Key_P:
                self._on_list_wanted()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._stage is not None:
                self._stage.go_on()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._rebuild()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw the paper that every screen lies on."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(tokens_for(self._options.look.theme, self._options.look.accent).paper))
        painter.end()

    def close(self) -> bool:
        """Close it for good; where the system asks for it instead, a PIN may be needed."""
        self._closes = True
        return super().close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt tells: the window closes; what was begun ends. What the system asks for may have to be asked at the PIN."""
        if not self._closes and self._options.look.is_closed_by_pin:
            event.ignore()
            self._want_backstage("close")
            return
        for timer in (self._poll, self._second, self._labels):
            timer.stop()
        self.flow.stop()
        self._cover.take_off()
        if self._board is not None:
            self._board.close()
        if self._stage is not None:
            self._stage.take_down()
            self._stage = None
        self.closed.emit()
        super().closeEvent(event)
