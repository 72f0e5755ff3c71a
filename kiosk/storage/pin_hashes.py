"""PINs hashed by Argon2id, on a thread of the loop's pool: slow for a guesser, unnoticed on the screen."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PASSES = 2
MEMORY_KIB = 19 * 1024
LANES = 1
"""OWASP's smallest recommended set for Argon2id; about 40 ms on a small machine (stack.md section 7)."""


@dataclass(frozen=True, slots=True)
class Argon2Pins:
    """`kiosk.services.staff_ports.PinHasher` by argon2-cffi."""

    async def hash(self, pin: str) -> str:
        """A salted hash: each time another one."""
        return await asyncio.to_thread(lambda: _hasher().hash(pin))

    async def match(self, pin: str, hashes: Sequence[str]) -> int | None:
        """Which of the hashes is this PIN's. All are looked at, so that the time taken says nothing."""
        return await asyncio.to_thread(_match, pin, tuple(hashes))


def _hasher() -> "PasswordHasher":
    # Imported here: a family's station needs no PIN before its first paint.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


def _match(pin: str, hashes: Sequence[str]) -> int | None:
    from argon2.exceptions import InvalidHashError, VerificationError

    hasher, found = _hasher(), None
    for number, pin_hash in enumerate(hashes):
        try:
            hasher.verify(pin_hash, pin)
        except (VerificationError, InvalidHashError):
            continue
        found = number if found is None else found
    return found
