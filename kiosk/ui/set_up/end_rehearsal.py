"""The way out of a rehearsal that the set-up has opened: a button at the head of the station."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.station_options import StationOptions, look_on
from kiosk.words import set_up_screens as say


class EndRehearsal(QObject):
    """Lies over the window's upper end, in its middle, and closes the window."""

    def __init__(self, window: QWidget, options: StationOptions) -> None:
        super().__init__(window)
        self._window = window
        look = look_on(window, options, options.languages[0], "", is_for_staff=True)
        self._button = DeskButton(look, look.words.say(say.END_REHEARSAL), weight=Weight.WARN, parent=window)
        self._button.clicked.connect(self._on_button_clicked)
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
        self._button.setGeometry((self._window.width() - size.width()) // 2, 0, size.width(), size.height())

    def _on_button_clicked(self) -> None:
        self._window.close()
