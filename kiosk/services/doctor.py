"""The doctor looks at everything a station stands on, one thing after another, and says what to do about each."""

import asyncio
import enum
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from kiosk.domain.problems import Problem
from kiosk.words import Words
from kiosk.words.doctor import ALL_WELL, COULD_NOT_LOOK, NEARLY_WELL, NOT_ALL_WELL
from kiosk.words.problems import sentence

log = logging.getLogger(__name__)

LONGEST_LOOK_SECONDS = 60.0


class Health(enum.StrEnum):
    """How something is. A warning leaves the station working."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """How something is, in words."""

    health: Health
    sentence: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's."""

    name: str
    health: Health
    sentence: str


Look = Callable[[], Awaitable[Finding]]


def ok(text: str) -> Finding:
    """All is well."""
    return Finding(Health.OK, text)


def warning(text: str) -> Finding:
    """Something to do before long."""
    return Finding(Health.WARNING, text)


def failed(text: str) -> Finding:
    """Something to do before the station can be relied on."""
    return Finding(Health.FAILED, text)


@dataclass(frozen=True, slots=True)
class Doctor:
    """Looks by name, in order. One that raises a Problem has failed with its sentence; the others are looked at all the same."""

    looks: Mapping[str, Look]
    words: Words

    async def examine(self) -> tuple[Check, ...]:
        """Everything, one after another."""
        return tuple([await self._checked(name, look) for name, look in self.looks.items()])

    async def _checked(self, name: str, look: Look) -> Check:
        try:
            async with asyncio.timeout(LONGEST_LOOK_SECONDS):
                found = await look()
        except Problem as problem:
            found = failed(sentence(self.words, problem.name, problem.details))
        except Exception:
            log.exception("the doctor could not look at %s", name)
            found = failed(self.words.say(COULD_NOT_LOOK))
        return Check(name, found.health, found.sentence)


def is_well(checks: tuple[Check, ...]) -> bool:
    """Whether none has failed."""
    return all(check.health is not Health.FAILED for check in checks)


def in_sum(checks: tuple[Check, ...]) -> str:
    """What all checks together say, as a sentence to translate: a warning is never called well."""
    if not is_well(checks):
        return NOT_ALL_WELL
    return ALL_WELL if all(check.health is Health.OK for check in checks) else NEARLY_WELL
