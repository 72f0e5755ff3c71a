"""Which fact to ask a family for, so that a room which cannot be told yet becomes a yes or a no: one question at a time."""

import enum
from collections.abc import Collection, Sequence

from kiosk.domain.reasons import MISSING_REASONS, RoomReason
from kiosk.domain.rooms import Candidate, chosen


class MissingFact(enum.StrEnum):
    """What may be asked for at a station, in the order in which it helps most."""

    BIRTHDATE = "birthdate"
    GRADE = "grade"
    GENDER = "gender"


_FACTS = {
    RoomReason.BIRTHDATE_MISSING: MissingFact.BIRTHDATE,
    RoomReason.GRADE_MISSING: MissingFact.GRADE,
    RoomReason.GENDER_MISSING: MissingFact.GENDER,
}


def missing_facts(candidates: Sequence[Candidate]) -> tuple[MissingFact, ...]:
    """Every fact whose absence leaves a room undecided, or refused where the fact is required; for staff and the preview."""
    missing = {_FACTS[reason] for candidate in candidates for reason in candidate.reasons if reason in MISSING_REASONS}
    return tuple(fact for fact in MissingFact if fact in missing)


def fact_to_ask(candidates: Sequence[Candidate], declined: Collection[MissingFact] = ()) -> MissingFact | None:
    """The one fact to ask for now; None if a room would be given anyway, or if no answer could help.

    Only rooms that nothing but missing facts keeps from fitting count; ``declined`` are questions the family passed over.
    """
    if chosen(candidates) is not None:
        return None
    helpful = [
        facts
        for candidate in candidates
        if candidate.reasons and MISSING_REASONS.issuperset(candidate.reasons)
        if not (facts := {_FACTS[reason] for reason in candidate.reasons}).intersection(declined)
    ]
    return next((fact for fact in MissingFact if any(fact in facts for facts in helpful)), None)
