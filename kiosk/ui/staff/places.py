"""The screens of a staff station, by what is done there, and which of them a station of each mode has."""

import enum


class Place(enum.Enum):
    """A screen."""

    DESK = "desk"
    DOOR = "door"
    LOST = "lost"
    ROOMS = "rooms"
    NEWCOMER = "newcomer"
    EVERYONE = "everyone"
    FACTS = "facts"
    JOIN = "join"


MANNED = (Place.DESK, Place.DOOR, Place.ROOMS, Place.NEWCOMER)
ROSTER = (Place.ROOMS, Place.DOOR)
"""A roster station finds nobody by name and adds nobody (product.md section 1); the first one is where it begins."""


BEHIND = {Place.LOST: Place.DOOR, Place.FACTS: Place.DESK, Place.JOIN: Place.DESK}
"""Screens without a tab, and the one that leads to each."""


def places_of(mode: str) -> tuple[Place, ...]:
    """The tabs of a station's mode."""
    return ROSTER if mode == "roster" else MANNED
