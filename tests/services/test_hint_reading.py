"""Hints carried out: in whose way a record that cannot be read is, and what is done with a word that comes late."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

import pytest

from kiosk.domain.hints import Hint, HintKind, HintRecord
from kiosk.domain.problems import Problem, UnexpectedAnswer
from kiosk.services.hint_ports import HintBook, RecordReader
from kiosk.services.hint_reading import MOST_REFUSED, MOST_SINGLE, HintReading
from tests.support.church_builders import at
from tests.support.clocks import FakeClock

NOW = at("9:00")
MINUTE = timedelta(minutes=1)


@dataclass
class FakeBook:
    """`HintBook` in memory, without counts."""

    hints: list[Hint]
    finished: list[Hint] = field(default_factory=list)
    taken_out: list[str] = field(default_factory=list)
    resting: set[str] = field(default_factory=set)

    async def waiting(self, now: datetime, limit: int) -> tuple[Hint, ...]:
        left = [hint for hint in self.hints if hint not in self.finished and hint.token not in self.resting]
        return tuple(sorted(left, key=lambda hint: hint.happened_at))[:limit]

    async def carried_out_until(self, hint: Hint) -> datetime | None:
        same = [one.happened_at for one in self.finished if (one.record, one.subject) == (hint.record, hint.subject)]
        return max(same, default=None)

    async def gone(self, hint: Hint, now: datetime) -> None:
        self.taken_out.append(hint.subject)
        self.finished.append(hint)

    async def done(self, hints: Iterable[Hint], now: datetime) -> None:
        self.finished += hints

    async def rest(self, hints: Iterable[Hint], until: datetime) -> None:
        self.resting |= {hint.token for hint in hints}

    async def purge(self, before: datetime) -> None:
        pass


@dataclass
class FakeReader:
    """`RecordReader` that notes what was asked for; ``bad`` cannot be read."""

    bad: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)

    async def read_person(self, person_id: str) -> None:
        self.asked.append(person_id)
        if person_id in self.bad:
            raise UnexpectedAnswer

    read_household = read_members = read_person

    async def read_changes(self) -> None:
        self.asked.append("changes")


def person(subject: str, minutes: int = 0, kind: HintKind = HintKind.CHANGED) -> Hint:
    return Hint(f"{subject} {minutes} {kind}", HintRecord.PERSON, kind, subject, NOW + minutes * MINUTE)


async def read(book: FakeBook, reader: FakeReader) -> int:
    return await HintReading(cast(HintBook, book), cast(RecordReader, reader), FakeClock(NOW)).run()


async def test_somebody_who_cannot_be_read_is_in_nobodys_way():
    book, reader = FakeBook([person("1"), person("2", 1), person("3", 2)]), FakeReader(bad=frozenset({"1"}))

    with pytest.raises(UnexpectedAnswer):
        await read(book, reader)

    assert reader.asked == ["1", "2", "3"]
    assert [hint.subject for hint in book.finished] == ["2", "3"]
    assert book.resting == {person("1").token}


async def test_when_nobody_can_be_read_asking_ends_soon_and_all_rest():
    hints = [person(str(number), number) for number in range(20)]
    book, reader = FakeBook(hints), FakeReader(bad=frozenset(hint.subject for hint in hints))

    with pytest.raises(Problem):
        await read(book, reader)

    assert len(reader.asked) == MOST_REFUSED + 1
    assert book.resting == {hint.token for hint in hints}


async def test_many_who_changed_at_once_cost_one_pull_and_several_hints_of_one_person_one_reading():
    many = FakeBook([person(str(number)) for number in range(MOST_SINGLE + 1)])
    few = FakeBook([person(str(number), minutes) for number in range(3) for minutes in range(5)])
    of_many, of_few = FakeReader(), FakeReader()

    assert await read(many, of_many) == MOST_SINGLE + 1
    assert await read(few, of_few) == 15

    assert of_many.asked == ["changes"]
    assert sorted(of_few.asked) == ["0", "1", "2"]


async def test_whoever_is_gone_but_was_seen_later_is_asked_for():
    """As when this machine's clock is behind: what is destroyed is told without a time, and counts as of when it came."""
    late = person("1", 0, HintKind.GONE)
    many = [person(str(100 + number), 9) for number in range(MOST_SINGLE + 1)]
    book, reader = FakeBook([person("1", 5)]), FakeReader()
    await read(book, reader)
    book.hints += [late, person("2", 1, HintKind.GONE), *many]

    await read(book, reader)

    assert reader.asked == ["1", "changes", "1"]
    assert book.taken_out == ["2"]
    assert set(book.hints) == set(book.finished)
