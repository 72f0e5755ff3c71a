"""How a set-up on the screen ends."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Ending(enum.Enum):
    """How a set-up on the screen ends: left for later, ready, to be opened again, or to be rehearsed first."""

    LEFT = "left"
    READY = "ready"
    AGAIN = "again"
    REHEARSE = "rehearse"


@dataclass(frozen=True, slots=True)
class SetUpEnd:
    """An ending; ``at``: the moment to rehearse."""

    ending: Ending
    at: datetime | None = None
