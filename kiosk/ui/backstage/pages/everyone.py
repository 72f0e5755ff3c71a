"""Everyone inside, from any station: the same list, and the same ticks, as on volunteers' stations."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import Role
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.ui.staff.everyone_flow import EveryoneFlow, EveryoneScene
from kiosk.ui.staff.lists import everyone_paper, save_paper
from kiosk.ui.staff.screens.everyone import EveryoneScreen
from kiosk.ui.staff.session import Session
from kiosk.words import backstage as say
from kiosk.words import staff as titles


class EveryonePage(QWidget):
    """Made when the page is first opened; ticks stay until the lock."""

    def __init__(self, look: Look, session: BackstageSession) -> None:
        super().__init__()
        self._look, self._session = look, session
        self._screen = EveryoneScreen(look, self, is_page=True)
        self._flow = session.once(EveryoneFlow, self._new_flow)
        self._flow.listen(self._screen.display)
        self._screen.toggled.connect(self._flow.toggle)
        self._screen.renewed.connect(self._flow.begin_anew)
        self._screen.save_wanted.connect(self._on_screen_save_wanted)
        self._screen.display(self._flow.scene)

    def _new_flow(self) -> EveryoneFlow:
        session = self._session
        return EveryoneFlow(Session(session.desks.station, session.new_nonce, session.staff), _not_shown)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._screen.first_focus

    def refresh(self) -> None:
        """Make the list, once; ticks on it count."""
        self._flow.begin()

    def go_back(self) -> bool:
        """There is nothing to go back to."""
        return False

    def stop(self) -> None:
        """The list stays as it is for when the page is opened again."""
        self._flow.listen(_not_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._screen.setGeometry(self.rect())
        super().resizeEvent(event)

    def _on_screen_save_wanted(self) -> None:
        everyone = self._flow.scene.everyone
        if everyone is not None:
            paper = everyone_paper(self._look.words, everyone)
            self._flow.tell(save_paper(self._session.files, paper, everyone.made_at))


def _not_shown(scene: EveryoneScene) -> None:
    """Nobody looks at the list right now."""


PAGE = PageKind(titles.EVERYONE_INSIDE, "people", Role.VOLUNTEER, EveryonePage, say.EVERYONE_ABOUT, key="everyone")
