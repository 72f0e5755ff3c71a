"""How a set-up on the screen ends, or a station that is to be set up again."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Ending(enum.Enum):
    """Left for later, ready, to be opened again, to be rehearsed first.

    SET_UP: a station makes way for its set-up; NEW_PROGRAM: for the program that was installed meanwhile.
    """

    LEFT = "left"
    READY = "ready"
    AGAIN = "again"
    REHEARSE = "rehearse"
    SET_UP = "set_up"
    NEW_PROGRAM = "new_program"


@dataclass(frozen=True, slots=True)
class SetUpEnd:
    """An ending; ``at``: the moment to rehearse."""

    ending: Ending
    at: datetime | None = None
