"""A Zebra that is not there: takes ZPL over TCP, answers ~HS as Zebra's reference says, falls silent without labels."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

_END_OF_LABEL = b"^XZ"


class ZebraOnTheNetwork:
    """Listens on the loopback. ``labels``: what it printed. Faults are switched while it runs."""

    def __init__(self) -> None:
        self.labels: list[bytes] = []
        self.is_silent = False
        self.is_paused = False
        self.falls_silent_at_label = False
        self.stuck_labels = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.05)
        self._is_running = True
        self._thread = threading.Thread(target=self._serve)

    @property
    def address(self) -> str:
        """As settings write it."""
        return f"zpl://127.0.0.1:{self._server.getsockname()[1]}?stock=zebra-2x1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_running = False
        self._thread.join()
        self._server.close()

    def _serve(self) -> None:
        while self._is_running:
            try:
                line, _ = self._server.accept()
            except TimeoutError:
                continue
            with line, contextlib.suppress(OSError):
                line.settimeout(0.05)
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        heard = bytearray()
        while self._is_running:
            try:
                data = line.recv(65536)
            except TimeoutError:
                continue
            if not data:
                return
            heard += data
            while b"~HS" in heard:
                del heard[heard.index(b"~HS") : heard.index(b"~HS") + 3]
                if not self.is_silent:
                    line.sendall(self._status())
            while _END_OF_LABEL in heard:
                end = heard.index(_END_OF_LABEL) + len(_END_OF_LABEL)
                label = bytes(heard[:end])
                del heard[:end]
                if self.falls_silent_at_label:
                    self.is_silent = True
                else:
                    self.labels.append(label)

    def _status(self) -> bytes:
        paused = int(self.is_paused)
        return (
            b"\x02030,0,%d,0203,000,0,0,0,000,0,0,0\x03\r\n" % paused
            + b"\x02000,0,0,0,0,2,6,0,%08d,1,000\x03\r\n" % self.stuck_labels
            + b"\x021234,0\x03\r\n"
        )
