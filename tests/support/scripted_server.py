"""A server that answers what it is told, byte for byte: for answers that no well-behaved simulator would give."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Scripted:
    """One answer."""

    status: int = 200
    body: bytes = b'{"data": []}'
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/vnd.api+json"})


class ScriptedServer:
    """Gives the answers in order, the last one for ever; keeps the headers it was sent."""

    def __init__(self, *answers: Scripted) -> None:
        self.seen: list[Mapping[str, str]] = []
        left = list(answers)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(handler) -> None:
                self.seen.append(dict(handler.headers.items()))
                handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
                answer = left.pop(0) if len(left) > 1 else left[0]
                handler.send_response_only(answer.status)
                for name, value in answer.headers.items():
                    handler.send_header(name, value)
                if answer.status != 204:
                    handler.send_header("Content-Length", str(len(answer.body)))
                handler.end_headers()
                handler.wfile.write(answer.body)

            do_POST = do_PATCH = do_DELETE = do_GET

            def log_message(handler, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def base_url(self) -> str:
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
