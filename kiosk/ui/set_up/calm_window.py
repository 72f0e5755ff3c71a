"""The window of a station that cannot start: one quiet page, from which nobody falls out onto the desktop."""

from PySide6.QtCore import QTimer, Signal

from kiosk.domain.problems import Problem
from kiosk.ui.set_up.calm_flow import BackupRoom, CalmFlow, CalmScene, calm_view
from kiosk.ui.set_up.page_window import PageWindow
from kiosk.ui.station_options import StationOptions

_SECOND_MS = 1000


class CalmWindow(PageWindow):
    """``try_again``: somebody, or the time, says so."""

    try_again = Signal()

    def __init__(self, room: BackupRoom, options: StationOptions, church_name: str = "") -> None:
        super().__init__(options, church_name=church_name, can_close=not options.is_full_screen)
        self.flow = CalmFlow(room, self._show, self.try_again.emit, self.finish)
        self.acted.connect(self.flow.act)
        self.tapped.connect(self.flow.choose)
        self.closed.connect(self.flow.stop)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self.flow.second_passed)

    def tell(self, problem: Problem | None) -> None:
        """Say why it cannot start; None: a mistake of ours."""
        if not self.isVisible():
            self.open()
            self._second.start()
        self.flow.tell(problem)

    def finish(self) -> None:
        """The station opens after all, or shall not."""
        self._second.stop()
        super().finish()

    def _show(self, scene: CalmScene) -> None:
        page = (scene.preview is not None, scene.found is None, scene.begins_anew, type(scene.problem).__name__)
        self.display(page, calm_view(scene, self.words))
