"""A server that answers what it is told, byte for byte: for answers that no well-behaved simulator would give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from tests.support.loopback_server import Answered, Asked, LoopbackServer


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

        def answer(asked: Asked) -> Answered:
            self.seen.append(asked.headers)
            now = left.pop(0) if len(left) > 1 else left[0]
            return Answered(now.status, now.body, now.headers)

        self._server = LoopbackServer(answer)

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return self._server.url

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.__exit__(kind, error, trace)
