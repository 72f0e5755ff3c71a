"""Keep who may and may not collect: edited by an admin, or imported from a CSV file.

The file has a header line. Columns, in any order: ``child_id`` or ``child_name``, ``name``, ``may_collect`` (yes or no),
and, if there is more to say, ``relationship`` and ``person_id``. A child named without an id must be the only one so called.
"""

import csv
import enum
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, PersonId
from kiosk.domain.names import name_words
from kiosk.domain.pick_up import PICK_UP_IDS, PickUpPerson
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown, SettingNotValid
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.door_ports import PickUpBook
from kiosk.services.ports import Clock, PeopleBook

COLUMNS = ("child_id", "child_name", "name", "may_collect", "relationship", "person_id")
_SAID = {
    **dict.fromkeys(("yes", "y", "true", "1", "sí", "si", "authorised", "authorized", "trusted"), True),
    **dict.fromkeys(("no", "n", "false", "0", "not authorised", "not authorized", "blocked"), False),
}
_MOST_NAMESAKES = 20


class LineTrouble(enum.StrEnum):
    """What is wrong with a line of the file."""

    CHILD_NOT_FOUND = "child_not_found"
    SEVERAL_OF_THAT_NAME = "several_of_that_name"
    NAME_MISSING = "name_missing"
    NEITHER_YES_NOR_NO = "neither_yes_nor_no"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: entries written, and the lines that were left out, each with what is wrong with it.

    Lines are numbered as in the file, its header being the first.
    """

    entries: int
    left_out: tuple[tuple[int, LineTrouble], ...]


@dataclass(frozen=True, slots=True)
class PickUpLists:
    """Writes the lists; every change says who made it."""

    book: PickUpBook
    people: PeopleBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def of(self, child: PersonId) -> tuple[PickUpPerson, ...]:
        """Everyone on a child's list."""
        return await self.book.listed([child])

    async def everything(self) -> tuple[PickUpPerson, ...]:
        """Every child's list."""
        return await self.book.everything()

    async def add(self, by: StaffMember, entry: PickUpPerson) -> None:
        """Write an entry; one of the same id is replaced. By an admin. Raises NotAuthorised, NotKnown for no such child."""
        _must_be_admin(by)
        if not await self.people.people([entry.child_id]):
            raise NotKnown(person=entry.child_id)
        await self.book.change((entry,), (), self._fact(by, entry.child_id), self.clock.now())

    async def write(
        self, by: StaffMember, child: PersonId, name: str, relationship: str, *, may_collect: bool
    ) -> PickUpPerson:
        """A new entry for somebody who is named, not chosen. Raises as `add`, and SettingNotValid without a name."""
        if not name_words(name):
            raise SettingNotValid(field="name")
        id = PICK_UP_IDS + self.new_id(self.clock.now())
        entry = PickUpPerson(id, child, " ".join(name.split()), may_collect, " ".join(relationship.split()))
        await self.add(by, entry)
        return entry

    async def remove(self, by: StaffMember, entry_id: str) -> None:
        """Take an entry away. By an admin. Raises NotAuthorised, NotKnown."""
        _must_be_admin(by)
        entry = (await self.book.by_id([entry_id])).get(entry_id)
        if entry is None:
            raise NotKnown(entry=entry_id)
        await self.book.change((), (entry_id,), self._fact(by, entry.child_id), self.clock.now())

    async def import_csv(self, by: StaffMember | None, text: str) -> Imported:
        """Read a file's lines into the lists, those that can be read; the same line again changes nothing.

        ``by`` None: the command line. Raises NotAuthorised, SettingNotValid for a file without the columns.
        """
        if by is not None:
            _must_be_admin(by)
        rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
        headers = {(name or "").strip().lower() for name in rows.fieldnames or ()}
        if not {"name", "may_collect"} <= headers or not {"child_id", "child_name"} & headers:
            raise SettingNotValid(columns=sorted(headers))
        entries: list[PickUpPerson] = []
        left_out: list[tuple[int, LineTrouble]] = []
        for row in rows:
            said = {(key or "").strip().lower(): str(value or "").strip() for key, value in row.items()}
            entry = await self._entry(said)
            if isinstance(entry, LineTrouble):
                left_out.append((rows.line_num, entry))
            else:
                entries.append(entry)
        known = {_content(one) for one in await self.book.listed({one.child_id for one in entries})}
        fresh = list({_content(one): one for one in entries if _content(one) not in known}.values())
        if fresh:
            now = self.clock.now()
            fact = staff_fact(
                FactId(self.new_id(now)),
                now,
                StaffAction.PICK_UP_IMPORTED,
                by.id if by is not None else None,
                {"entries": len(fresh), "left_out": len(left_out)},
            )
            await self.book.change(fresh, (), fact, now)
        return Imported(len(fresh), tuple(left_out))

    async def _entry(self, said: Mapping[str, str]) -> PickUpPerson | LineTrouble:
        """The entry a line stands for, or what is wrong with it."""
        may_collect = _SAID.get(said.get("may_collect", "").lower())
        if may_collect is None:
            return LineTrouble.NEITHER_YES_NOR_NO
        name = " ".join(said.get("name", "").split())
        if not name_words(name):
            return LineTrouble.NAME_MISSING
        child = await self._child(said)
        if isinstance(child, LineTrouble):
            return child
        person_id = said.get("person_id", "")
        return PickUpPerson(
            PICK_UP_IDS + self.new_id(self.clock.now()),
            child,
            name,
            may_collect,
            said.get("relationship", ""),
            PersonId(person_id) if person_id else None,
        )

    async def _child(self, said: Mapping[str, str]) -> PersonId | LineTrouble:
        if said.get("child_id"):
            child = PersonId(said["child_id"])
            return child if child in await self.people.people([child]) else LineTrouble.CHILD_NOT_FOUND
        wanted = sorted(name_words(said.get("child_name", "")))
        found = {
            person.id
            for household in await self.people.by_name(said.get("child_name", ""), _MOST_NAMESAKES)
            for person in household.people
            if sorted(name_words(person.name)) == wanted
        }
        if len(found) > 1:
            return LineTrouble.SEVERAL_OF_THAT_NAME
        return next(iter(found), LineTrouble.CHILD_NOT_FOUND)

    def _fact(self, by: StaffMember, child: PersonId) -> NewFact:
        now = self.clock.now()
        return staff_fact(FactId(self.new_id(now)), now, StaffAction.PICK_UP_CHANGED, by.id, person_id=child)


def _content(entry: PickUpPerson) -> tuple[object, ...]:
    return (
        entry.child_id,
        tuple(sorted(name_words(entry.name))),
        entry.may_collect,
        entry.relationship,
        entry.person_id,
    )


def _must_be_admin(by: StaffMember) -> None:
    if not by.role.covers(Role.ADMIN):
        raise NotAuthorised(needs=Role.ADMIN.value)
