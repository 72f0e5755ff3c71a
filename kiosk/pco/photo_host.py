"""Photos over HTTP from where Planning Center keeps them: a line of its own that carries no sign-in, to no host that gets one."""

import asyncio
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from kiosk.domain.problems import Offline
from kiosk.pco.targets import BASE_URL, host_of, is_this_machine
from kiosk.services.photos import PHOTO_PIXELS

if TYPE_CHECKING:
    import httpx

_HOMES = (".planningcenteronline.com", ".planningcenter.com", ".churchcenter.com")
_NO_FACE = ("/static/no_photo", "/uploads/initials/")
"""Planning Center's own stand-ins: ours are the initials on the card."""
_MOST_REDIRECTS = 3
_SECONDS = 10.0


@dataclass(slots=True)
class PhotosOverHttp:
    """`kiosk.services.photos.PhotoHost`. ``base_url``: where the sign-in goes, and so nothing of this. ``close`` it."""

    base_url: str = BASE_URL
    _http: "httpx.AsyncClient | None" = field(default=None)

    async def fetch(self, address: str, most_bytes: int) -> bytes | None:
        """The picture at an address, asked for small. Raises Offline."""
        if any(part in address for part in _NO_FACE):
            return None
        httpx = await asyncio.to_thread(import_module, "httpx")
        http = await self._opened()
        now = _small(address)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                if not self.is_allowed(now):
                    return None
                async with http.stream("GET", now, headers={"Accept": "image/*"}) as response:
                    if response.is_redirect:
                        now = urljoin(now, response.headers.get("Location", ""))
                        continue
                    if response.status_code >= 500:
                        raise Offline(status=response.status_code)
                    return await _body(response, most_bytes) if response.status_code == 200 else None
        except (httpx.InvalidURL, ValueError):
            return None
        except httpx.RequestError as error:
            raise Offline(code="photos") from error
        return None

    def is_allowed(self, address: str) -> bool:
        """Whether a photo may be fetched there: from Planning Center over TLS, never from the host that gets the sign-in.

        A pretend Planning Center on this machine keeps its photos on this machine, at another port.
        """
        try:
            there, signed_in = urlsplit(address), urlsplit(self.base_url)
            host, port = host_of(there.hostname), there.port
        except ValueError:
            return False
        if host_of(signed_in.hostname) == "localhost":
            return host == "localhost" and there.scheme == "http" and port != signed_in.port
        return (
            there.scheme == "https"
            and host.endswith(_HOMES)
            and host != host_of(signed_in.hostname)
            and there.username is None
        )

    async def _opened(self) -> "httpx.AsyncClient":
        if self._http is None:
            httpx = await asyncio.to_thread(import_module, "httpx")
            is_here = is_this_machine(self.base_url)
            self._http = await asyncio.to_thread(httpx.AsyncClient, timeout=_SECONDS, trust_env=not is_here)
        assert self._http is not None
        return self._http

    async def close(self) -> None:
        """Close the connection."""
        if self._http is not None:
            await self._http.aclose()


def _small(address: str) -> str:
    """The same picture cut to a small square, as Planning Center's own pages ask for it."""
    parts = urlsplit(address)
    size = urlencode({"g": f"{PHOTO_PIXELS}x{PHOTO_PIXELS}#"})
    return parts._replace(query=size, fragment="").geturl() if "/uploads/" in parts.path else address


async def _body(response: "httpx.Response", most_bytes: int) -> bytes | None:
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > most_bytes:
            return None
    return bytes(body)
