"""What stands at the door: who was already collected, and what the adults are to a child."""

from collections.abc import Mapping

from kiosk.words import N_, Words

ALREADY_OUT = N_("Already picked up at {time}.")
ALREADY_OUT_BY = N_("Already picked up at {time} by {name}.")
CODE_OF_PLANNING_CENTER = N_(
    "That tag is from Planning Center’s own app, so it has to be checked out there: this computer has no record of it."
)

RELATIONSHIPS: Mapping[str, str] = {
    "parent_guardian": N_("parent or guardian"),
    "adult": N_("adult of the household"),
    "other_adult": N_("other adult of the household"),
    "child_or_dependent": N_("family"),
    "parent": N_("parent"),
    "guardian": N_("guardian"),
    "grandparent": N_("grandparent"),
    "stepparent": N_("stepparent"),
    "foster_parent": N_("foster parent"),
    "aunt_or_uncle": N_("aunt or uncle"),
    "sibling": N_("brother or sister"),
    "nanny": N_("nanny"),
    "friend": N_("friend of the family"),
}
"""Relationships people choose from; anything else that was written down is shown as it is."""


def relationship(words: Words, said: str) -> str:
    """What an adult is to a child, in words; empty if nothing is known."""
    return words.say(RELATIONSHIPS[said]) if said in RELATIONSHIPS else said


def already_out(words: Words, time: str, name: str) -> str:
    """That a child has left, when, and with whom if that is known."""
    return words.say(ALREADY_OUT_BY, time=time, name=name) if name else words.say(ALREADY_OUT, time=time)
