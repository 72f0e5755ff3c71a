"""What admins' pages about the church's data can ask; put together by `kiosk.app.admin_desks`."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Person
from kiosk.services.audit import Audit
from kiosk.services.backup import Backups, Preview
from kiosk.services.conflicts import ConflictDesk
from kiosk.services.doctor import Check
from kiosk.services.export import Exports
from kiosk.services.gone_people import GonePeople
from kiosk.services.sign_in import SignInDesk
from kiosk.services.stats import Stats
from kiosk.services.waiting_changes import WaitingChanges
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class CenterState:
    """How Planning Center and this station stand. ``sign_in``: ok, missing or refused; ``place``: where it is kept.

    ``way``: whose data counts.
    """

    sign_in: str
    place: str
    way: str
    people_as_of: datetime | None
    counts: Mapping[str, int]
    waiting: int
    parked: int


@dataclass(frozen=True, slots=True)
class AdminDesks:
    """Services and the few things that need the program around them.

    ``bring``: pull and push now, everything afresh if asked; how many requests it took. ``names``: what people and households
    are called, by id; ``alike``: active people of such a name. ``examine``: the doctor's checks; ``bundle``: write the support
    bundle. ``restore``: put a backup in place at the next start, and start anew.
    """

    conflicts: ConflictDesk
    waiting: WaitingChanges
    gone: GonePeople
    audit: Audit
    exports: Exports
    stats: Stats
    backups: Backups
    sign_in: SignInDesk
    center: Callable[[], Awaitable[CenterState]]
    bring: Callable[[bool], Coroutine[Any, Any, int]]
    names: Callable[[frozenset[str]], Awaitable[Mapping[PersonId | HouseholdId, str]]]
    alike: Callable[[str], Coroutine[Any, Any, tuple[Person, ...]]]
    examine: Callable[[Words], Coroutine[Any, Any, tuple[Check, ...]]]
    bundle: Callable[[tuple[Check, ...], Path], Coroutine[Any, Any, None]]
    preview: Callable[[Path], Coroutine[Any, Any, Preview]]
    restore: Callable[[Path], Coroutine[Any, Any, None]]
    now: Callable[[], datetime]
    today: Callable[[], date]
    zone: tzinfo
