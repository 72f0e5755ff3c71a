"""Who works at the stations, what their role lets them do, and which PINs are good enough to tell them apart."""

import enum
import itertools
import unicodedata
from dataclasses import dataclass

from kiosk.domain.brakes import Pauses
from kiosk.domain.ids import StaffId
from kiosk.domain.problems import PinNotAccepted

SHORTEST_PIN = 4
LONGEST_PIN = 8
PIN_PAUSES = Pauses(free=2, seconds=(5, 15, 60, 300, 900))
"""*Ours*: two slips are free, then 5 s … 15 min; 10,000 PINs of four digits take a guesser weeks."""


class Role(enum.StrEnum):
    """What somebody may do; each role may do what those before it may."""

    VOLUNTEER = "volunteer"
    LEAD = "lead"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what ``needed`` may."""
        order = tuple(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody with a PIN. Who leaves becomes inactive: what they did keeps their name."""

    id: StaffId
    name: str
    role: Role
    is_active: bool = True


def typed_pin(typed: str) -> str:
    """The digits that were typed, in whatever script; everything else is left out."""
    return "".join(str(unicodedata.decimal(symbol)) for symbol in typed if symbol.isdecimal())


def new_pin(typed: str) -> str:
    """A PIN fit to be given out. Raises PinNotAccepted for a short or long one, or one that anybody would try first."""
    pin = typed_pin(typed)
    if len(pin) != len(typed.strip()) or not SHORTEST_PIN <= len(pin) <= LONGEST_PIN or _is_obvious(pin):
        raise PinNotAccepted()
    return pin


def _is_obvious(pin: str) -> bool:
    """One digit again and again, two digits in turn, or a row up or down (also through zero: 7890)."""
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    return steps in ({0}, {1}, {9}) or pin == pin[:2] * (len(pin) // 2)
