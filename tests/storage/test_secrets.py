"""Where the sign-in is kept, with keyrings that work, refuse, hang or are not there."""

import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.domain.problems import SignedOut
from kiosk.storage import secrets
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.secrets import Keyring, Place, SignInBook


class MemoryKeyring:
    """A keyring that is open."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def a_book(folder: Path, find: Callable[[], Keyring | None] = lambda: None, **environment: str) -> SignInBook:
    return SignInBook(DataFolder(folder), environment, find)


def files_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_the_environment_comes_first(tmp_path: Path):
    keyring = MemoryKeyring()
    await a_book(tmp_path, lambda: keyring).keep("id", "secret")
    token = await a_book(tmp_path, lambda: keyring, KIOSK_PCO_APP_ID="env", KIOSK_PCO_SECRET="hush").token()
    assert token is not None
    assert (token.app_id, token.place) == ("env", Place.ENVIRONMENT)
    assert "hush" not in repr(token)


async def test_half_an_environment_is_none(tmp_path: Path):
    assert await a_book(tmp_path, KIOSK_PCO_APP_ID="env").token() is None


async def test_a_keyring_keeps_the_token_of_each_data_folder(tmp_path: Path):
    keyring = MemoryKeyring()
    one, other = (a_book(tmp_path / name, lambda: keyring) for name in ("one", "other"))
    assert await one.keep("id", "secret") is Place.KEYRING
    token = await one.token()
    assert token is not None
    assert (token.app_id, token.secret, token.place) == ("id", "secret", Place.KEYRING)
    assert await other.token() is None
    await one.forget()
    assert await one.token() is None


async def test_without_a_keyring_nothing_is_kept_unless_the_file_was_chosen(tmp_path: Path):
    book = a_book(tmp_path)
    with pytest.raises(SignedOut) as raised:
        await book.keep("id", "secret")
    assert raised.value.details == {"code": "no_keyring"}
    assert files_in(tmp_path) == []
    assert await book.keep("id", "secret", in_file=True) is Place.FILE
    token = await book.token()
    assert token is not None
    assert (token.secret, token.place) == ("secret", Place.FILE)
    await book.forget()
    assert await book.token() is None


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are the folder's there")
async def test_the_file_is_its_owners_alone(tmp_path: Path):
    await a_book(tmp_path).keep("id", "secret", in_file=True)
    (file,) = files_in(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_file_that_makes_no_sense_is_no_sign_in(tmp_path: Path):
    book = a_book(tmp_path)
    for content in (b"", b"[]", b'{"app_id": 1}', b"\xff"):
        (tmp_path / "sign-in.json").write_bytes(content)
        assert await book.token() is None


async def test_a_keyring_that_fails_counts_as_none(tmp_path: Path):
    def broken() -> Keyring:
        raise RuntimeError("no session bus")

    assert await a_book(tmp_path, broken).token() is None


@pytest.fixture
def impatient() -> Iterator[threading.Event]:
    """What a keyring that asks somebody waits for; it is answered when the test ends."""
    answered = threading.Event()
    yield answered
    answered.set()


async def test_a_keyring_that_asks_somebody_is_not_waited_for(tmp_path: Path, impatient: threading.Event):
    def asks() -> Keyring | None:
        impatient.wait()
        return None

    assert secrets.PATIENCE_SECONDS <= 3
    book = SignInBook(DataFolder(tmp_path), {}, asks, patience_seconds=0.05)
    await book.keep("id", "secret", in_file=True)
    token = await book.token()
    assert token is not None
    assert token.place is Place.FILE
