"""OAuth 2.0 with Planning Center: authorization code with PKCE, refresh tokens that are good once, revocation (pco/API.md section 3).

A *public* application has no secret; a church's own confidential one sends its secret along. Nothing of a token reaches a log.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import httpx

from kiosk.domain.problems import Offline, SignedOut, TooFast, UnexpectedAnswer
from kiosk.pco.client import user_agent
from kiosk.pco.replies import kind_of, retry_after_seconds
from kiosk.pco.targets import BASE_URL, is_this_machine

SCOPES = ("people", "check_ins", "groups", "calendar")
SCOPES_OF_OLD = ("people", "check_ins", "groups", "resources")
"""The calendar's scope has both names in what Planning Center publishes; the second is tried when the first is refused."""
_EXPIRES_IN_SECONDS = 7200
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)


@dataclass(frozen=True, slots=True)
class Application:
    """A church's application at Planning Center. ``secret`` empty: a public one."""

    app_id: str
    secret: str = field(default="", repr=False)
    base_url: str = BASE_URL


@dataclass(frozen=True, slots=True)
class Request:
    """One sign-in on its way: where the browser is sent, and what only we know until it comes back."""

    url: str
    redirect_uri: str
    state: str
    verifier: str = field(repr=False)


def new_request(application: Application, redirect_uri: str, scopes: tuple[str, ...] = SCOPES) -> Request:
    """A request for a code that only we can turn into tokens."""
    verifier = secrets.token_urlsafe(64)
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    state = secrets.token_urlsafe(24)
    asked = {
        "client_id": application.app_id,
        "redirect_uri": redirect_uri,
        "response_type": "code",
        "scope": " ".join(scopes),
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii"),
        "code_challenge_method": "S256",
    }
    return Request(f"{application.base_url}/oauth/authorize?{urlencode(asked)}", redirect_uri, state, verifier)


async def tokens_for(application: Application, request: Request, code: str) -> Mapping[str, str]:
    """The tokens for a code, as they are kept. Raises SignedOut, Offline, TooFast, UnexpectedAnswer."""
    return await _asked(
        application,
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": request.redirect_uri,
            "code_verifier": request.verifier,
        },
    )


async def refreshed(application: Application, refresh_token: str) -> Mapping[str, str]:
    """New tokens for a refresh token, which is good no more then. Raises as ``tokens_for``."""
    return await _asked(application, {"grant_type": "refresh_token", "refresh_token": refresh_token})


async def revoke(application: Application, token: str) -> None:
    """Make a token useless at Planning Center. Raises Offline, TooFast."""
    response = await _post(application, "revoke", {"token": token})
    if response.status_code == 429:
        raise TooFast(seconds=retry_after_seconds(response))
    if response.status_code >= 500:
        raise Offline(status=response.status_code)


async def _asked(application: Application, form: Mapping[str, str]) -> Mapping[str, str]:
    response = await _post(application, "token", form)
    if response.status_code == 429:
        raise TooFast(seconds=retry_after_seconds(response))
    try:
        told = response.json()
    except ValueError as error:
        if response.status_code >= 500:
            raise Offline(status=response.status_code) from error
        raise UnexpectedAnswer(code="not_json", status=response.status_code) from error
    if response.status_code >= 500:
        raise Offline(status=response.status_code)
    if not isinstance(told, Mapping):
        raise UnexpectedAnswer(code="not_json", status=response.status_code)
    if response.status_code >= 400 or "access_token" not in told:
        raise SignedOut(code=str(told.get("error", "invalid_grant")))
    expires_in = told.get("expires_in")
    lasts = timedelta(seconds=expires_in if isinstance(expires_in, int) else _EXPIRES_IN_SECONDS)
    return {
        "app_id": application.app_id,
        **({"secret": application.secret} if application.secret else {}),
        "access_token": str(told["access_token"]),
        "refresh_token": str(told.get("refresh_token") or form.get("refresh_token", "")),
        "scope": str(told.get("scope", "")),
        # From now on and not from ``created_at``: the station's clock may be off.
        "expires_at": (datetime.now(UTC) + lasts).isoformat(),
    }


async def _post(application: Application, what: str, form: Mapping[str, str]) -> httpx.Response:
    said = {**form, "client_id": application.app_id}
    if application.secret:
        said["client_secret"] = application.secret
    is_here = is_this_machine(application.base_url)
    try:
        async with httpx.AsyncClient(timeout=_TIMEOUT, trust_env=not is_here) as http:
            headers = {"Accept": "application/json", "User-Agent": user_agent()}
            return await http.post(f"{application.base_url}/oauth/{what}", data=said, headers=headers)
    except httpx.RequestError as error:
        raise Offline(code=kind_of(error, application.base_url)) from error
