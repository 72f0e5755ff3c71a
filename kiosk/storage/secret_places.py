"""Where one secret of a data folder is kept: in the system's keyring, else in a private file that an admin chose.

The file protects against other users of the computer, not against whoever has the disk.
"""

import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.domain.problems import SignedOut
from kiosk.storage.data_folder import DataFolder, translated
from kiosk.storage.keyrings import Keyring, open_keyring, within

T = TypeVar("T")

SIGN_IN_FILE, WEBHOOKS_FILE, PLANDOCKET_FILE = "sign-in.json", "webhooks.json", "plandocket.json"
PATIENCE_SECONDS = 3.0
"""A keyring that has not answered by then counts as none (stack.md section 4)."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """One secret. ``service``: what the keyring calls it; ``file_name``: of the private file.

    ``find_keyring`` is asked every time: a desktop may lock its keyring.
    """

    folder: DataFolder
    service: str
    file_name: str
    find_keyring: Callable[[], Keyring | None] = open_keyring
    patience_seconds: float = PATIENCE_SECONDS

    async def in_keyring(self) -> str | None:
        """The secret as the keyring has it."""
        return await self._of_keyring(lambda keyring: keyring.get_password(self.service, self._name)) or None

    def in_file(self) -> str | None:
        """The secret as the private file has it."""
        try:
            return self.file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError):
            logger.warning("%s cannot be read", self.file_name)
            return None

    async def kept(self) -> str | None:
        """The secret, None if there is none."""
        return await self.in_keyring() or self.in_file()

    async def keep(self, text: str, *, in_file: bool | None = False) -> bool:
        """Keep it in the keyring, or in the file where an admin said so; the other place forgets its own.

        ``in_file`` None: where the present one is. Returns whether it is in the file. Raises SignedOut with code ``no_keyring``
        when no keyring answers and the file was not chosen, DiskFull, DataFolderReadOnly.
        """
        if in_file or (in_file is None and self.file.exists()):
            self._write(text)
            await self._of_keyring(self._forgotten)
            return True

        def keep(keyring: Keyring) -> bool:
            keyring.set_password(self.service, self._name, text)
            return keyring.get_password(self.service, self._name) == text

        if not await self._of_keyring(keep):
            raise SignedOut(code="no_keyring")
        self.file.unlink(missing_ok=True)
        return False

    async def forget(self) -> None:
        """Forget it wherever it is kept."""
        self.file.unlink(missing_ok=True)
        await self._of_keyring(self._forgotten)

    async def has_keyring(self) -> bool:
        """Whether a keyring answers now without asking anybody."""
        return bool(await self._of_keyring(lambda keyring: True))

    @property
    def file(self) -> Path:
        """The private file, where an admin chose it."""
        return self.folder.path / self.file_name

    @property
    def _name(self) -> str:
        return str(self.folder.path.absolute())

    def _forgotten(self, keyring: Keyring) -> bool:
        if keyring.get_password(self.service, self._name) is not None:
            keyring.delete_password(self.service, self._name)
        return True

    def _write(self, text: str) -> None:
        self.folder.prepare()
        try:
            # mkstemp makes it readable by its owner only; the name changes hands when it is whole.
            handle, unfinished = tempfile.mkstemp(dir=self.folder.path, prefix=self.file.stem)
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


def secret_files(folder: DataFolder) -> tuple[Path, ...]:
    """The private files that hold secrets now, because an admin chose so."""
    files = (folder.path / name for name in (SIGN_IN_FILE, WEBHOOKS_FILE, PLANDOCKET_FILE))
    return tuple(file for file in files if file.exists())
