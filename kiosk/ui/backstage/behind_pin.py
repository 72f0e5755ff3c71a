"""What covers a station while somebody is behind the PIN: the PIN first, unless it was given, then the frame with its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import StaffMember
from kiosk.services.staff_views import Strip
from kiosk.ui.backstage.backstage import Backstage
from kiosk.ui.backstage.desks import Desks
from kiosk.ui.backstage.forgotten_page import ForgottenPage
from kiosk.ui.backstage.pages_of import groups_for
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.ui.staff.lock_flow import LockFlow, LockScene
from kiosk.ui.staff.screens.lock import LockScreen
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import admin_trust as say

EVERYONE, CLOSE, FORGOTTEN = "everyone", "close", "forgotten"
_SECOND_MS = 1000
PIN_SECONDS = 60
"""A PIN screen that nobody uses makes way for families."""
TOKEN_SECONDS = 600
"""A token is long, and copied from somewhere."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How it is opened: what pages can ask now, where files are saved, what the buttons of the frame do."""

    desks: Callable[[], Desks]
    new_nonce: Callable[[], str]
    lock_seconds: int
    files: Path
    leave: Callable[[], None]
    lock: Callable[[bool], None]
    close_kiosk: Callable[[], None]


class BehindPin(QWidget):
    """``staff`` None: the PIN is asked for. ``page``: the one to begin with, by its key."""

    def __init__(
        self, look: Look, opening: Opening, *, staff: StaffMember | None, page: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._opening, self._page = look, opening, page
        self._strip: Strip | None = None
        self._idle = 0
        self._tasks = Tasks()
        self._session: BackstageSession | None = None
        self._lock: LockScreen | None = None
        self._forgotten: ForgottenPage | None = None
        self.backstage: Backstage | None = None
        self._staff_session = Session(opening.desks().station, opening.new_nonce)
        self.lock_flow = LockFlow(self._staff_session, self._show_lock, self._opened)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._on_second_timeout)
        if staff is not None:
            self._enter(staff)
        elif page == FORGOTTEN:
            self._show_forgotten()
        else:
            self._ask_pin()
            if page == EVERYONE:
                self.lock_flow.want_everyone()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        asking = self._lock or self._forgotten
        if asking is not None:
            return asking.first_focus
        return self.backstage.first_focus if self.backstage is not None else self

    def set_look(self, look: Look) -> None:
        """Another size, theme or language."""
        self._look = look
        if self.backstage is not None:
            self.backstage.set_look(look)
        elif self._lock is not None:
            self._ask_pin()
        elif self._forgotten is not None:
            self._show_forgotten()

    def renew(self) -> None:
        """Settings have changed: pages ask the services that follow them."""
        desks = self._opening.desks()
        self._staff_session.station = desks.station
        if self._session is not None:
            self._session.desks = desks
        if self.backstage is not None:
            self.backstage.refresh()

    def stop(self) -> None:
        """It is taken away."""
        self._second.stop()
        self._tasks.cancel()
        self.lock_flow.stop()
        self._drop_asking()
        if self.backstage is not None:
            self.backstage.stop()

    # The PIN.

    def _ask_pin(self) -> None:
        self._drop_asking()
        self._lock = LockScreen(self._look, self, can_leave=True)
        self._lock.pin_entered.connect(self.lock_flow.unlock)
        self._lock.everyone_wanted.connect(self.lock_flow.want_everyone)
        self._lock.forgotten.connect(self._show_forgotten)
        self._lock.left.connect(self._opening.leave)
        self._put_on(self._lock)
        self._show_lock(self.lock_flow.scene)
        self._tasks.start(self._staff_session.station.strip(), then=self._strip_read, trouble=lambda _: None)

    def _show_forgotten(self) -> None:
        self._drop_asking()
        self._forgotten = ForgottenPage(self._look, self._opening.desks().trust.forgotten, self)
        self._forgotten.left.connect(self._ask_pin)
        self._forgotten.set_anew.connect(self._on_forgotten_set_anew)
        self._put_on(self._forgotten)
        self._forgotten.flow.begin()

    def _on_forgotten_set_anew(self) -> None:
        self._ask_pin()
        self.lock_flow.tell(say.PIN_SET_ANEW)

    def _put_on(self, asking: LockScreen | ForgottenPage) -> None:
        asking.setGeometry(self.rect())
        asking.show()
        asking.first_focus.setFocus()
        self._idle = 0
        self._second.start()

    def _drop_asking(self) -> None:
        self._second.stop()
        if self._forgotten is not None:
            self._forgotten.stop()
        for asking in (self._lock, self._forgotten):
            if asking is not None:
                asking.hide()
                asking.deleteLater()
        self._lock = self._forgotten = None

    def _strip_read(self, strip: Strip) -> None:
        self._strip = strip
        self._show_lock(self.lock_flow.scene)

    def _show_lock(self, scene: LockScene) -> None:
        self._idle = 0 if not scene.wait_seconds else self._idle
        if self._lock is not None:
            self._lock.display(scene, self._strip)

    def _on_second_timeout(self) -> None:
        self.lock_flow.count_down()
        self._idle += 1
        if self._idle >= (PIN_SECONDS if self._forgotten is None else TOKEN_SECONDS):
            self._opening.leave()

    def _opened(self, wants_everyone: bool) -> None:
        if wants_everyone:
            self._page = EVERYONE
        elif self._page in (EVERYONE, FORGOTTEN):
            self._page = ""
        self._drop_asking()
        self._enter(self._staff_session.member)
        self.first_focus.setFocus()

    # The frame.

    def _enter(self, staff: StaffMember) -> None:
        opening = self._opening
        self._session = BackstageSession(
            staff, opening.desks(), opening.new_nonce, self._look.words, opening.files, opening.close_kiosk
        )
        pages = groups_for(staff)
        self.backstage = Backstage(
            self._look, self._session, pages, lock_seconds=opening.lock_seconds, first=self._page, parent=self
        )
        self.backstage.left.connect(opening.leave)
        self.backstage.locked.connect(opening.lock)
        self.backstage.setGeometry(self.rect())
        self.backstage.show()
        self.backstage.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        for widget in (self._lock, self._forgotten, self.backstage):
            if widget is not None:
                widget.setGeometry(self.rect())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key that nothing here wanted; none goes on to the station beneath."""
