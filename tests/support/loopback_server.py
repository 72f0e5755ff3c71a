"""An HTTP server on this machine for as long as a test needs one; what it answers is a function of what it was asked."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    verb: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer, byte for byte."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class LoopbackServer:
    """``answer`` is called on a thread for each request; None: the line is cut without an answer."""

    def __init__(self, answer: Callable[[Asked], Answered | None]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def _answer(handler) -> None:
                body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
                answered = answer(Asked(handler.command, handler.path, dict(handler.headers.items()), body))
                if answered is None:
                    handler.close_connection = True
                    return
                handler.send_response_only(answered.status)
                for name, value in answered.headers.items():
                    handler.send_header(name, value)
                if answered.status != 204:
                    handler.send_header("Content-Length", str(len(answered.body)))
                handler.end_headers()
                handler.wfile.write(answered.body)

            do_GET = do_POST = do_PATCH = do_DELETE = _answer

            def log_message(handler, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
