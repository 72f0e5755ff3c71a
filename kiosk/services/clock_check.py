"""Whether this machine's clock can be believed, as far as anything here can tell."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.domain.clock_doubt import ClockDoubt, clock_doubt
from kiosk.services.ports import Clock, ClockWitness

BELIEVED_FOR = timedelta(days=1)
"""How long what a server said of our clock counts; somebody may have set it since."""
RELEASED_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right shows an earlier time. Moved on with a release."""


@dataclass(frozen=True, slots=True)
class ClockCheck:
    """Compares ``clock``, the machine's own and never a moved one, with what servers and the record say."""

    witness: ClockWitness
    clock: Clock

    async def doubt(self) -> ClockDoubt | None:
        """Why the clock is doubtful now, or None."""
        now = self.clock.now()
        heard = await self.witness.heard()
        is_fresh = heard is not None and timedelta(0) <= now - heard.heard_at <= BELIEVED_FOR
        return clock_doubt(
            now,
            measured_offset=heard.off_by if heard is not None and is_fresh else None,
            newest_record=await self.witness.newest_record(),
            released_at=RELEASED_AT,
        )
