"""What ``kiosk explain`` says around the reasons."""

from collections.abc import Mapping

from kiosk.words import N_

CHOSEN_TIME = N_("{time} (chosen)")
THROUGH_GROUP = N_("through {path}")
OPEN_FROM_TO = N_("open from {opens} to {closes}")

VERDICTS: Mapping[str, str] = {
    "fits": N_("fits"),
    "unknown": N_("not known"),
    "refused": N_("no"),
}

TIERS: Mapping[str, str] = {
    "members": N_("the own group’s room"),
    "last": N_("last room"),
    "grade": N_("by grade"),
    "age": N_("by age"),
    "open": N_("open to everyone"),
    "none": N_("only if somebody chooses it"),
}
