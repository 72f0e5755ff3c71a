"""Where the sign-in is kept: the environment, else the system's keyring, else a private file that an admin chose."""

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from kiosk.services.sign_in import KeptSignIn, SignInKind, SignInPlace
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.keyrings import Keyring, open_keyring
from kiosk.storage.secret_places import PATIENCE_SECONDS, SIGN_IN_FILE, SecretPlace

_SERVICE = "kiosk: Planning Center"
_PATIENCE_WITH_A_RENEWAL_SECONDS = 90.0
"""A renewal that waits for a slow network is still going on."""

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
        if in_keyring := await self._place.in_keyring():
            return _decoded(in_keyring, SignInPlace.KEYRING)
        return _decoded(self._place.in_file(), SignInPlace.FILE)

    async def keep(
        self, kind: SignInKind, values: Mapping[str, str], base_url: str, *, in_file: bool | None = False
    ) -> SignInPlace:
        """Keep a sign-in in the keyring, or in the file where an admin said so; the other place forgets its own.

        ``in_file`` None: where the present one is. Raises SignedOut with code ``no_keyring`` when no keyring answers and the file
        was not chosen, DiskFull, DataFolderReadOnly.
        """
        text = json.dumps({"kind": kind.value, "values": dict(values), "base_url": base_url})
        is_in_file = await self._place.keep(text, in_file=in_file)
        return SignInPlace.FILE if is_in_file else SignInPlace.KEYRING

    async def forget(self) -> None:
        """Forget the sign-in wherever it is kept here; the environment's is not ours to forget."""
        await self._place.forget()

    def alone(self) -> AbstractAsyncContextManager[None]:
        """Hold the folder's lock for keeping, renewing and forgetting."""
        return self.folder.alone("sign-in", _PATIENCE_WITH_A_RENEWAL_SECONDS)

    async def has_keyring(self) -> bool:
        """Whether a keyring answers now without asking anybody."""
        return await self._place.has_keyring()

    @property
    def file(self) -> Path:
        """The private file, where an admin chose it."""
        return self._place.file

    @property
    def _place(self) -> SecretPlace:
        return SecretPlace(self.folder, _SERVICE, SIGN_IN_FILE, self.find_keyring, self.patience_seconds)


def from_environment(app_id: str, secret: str, base_url: str) -> KeptSignIn | None:
    """The personal access token that the environment gives; None unless both halves are there."""
    if not (app_id and secret):
        return None
    values = {"app_id": app_id, "secret": secret}
    return KeptSignIn(SignInKind.PERSONAL, values, base_url, SignInPlace.ENVIRONMENT)


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
