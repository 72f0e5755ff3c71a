"""The way out of a rehearsal that the set-up has opened: a strip of its own above the station."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import look_on
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.station_options import StationOptions
from kiosk.words import set_up_screens as say


class EndRehearsal(QObject):
    """A button in a strip at the window's upper end, which the station leaves free; it closes the window."""

    def __init__(self, window: QWidget, options: StationOptions) -> None:
        super().__init__(window)
        self._window = window
        look = look_on(window, options, options.languages[0], "", is_for_staff=True)
        self._gap = look.metrics.gap
        self._button = DeskButton(look, look.words.say(say.END_REHEARSAL), weight=Weight.WARN, parent=window)
        self._button.clicked.connect(self._on_button_clicked)
        window.setContentsMargins(0, self._button.sizeHint().height() + self._gap, 0, 0)
        # Qt tells nobody of other margins; the station is built for what is left of the window.
        QCoreApplication.sendEvent(window, QResizeEvent(window.size(), window.size()))
        window.installEventFilter(self)
        self._place()
        self._button.show()
        self._button.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks: shall this event go no further? Other sizes, and what is put in front, are of interest."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.ChildAdded):
            self._place()
            self._button.raise_()
        return False

    def _place(self) -> None:
        size = self._button.sizeHint()
        x = (self._window.width() - size.width()) // 2
        self._button.setGeometry(x, self._gap // 2, size.width(), size.height())

    def _on_button_clicked(self) -> None:
        self._window.close()
