"""Where the sign-in is kept: the environment, else the system's keyring, else a private file that an admin chose.

A keyring that is locked would ask for its password over the station's screen and hold up the caller, so on Linux only one
that is open already is used; every call has a time limit. The file protects against other users of the computer, not against
whoever has the disk.
"""

import asyncio
import enum
import json
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from kiosk.domain.problems import SignedOut
from kiosk.storage.data_folder import DataFolder, translated

T = TypeVar("T")

PATIENCE_SECONDS = 3.0
"""A keyring that has not answered by then counts as none (stack.md section 4)."""
_SERVICE = "kiosk: Planning Center"
_APP_ID, _SECRET = "KIOSK_PCO_APP_ID", "KIOSK_PCO_SECRET"

logger = logging.getLogger(__name__)


class Place(enum.StrEnum):
    """Where a sign-in was found."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class KeptToken:
    """A personal access token and where it is kept."""

    app_id: str
    secret: str = field(repr=False)
    place: Place


class Keyring(Protocol):
    """As much of a keyring as is used here."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None if there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


def open_keyring() -> Keyring | None:
    """The system's keyring, if there is one that answers without asking anybody."""
    import keyring
    from keyring.backends import fail

    if sys.platform in ("win32", "darwin"):
        backend = keyring.get_keyring()
        return None if isinstance(backend, fail.Keyring) else backend
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    import secretstorage
    from keyring.backends.SecretService import Keyring as SecretService

    connection = secretstorage.dbus_init()
    try:
        if not secretstorage.check_service_availability(connection):
            return None
        if secretstorage.get_default_collection(connection).is_locked():
            return None
        return SecretService()  # type: ignore[no-untyped-call]
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class SignInBook:
    """The sign-in of one data folder. ``find_keyring`` is asked every time: a desktop may lock its keyring."""

    folder: DataFolder
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    find_keyring: Callable[[], Keyring | None] = open_keyring
    patience_seconds: float = PATIENCE_SECONDS

    async def token(self) -> KeptToken | None:
        """The personal access token to use now, None if there is none."""
        app_id, secret = self.environment.get(_APP_ID, ""), self.environment.get(_SECRET, "")
        if app_id and secret:
            return KeptToken(app_id, secret, Place.ENVIRONMENT)
        in_keyring = await self._of_keyring(lambda keyring: keyring.get_password(_SERVICE, self._name))
        if in_keyring:
            return _decoded(in_keyring, Place.KEYRING)
        return _decoded(self._read(), Place.FILE)

    async def keep(self, app_id: str, secret: str, *, in_file: bool = False) -> Place:
        """Keep a token in the keyring, or in the file where an admin said so; the other place forgets its own.

        Raises SignedOut with code ``no_keyring`` when no keyring answers and the file was not chosen, DiskFull, DataFolderReadOnly.
        """
        text = json.dumps({"app_id": app_id, "secret": secret})
        if in_file:
            self._write(text)
            await self._of_keyring(lambda keyring: _forgotten(keyring, self._name))
            return Place.FILE

        def keep(keyring: Keyring) -> bool:
            keyring.set_password(_SERVICE, self._name, text)
            return keyring.get_password(_SERVICE, self._name) == text

        if not await self._of_keyring(keep):
            raise SignedOut(code="no_keyring")
        self._path.unlink(missing_ok=True)
        return Place.KEYRING

    async def forget(self) -> None:
        """Forget the token wherever it is kept here; the environment's is not ours to forget."""
        self._path.unlink(missing_ok=True)
        await self._of_keyring(lambda keyring: _forgotten(keyring, self._name))

    @property
    def _name(self) -> str:
        return str(self.folder.path.absolute())

    @property
    def _path(self) -> Path:
        return self.folder.path / "sign-in.json"

    def _read(self) -> str | None:
        try:
            return self._path.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError):
            logger.warning("the sign-in file cannot be read")
            return None

    def _write(self, text: str) -> None:
        self.folder.prepare()
        try:
            # mkstemp makes it readable by its owner only; the name changes hands when it is whole.
            handle, unfinished = tempfile.mkstemp(dir=self.folder.path, prefix="sign-in")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(unfinished).replace(self._path)
        except OSError as error:
            raise translated(error) from error

    async def _of_keyring(self, work: Callable[[Keyring], T]) -> T | None:
        def ask() -> T | None:
            keyring = self.find_keyring()
            return None if keyring is None else work(keyring)

        try:
            return await _within(self.patience_seconds, ask)
        except TimeoutError:
            logger.warning("the keyring does not answer")
        except Exception as error:  # noqa: BLE001 - keyrings raise whatever their desktops do; without one the file is left
            logger.warning("the keyring cannot be used: %s", type(error).__name__)
        return None


def _forgotten(keyring: Keyring, name: str) -> bool:
    if keyring.get_password(_SERVICE, name) is not None:
        keyring.delete_password(_SERVICE, name)
    return True


def _decoded(text: str | None, place: Place) -> KeptToken | None:
    if text is None:
        return None
    try:
        kept = json.loads(text)
        return KeptToken(str(kept["app_id"]), str(kept["secret"]), place)
    except (ValueError, KeyError, TypeError):
        logger.warning("the sign-in kept in the %s cannot be read", place.value)
        return None


async def _within(seconds: float, work: Callable[[], T]) -> T:
    """Do ``work`` on a thread that nobody has to wait for, not even at the end of the program. Raises TimeoutError."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, failure = None, None
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - it is handed to whoever waits
            failure = error
        try:
            loop.call_soon_threadsafe(tell, result, failure)
        except RuntimeError:
            # The loop has ended meanwhile, and with it the wish to know.
            return

    threading.Thread(target=run, name="keyring", daemon=True).start()
    return await asyncio.wait_for(done, seconds)
