"""Where the sign-in is kept, with keyrings that work, refuse, hang or are not there."""

import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.domain.problems import SignedOut
from kiosk.services.sign_in import SignInKind, SignInPlace
from kiosk.storage import secret_places
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.keyrings import Keyring, open_keyring
from kiosk.storage.secrets import SignInBook, from_environment
from tests.support.secret_service import HAS_BUS, a_secret_service_without_a_keyring

API = "https://api.example.org"
TOKEN = {"app_id": "id", "secret": "hush"}


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


def a_book(folder: Path, find: Callable[[], Keyring | None] = lambda: None) -> SignInBook:
    return SignInBook(DataFolder(folder), find_keyring=find)


async def kept_in(book: SignInBook, *, in_file: bool | None = False) -> SignInPlace:
    return await book.keep(SignInKind.PERSONAL, TOKEN, API, in_file=in_file)


def files_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_the_environment_comes_first_and_secrets_are_not_shown(tmp_path: Path):
    keyring = MemoryKeyring()
    await kept_in(a_book(tmp_path, lambda: keyring))
    book = SignInBook(DataFolder(tmp_path), from_environment("env", "hush", API), lambda: keyring)

    found = await book.kept()

    assert found is not None
    assert (found.values["app_id"], found.place) == ("env", SignInPlace.ENVIRONMENT)
    assert "hush" not in repr(found)


def test_half_an_environment_is_none():
    assert from_environment("env", "", API) is None


async def test_a_keyring_keeps_the_sign_in_of_each_data_folder_with_the_server_it_is_for(tmp_path: Path):
    keyring = MemoryKeyring()
    one, other = (a_book(tmp_path / name, lambda: keyring) for name in ("one", "other"))

    assert await kept_in(one) is SignInPlace.KEYRING
    found = await one.kept()

    assert found is not None
    assert (found.kind, found.values, found.base_url) == (SignInKind.PERSONAL, TOKEN, API)
    assert await other.kept() is None
    await one.forget()
    assert await one.kept() is None


async def test_without_a_keyring_nothing_is_kept_unless_the_file_was_chosen(tmp_path: Path):
    book = a_book(tmp_path)

    with pytest.raises(SignedOut) as raised:
        await kept_in(book)

    assert raised.value.details == {"code": "no_keyring"}
    assert files_in(tmp_path) == []
    assert await kept_in(book, in_file=True) is SignInPlace.FILE
    assert await kept_in(book, in_file=None) is SignInPlace.FILE, "a renewed one stays where the old one was"
    found = await book.kept()
    assert found is not None
    assert (found.values, found.place) == (TOKEN, SignInPlace.FILE)
    await book.forget()
    assert await book.kept() is None


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are the folder's there")
async def test_the_file_is_its_owners_alone(tmp_path: Path):
    await kept_in(a_book(tmp_path), in_file=True)
    (file,) = files_in(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_file_that_makes_no_sense_is_no_sign_in(tmp_path: Path):
    book = a_book(tmp_path)
    for content in (b"", b"[]", b'{"kind": "personal"}', b'{"kind": 1, "values": [], "base_url": ""}', b"\xff"):
        (tmp_path / "sign-in.json").write_bytes(content)
        assert await book.kept() is None


async def test_a_keyring_that_fails_counts_as_none(tmp_path: Path):
    def broken() -> Keyring:
        raise RuntimeError("no session bus")

    assert await a_book(tmp_path, broken).kept() is None
    assert not await a_book(tmp_path, broken).has_keyring()


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

    assert secret_places.PATIENCE_SECONDS <= 3
    book = SignInBook(DataFolder(tmp_path), None, asks, patience_seconds=0.05)
    await kept_in(book, in_file=True)
    found = await book.kept()
    assert found is not None
    assert found.place is SignInPlace.FILE


@pytest.mark.skipif(not HAS_BUS, reason="there is no session bus to try it on")
def test_a_desktop_without_a_keyring_is_not_made_to_ask_for_a_new_ones_password(monkeypatch: pytest.MonkeyPatch):
    with a_secret_service_without_a_keyring() as (address, asked):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert open_keyring() is None
    assert asked
    assert "CreateCollection" not in asked
