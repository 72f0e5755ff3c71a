"""A forgotten PIN of an admin: the token that the station signs in with is asked for again, then a new PIN, twice. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kiosk.domain.ids import StaffId
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import NotAuthorised, Problem
from kiosk.services.forgotten_pin import ForgottenPin
from kiosk.ui.backstage.fields import Choice, ChoiceField, Field, TextField, Value
from kiosk.ui.backstage.flows.staff import pin_fields
from kiosk.ui.staff.said import NOTHING, Said, trouble
from kiosk.ui.tasks import Tasks
from kiosk.words import Words
from kiosk.words import admin_trust as say
from kiosk.words import sign_in as token

APP_ID, SECRET, ADMIN = "app_id", "secret", "admin"


@dataclass(frozen=True, slots=True)
class ForgottenScene:
    """``can_prove`` None: not known yet. ``admins``: whose PIN may be set anew, once the token was right."""

    can_prove: bool | None = None
    admins: tuple[StaffMember, ...] = ()
    typed: dict[str, Value] = field(default_factory=dict, repr=False)
    said: Said = NOTHING
    is_busy: bool = False


class ForgottenFlow:
    """``show`` is called with every new scene, ``done`` when somebody has a new PIN."""

    def __init__(self, desk: ForgottenPin, show: Callable[[ForgottenScene], None], done: Callable[[], None]) -> None:
        self._desk, self._show, self._done = desk, show, done
        self._tasks = Tasks()
        self.scene = ForgottenScene()

    def begin(self) -> None:
        """Is there a token to prove it with?"""
        self._tasks.start(
            self._desk.can_be_proved(),
            then=lambda can: self._turn(replace(self.scene, can_prove=can)),
            trouble=lambda _: self._turn(replace(self.scene, can_prove=False)),
        )

    def answer(self, key: str, value: Value) -> None:
        """A line was filled in."""
        self._turn(replace(self.scene, typed={**self.scene.typed, key: value}, said=NOTHING))

    def go_on(self) -> None:
        """The token was typed, or the new PIN."""
        scene = self.scene
        if scene.is_busy or not scene.can_prove:
            return
        if not scene.admins:
            self._turn(replace(scene, is_busy=True, said=NOTHING))
            self._tasks.start(self._desk.admins(*self._token), then=self._proved, trouble=self._refused)
        elif scene.typed.get("pin", "") != scene.typed.get("again", ""):
            typed = {**scene.typed, "pin": "", "again": ""}
            self._turn(replace(scene, typed=typed, said=Said(say.PINS_DIFFER)))
        else:
            self._turn(replace(scene, is_busy=True, said=NOTHING))
            work = self._desk.set_anew(*self._token, StaffId(self._admin), str(scene.typed.get("pin", "")))
            self._tasks.start(work, then=lambda _: self._done(), trouble=self._refused)

    def stop(self) -> None:
        """It is left: no secret stays."""
        self._tasks.cancel()
        self.scene = ForgottenScene()

    @property
    def _token(self) -> tuple[str, str]:
        return str(self.scene.typed.get(APP_ID, "")), str(self.scene.typed.get(SECRET, ""))

    @property
    def _admin(self) -> str:
        return str(self.scene.typed.get(ADMIN) or self.scene.admins[0].id)

    def fields(self, words: Words) -> tuple[Field, ...]:
        """What is asked now."""
        scene = self.scene
        if not scene.can_prove:
            return ()
        if not scene.admins:
            app_id, secret = self._token
            return (
                Field(APP_ID, words.say(token.ASK_APP_ID), TextField(), app_id),
                Field(SECRET, words.say(token.ASK_SECRET), TextField(is_secret=True), secret),
            )
        choices = ChoiceField(tuple(Choice(str(one.id), one.name) for one in scene.admins))
        return (Field(ADMIN, words.say(say.NAME), choices, self._admin), *pin_fields(words, scene.typed))

    def _proved(self, admins: tuple[StaffMember, ...]) -> None:
        self._turn(replace(self.scene, is_busy=False, admins=admins))

    def _refused(self, problem: Problem | None) -> None:
        said = Said(say.ANOTHER_TOKEN) if isinstance(problem, NotAuthorised) else trouble(problem)
        self._turn(replace(self.scene, is_busy=False, said=said))

    def _turn(self, scene: ForgottenScene) -> None:
        self.scene = scene
        self._show(scene)
