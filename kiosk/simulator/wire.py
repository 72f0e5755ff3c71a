"""HTTP over loopback, fast enough for a bench: one thread per connection, every answer in a single write."""

import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from kiosk.simulator.planning_center import Answer, Request

LOOPBACK = "127.0.0.1"
_POLL_SECONDS = 0.02
_JOIN_SECONDS = 2.0
_QUEUE = 256
_MOST_BODY_BYTES = 5_000_000

Responder = Callable[[Request], Answer]


class _Listener(ThreadingHTTPServer):
    request_queue_size = _QUEUE
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], respond: Responder, answered: Callable[[], None]) -> None:
        self.respond = respond
        self.answered = answered
        self.lines: dict[socket.socket, threading.Thread] = {}
        self.lines_lock = threading.Lock()
        super().__init__(address, _Line)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is nothing to print about; a fault of ours is."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """Close every open connection and wait for its thread."""
        with self.lines_lock:
            lines = dict(self.lines)
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in lines.values():
            if thread is not threading.current_thread():
                thread.join(_JOIN_SECONDS)


class _Line(BaseHTTPRequestHandler):
    """One connection, kept open for as many requests as the client likes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Listener

    def setup(self) -> None:
        super().setup()
        with self.server.lines_lock:
            self.server.lines[self.connection] = threading.current_thread()

    def finish(self) -> None:
        with self.server.lines_lock:
            self.server.lines.pop(self.connection, None)
        super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what was asked is recorded elsewhere, and addresses may hold names."""

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > _MOST_BODY_BYTES or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._send(Answer(HTTPStatus.LENGTH_REQUIRED, {}, b""))
            return
        address = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(length))
        answer = self.server.respond(Request(self.command, address.path, address.query, headers, body))
        if answer.is_sent:
            self._send(answer)
        if not answer.is_sent or answer.cut_at is not None:
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
        self.server.answered()

    def _send(self, answer: Answer) -> None:
        try:
            phrase = HTTPStatus(answer.status).phrase
        except ValueError:
            phrase = ""
        lines = [f"HTTP/1.1 {int(answer.status)} {phrase}", f"Date: {self.date_time_string()}"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        if answer.status != HTTPStatus.NO_CONTENT:
            lines.append(f"Content-Length: {len(answer.body)}")
        if self.close_connection:
            lines.append("Connection: close")
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        body = b"" if self.command == "HEAD" else answer.body
        self.wfile.write(head + body[: answer.cut_at])

    do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = do_HEAD = do_OPTIONS = _serve


class Wire:
    """A listening port that can go away and come back: as a cable pulled, not as a program ended."""

    def __init__(self, respond: Responder, answered: Callable[[], None], port: int = 0) -> None:
        self._respond = respond
        self._answered = answered
        self._lock = threading.RLock()
        self._listener: _Listener | None = None
        self._thread: threading.Thread | None = None
        self.port = port

    def open(self) -> None:
        """Listen; the port stays the same once it is known. Raises OSError where it is taken."""
        with self._lock:
            if self._listener is not None:
                return
            self._listener = _Listener((LOOPBACK, self.port), self._respond, self._answered)
            self.port = self._listener.server_address[1]
            self._thread = threading.Thread(
                target=self._listener.serve_forever, args=(_POLL_SECONDS,), name="simulator-wire", daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        """Stop listening and close every connection. May be called from one of its own threads."""
        with self._lock:
            listener, thread = self._listener, self._thread
            self._listener = self._thread = None
        if listener is None or thread is None:
            return
        listener.shutdown()
        listener.server_close()
        thread.join(_JOIN_SECONDS)
        listener.hang_up()
