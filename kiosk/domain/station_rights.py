"""What each kind of station lets people do (product.md section 1)."""

import enum


class StationMode(enum.StrEnum):
    """Who stands at a station: families, volunteers, or the leader of a room."""

    SELF = "self"
    MANNED = "manned"
    ROSTER = "roster"


class Right(enum.StrEnum):
    """Something that can be done at a station; what a role may do comes on top."""

    SEARCH_BY_NAME = "search_by_name"
    OVERRIDE = "override"
    CORRECT_FACTS = "correct_facts"
    ADD_NEWCOMERS = "add_newcomers"
    CHECK_OUT = "check_out"
    MOVE = "move"
    REPRINT = "reprint"
    CONFIRM = "confirm"
    COUNT_HEADS = "count_heads"
    OPEN_AND_CLOSE_ROOMS = "open_and_close_rooms"
    SEE_MEDICAL_WORDS = "see_medical_words"
    LIST_EVERYONE = "list_everyone"


_MANNED = frozenset(Right)
_ROSTER = frozenset(
    {
        Right.CHECK_OUT,
        Right.MOVE,
        Right.CONFIRM,
        Right.COUNT_HEADS,
        Right.OPEN_AND_CLOSE_ROOMS,
        Right.SEE_MEDICAL_WORDS,
        Right.LIST_EVERYONE,
    }
)
_RIGHTS = {StationMode.SELF: frozenset[Right](), StationMode.MANNED: _MANNED, StationMode.ROSTER: _ROSTER}


def rights_of(mode: StationMode) -> frozenset[Right]:
    """What can be done at a station of this mode. A self station has none of these: "everyone inside" needs a PIN there too."""
    return _RIGHTS[mode]
