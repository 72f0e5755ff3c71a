"""The window of a self station: it shows the scene a visit has come to, keeps the clocks, and hears keyboard and scanner."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.visit import Step
from kiosk.services.self_station import SelfStation
from kiosk.services.start_view import StartView
from kiosk.ui.begun import Begun
from kiosk.ui.cover import BEHIND_THE_PIN, Cover, Covering
from kiosk.ui.displays import fit_window, show_window
from kiosk.ui.done_clock import DoneClock
from kiosk.ui.first_sight import WINDOWED
from kiosk.ui.keyboard import Keyboard
from kiosk.ui.long_press import LongPress
from kiosk.ui.look import Look, colour, look_on
from kiosk.ui.motion import SLIDE_MM, way_to
from kiosk.ui.scanner import Scanner
from kiosk.ui.screen_stack import TAP_GUARD_MS, ScreenStack
from kiosk.ui.stage import Stage
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import tokens_for
from kiosk.ui.ticking import ticking
from kiosk.ui.visit_flow import Scene, VisitFlow
from kiosk.ui.widgets.idle_prompt import IdlePrompt

_DONE_GUARD_MS = 900
_LABELS_MS = 400
_SECOND_MS = 1000
_PREPARE_MS = 120


class StationWindow(QWidget):
    """Create it, then ``open`` it while the loop runs. ``new_nonce`` makes a ULID.

    ``turned``: a visit has come to this scene.
    ``backstage_wanted``: somebody asks for what is behind the PIN, for one of its pages, or to close the station ("close").
    """

    closed = Signal()
    backstage_wanted = Signal(str)
    turned = Signal(object)

    def __init__(self, station: SelfStation, *, options: StationOptions, new_nonce: Callable[[], str]) -> None:
        super().__init__()
        self._station = station
        self._options = options
        self._closes = False
        self._language = options.languages[0]
        self._idle = 0
        self._church_name = ""
        self._scene: Scene | None = None
        self._shown: Step | None = None
        self._begun = Begun()
        self._stage: Stage | None = None
        self._stack = ScreenStack(self)
        self._prompt: IdlePrompt | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.resize(WINDOWED)
        self.flow = VisitFlow(station, new_nonce, self._show)
        self._done = DoneClock(self._show_done_seconds, self.flow.leave)
        self._keyboard = Keyboard(self, hides_pointer=options.hides_pointer)
        self._keyboard.touched.connect(self._on_keyboard_touched)
        self._scanner = Scanner(self, lambda: time.monotonic() * 1000, lambda: self._cover.is_on)
        self._scanner.scanned.connect(self._on_scanner_scanned)
        self._scanner.heard.connect(self._on_keyboard_touched)
        self._cover = Cover(self, lambda: self._look(is_for_staff=True), self._stack)
        self._long_press = LongPress(self)
        self._long_press.held.connect(lambda: self._want_backstage(""))
        self._poll = ticking(self, round(options.poll_seconds * 1000), self._on_poll_timeout)
        self._second = ticking(self, _SECOND_MS, self._on_second_timeout)
        self._labels = ticking(self, _LABELS_MS, self.flow.refresh_done)
        self._prepare = ticking(self, _PREPARE_MS, self._on_prepare_timeout)

    def open(self, view: StartView | None = None, begun: Begun | None = None) -> None:
        """Show the window and begin to ask what is open. The loop must run.

        ``view``: what is known to be open, shown at once; ``begun``: what somebody began before this window was there.
        """
        self._station.set_language(self._language)
        if view is not None:
            fit_window(self, self._options)
            self._stack.setGeometry(self.contentsRect())
            self._begun = begun or Begun()
            self.flow.begin(view)
        show_window(self, self._options)
        # Who watches last is asked first: what a scanner types is nobody's keyboard.
        for watcher in (self._long_press, self._keyboard, self._scanner):
            watcher.watch(self.windowHandle())
        for timer in (self._poll, self._second, self._prepare):
            timer.start()
        if view is None:
            self.flow.refresh_start()
            return
        self._focus_screen()
        begun, self._begun = self._begun, Begun()
        if begun.language:
            self.set_language(begun.language)
        self.flow.go_on(begun)

    @property
    def current_screen(self) -> QWidget | None:
        """The screen that is shown."""
        return self._stack.current

    @property
    def scene(self) -> Scene:
        """What is shown."""
        return self.flow.scene

    @property
    def covered_by(self) -> QWidget | None:
        """What lies over the screens; None where families see them."""
        return self._cover.widget

    @property
    def options(self) -> StationOptions:
        """How it looks and behaves now."""
        return self._options

    def set_options(self, options: StationOptions) -> None:
        """Another theme, size of type or accent, at once."""
        self._options = options
        self._rebuild()

    def set_language(self, language: str) -> None:
        """Speak another language from now until the visit ends."""
        self._language = language
        self._station.set_language(language)
        self._rebuild()
        self.flow.refresh_start()

    def cover(self, build: Callable[[Look, QWidget], Covering]) -> None:
        """Lay something over the screens; a visit that was begun ends."""
        self.flow.leave()
        self._hide_prompt()
        self._keyboard.is_resting = True
        self._cover.put_on(build)

    def uncover(self) -> None:
        """Families again."""
        self._keyboard.is_resting = False
        self._cover.take_off()
        self._focus_screen()

    def _want_backstage(self, page: str) -> None:
        if not self._cover.is_on and not self.flow.scene.visit.is_busy:
            self.backstage_wanted.emit(page)

    # Showing scenes.

    def _look(self, *, is_for_staff: bool = False) -> Look:
        return look_on(self, self._options, self._language, self._church_name, is_for_staff=is_for_staff)

    def _rebuild(self) -> None:
        """Take the screens down and build those that are needed anew, for another size, theme or language."""
        typed = self._stage.typed if self._stage else ""
        self._take_down()
        if self._scene is not None:
            self._build(typed)
            self._put_on(self._scene, has_turned=False)
        self._cover.renew(self.contentsRect())
        self.update()

    def _build(self, typed: str = "") -> Stage:
        self._stage = Stage(self._look(), self.flow, self.set_language, typed or self._begun.typed)
        if self._poll.isActive():
            self._prepare.start()
        return self._stage

    def _take_down(self) -> None:
        if self._prompt is not None:
            self._prompt.hide()
            self._prompt.deleteLater()
            self._prompt = None
        if self._stage is not None:
            for screen in self._stage.screens:
                self._stack.forget(screen)
                screen.hide()
                screen.deleteLater()
            self._stage = None

    def _show(self, scene: Scene) -> None:
        before, self._scene = self._scene, scene
        if has_turned := before is None or scene.visit is not before.visit:
            self._turned(scene)
        self._put_on(scene, has_turned)
        if has_turned:
            self._hide_prompt()

    def _put_on(self, scene: Scene, has_turned: bool) -> None:
        if scene.start is not None and scene.start.church_name != self._church_name:
            self._church_name = scene.start.church_name
            self._take_down()
        stage = self._stage or self._build()
        screen = stage.put_on(scene, has_turned)
        if scene.visit.step is Step.DONE:
            self._done.heed(scene.done, self._options)
        if screen is self._stack.current:
            return
        before, self._shown = self._shown, scene.visit.step
        self._stack.show_screen(
            screen,
            focus=None if self._cover.is_on else stage.first_focus(screen),
            lying_over=self._prompt,
            slide_px=way_to(scene.visit.step, before) * stage.look.metrics.mm(SLIDE_MM),
            is_still=self._options.is_still or not has_turned,
            guard_ms=_DONE_GUARD_MS if scene.visit.step is Step.DONE else TAP_GUARD_MS,
        )

    def _turned(self, scene: Scene) -> None:
        """A new step: the clocks that belong to it start."""
        self._idle = 0
        self.turned.emit(scene)
        if scene.visit.step is Step.DONE:
            self._done.begin(self._options)
            self._second.start()
            self._labels.start()
        else:
            self._labels.stop()
        if (
            scene.visit.step is Step.START
            and self._language != self._options.languages[0]
            and scene.turned_down is None
        ):
            # The next family is greeted in the station's own language.
            QTimer.singleShot(0, self, self._on_visit_ended)

    def _on_visit_ended(self) -> None:
        if self.flow.scene.visit.step is Step.START:
            self.set_language(self._options.languages[0])

    def _on_poll_timeout(self) -> None:
        if self.flow.scene.visit.step in (Step.START, Step.CLOSED):
            self.flow.refresh_start()

    def _on_prepare_timeout(self) -> None:
        # Between families, never while one waits for an answer.
        is_idle = self._stage is not None and self.flow.scene.visit.step in (Step.START, Step.CLOSED)
        if is_idle and self._stage is not None and not self._stage.prepare():
            self._prepare.stop()

    def _on_second_timeout(self) -> None:
        visit = self.flow.scene.visit
        if visit.step is Step.DONE:
            self._done.second_passed(self.flow.scene.done, self._options)
        elif visit.is_busy or visit.step is Step.CLOSED or self._cover.is_on:
            self._idle = 0
        else:
            self._idle += 1
            self._count_idle(is_asked=not visit.is_unattended)

    def _show_done_seconds(self, left: int) -> None:
        if self._stage is not None:
            self._stage.show_done_seconds(left)

    def _count_idle(self, *, is_asked: bool) -> None:
        left = self._options.idle_seconds + self._options.countdown_seconds - self._idle
        if self._idle < self._options.idle_seconds:
            return
        if not is_asked:
            self._idle = 0
            self._forget_start()
        elif left <= 0:
            self.flow.leave()
        else:
            if self._prompt is None:
                self._prompt = IdlePrompt(self._stage.look if self._stage else self._look(), self)
                self._prompt.hide()
                self._prompt.stayed.connect(self._on_prompt_stayed)
            self._prompt.setGeometry(self.contentsRect())
            self._prompt.show_seconds(left)

    def _forget_start(self) -> None:
        """Digits half typed, or another language, belong to somebody who has walked on."""
        if self._stage is not None:
            self._stage.begin_start()
        if self._language != self._options.languages[0]:
            self.set_language(self._options.languages[0])

    def _hide_prompt(self) -> None:
        if self._prompt is not None and not self._prompt.isHidden():
            self._prompt.hide()
            self._focus_screen()

    def _focus_screen(self) -> None:
        if self._stage is not None and self._stack.current is not None and not self._cover.is_on:
            self._stage.first_focus(self._stack.current).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_prompt_stayed(self) -> None:
        self._idle = 0
        self._hide_prompt()

    def _on_keyboard_touched(self) -> None:
        if self._prompt is None or self._prompt.isHidden():
            self._idle = 0

    def _on_scanner_scanned(self, code: str) -> None:
        if self._cover.is_on:
            return
        self._idle = 0
        self._hide_prompt()
        self.flow.scan(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key that no screen wanted."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.flow.go_back()
        elif event.key() in BEHIND_THE_PIN:
            self._want_backstage(BEHIND_THE_PIN[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        if self._stage is None or self._stage.look.metrics != self._look().metrics:
            self._rebuild()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw the paper that every screen lies on."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(tokens_for(self._options.theme, self._options.accent).paper))
        painter.end()

    def close(self) -> bool:
        """Close it for good; where the system asks for it instead, a PIN may be needed."""
        self._closes = True
        return super().close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt tells: the window closes; what was begun ends. What the system asks for may have to be asked at the PIN."""
        if not self._closes and self._options.is_closed_by_pin:
            event.ignore()
            self._want_backstage("close")
            return
        for timer in (self._poll, self._second, self._labels, self._prepare):
            timer.stop()
        self.flow.stop()
        self._cover.take_off()
        self._scene = None
        self._take_down()
        self.closed.emit()
        super().closeEvent(event)
