"""Signing in with OAuth as Planning Center does it: codes good once, PKCE, refresh tokens good once, revocation.

Whoever is sent to the authorize page has agreed already; the browser goes straight back.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from kiosk.simulator.errors import HTML, JSON

EXPIRES_IN_SECONDS = 7200
SCOPES = frozenset({"people", "check_ins", "groups", "calendar"})


@dataclass(frozen=True, slots=True)
class Said:
    """An answer before it has headers of the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Grant:
    app_id: str
    redirect_uri: str
    scope: str
    challenge: str


@dataclass(slots=True)
class OAuthDesk:
    """Gives out tokens. ``apps``: each application's secret, empty for a public one; ``lasts_seconds``: of an access token.

    ``bearer_tokens`` and ``expired_tokens`` are those of the API. ``scopes``: what may be asked for.
    """

    bearer_tokens: set[str]
    expired_tokens: set[str]
    monotonic: Callable[[], float]
    apps: dict[str, str] = field(default_factory=lambda: {"demo-app": ""})
    scopes: frozenset[str] = SCOPES
    lasts_seconds: float = EXPIRES_IN_SECONDS
    refused_with: str = ""
    refreshes: int = 0
    _codes: dict[str, _Grant] = field(default_factory=dict)
    _refresh_tokens: dict[str, tuple[_Grant, str]] = field(default_factory=dict)
    _ends: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def expire(self) -> None:
        """Let tokens whose time is over be good no more."""
        with self._lock:
            for token in [token for token, end in self._ends.items() if end <= self.monotonic()]:
                self._spend(token)

    def answer(self, verb: str, path: str, query: str, body: bytes) -> Said | None:
        """The answer to a request below ``/oauth``; None for a path that is not served."""
        with self._lock:
            match verb, path:
                case "GET", "/oauth/authorize":
                    return self._authorize(dict(parse_qsl(query)))
                case "POST", "/oauth/token":
                    return self._token(_form(body))
                case "POST", "/oauth/revoke":
                    return self._revoke(_form(body))
                case _:
                    return None

    def _authorize(self, asked: Mapping[str, str]) -> Said:
        if asked.get("client_id") not in self.apps or not asked.get("redirect_uri", "").startswith("http://localhost:"):
            page = b"<!DOCTYPE html>\n<title>Error</title>The redirect uri included is not valid.\n"
            return Said(HTTPStatus.BAD_REQUEST, {"Content-Type": HTML}, page)
        back: dict[str, str] = {"state": asked.get("state", "")}
        is_known = set(asked.get("scope", "").split()) <= self.scopes
        is_pkce = asked.get("code_challenge_method") == "S256" and asked.get("code_challenge")
        if self.refused_with:
            back["error"] = self.refused_with
        elif asked.get("response_type") != "code" or (not self.apps[asked["client_id"]] and not is_pkce):
            back["error"] = "invalid_request"
        elif not is_known:
            back["error"] = "invalid_scope"
        else:
            code = secrets.token_urlsafe(16)
            self._codes[code] = _Grant(
                asked["client_id"], asked["redirect_uri"], asked.get("scope", ""), asked.get("code_challenge", "")
            )
            back["code"] = code
        return Said(HTTPStatus.FOUND, {"Location": f"{asked['redirect_uri']}?{urlencode(back)}"}, b"")

    def _token(self, form: Mapping[str, str]) -> Said:
        secret = self.apps.get(form.get("client_id", ""))
        if secret is None or not hmac.compare_digest(secret, form.get("client_secret", "")):
            return _error("invalid_client", HTTPStatus.UNAUTHORIZED)
        match form.get("grant_type"):
            case "authorization_code":
                grant = self._codes.pop(form.get("code", ""), None)
                if grant is None or not _fits(grant, form):
                    return _error("invalid_grant")
                return self._issued(grant)
            case "refresh_token":
                self.refreshes += 1
                found = self._refresh_tokens.pop(form.get("refresh_token", ""), None)
                if found is None or found[0].app_id != form.get("client_id"):
                    return _error("invalid_grant")
                self._spend(found[1])
                return self._issued(found[0])
            case _:
                return _error("unsupported_grant_type")

    def _issued(self, grant: _Grant) -> Said:
        access, refresh = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.bearer_tokens.add(access)
        self._ends[access] = self.monotonic() + self.lasts_seconds
        self._refresh_tokens[refresh] = (grant, access)
        return _json(
            {
                "access_token": access,
                "token_type": "bearer",
                "expires_in": int(self.lasts_seconds),
                "refresh_token": refresh,
                "scope": grant.scope,
                "created_at": 0,
            }
        )

    def _revoke(self, form: Mapping[str, str]) -> Said:
        token = form.get("token", "")
        found = self._refresh_tokens.pop(token, None)
        self._spend(found[1] if found else token)
        return _json({})

    def _spend(self, access: str) -> None:
        self._ends.pop(access, None)
        if access in self.bearer_tokens:
            self.bearer_tokens.discard(access)
            self.expired_tokens.add(access)


def _fits(grant: _Grant, form: Mapping[str, str]) -> bool:
    if grant.app_id != form.get("client_id") or grant.redirect_uri != form.get("redirect_uri"):
        return False
    if not grant.challenge:
        return True
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), grant.challenge)


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("utf-8", "replace")))


def _error(code: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Said:
    return _json({"error": code, "error_description": "The provided authorization grant is invalid."}, status)


def _json(document: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Said:
    return Said(status, {"Content-Type": JSON}, json.dumps(document).encode())
