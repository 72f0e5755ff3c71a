"""One connection to the webhooks' door, as uvicorn keeps it, but with an end to its patience and nothing said to strangers."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle


class Connection(H11Protocol):
    """Closed when no request begins for ``head_seconds``.

    WORKAROUND: uvicorn waits for ever for the head of a request, and counts whoever never sends one among the most it serves.
    """

    cycle: RequestResponseCycle | None  # type: ignore[assignment]
    head_seconds: float
    _before: RequestResponseCycle | None = None
    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has knocked."""
        super().connection_made(transport)
        self._look_later()

    def connection_lost(self, exc: Exception | None) -> None:
        """They have left."""
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Whoever speaks no HTTP gets the number alone."""
        super().send_400_response("")

    def _look_later(self) -> None:
        self._before = self.cycle
        self._look = self.loop.call_later(self.head_seconds, self._close_if_idle)

    def _close_if_idle(self) -> None:
        is_idle = self.cycle is None or self.cycle.response_complete
        if is_idle and self.cycle is self._before:
            self.transport.close()
        else:
            self._look_later()
