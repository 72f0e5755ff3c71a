"""One household's minute at a station, as a table of steps.

A visit is where the screens are, and nothing else: what happens moves it along the table, and whatever the table does not
name leaves it where it is. So a second tap on "Check in", a scan in the middle of saving or an answer that comes late
changes nothing, whoever forgot to disable which button.

    CLOSED ⇄ START → FINDING → CHOOSER ─┐
                        └───────────────┴→ OPENING → HOUSEHOLD → SAVING → DONE → START
                                              ↑       ⇅ PERSON, ADULTS      ↓
                                              └── ANSWERING ← QUESTION    TROUBLE → the step that failed, or OPENING

The nonce belongs to one tap on "Check in". It lives from that tap until the check-in is known to be recorded or the family
chooses anew; every retry in between carries it, so that it is recorded at most once.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Step(enum.Enum):
    """Where a visit is."""

    CLOSED = enum.auto()
    START = enum.auto()
    FINDING = enum.auto()
    CHOOSER = enum.auto()
    OPENING = enum.auto()
    HOUSEHOLD = enum.auto()
    PERSON = enum.auto()
    ADULTS = enum.auto()
    QUESTION = enum.auto()
    ANSWERING = enum.auto()
    SAVING = enum.auto()
    DONE = enum.auto()
    TROUBLE = enum.auto()


class Event(enum.Enum):
    """What can happen to a visit: by the family, by the station, or by the clock."""

    CHECK_IN_OPENED = enum.auto()
    CHECK_IN_CLOSED = enum.auto()
    LOOKED_UP = enum.auto()
    NONE_FOUND = enum.auto()
    SEVERAL_FOUND = enum.auto()
    FAMILY_CHOSEN = enum.auto()
    HOUSEHOLD_OPENED = enum.auto()
    PERSON_ASKED_FOR = enum.auto()
    ADULTS_ASKED_FOR = enum.auto()
    QUESTION_ASKED_FOR = enum.auto()
    QUESTION_ANSWERED = enum.auto()
    ANSWER_KEPT = enum.auto()
    CHECK_IN_TAPPED = enum.auto()
    RECORDED = enum.auto()
    FAILED = enum.auto()
    RETRIED = enum.auto()
    CHOSE_AGAIN = enum.auto()
    WENT_BACK = enum.auto()
    LEFT = enum.auto()


BUSY_STEPS = frozenset({Step.FINDING, Step.OPENING, Step.ANSWERING, Step.SAVING})
"""Steps that wait for the station, not for the family."""

UNATTENDED_STEPS = frozenset({Step.CLOSED, Step.START, Step.DONE})
"""Steps at which nobody needs to be asked whether they are still there."""

TABLE: Mapping[Step, Mapping[Event, Step]] = {
    Step.CLOSED: {Event.CHECK_IN_OPENED: Step.START},
    Step.START: {Event.CHECK_IN_CLOSED: Step.CLOSED, Event.LOOKED_UP: Step.FINDING},
    Step.FINDING: {
        Event.NONE_FOUND: Step.START,
        Event.SEVERAL_FOUND: Step.CHOOSER,
        Event.FAMILY_CHOSEN: Step.OPENING,
        Event.FAILED: Step.TROUBLE,
        Event.LEFT: Step.START,
    },
    Step.CHOOSER: {
        Event.FAMILY_CHOSEN: Step.OPENING,
        Event.LOOKED_UP: Step.FINDING,
        Event.WENT_BACK: Step.START,
        Event.LEFT: Step.START,
    },
    Step.OPENING: {Event.HOUSEHOLD_OPENED: Step.HOUSEHOLD, Event.FAILED: Step.TROUBLE, Event.LEFT: Step.START},
    Step.HOUSEHOLD: {
        Event.PERSON_ASKED_FOR: Step.PERSON,
        Event.ADULTS_ASKED_FOR: Step.ADULTS,
        Event.QUESTION_ASKED_FOR: Step.QUESTION,
        Event.CHECK_IN_TAPPED: Step.SAVING,
        Event.LOOKED_UP: Step.FINDING,
        Event.WENT_BACK: Step.START,
        Event.LEFT: Step.START,
    },
    Step.PERSON: {Event.WENT_BACK: Step.HOUSEHOLD, Event.QUESTION_ASKED_FOR: Step.QUESTION, Event.LEFT: Step.START},
    Step.ADULTS: {Event.WENT_BACK: Step.HOUSEHOLD, Event.LEFT: Step.START},
    Step.QUESTION: {Event.QUESTION_ANSWERED: Step.ANSWERING, Event.WENT_BACK: Step.HOUSEHOLD, Event.LEFT: Step.START},
    Step.ANSWERING: {Event.ANSWER_KEPT: Step.OPENING, Event.FAILED: Step.TROUBLE, Event.LEFT: Step.START},
    Step.SAVING: {Event.RECORDED: Step.DONE, Event.FAILED: Step.TROUBLE},
    Step.DONE: {Event.LOOKED_UP: Step.FINDING, Event.WENT_BACK: Step.START, Event.LEFT: Step.START},
    Step.TROUBLE: {
        Event.CHOSE_AGAIN: Step.OPENING,
        Event.LOOKED_UP: Step.FINDING,
        Event.WENT_BACK: Step.START,
        Event.LEFT: Step.START,
    },
}
"""What leads where. ``RETRIED`` is not in it: it leads from TROUBLE back to the step that failed."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Where one household is. ``failed``: the step that trouble interrupted; ``nonce``: the tap that is being saved."""

    step: Step = Step.START
    failed: Step | None = None
    nonce: str | None = None

    def after(self, event: Event, nonce: str = "") -> "Visit":
        """The visit once this has happened; ``nonce`` goes with CHECK_IN_TAPPED. Itself where the event means nothing here."""
        if self.step is Step.TROUBLE and event is Event.RETRIED and self.failed is not None:
            return Visit(self.failed, nonce=self.nonce)
        step = TABLE[self.step].get(event)
        if step is None:
            return self
        match event:
            case Event.CHECK_IN_TAPPED:
                return Visit(step, nonce=nonce)
            case Event.FAILED:
                return Visit(step, failed=self.step, nonce=self.nonce)
            case _:
                return Visit(step)

    @property
    def is_busy(self) -> bool:
        """Whether the station is at work, so that the family waits."""
        return self.step in BUSY_STEPS

    @property
    def is_unattended(self) -> bool:
        """Whether nobody's choices are on the screen."""
        return self.step in UNATTENDED_STEPS
