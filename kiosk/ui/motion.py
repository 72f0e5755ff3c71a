"""Which way a screen comes in: on into the visit, back out of it, or neither."""

import enum

from kiosk.domain.visit import Step

SLIDE_MS = 150
SLIDE_MM = 8.0
"""How long and how far a screen comes in; short enough that nobody waits for it (product.md section 9: 100 ms to answer)."""


class Way(enum.IntEnum):
    """How the next screen comes in. The value is the side it comes from where text runs from left to right."""

    BACK = -1
    FADE = 0
    FORWARD = 1


_DEPTH = {
    Step.CLOSED: 0,
    Step.START: 0,
    Step.FINDING: 0,
    Step.CHOOSER: 1,
    Step.OPENING: 1,
    Step.HOUSEHOLD: 2,
    Step.SAVING: 2,
    Step.PERSON: 3,
    Step.ADULTS: 3,
    Step.QUESTION: 3,
    Step.ANSWERING: 3,
    Step.DONE: 4,
    Step.TROUBLE: 4,
}
"""How far into the visit a step lies."""


def way_to(after: Step, before: Step | None) -> Way:
    """The way from one step's screen to another's; the start is nobody's next step, it fades in for the next family."""
    if before is None or _DEPTH[after] == 0 or _DEPTH[after] == _DEPTH[before]:
        return Way.FADE
    return Way.FORWARD if _DEPTH[after] > _DEPTH[before] else Way.BACK
