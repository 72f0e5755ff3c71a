"""Tokens that are renewed in time, however the renewing goes: nothing is spent that cannot be replaced."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.problems import DiskFull, Offline, Problem, TooFast, UnexpectedAnswer
from kiosk.pco.oauth import Application, refreshed, revoke
from kiosk.pco.oauth_sign_in import OAuthSignIn
from kiosk.services.sign_in import SignInKind
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.secrets import SignInBook
from kiosk.storage.token_keeper import KeptTokens
from tests.support.scripted_server import Scripted, ScriptedServer


async def refreshed_with(
    tmp_path: Path, refresh: Callable[[Mapping[str, str], str], Awaitable[Mapping[str, str]]], left: timedelta
) -> tuple[OAuthSignIn, SignInBook]:
    """A sign-in kept in the private file, with so much time left."""
    book = SignInBook(DataFolder(tmp_path), find_keyring=lambda: None)
    now = datetime.now(UTC)
    values = {"app_id": "a", "access_token": "old", "refresh_token": "once", "expires_at": (now + left).isoformat()}
    await book.keep(SignInKind.OAUTH, values, "http://127.0.0.1:9", in_file=True)
    return OAuthSignIn(values, KeptTokens(book, "http://127.0.0.1:9"), "http://127.0.0.1:9", refresh), book


@pytest.mark.parametrize("problem", [Offline(), TooFast(seconds=20), UnexpectedAnswer(code="not_json")])
async def test_a_token_that_is_good_for_a_while_is_used_while_renewing_fails(tmp_path: Path, problem: Problem):
    tries = []

    async def fails(values: Mapping[str, str], base_url: str) -> Mapping[str, str]:
        tries.append(values["refresh_token"])
        raise problem

    ahead, _ = await refreshed_with(tmp_path, fails, timedelta(minutes=3))
    assert [await ahead.authorization() for _ in range(3)] == ["Bearer old"] * 3
    assert tries == ["once"]
    late, _ = await refreshed_with(tmp_path, fails, timedelta(seconds=-1))
    with pytest.raises(type(problem)):
        await late.authorization()


async def test_a_refresh_token_is_not_spent_where_the_next_one_could_not_be_kept(tmp_path: Path):
    spent = []

    async def gives(values: Mapping[str, str], base_url: str) -> Mapping[str, str]:
        spent.append(values["refresh_token"])
        return {**values, "access_token": "new", "refresh_token": "next"}

    sign_in, book = await refreshed_with(tmp_path, gives, timedelta(seconds=-1))
    full = SignInBook(book.folder, find_keyring=lambda: None)
    unwritable = replace(sign_in, keeper=Unwritable(full, sign_in.base_url), _lock=asyncio.Lock())
    with pytest.raises(DiskFull):
        await unwritable.authorization()
    assert spent == []
    assert await sign_in.authorization() == "Bearer new"
    kept = await book.kept()
    assert kept is not None
    assert kept.values["refresh_token"] == "next"


@dataclass(frozen=True, slots=True)
class Unwritable(KeptTokens):
    """Where nothing more can be written."""

    async def keep(self, values: Mapping[str, str]) -> None:
        raise DiskFull()


async def test_a_pause_asked_for_by_the_token_endpoint_is_no_refused_sign_in():
    with ScriptedServer(Scripted(429, b"{}", {"Retry-After": "7"})) as server:
        application = Application("demo-app", "", server.base_url)
        with pytest.raises(TooFast) as told:
            await refreshed(application, "once")
        assert told.value.details["seconds"] == 7
        with pytest.raises(TooFast):
            await revoke(application, "once")
