"""Hints carried out: whatever one is about is read again from Planning Center; what is gone there leaves the cache.

Several about one record cost one reading. When more people than `MOST_SINGLE` wait, one pull of what has changed is cheaper.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kiosk.domain.hints import REMEMBERED_FOR, Hint, HintKind, HintRecord
from kiosk.domain.problems import NoPermission, Problem, UnexpectedAnswer
from kiosk.services.exchange_schedule import rest_after
from kiosk.services.hint_ports import HintBook, RecordReader
from kiosk.services.ports import Clock

log = logging.getLogger(__name__)

MOST_AT_ONCE = 2_000
MOST_SINGLE = 40
"""People read one by one; a pull of what has changed asks for a hundred of them at once."""
REST = timedelta(minutes=2)
REFUSED_REST = timedelta(minutes=30)
"""Until a record that Planning Center did not give is asked for again; the others are not kept waiting by it."""
MOST_REFUSED = 3
"""More in one go, and it is not the records."""


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
        doubtful = await self._take_out_what_is_gone(hints)
        changed = [hint for hint in hints if hint.kind is HintKind.CHANGED or hint.record is HintRecord.CONTACT]
        refused: list[Problem] = []
        await self._read_people([hint for hint in changed if hint.record in _OF_PEOPLE], refused)
        for record, read in (
            (HintRecord.PERSON, self.reader.read_person),
            (HintRecord.HOUSEHOLD, self.reader.read_household),
            (HintRecord.MEMBERSHIP, self.reader.read_members),
        ):
            # A pull of changes does not tell who is gone: whoever is in doubt is asked for alone.
            waiting = doubtful if record in _OF_PEOPLE else (*changed, *doubtful)
            about = [hint for hint in waiting if hint.record is record]
            for id in dict.fromkeys(_asked_for(hint) for hint in about):
                await self._read(read, id, [hint for hint in about if _asked_for(hint) == id], refused)
        if refused:
            raise refused[0]

    async def _read(
        self, read: Callable[[str], Awaitable[None]], id: str, about: Sequence[Hint], refused: list[Problem]
    ) -> None:
        """One reading; a record that is not given rests. Raises what concerns them all."""
        try:
            if id:
                await read(id)
        except (NoPermission, UnexpectedAnswer) as problem:
            refused.append(problem)
            if len(refused) > MOST_REFUSED:
                raise
            await self.book.rest(about, self.clock.now() + REFUSED_REST)
        else:
            await self.book.done(about, self.clock.now())

    async def _take_out_what_is_gone(self, hints: tuple[Hint, ...]) -> tuple[Hint, ...]:
        """Those of which something newer is known are left, and given back: a word delivered late, or a clock that is off.

        What is destroyed is told without a time (pco/API.md section 10.1) and counts as having happened when it came.
        """
        doubtful = []
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
                doubtful.append(hint)
            else:
                await self.book.gone(hint, self.clock.now())
        return tuple(doubtful)

    async def _read_people(self, hints: list[Hint], refused: list[Problem]) -> None:
        people = {hint.person_to_read for hint in hints}
        if "" in people or len(people) > MOST_SINGLE:
            await self.reader.read_changes()
            await self.book.done(hints, self.clock.now())
            return
        for person in dict.fromkeys(hint.person_to_read for hint in hints):
            about = [hint for hint in hints if hint.person_to_read == person]
            await self._read(self.reader.read_person, person, about, refused)


_OF_PEOPLE = frozenset({HintRecord.PERSON, HintRecord.CONTACT, HintRecord.MERGER})


def _asked_for(hint: Hint) -> str:
    return hint.group if hint.record is HintRecord.MEMBERSHIP else hint.subject
