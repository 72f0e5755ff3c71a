"""When a field was changed here and at Planning Center: whose value counts, by the church's policy (mapping.md)."""

import enum
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.allergies import allergies_in, with_allergies

Value = str | int | None
_NOTES = "medical_notes"


class Policy(enum.StrEnum):
    """How conflicts are decided."""

    PLANNING_CENTER = "planning_center"
    NEWEST = "newest"
    OWNER = "owner"
    """Planning Center owns every field of a person but the allergies inside the medical notes."""
    ASK = "ask"


class Winner(enum.StrEnum):
    """Whose value counts."""

    HERE = "here"
    THERE = "there"
    NOBODY_YET = "nobody_yet"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whose value counts, and the value to go on with when it is ours."""

    winner: Winner
    value: Value = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with both values. ``here_at`` and ``there_at``: when each was changed, as far as it is known."""

    field: str
    here: Value
    there: Value
    here_at: datetime | None = None
    there_at: datetime | None = None


def decided(difference: Difference, policy: Policy) -> Outcome:
    """Whose value counts."""
    match policy:
        case Policy.PLANNING_CENTER:
            return Outcome(Winner.THERE)
        case Policy.ASK:
            return Outcome(Winner.NOBODY_YET)
        case Policy.NEWEST:
            here_at, there_at = difference.here_at, difference.there_at
            if here_at is None or there_at is None or there_at >= here_at:
                return Outcome(Winner.THERE)
            return Outcome(Winner.HERE, difference.here)
        case Policy.OWNER:
            if difference.field != _NOTES:
                return Outcome(Winner.THERE)
            here, there = str(difference.here or ""), str(difference.there or "")
            merged = with_allergies(there, allergies_in(here))
            return Outcome(Winner.THERE) if merged == there else Outcome(Winner.HERE, merged)
