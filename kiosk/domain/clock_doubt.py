"""Whether the computer's clock can be believed: warned about before opening, never silently corrected."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=2)
"""How far a clock may be off before anyone is told; check-in windows are kept to the minute."""


class ClockFault(enum.StrEnum):
    """What makes a clock doubtful."""

    FAST = "fast"
    SLOW = "slow"
    BEHIND_RECORDS = "behind_records"
    """Earlier than something that has already been recorded or pulled here."""
    BEFORE_RELEASE = "before_release"
    """Earlier than this program was made."""


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """What is wrong with the clock and by how much."""

    fault: ClockFault
    off_by: timedelta


def clock_doubt(
    now: datetime,
    *,
    measured_offset: timedelta | None = None,
    newest_record: datetime | None = None,
    released_at: datetime | None = None,
    tolerance: timedelta = TOLERANCE,
) -> ClockDoubt | None:
    """Why the clock is doubtful, or None.

    ``measured_offset``: this clock minus a server's when one last answered (positive: this one is fast); it is the best
    witness and decides alone. Without it: the newest moment written here, and when the program was released.
    """
    if measured_offset is not None:
        if abs(measured_offset) <= tolerance:
            return None
        fault = ClockFault.FAST if measured_offset > timedelta(0) else ClockFault.SLOW
        return ClockDoubt(fault, abs(measured_offset))
    if released_at is not None and now < released_at:
        return ClockDoubt(ClockFault.BEFORE_RELEASE, released_at - now)
    if newest_record is not None and newest_record - now > tolerance:
        return ClockDoubt(ClockFault.BEHIND_RECORDS, newest_record - now)
    return None
