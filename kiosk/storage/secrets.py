"""Where the sign-in is kept: the environment, else the system's keyring, else a private file that an admin chose.

The file protects against other users of the computer, not against whoever has the disk.
"""

import json
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.domain.problems import SignedOut
from kiosk.services.sign_in import KeptSignIn, SignInKind, SignInPlace
from kiosk.storage.data_folder import DataFolder, translated
from kiosk.storage.keyrings import Keyring, open_keyring, within

T = TypeVar("T")

PATIENCE_SECONDS = 3.0
"""A keyring that has not answered by then counts as none (stack.md section 4)."""
SIGN_IN_FILE = "sign-in.json"
_SERVICE = "kiosk: Planning Center"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SignInBook:
    """`kiosk.services.sign_in.SignInStore` of one data folder.

    ``environment``: the token that the environment gives, if any. ``find_keyring`` is asked every time: a desktop may lock its
    keyring.
    """

    folder: DataFolder
    environment: KeptSignIn | None = None
    find_keyring: Callable[[], Keyring | None] = open_keyring
    patience_seconds: float = PATIENCE_SECONDS

    async def kept(self) -> KeptSignIn | None:
        """The sign-in to use now, None if there is none."""
        if self.environment is not None:
            return self.environment
        in_keyring = await self._of_keyring(lambda keyring: keyring.get_password(_SERVICE, self._name))
        if in_keyring:
            return _decoded(in_keyring, SignInPlace.KEYRING)
        return _decoded(self._read(), SignInPlace.FILE)

    async def keep(
        self, kind: SignInKind, values: Mapping[str, str], base_url: str, *, in_file: bool | None = False
    ) -> SignInPlace:
        """Keep a sign-in in the keyring, or in the file where an admin said so; the other place forgets its own.

        ``in_file`` None: where the present one is. Raises SignedOut with code ``no_keyring`` when no keyring answers and the file
        was not chosen, DiskFull, DataFolderReadOnly.
        """
        text = json.dumps({"kind": kind.value, "values": dict(values), "base_url": base_url})
        if in_file or (in_file is None and self.file.exists()):
            self._write(text)
            await self._of_keyring(lambda keyring: _forgotten(keyring, self._name))
            return SignInPlace.FILE

        def keep(keyring: Keyring) -> bool:
            keyring.set_password(_SERVICE, self._name, text)
            return keyring.get_password(_SERVICE, self._name) == text

        if not await self._of_keyring(keep):
            raise SignedOut(code="no_keyring")
        self.file.unlink(missing_ok=True)
        return SignInPlace.KEYRING

    async def forget(self) -> None:
        """Forget the sign-in wherever it is kept here; the environment's is not ours to forget."""
        self.file.unlink(missing_ok=True)
        await self._of_keyring(lambda keyring: _forgotten(keyring, self._name))

    async def has_keyring(self) -> bool:
        """Whether a keyring answers now without asking anybody."""
        return bool(await self._of_keyring(lambda keyring: True))

    @property
    def file(self) -> Path:
        """The private file, where an admin chose it."""
        return self.folder.path / SIGN_IN_FILE

    @property
    def _name(self) -> str:
        return str(self.folder.path.absolute())

    def _read(self) -> str | None:
        try:
            return self.file.read_text(encoding="utf-8")
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
            Path(unfinished).replace(self.file)
        except OSError as error:
            raise translated(error) from error

    async def _of_keyring(self, work: Callable[[Keyring], T]) -> T | None:
        def ask() -> T | None:
            keyring = self.find_keyring()
            return None if keyring is None else work(keyring)

        try:
            return await within(self.patience_seconds, ask)
        except TimeoutError:
            logger.warning("the keyring does not answer")
        except Exception as error:  # noqa: BLE001 - keyrings raise whatever their desktops do; without one the file is left
            logger.warning("the keyring cannot be used: %s", type(error).__name__)
        return None


def from_environment(app_id: str, secret: str, base_url: str) -> KeptSignIn | None:
    """The personal access token that the environment gives; None unless both halves are there."""
    if not (app_id and secret):
        return None
    values = {"app_id": app_id, "secret": secret}
    return KeptSignIn(SignInKind.PERSONAL, values, base_url, SignInPlace.ENVIRONMENT)


def _forgotten(keyring: Keyring, name: str) -> bool:
    if keyring.get_password(_SERVICE, name) is not None:
        keyring.delete_password(_SERVICE, name)
    return True


def _decoded(text: str | None, place: SignInPlace) -> KeptSignIn | None:
    if text is None:
        return None
    try:
        kept = json.loads(text)
        values = {str(key): str(value) for key, value in dict(kept["values"]).items()}
        return KeptSignIn(SignInKind(kept["kind"]), values, str(kept["base_url"]), place)
    except (ValueError, KeyError, TypeError):
        logger.warning("the sign-in kept in the %s cannot be read", place.value)
        return None
