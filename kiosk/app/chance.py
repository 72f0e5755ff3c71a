"""Chance, for identities and codes: the operating system's, unguessable."""

import random
from datetime import UTC, datetime

from kiosk.domain.facts import ulid

_ULID_BITS = 80
_SYSTEM = random.SystemRandom()
"""As `secrets`, without all that it loads: a station starts with this."""


def below(number: int) -> int:
    """A number from 0 to ``number`` - 1."""
    return _SYSTEM.randrange(number)


def ulid_at(moment: datetime) -> str:
    """A new ULID of a moment."""
    return ulid(moment, _SYSTEM.getrandbits(_ULID_BITS))


def new_nonce() -> str:
    """A new ULID of now: one per tap."""
    return ulid_at(datetime.now(UTC))
