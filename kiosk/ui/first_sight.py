"""The start screen of a self station before the station behind it is there: it shows what is open and keeps what is typed."""

import time

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.start_view import StartView, StationState
from kiosk.ui.begun import Begun
from kiosk.ui.displays import fit_window, show_window
from kiosk.ui.look import colour, look_on
from kiosk.ui.scanner import Scanner
from kiosk.ui.screens.start import StartScreen
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import tokens_for

WINDOWED = QSize(1280, 800)


class FirstSight(QWidget):
    """Create it, ``open`` it; when the station's own window is there, ``begun`` goes over to it and this one is ``finish``ed.

    ``seen``: it has been painted for the first time.
    """

    seen = Signal()

    def __init__(self, view: StartView, options: StationOptions) -> None:
        super().__init__()
        self._view = view
        self._options = options
        self._begun = Begun()
        self._screen: QWidget | None = None
        self._is_over = False
        self._is_seen = False
        self._scanner = Scanner(self, lambda: time.monotonic() * 1000)
        self._scanner.scanned.connect(self._on_scanner_scanned)
        self.is_closed = False

    def open(self) -> None:
        """Show it."""
        self.resize(WINDOWED)
        fit_window(self, self._options)
        self._build()
        show_window(self, self._options)
        self._scanner.watch(self.windowHandle())

    @property
    def begun(self) -> Begun:
        """What somebody has begun so far."""
        return Begun(self._typed, self._begun.asked, self._begun.scanned, self._begun.language)

    @property
    def screen_shown(self) -> QWidget | None:
        """The pad, or what stands there while check-in is closed."""
        return self._screen

    @property
    def is_touched(self) -> bool:
        """Whether a finger lies on the glass; what it presses is heard when it is lifted."""
        return QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton

    def finish(self) -> None:
        """Another window has taken its place."""
        self._is_over = True
        self.close()
        self.deleteLater()

    @property
    def _typed(self) -> str:
        return self._screen.typed if isinstance(self._screen, StartScreen) else ""

    def _build(self) -> None:
        typed, before = self._typed, self._screen
        language = self._begun.language or self._options.languages[0]
        look = look_on(self, self._options, language, self._view.church_name)
        if self._view.state is StationState.OPEN:
            pad = StartScreen(look, self)
            pad.display(self._view)
            pad.restore(typed, None, False)
            pad.digits_entered.connect(self._on_pad_digits_entered)
            pad.language_chosen.connect(self._on_language_chosen)
            if self._begun.asked:
                pad.show_looking()
            self._screen = pad
        else:
            # Imported here: at most starts there is a pad instead.
            from kiosk.ui.screens.closed import ClosedScreen

            closed = ClosedScreen(look, self)
            closed.display(self._view, None)
            closed.language_chosen.connect(self._on_language_chosen)
            self._screen = closed
        self._screen.setGeometry(self.rect())
        self._screen.show()
        self._screen.setFocus(Qt.FocusReason.OtherFocusReason)
        if before is not None:
            before.hide()
            before.deleteLater()

    def _on_pad_digits_entered(self, digits: str) -> None:
        self._begun = Begun(asked=digits, scanned=self._begun.scanned, language=self._begun.language)
        if isinstance(self._screen, StartScreen):
            self._screen.show_looking()

    def _on_scanner_scanned(self, code: str) -> None:
        self._begun = Begun(scanned=code, language=self._begun.language)
        if isinstance(self._screen, StartScreen):
            self._screen.show_looking()

    def _on_language_chosen(self, language: str) -> None:
        self._begun = Begun(asked=self._begun.asked, scanned=self._begun.scanned, language=language)
        self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        if self._screen is not None and self._screen.size() != event.size():
            self._build()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw the paper that the screen lies on."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(tokens_for(self._options.theme, self._options.accent).paper))
        painter.end()
        if not self._is_seen:
            self._is_seen = True
            # Once what lies on the paper is there, too.
            QTimer.singleShot(0, self, self.seen.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt tells: the system asks to close it; where that needs a PIN, the station is not there yet to ask for one."""
        if not self._is_over and self._options.is_closed_by_pin:
            event.ignore()
            return
        self.is_closed = not self._is_over
        super().closeEvent(event)
