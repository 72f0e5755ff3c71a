"""Hints carried out: whatever one is about is read again from Planning Center; what is gone there leaves the cache.

Several about one record cost one reading. When more people than `MOST_SINGLE` wait, one pull of what has changed is cheaper.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from kiosk.domain.hints import REMEMBERED_FOR, Hint, HintKind, HintRecord
from kiosk.domain.problems import Problem
from kiosk.services.exchange_schedule import rest_after
from kiosk.services.hint_ports import HintBook, RecordReader
from kiosk.services.ports import Clock

log = logging.getLogger(__name__)

MOST_AT_ONCE = 2_000
MOST_SINGLE = 40
"""People read one by one; a pull of what has changed asks for a hundred of them at once."""
REST = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class HintReading:
    """Carries out what waits."""

    book: HintBook
    reader: RecordReader
    clock: Clock

    async def run(self) -> int:
        """Carry out all that waits; how many hints that was.

        Raises SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer: what was not carried out rests, and is tried again.
        """
        done = 0
        await self.book.purge(self.clock.now() - REMEMBERED_FOR)
        while hints := await self.book.waiting(self.clock.now(), MOST_AT_ONCE):
            try:
                await self._carry_out(hints)
            except Problem as problem:
                left = await self.book.waiting(self.clock.now(), MOST_AT_ONCE)
                await self.book.rest(left, self.clock.now() + rest_after(problem, REST))
                raise
            done += len(hints)
            log.info("%d hints carried out", len(hints))
        return done

    async def _carry_out(self, hints: tuple[Hint, ...]) -> None:
        if any(hint.record is HintRecord.MERGER for hint in hints):
            # First: whoever was merged is not simply gone.
            await self.reader.read_mergers()
        await self._take_out_what_is_gone(hints)
        changed = [hint for hint in hints if hint.kind is HintKind.CHANGED or hint.record is HintRecord.CONTACT]
        await self._read_people([hint for hint in changed if hint.record in _OF_PEOPLE])
        for record, read in (
            (HintRecord.HOUSEHOLD, self.reader.read_household),
            (HintRecord.MEMBERSHIP, self.reader.read_members),
        ):
            about = [hint for hint in changed if hint.record is record]
            for id in dict.fromkeys(_asked_for(hint) for hint in about):
                if id:
                    await read(id)
                await self.book.done([hint for hint in about if _asked_for(hint) == id], self.clock.now())

    async def _take_out_what_is_gone(self, hints: tuple[Hint, ...]) -> None:
        """An older word of it than of its making is out of date: ids are never used again, so it is one delivered late."""
        for hint in hints:
            if hint.kind is not HintKind.GONE or hint.record is HintRecord.CONTACT:
                continue
            later = await self.book.carried_out_until(hint)
            is_late = later is not None and later > hint.happened_at
            is_late |= any(
                other.subject == hint.subject
                and other.record is hint.record
                and other.kind is HintKind.CHANGED
                and other.happened_at > hint.happened_at
                for other in hints
            )
            if is_late:
                await self.book.done([hint], self.clock.now())
            else:
                await self.book.gone(hint, self.clock.now())

    async def _read_people(self, hints: list[Hint]) -> None:
        people = {hint.person_to_read for hint in hints}
        if "" in people or len(people) > MOST_SINGLE:
            await self.reader.read_changes()
            await self.book.done(hints, self.clock.now())
            return
        for person in dict.fromkeys(hint.person_to_read for hint in hints):
            await self.reader.read_person(person)
            await self.book.done([hint for hint in hints if hint.person_to_read == person], self.clock.now())


_OF_PEOPLE = frozenset({HintRecord.PERSON, HintRecord.CONTACT, HintRecord.MERGER})


def _asked_for(hint: Hint) -> str:
    return hint.group if hint.record is HintRecord.MEMBERSHIP else hint.subject
