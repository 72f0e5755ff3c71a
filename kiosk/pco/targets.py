"""Addresses as targets: path and query without the host, so that nothing that is followed or kept can lead elsewhere."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from kiosk.domain.problems import UnexpectedAnswer
from kiosk.services.pulled import Product

BASE_URL = "https://api.planningcenteronline.com"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_READABLE = "[],"
"""Left as they are in a query, as Planning Center writes them."""


def first_target(base_url: str, product: Product, path: str, parameters: Mapping[str, str]) -> str:
    """The target of a path below a product."""
    prefix = urlsplit(base_url).path.rstrip("/")
    query = urlencode(parameters, safe=_READABLE)
    return f"{prefix}/{product.value}/v2" + (f"/{path}" if path else "") + (f"?{query}" if query else "")


def url_of(base_url: str, target: str) -> str:
    """The whole address of a target."""
    base = urlsplit(base_url)
    return f"{base.scheme}://{base.netloc}{target}"


def target_of_link(base_url: str, target: str, link: str) -> str:
    """The target of a link found in the answer for ``target``.

    Raises UnexpectedAnswer when it leads to another host: no request, and so no token, goes there.
    """
    try:
        there, here = urlsplit(urljoin(url_of(base_url, target), link)), urlsplit(base_url)
        is_same = (there.scheme, host_of(there.hostname), there.port) == (
            here.scheme,
            host_of(here.hostname),
            here.port,
        )
    except ValueError as error:
        raise UnexpectedAnswer(code="link_not_readable") from error
    if not is_same:
        raise UnexpectedAnswer(code="link_to_another_host")
    return there.path + (f"?{there.query}" if there.query else "")


def at_offset(target: str, offset: int) -> str:
    """The same list from another row on."""
    return _with(target, "offset", str(offset))


def offset_of(target: str) -> int | None:
    """The row a target begins with, None where it names none."""
    found = dict(parse_qsl(urlsplit(target).query)).get("offset")
    return int(found) if found and found.isascii() and found.isdecimal() else None


def made_since(target: str, moment: str) -> str:
    """The same list from its beginning, of what was made since a moment."""
    return _with(_with(target, "where[created_at][gte]", moment), "offset", None)


def host_of(name: str | None) -> str:
    """The name of a host, one for all names of this machine."""
    return "localhost" if name in _LOOPBACK else (name or "").casefold()


def is_this_machine(base_url: str) -> bool:
    """Whether a server is on this machine: a proxy of the environment is for the internet."""
    return host_of(urlsplit(base_url).hostname) == "localhost"


def goes_by_proxy(base_url: str) -> bool:
    """Whether this machine's settings send what is asked of a server to a proxy first."""
    # Imported here: it takes longer to load than a station that starts should wait, and is needed when something is wrong.
    from urllib.request import getproxies, proxy_bypass

    there = urlsplit(base_url)
    if is_this_machine(base_url) or not there.hostname:
        return False
    proxies = getproxies()
    return bool(proxies.get(there.scheme) or proxies.get("all")) and not proxy_bypass(there.hostname)


def _with(target: str, name: str, value: str | None) -> str:
    parts = urlsplit(target)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    if value is not None:
        query.append((name, value))
    return parts._replace(query=urlencode(query, safe=_READABLE)).geturl()
