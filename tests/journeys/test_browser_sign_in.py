"""Signing in with the browser, and staying signed in: against a Planning Center whose tokens expire and refresh once."""

import asyncio
import multiprocessing
import socket
from pathlib import Path

import httpx
import pytest

from kiosk.app.config import Config
from kiosk.app.sign_in import connected_as_kept, revoked, sign_in_book
from kiosk.domain.problems import SettingNotValid, SignedOut
from kiosk.pco.browser_sign_in import sign_in_with_browser
from kiosk.pco.oauth import Application
from kiosk.services.pull_plan import horizon
from kiosk.services.pulled import Ask, Resource
from kiosk.services.sign_in import SignInKind
from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import Clock, a_small_church


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def center(clock: Clock):
    with PlanningCenterServer(a_small_church(), now=clock.now, monotonic=clock.monotonic) as server:
        yield server


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def browser(url: str) -> None:
    """Somebody who agrees to everything at once."""
    async with httpx.AsyncClient(follow_redirects=True, trust_env=False) as http:
        await http.get(url)


def page(is_well: bool) -> str:
    return "done" if is_well else "not done"


async def signed_in(folder: Path, center: PlanningCenterServer, port: int, secret: str = "") -> Config:
    application = Application("demo-app", secret, center.base_url)
    values = await sign_in_with_browser(application, port, browser, page)
    config = Config(folder, base_url=center.base_url)
    await sign_in_book(config).keep(SignInKind.OAUTH, values, center.base_url, in_file=True)
    return config


async def ask(config: Config) -> None:
    async with connected_as_kept(config) as gateway:
        from tests.support.pulling import SUNDAY

        await gateway.page(Ask(Resource.PEOPLE, horizon(SUNDAY)))


async def test_somebody_who_agrees_is_signed_in(tmp_path: Path, center: PlanningCenterServer, port: int):
    config = await signed_in(tmp_path, center, port)
    await ask(config)
    sent = [one for one in center.requests if one.path == "/oauth/token"]
    assert b"client_secret" not in sent[0].body
    asked = next(one for one in center.requests if one.path == "/oauth/authorize")
    assert "people+check_ins+groups+calendar" in asked.query


async def test_a_churchs_own_application_sends_its_secret(tmp_path: Path, center: PlanningCenterServer, port: int):
    center.oauth.apps["demo-app"] = "hush"
    with pytest.raises(SignedOut):
        await signed_in(tmp_path, center, port, secret="wrong")
    await ask(await signed_in(tmp_path, center, port, secret="hush"))


async def test_the_calendars_other_scope_is_tried(tmp_path: Path, center: PlanningCenterServer, port: int):
    center.oauth.scopes = frozenset({"people", "check_ins", "groups", "resources"})
    await ask(await signed_in(tmp_path, center, port))


async def test_a_sign_in_cancelled_in_the_browser_is_said(tmp_path: Path, center: PlanningCenterServer, port: int):
    center.oauth.refused_with = "access_denied"
    with pytest.raises(SignedOut) as problem:
        await signed_in(tmp_path, center, port)
    assert problem.value.details["code"] == "access_denied"


async def test_an_answer_to_somebody_elses_request_is_not_taken(center: PlanningCenterServer, port: int):
    async def other(url: str) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.get(f"http://127.0.0.1:{port}/signed-in?state=guessed&code=stolen")
        assert answer.status_code == 404

    with pytest.raises(SignedOut, match="SignedOut"):
        await sign_in_with_browser(Application("demo-app", "", center.base_url), port, other, page, 0.3)


async def test_a_taken_port_is_said(center: PlanningCenterServer):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        application = Application("demo-app", "", center.base_url)
        with pytest.raises(SettingNotValid):
            await sign_in_with_browser(application, taken.getsockname()[1], browser, page)


async def test_an_expired_token_is_renewed_and_the_new_one_kept(
    tmp_path: Path, center: PlanningCenterServer, port: int, clock: Clock
):
    config = await signed_in(tmp_path, center, port)
    for _ in range(3):
        clock.pass_seconds(3 * 3600)
        await ask(config)
    assert center.oauth.refreshes == 3


async def test_many_requests_at_once_refresh_once(
    tmp_path: Path, center: PlanningCenterServer, port: int, clock: Clock
):
    config = await signed_in(tmp_path, center, port)
    clock.pass_seconds(3 * 3600)
    async with connected_as_kept(config) as gateway:
        from tests.support.pulling import SUNDAY

        await asyncio.gather(*(gateway.page(Ask(Resource.PEOPLE, horizon(SUNDAY))) for _ in range(6)))
    assert center.oauth.refreshes == 1


def ask_in_a_process(folder: Path, base_url: str) -> None:
    asyncio.run(ask(Config(folder, base_url=base_url)))


async def test_two_processes_refresh_once(tmp_path: Path, center: PlanningCenterServer, port: int, clock: Clock):
    await signed_in(tmp_path, center, port)
    clock.pass_seconds(3 * 3600)
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=ask_in_a_process, args=(tmp_path, center.base_url)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        await asyncio.to_thread(one.join)
    assert [one.exitcode for one in both] == [0, 0]
    assert center.oauth.refreshes == 1


async def test_signing_out_ends_it_at_planning_center(tmp_path: Path, center: PlanningCenterServer, port: int):
    config = await signed_in(tmp_path, center, port)
    kept = await sign_in_book(config).kept()
    assert kept is not None
    await revoked(kept)
    with pytest.raises(SignedOut):
        await ask(config)
