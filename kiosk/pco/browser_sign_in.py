"""Signing in with the system's browser: Planning Center asks there, and sends the browser back to a port of this computer."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl, urlsplit

from kiosk.domain.problems import SettingNotValid, SignedOut
from kiosk.pco.oauth import SCOPES, SCOPES_OF_OLD, Application, Request, new_request, tokens_for

PATIENCE_SECONDS = 300.0
_PATH = "/signed-in"
_LONGEST_LINE = 8_192
_HOSTS = ("127.0.0.1", "::1")

OpenBrowser = Callable[[str], Awaitable[None]]
Page = Callable[[bool], str]
"""The page the browser shows at the end; whether it went well."""


def redirect_uri(port: int) -> str:
    """The redirect address to enter at Planning Center's application: it must be exactly the same there."""
    return f"http://localhost:{port}{_PATH}"


async def sign_in_with_browser(
    application: Application,
    port: int,
    open_browser: OpenBrowser,
    page: Page,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Mapping[str, str]:
    """Let somebody sign in with the browser; returns the tokens as they are kept.

    Raises SignedOut with code ``access_denied``, ``no_answer`` after a while without one, or what Planning Center says;
    SettingNotValid when the port is taken; Offline, UnexpectedAnswer.
    """
    try:
        return await _once(application, port, open_browser, page, patience_seconds, SCOPES)
    except SignedOut as problem:
        if problem.details.get("code") != "invalid_scope":
            raise
    return await _once(application, port, open_browser, page, patience_seconds, SCOPES_OF_OLD)


async def _once(
    application: Application,
    port: int,
    open_browser: OpenBrowser,
    page: Page,
    patience_seconds: float,
    scopes: tuple[str, ...],
) -> Mapping[str, str]:
    request = new_request(application, redirect_uri(port), scopes)
    async with _listening(port, request, page) as came_back:
        await open_browser(request.url)
        try:
            async with asyncio.timeout(patience_seconds):
                told = await came_back
        except TimeoutError as error:
            raise SignedOut(code="no_answer") from error
    if "code" not in told:
        raise SignedOut(code=told.get("error", "no_answer"))
    return await tokens_for(application, request, told["code"])


@asynccontextmanager
async def _listening(port: int, request: Request, page: Page) -> AsyncIterator["asyncio.Future[dict[str, str]]"]:
    """Wait at the port for the browser, for answers to this request only."""
    came_back: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            line = await reader.readline()
            while (await reader.readline()).strip():
                continue
            told = _told(line[:_LONGEST_LINE].decode("latin-1"), request)
            status, text = ("404 Not Found", "") if told is None else ("200 OK", page("code" in told))
            writer.write(_answer(status, text))
            await writer.drain()
            if told is not None and not came_back.done():
                came_back.set_result(told)
        except (ConnectionError, ValueError):
            return
        finally:
            writer.close()

    servers = []
    for host in _HOSTS:
        try:
            servers.append(await asyncio.start_server(serve, host, port, limit=_LONGEST_LINE))
        except OSError as error:
            # A machine without IPv6 has no second one.
            if not servers and host == _HOSTS[0]:
                raise SettingNotValid(field="oauth_port") from error
    try:
        yield came_back
    finally:
        for server in servers:
            server.close()
        for server in servers:
            await server.wait_closed()


def _told(line: str, request: Request) -> dict[str, str] | None:
    """What the browser brings; None where it is no answer to our request, such as its wish for an icon."""
    parts = line.split(" ")
    if len(parts) < 2 or parts[0] != "GET":
        return None
    address = urlsplit(parts[1])
    told = dict(parse_qsl(address.query))
    is_ours = hmac.compare_digest(told.get("state", "").encode(), request.state.encode())
    return told if address.path == _PATH and is_ours else None


def _answer(status: str, text: str) -> bytes:
    body = text.encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
