"""Where an admin looks after label designs: lists them, edits a copy, sees it exactly as it will print, and goes back to ours.

A church's design of the name of a shipped one stands in for it. One with a mistake is refused here; one that came into the
folder by another way is left aside, and labels go on with what ships.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.domain.ids import FactId, StaffId
from kiosk.domain.labels import Label
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, SettingNotValid
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.label_samples import PEOPLE, samples_of
from kiosk.services.ports import ActionLog, Clock


@dataclass(frozen=True, slots=True)
class KnownStock:
    """Paper that labels are printed on, and what it is called."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class DesignMistake:
    """What is wrong with a design and what to do, in words; ``line`` is where, 0 if nowhere in particular."""

    sentence: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class KnownDesign:
    """One design. ``kind``: whose label ("" where a mistake hides it); ``stocks``: what it is for, by id.

    ``is_own``: the church's; ``is_shipped``: one of this name ships, so going back is possible. ``mistake``: why it is left aside.
    ``is_first``: the settings want it before others.
    """

    name: str
    kind: str
    stocks: tuple[str, ...]
    is_own: bool
    is_shipped: bool
    is_first: bool = False
    mistake: DesignMistake | None = None


@dataclass(frozen=True, slots=True)
class DesignPicture:
    """A label as it will print, as PNG, the way it is read. ``missing``: letters no font has; ``left_out``: codes without room."""

    png: bytes
    missing: str = ""
    left_out: tuple[str, ...] = ()


class DesignBook(Protocol):
    """The designs as they are kept. Its methods block; names that no file could have raise SettingNotValid."""

    def designs(self) -> tuple[KnownDesign, ...]:
        """Every design by name, the church's instead of ours of the same name."""

    def stocks(self) -> tuple[KnownStock, ...]:
        """Every paper."""

    def source(self, name: str) -> str:
        """The text of a design, as it is on the disk. Raises NotKnown."""

    def check(self, name: str, source: str) -> tuple[str, tuple[str, ...]]:
        """The kind and the stocks of a design. Raises SettingNotValid."""

    def keep(self, name: str, source: str) -> None:
        """Write a design of the church's. Raises SettingNotValid, DataFolderReadOnly, DiskFull."""

    def forget(self, name: str) -> None:
        """Take a design of the church's away. Raises NotKnown, DataFolderReadOnly."""

    def take_in(self, file: Path) -> str:
        """Copy a design and the pictures on it from elsewhere; its name. Raises NotKnown, SettingNotValid, and as ``keep``."""

    def give_out(self, name: str, folder: Path) -> Path:
        """Copy a design and its pictures to a folder; its file there. Raises NotKnown, and as ``keep``."""

    def picture(self, name: str, source: str, stock: str, label: Label) -> DesignPicture:
        """A label drawn with a design that need not be kept yet. Raises SettingNotValid."""


@dataclass(frozen=True, slots=True)
class LabelDesigns:
    """The admin's verbs. ``by`` is the admin who does it; None: whoever has the computer's command line.

    ``language`` is that of the labels.
    """

    book: DesignBook
    actions: ActionLog
    clock: Clock
    new_id: Callable[[datetime], str]
    language: str = "en"

    async def designs(self) -> tuple[KnownDesign, ...]:
        """Every design by name."""
        return await asyncio.to_thread(self.book.designs)

    async def stocks(self) -> tuple[KnownStock, ...]:
        """Every paper."""
        return await asyncio.to_thread(self.book.stocks)

    async def source(self, name: str) -> str:
        """The text of a design. Raises NotKnown."""
        return await asyncio.to_thread(self.book.source, name)

    async def keep(self, by: StaffMember | None, name: str, source: str) -> None:
        """Write a design; the next label is printed with it.

        Raises NotAuthorised; SettingNotValid, whose sentence names the line and what to do; DataFolderReadOnly, DiskFull.
        """
        staff_id = _admin(by)
        await asyncio.to_thread(self.book.keep, name, source)
        await self._log(staff_id, name, "kept")

    async def copy(self, by: StaffMember | None, name: str, to: str) -> None:
        """Begin a design of the church's from another. Raises NotKnown, and as ``keep``."""
        await self.keep(by, to, await self.source(name))

    async def forget(self, by: StaffMember | None, name: str) -> None:
        """Take the church's design away, so that ours of that name counts again. Raises NotAuthorised, NotKnown, DataFolderReadOnly."""
        staff_id = _admin(by)
        await asyncio.to_thread(self.book.forget, name)
        await self._log(staff_id, name, "forgotten")

    async def import_file(self, by: StaffMember | None, file: Path) -> str:
        """Take in a design with its pictures from a stick; its name. Raises NotKnown, and as ``keep``."""
        staff_id = _admin(by)
        name = await asyncio.to_thread(self.book.take_in, file)
        await self._log(staff_id, name, "imported")
        return name

    async def export_file(self, name: str, folder: Path) -> Path:
        """Copy a design with its pictures to a folder; its file there. Raises NotKnown, DataFolderReadOnly, DiskFull."""
        return await asyncio.to_thread(self.book.give_out, name, folder)

    async def preview(self, name: str, source: str, stock: str, person: int = 0) -> DesignPicture:
        """A sample label exactly as it will print. ``person``: which of `kiosk.services.label_samples.PEOPLE`, one a script.

        Raises SettingNotValid for a mistake in the design, or a stock that is not known.
        """
        kind, _ = await asyncio.to_thread(self.book.check, name, source)
        label = samples_of(PEOPLE[person % len(PEOPLE)], self.language)[kind]
        return await asyncio.to_thread(self.book.picture, name, source, stock, label)

    async def _log(self, staff_id: StaffId | None, name: str, what: str) -> None:
        now = self.clock.now()
        more = {"design": name, "what": what}
        await self.actions.log(
            staff_fact(FactId(self.new_id(now)), now, StaffAction.LABEL_DESIGN_CHANGED, staff_id, more)
        )


def mistake_of(problem: SettingNotValid) -> DesignMistake:
    """What a refused design says."""
    line = problem.details.get("line", 0)
    return DesignMistake(str(problem.details.get("sentence", "")), line if isinstance(line, int) else 0)


def _admin(by: StaffMember | None) -> StaffId | None:
    if by is None:
        return None
    if not by.role.covers(Role.ADMIN):
        raise NotAuthorised(needs=Role.ADMIN.value)
    return by.id
