"""The doctor on the screen: every check with its sentence, and the support bundle. No Qt."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.services.doctor import Check, Health, is_well
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.list_page import Detail, ListScene
from kiosk.ui.backstage.scenes import Scenes
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import TableRow
from kiosk.ui.staff.said import done
from kiosk.ui.tasks import Tasks
from kiosk.ui.widgets.chip import Tone
from kiosk.words import admin_church as say
from kiosk.words import doctor as doctors

_EXAMINE, _BUNDLE = "examine", "bundle"
_TONES = {Health.OK: Tone.GOOD, Health.WARNING: Tone.WARN, Health.FAILED: Tone.WARN}
_ORDER = (Health.FAILED, Health.WARNING, Health.OK)


class DiagnosticsFlow:
    """Examines when the page is opened, and again when asked."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._tasks = Tasks()
        self._checks: tuple[Check, ...] = ()
        self._chosen = ""
        self._scenes = Scenes(ListScene())

    @property
    def scene(self) -> ListScene:
        """The latest."""
        return self._scenes.now

    def listen(self, show: Callable[[ListScene], None]) -> None:
        """From now on this shows the scenes."""
        self._scenes.listen(show)

    def refresh(self) -> None:
        """Only once: an examination takes a while and asks Planning Center."""
        if not self._checks and self._tasks.is_idle:
            self._examine()

    def choose(self, key: str) -> None:
        """See a check's whole sentence."""
        self._chosen = key
        self._show()

    def act(self, key: str) -> None:
        """Examine again, or write the bundle."""
        if not self._tasks.is_idle:
            return
        if key == _EXAMINE:
            self._examine()
        elif key == _BUNDLE:
            desks, now = self._session.desks.admin, self._session.desks.admin.now()
            file = self._session.files / f"kiosk-support-{now.astimezone(desks.zone):%Y-%m-%d-%H%M}.zip"
            self._tasks.start(
                desks.bundle(self._checks, file),
                then=lambda _: self._session.tell(done(doctors.BUNDLE_WRITTEN, file=file)),
                trouble=self._session.tell_trouble,
            )

    def stop(self) -> None:
        """The session ends."""
        self._tasks.cancel()

    def _examine(self) -> None:
        words = self._session.words
        self._scenes.turn(replace(self.scene, about=words.say(say.EXAMINING), actions=()))
        self._tasks.start(
            self._session.desks.admin.examine(words), then=self._examined, trouble=self._session.tell_trouble
        )

    def _examined(self, checks: tuple[Check, ...]) -> None:
        self._checks = tuple(sorted(checks, key=lambda one: _ORDER.index(one.health)))
        self._show()

    def _show(self) -> None:
        words, say_it = self._session.words, self._session.words.say
        chosen = next((one for one in self._checks if one.name == self._chosen), None)
        states = {Health.OK: say.CHECK_OK, Health.WARNING: say.CHECK_WARNING, Health.FAILED: say.CHECK_FAILED}
        self._scenes.turn(
            ListScene(
                about=say_it(doctors.ALL_WELL if is_well(self._checks) else doctors.NOT_ALL_WELL)
                if not self._warnings()
                else words.count(say.TO_LOOK_AT, self._warnings()),
                actions=(
                    Action(_EXAMINE, say_it(say.EXAMINE_AGAIN), "check"),
                    Action(_BUNDLE, say_it(say.WRITE_BUNDLE), "label"),
                ),
                rows=tuple(
                    TableRow(
                        one.name,
                        (say_it(say.CHECKS[one.name]), one.sentence, say_it(states[one.health])),
                        _TONES[one.health],
                    )
                    for one in self._checks
                ),
                chosen=self._chosen,
                detail=Detail(say_it(say.CHECKS[chosen.name]), chosen.sentence) if chosen is not None else None,
            )
        )

    def _warnings(self) -> int:
        return sum(one.health is not Health.OK for one in self._checks)
