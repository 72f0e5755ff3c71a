"""Where the pretend Planning Center keeps photos: a host of its own that draws faces nobody has, and wants no token."""

import struct
import threading
import zlib
from collections.abc import Mapping
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kiosk.simulator.records import PEOPLE, Church, Record
from kiosk.simulator.wire import LOOPBACK

SIDE = 96
_PHOTOS = "/uploads/person/"
_SKINS = ((236, 200, 170), (198, 150, 112), (141, 96, 66), (92, 62, 44))
_SHIRTS = ((31, 111, 92), (168, 75, 6), (91, 101, 114), (110, 74, 160), (176, 58, 92))
_GROUNDS = ((226, 236, 228), (240, 230, 214), (222, 228, 240))
_HAIR = ((40, 30, 26), (112, 74, 40), (200, 170, 104), (120, 120, 124))


class AvatarHost:
    """Serves ``/uploads/person/ID-1/avatar.1.png`` on a port of its own. ``asked``: path and headers of every request."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """Where it is; known once it is started."""
        assert self._server is not None
        return f"http://{LOOPBACK}:{self._server.server_address[1]}"

    def start(self, church: Church) -> None:
        """Listen, if anybody has a photo, and tell everybody who has where it is now."""
        people = [one for one in church.records.get(PEOPLE, {}).values() if _path_of(one)]
        if not people:
            return
        self._server = ThreadingHTTPServer((LOOPBACK, 0), partial(_Line, self.asked))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        for person in people:
            person["attributes"]["avatar"] = self.base_url + _path_of(person)

    def stop(self) -> None:
        """Stop listening."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None


def _path_of(person: Record) -> str:
    """The path of a photo that is kept here; empty for any other."""
    before, found, rest = (person["attributes"].get("avatar") or "").partition(_PHOTOS)
    return found + rest if not before or before.startswith(f"http://{LOOPBACK}:") else ""


class _Line(BaseHTTPRequestHandler):
    def __init__(self, asked: list[tuple[str, Mapping[str, str]]], *line: Any) -> None:
        self._asked = asked
        super().__init__(*line)

    def do_GET(self) -> None:
        """A face, for whoever has a number."""
        self._asked.append((self.path, dict(self.headers.items())))
        number = self.path.partition(_PHOTOS)[2].partition("-")[0]
        body = face(int(number)) if number.isdecimal() else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing on the terminal."""


@lru_cache(maxsize=512)
def face(number: int) -> bytes:
    """A drawn face as PNG: a head, hair and shoulders in colours that follow from the number."""
    ground, shirt = _GROUNDS[number % len(_GROUNDS)], _SHIRTS[number // 3 % len(_SHIRTS)]
    skin, hair = _SKINS[number // 5 % len(_SKINS)], _HAIR[number // 7 % len(_HAIR)]
    middle, rows = SIDE / 2, bytearray()
    for y in range(SIDE):
        rows.append(0)
        for x in range(SIDE):
            head = ((x - middle) / 20) ** 2 + ((y - 42) / 25) ** 2
            if head <= 1:
                colour = hair if y < 30 else skin
            elif ((x - middle) / 25) ** 2 + ((y - 36) / 27) ** 2 <= 1 and y < 40:
                colour = hair
            elif ((x - middle) / 38) ** 2 + ((y - SIDE) / 32) ** 2 <= 1:
                colour = shirt
            else:
                colour = ground
            rows += bytes(colour)
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(bytes(rows))), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
