"""Whether somebody who comes to serve has a cleared background check, and what the church makes of it."""

import enum

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.people import Person


class BackgroundCheck(enum.StrEnum):
    """What becomes of a volunteer whom Planning Center does not call cleared: nothing, a warning, or no check-in as one."""

    OFF = "off"
    WARN = "warn"
    BLOCK = "block"

    def is_missing(self, person: Person, kind: AttendanceKind) -> bool:
        """Whether the church would want to know of this: never cleared, expired, or not known."""
        return (
            self is not BackgroundCheck.OFF and kind is AttendanceKind.VOLUNTEER and not person.passed_background_check
        )
