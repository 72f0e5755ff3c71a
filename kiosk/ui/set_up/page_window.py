"""A window that shows one page after another: of the set-up, or the calm page of a station that cannot start."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.displays import show_window
from kiosk.ui.look import Look, colour, look_on
from kiosk.ui.screen_stack import ScreenStack
from kiosk.ui.set_up.step_screen import StepScreen
from kiosk.ui.set_up.view import Act, PageView
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import tokens_for
from kiosk.words import Words

_WINDOWED = QSize(1280, 800)


class PageWindow(QWidget):
    """``tapped``, ``acted`` and ``pin_entered`` as the page tells them. ``can_close`` False: Alt+F4 does nothing."""

    closed = Signal()
    tapped = Signal(str)
    acted = Signal(object, object)
    pin_entered = Signal(str)

    def __init__(self, options: StationOptions, *, church_name: str = "", can_close: bool = True) -> None:
        super().__init__()
        self._options = options
        self._church_name = church_name
        self._can_close = can_close
        self._is_over = False
        self._stack = ScreenStack(self)
        self._screen: StepScreen | None = None
        self._page: object = None
        self._view: PageView | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)

    def open(self) -> None:
        """Show it. The loop must run."""
        if not self._options.is_full_screen:
            self.resize(_WINDOWED)
        show_window(self, self._options)

    def finish(self) -> None:
        """Take the window away."""
        self._is_over = True
        self.close()

    def step_aside(self) -> None:
        """Another program's window, such as the browser's, is wanted in front."""
        self.lower()

    def come_back(self) -> None:
        """To the front again."""
        self.raise_()
        self.activateWindow()

    @property
    def screen_shown(self) -> StepScreen | None:
        """The page that is shown."""
        return self._screen

    @property
    def words(self) -> Words:
        """In the window's language."""
        return Words(self._options.languages[0])

    @property
    def options(self) -> StationOptions:
        """How it looks now."""
        return self._options

    def set_options(self, options: StationOptions, church_name: str) -> None:
        """Another theme, colour or language, at once; what was typed stays."""
        if options == self._options and church_name == self._church_name:
            return
        self._options, self._church_name = options, church_name
        self._build_anew()

    def display(self, page: object, view: PageView) -> None:
        """Show a page, or the same one with something new on it."""
        self._view = view
        if self._screen is None or page != self._page or not _is_like(self._screen, view):
            self._put_on(page, view, is_still=page == self._page)
        else:
            self._screen.display(view)

    def _put_on(self, page: object, view: PageView, *, is_still: bool) -> None:
        before, self._page = self._screen, page
        screen = StepScreen(self._look(), view)
        screen.tapped.connect(self.tapped)
        screen.acted.connect(self.acted)
        screen.pin_entered.connect(self.pin_entered)
        self._screen = screen
        self._stack.show_screen(
            screen,
            focus=screen.first_focus,
            slide_px=self.width() // 40,
            is_still=is_still or self._options.is_still,
        )
        if before is not None:
            before.deleteLater()

    def _build_anew(self) -> None:
        if self._screen is None or self._view is None:
            return
        typed = self._screen.typed
        self._put_on(self._page, self._view, is_still=True)
        self._screen.type(typed)
        self.update()

    def _look(self) -> Look:
        language = self._options.languages[0]
        return look_on(self, self._options, language, self._church_name, is_for_staff=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key that the page did not want; Esc goes back."""
        self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)
        if event.key() == Qt.Key.Key_Escape and self._view is not None and self._view.back:
            self.acted.emit(Act.BACK, {})
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._stack.setGeometry(self.rect())
        self._build_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw the paper that every page lies on."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(tokens_for(self._options.theme, self._options.accent).paper))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt tells: the window is to close."""
        if not (self._can_close or self._is_over):
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)


def _is_like(screen: StepScreen, view: PageView) -> bool:
    """Whether the same lines can be typed into."""
    return screen.field_keys == tuple(field.key for field in view.fields)
