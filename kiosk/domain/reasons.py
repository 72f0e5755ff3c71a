"""Why a room or a time is not the one: the names that staff, the command line and the words share (product.md section 12)."""

import enum


class RoomReason(enum.StrEnum):
    """Why a room does not fit, cannot be told, or fits with something to know about it."""

    AGE_TOO_YOUNG = "age_too_young"
    AGE_TOO_OLD = "age_too_old"
    BIRTHDATE_MISSING = "birthdate_missing"
    BIRTHDATE_INVALID = "birthdate_invalid"
    GRADE_TOO_LOW = "grade_too_low"
    GRADE_TOO_HIGH = "grade_too_high"
    GRADE_MISSING = "grade_missing"
    GRADE_UNMATCHED = "grade_unmatched"
    """The room fits by age; the child's grade has no room of its own (case R25)."""
    GRADE_ROOM_FITS = "grade_room_fits"
    GENDER_MISMATCH = "gender_mismatch"
    GENDER_MISSING = "gender_missing"
    ADULTS_ONLY = "adults_only"
    CHILDREN_ONLY = "children_only"
    NOT_A_MEMBER = "not_a_member"
    NOT_AT_THIS_TIME = "not_at_this_time"
    """Not offered at this time; also a room that stands in for others and is not needed yet."""
    CLOSED = "closed"
    FULL = "full"
    BELOW_RATIO = "below_ratio"
    TOO_FEW_VOLUNTEERS = "too_few_volunteers"
    NO_HISTORY = "no_history"
    """Nothing to go by: the person's filters are off and this is not where they were last."""


SEAT_REASONS = frozenset({RoomReason.FULL, RoomReason.BELOW_RATIO, RoomReason.TOO_FEW_VOLUNTEERS})
"""Refusals that the next minute may lift; a seat refusal of anyone stops the whole household."""
STATE_REASONS = SEAT_REASONS | {RoomReason.CLOSED}
"""Refusals by the state of the room, not by who the person is: what an overflow room stands in for (cases K18, K20)."""
MISSING_REASONS = frozenset({RoomReason.BIRTHDATE_MISSING, RoomReason.GRADE_MISSING, RoomReason.GENDER_MISSING})


class TimeReason(enum.StrEnum):
    """Why an event time does not take a person now."""

    WINDOW_NOT_OPEN = "window_not_open"
    WINDOW_CLOSED = "window_closed"
    ALREADY_CHECKED_IN = "already_checked_in"
    ALREADY_LEFT = "already_left"
    """Has been there and left, and the event lets nobody come back."""
    CANCELLED = "cancelled"
