"""The watch list: people about whom somebody at a manned station should quietly know something."""

import enum
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.ids import PersonId, StaffId


class WatchKind(enum.StrEnum):
    """Why somebody is on the list."""

    CUSTODY = "custody"
    MEDICAL_PLAN = "medical_plan"
    WELCOME_BACK = "welcome_back"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Watched:
    """One entry. ``until``: the last day it holds, None for no end. ``note`` is for staff who have given their PIN."""

    id: str
    person_id: PersonId
    kind: WatchKind
    note: str
    added_at: datetime
    added_by: StaffId | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the entry still counts on a day."""
        return self.until is None or day <= self.until
