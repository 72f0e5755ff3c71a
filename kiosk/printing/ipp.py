"""Speaking IPP to CUPS or to a printer: a request, its answer, and how both are carried over HTTP (RFC 8010, RFC 8011).

Our own, because the bindings on PyPI (pycups) have to be compiled against CUPS's headers on each machine, the lp command gives
a job's number but not what became of it, and the questions asked here are five.
"""

import http.client
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PRINT_JOB, CANCEL_JOB, JOB_ATTRIBUTES, PRINTER_ATTRIBUTES, ALL_PRINTERS = 0x0002, 0x0008, 0x0009, 0x000B, 0x4002
LOCAL_SOCKET = Path("/run/cups/cups.sock")
_VERSION = b"\x02\x00"
_OPERATION, _JOB, _END = 0x01, 0x02, 0x03
_GROUPS_BELOW = 0x10
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME, _NAME = 0x44, 0x45, 0x47, 0x48, 0x49, 0x42
_OK_BELOW = 0x0100

Value = int | bool | str
Group = Mapping[str, tuple[Value, ...]]


class IppFault(Exception):
    """No answer, a refusal or nonsense; the text says which, in technical words. ``status``: of a refusal, else 0."""

    def __init__(self, text: str, status: int = 0) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True, slots=True)
class Server:
    """Where IPP is spoken; ``host`` empty: this machine's CUPS by its socket."""

    host: str = ""
    port: int = 631
    seconds: float = 4.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: one mapping of attributes for each job or printer."""

    groups: tuple[Group, ...]

    def first(self, name: str) -> Value | None:
        """The first value of an attribute."""
        return next((group[name][0] for group in self.groups if group.get(name)), None)

    def all(self, name: str) -> tuple[Value, ...]:
        """Every value of an attribute, of the first group that has it."""
        return next((group[name] for group in self.groups if name in group), ())


def ask(
    server: Server,
    path: str,
    operation: int,
    *,
    attributes: Mapping[str, Value | Sequence[str]] | None = None,
    job: Mapping[str, Value] | None = None,
    document: bytes = b"",
) -> Answer:
    """Ask one question of the queue at a path. Raises IppFault."""
    uri = f"ipp://{server.host or 'localhost'}:{server.port}{path}"
    request = _request(operation, uri, attributes or {}, job or {}) + document
    connection = (
        _LocalConnection(server.seconds)
        if not server.host
        else http.client.HTTPConnection(server.host, server.port, timeout=server.seconds)
    )
    try:
        connection.request("POST", path, request, {"Content-Type": "application/ipp"})
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise IppFault(getattr(error, "strerror", None) or type(error).__name__) from error
    finally:
        connection.close()
    if response.status != http.client.OK:
        raise IppFault(f"HTTP {response.status}")
    return _answer(body)


class _LocalConnection(http.client.HTTPConnection):
    """HTTP over CUPS's socket file; where there is none, over the loopback."""

    def __init__(self, seconds: float) -> None:
        super().__init__("localhost", 631, timeout=seconds)

    def connect(self) -> None:
        """Open it."""
        if not LOCAL_SOCKET.exists():
            super().connect()
            return
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(LOCAL_SOCKET))


def _request(
    operation: int, uri: str, attributes: Mapping[str, Value | Sequence[str]], job: Mapping[str, Value]
) -> bytes:
    parts = [_VERSION, struct.pack(">HI", operation, 1), bytes((_OPERATION,))]
    parts += [
        _attribute(_CHARSET, "attributes-charset", "utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", "en"),
    ]
    parts += [_attribute(_URI, "printer-uri", uri), _attribute(_NAME, "requesting-user-name", "kiosk")]
    for name, value in attributes.items():
        values = value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)
        for number, one in enumerate(values):
            parts.append(_attribute(_tag(name, one), name if not number else "", one))
    if job:
        parts.append(bytes((_JOB,)))
        parts += [_attribute(_tag(name, value), name, value) for name, value in job.items()]
    return b"".join([*parts, bytes((_END,))])


def _tag(name: str, value: Value) -> int:
    if isinstance(value, bool):
        return _BOOLEAN
    if isinstance(value, int):
        return _INTEGER
    return {"document-format": _MIME, "job-name": _NAME, "printer-uri": _URI}.get(name, _KEYWORD)


def _attribute(tag: int, name: str, value: Value) -> bytes:
    if isinstance(value, bool):
        data = bytes((value,))
    elif isinstance(value, int):
        data = struct.pack(">i", value)
    else:
        data = value.encode()
    return bytes((tag,)) + struct.pack(">H", len(name)) + name.encode() + struct.pack(">H", len(data)) + data


def _answer(body: bytes) -> Answer:
    try:
        status = struct.unpack_from(">H", body, 2)[0]
        groups = tuple(_groups(body, 8))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise IppFault("not an answer") from error
    if status >= _OK_BELOW:
        raise IppFault(f"refused, status {status:04x}", status)
    return Answer(groups)


def _groups(body: bytes, at: int) -> list[dict[str, tuple[Value, ...]]]:
    groups: list[dict[str, tuple[Value, ...]]] = []
    name = ""
    while (tag := body[at]) != _END:
        at += 1
        if tag < _GROUPS_BELOW:
            groups.append({})
            continue
        length = struct.unpack_from(">H", body, at)[0]
        name = body[at + 2 : at + 2 + length].decode() or name
        at += 2 + length
        size = struct.unpack_from(">H", body, at)[0]
        data = body[at + 2 : at + 2 + size]
        at += 2 + size
        groups[-1][name] = (*groups[-1].get(name, ()), _value(tag, data))
    return groups


def _value(tag: int, data: bytes) -> Value:
    if tag in (_INTEGER, _ENUM) and len(data) == 4:
        return int(struct.unpack(">i", data)[0])
    if tag == _BOOLEAN:
        return bool(data[0])
    return data.decode("utf-8", "replace")
