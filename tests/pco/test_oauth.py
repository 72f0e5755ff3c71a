"""Tokens that are renewed in time, however the renewing goes: nothing is spent that cannot be replaced."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.problems import DiskFull, Offline, Problem, SignedOut, TooFast, UnexpectedAnswer
from kiosk.pco.oauth import Application, refreshed, revoke
from kiosk.pco.oauth_sign_in import JUST_NOW_SECONDS, OAuthSignIn
from kiosk.services.pull_ports import PlanningCenter
from kiosk.services.sign_in import KeptSignIn, SignInDesk, SignInKind, SignOut
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.secrets import SignInBook
from kiosk.storage.token_keeper import KeptTokens
from tests.services.test_sign_in import FakeActionLog
from tests.support.pulling import SetClock
from tests.support.scripted_server import Scripted, ScriptedServer


def a_desk(book: SignInBook, revoke_there: Callable[[KeptSignIn], Awaitable[None]]) -> SignInDesk:
    """Where somebody signs out."""

    def nowhere(
        kind: SignInKind, values: Mapping[str, str], base_url: str
    ) -> AbstractAsyncContextManager[PlanningCenter]:
        raise NotImplementedError

    async def no_church() -> str | None:
        return None

    return SignInDesk(book, nowhere, no_church, FakeActionLog(), SetClock(), lambda _: "id", "", revoke_there)


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


async def test_a_sign_out_in_the_very_moment_of_a_renewal_is_not_overtaken_by_it(tmp_path: Path):
    """Otherwise a fresh token would be kept after the sign-out, by this process or another one."""
    revoked: list[str] = []
    under_way: list[asyncio.Task[SignOut]] = []

    async def revoke_there(kept: KeptSignIn) -> None:
        revoked.append(kept.values["refresh_token"])

    async def answers_while_somebody_signs_out(values: Mapping[str, str], base_url: str) -> Mapping[str, str]:
        under_way.append(asyncio.create_task(desk.sign_out()))
        await asyncio.sleep(0.1)
        return {**values, "access_token": "new", "refresh_token": "next"}

    renewing, book = await refreshed_with(tmp_path, answers_while_somebody_signs_out, timedelta(seconds=-1))
    another_process = replace(book)
    desk = a_desk(another_process, revoke_there)

    assert await renewing.authorization() == "Bearer new"
    assert await under_way[0] is SignOut.DONE
    assert revoked == ["next"]
    assert await book.kept() is None
    renewing.monotonic = lambda: time.monotonic() + 2 * JUST_NOW_SECONDS
    with pytest.raises(SignedOut):
        await renewing.renew()
    assert await book.kept() is None


async def test_tokens_of_another_server_are_not_taken_over_by_a_renewal(tmp_path: Path):
    async def never(values: Mapping[str, str], base_url: str) -> Mapping[str, str]:
        raise AssertionError("asked with another server's token")

    renewing, book = await refreshed_with(tmp_path, never, timedelta(seconds=-1))
    theirs = {**renewing.values, "access_token": "theirs", "refresh_token": "theirs"}
    await book.keep(SignInKind.OAUTH, theirs, "https://elsewhere.example.org", in_file=True)
    with pytest.raises(SignedOut):
        await renewing.authorization()
    assert renewing.values["access_token"] == "old"
