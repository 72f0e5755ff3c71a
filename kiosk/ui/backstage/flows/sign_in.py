"""Signing in to Planning Center from the station: a token is tried before it is kept, and what it may see is said. No Qt."""

from dataclasses import dataclass, replace

from kiosk.domain.problems import Problem, SignedOut
from kiosk.services.sign_in import Access, SignInPlace
from kiosk.ui.backstage.fields import Field, FlagField, TextField, Value
from kiosk.ui.backstage.scenes import Scenes
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.staff.said import done
from kiosk.ui.tasks import Tasks
from kiosk.words import admin_church as say
from kiosk.words import sign_in as said

NO_TOKEN = "BLACKBIRD"
"""What Planning Center answers to a request without any."""
APP_ID, SECRET, IN_FILE = "app_id", "secret", "in_file"


@dataclass(frozen=True, slots=True)
class SignInScene:
    """``seen``: what the sign-in may see, a sentence each; ``needs_file``: no keyring answered, so a file is offered."""

    app_id: str = ""
    secret: str = ""
    in_file: bool = False
    needs_file: bool = False
    seen: tuple[str, ...] = ()
    is_busy: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether both lines stand there."""
        return bool(self.app_id.strip() and self.secret.strip())


class SignInFlow:
    """The secret is forgotten as soon as it is kept, and when the page is left."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._tasks = Tasks()
        self.scenes = Scenes(SignInScene())

    def fields(self) -> tuple[Field, ...]:
        """What is asked."""
        say_it, scene = self._session.words.say, self.scenes.now
        asked = [
            Field(APP_ID, say_it(said.ASK_APP_ID), TextField(), scene.app_id, say_it(say.WHERE_TOKENS_ARE)),
            Field(SECRET, say_it(said.ASK_SECRET), TextField(is_secret=True), scene.secret),
        ]
        if scene.needs_file:
            asked.append(Field(IN_FILE, say_it(say.IN_FILE), FlagField(), scene.in_file, say_it(say.IN_FILE_ABOUT)))
        return tuple(asked)

    def answer(self, key: str, value: Value) -> None:
        """A field was filled in."""
        scene = self.scenes.now
        if key == IN_FILE:
            self.scenes.turn(replace(scene, in_file=bool(value)))
        elif key == APP_ID:
            self.scenes.turn(replace(scene, app_id=str(value)))
        else:
            self.scenes.turn(replace(scene, secret=str(value)))

    def sign_in(self) -> None:
        """Try the token, and keep it if it is good."""
        scene = self.scenes.now
        if scene.is_busy:
            return
        if not scene.is_whole:
            self._session.tell_trouble(SignedOut(code=NO_TOKEN))
            return
        self.scenes.turn(replace(scene, is_busy=True, seen=()))
        desk = self._session.desks.admin.sign_in
        work = desk.sign_in(scene.app_id, scene.secret, in_file=scene.in_file, by=self._session.staff.id)
        self._tasks.start(work, then=self._signed_in, trouble=self._refused)

    def forget(self) -> None:
        """The page is left: a secret does not stay."""
        self._tasks.cancel()
        self.scenes.now = replace(self.scenes.now, secret="", is_busy=False)

    def stop(self) -> None:
        """The session ends."""
        self.forget()

    def _signed_in(self, kept: tuple[Access, SignInPlace]) -> None:
        access, _ = kept
        words = self._session.words
        lines = [words.say(said.SIGNED_IN, church=access.church)]
        for one in access.products:
            if one.problem is not None:
                lines.append(words.say(said.MAY_NOT_SEE[one.product.value]))
            else:
                lines.append(words.count(said.MAY_SEE[one.product.value], one.rows or 0))
        self.scenes.turn(SignInScene(seen=tuple(lines)))
        self._session.tell(done(said.SIGNED_IN, church=access.church))

    def _refused(self, problem: Problem | None) -> None:
        needs_file = isinstance(problem, SignedOut) and problem.details.get("code") == "no_keyring"
        scene = self.scenes.now
        self.scenes.turn(replace(scene, is_busy=False, needs_file=scene.needs_file or needs_file))
        self._session.tell_trouble(problem)
