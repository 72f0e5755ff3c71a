"""How an admin works through records: a list, one of them to look at and change, a step back, and the last change undone. No Qt.

A page of records is a `Records`: it knows where one is and what is there. `RecordsFlow` reads, carries out and tells.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from kiosk.domain.problems import Problem
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Field, Value
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.staff.said import Said, done, trouble
from kiosk.ui.tasks import Tasks
from kiosk.words import admin_records as say

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list, its cells said already. ``tone``: "good", "warn" or neither."""

    key: str
    cells: tuple[str, ...]
    tone: str = ""
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list. ``columns``: title and weight of each; ``asks``: what is typed above it goes to the records, not to the rows."""

    key: str
    name: str
    columns: tuple[tuple[str, float], ...]
    lines: tuple[ListLine, ...]
    nothing: str = ""
    chosen: str = ""
    actions: tuple[Action, ...] = ()
    is_searched: bool = True
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One record: what is known of it, in sentences, and what can be answered."""

    key: str
    title: str
    about: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordsScene:
    """``back``: where a step back leads, empty at the start; ``undo``: what the last change was, empty where there is none."""

    listed: Listed | None = None
    card: Card | None = None
    title: str = ""
    back: str = ""
    undo: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to carry out. ``said``: told when it is done, None where the work has told itself; ``undo``: what takes it back,
    made once it is done; ``question``: asked first."""

    work: Callable[[], Awaitable[object]]
    said: Said | None = field(default_factory=lambda: done(say.DONE))
    undo: Callable[[], Awaitable[object]] | None = None
    question: Question | None = None


class Records(Protocol):
    """Where one is among records, and what is there."""

    async def scene(self) -> RecordsScene:
        """What is shown where one is."""

    def search(self, text: str) -> None:
        """Something was typed above a list that asks."""

    def choose(self, key: str) -> Step | None:
        """A line was chosen: go there, or do something."""

    def answer(self, key: str, value: Value) -> Step | None:
        """A field of the card was answered."""

    def act(self, key: str) -> Step | None:
        """A button was pressed."""

    def go_back(self) -> bool:
        """One step back; False at the start."""


class RecordsFlow:
    """``listen`` names who shows the scenes."""

    def __init__(self, session: BackstageSession, records: Records) -> None:
        self._session = session
        self.records = records
        self._show: Callable[[RecordsScene], None] = lambda _: None
        self._tasks = Tasks()
        self._turn = asyncio.Lock()
        self._asked = 0
        self._wrong: dict[str, tuple[Value, str]] = {}
        self._undo: Callable[[], Awaitable[object]] | None = None
        self.scene = RecordsScene()

    def listen(self, show: Callable[[RecordsScene], None]) -> None:
        """From now on this shows the scenes."""
        self._show = show

    def refresh(self) -> None:
        """Read anew what is shown; what was asked for earlier is not shown after what was asked for later."""
        self._asked += 1
        number = self._asked

        def was_read(scene: RecordsScene) -> None:
            if number == self._asked:
                self._display(scene)

        self._tasks.start(self._read(), then=was_read, trouble=self._session.tell_trouble)

    async def _read(self) -> RecordsScene:
        async with self._turn:
            return await self.records.scene()

    def search(self, text: str) -> None:
        """Something was typed above a list that asks."""
        self.records.search(text)
        self.refresh()

    def choose(self, key: str) -> None:
        """A line was chosen."""
        self._go(self.records.choose(key))

    def act(self, key: str) -> None:
        """A button was pressed."""
        if key == UNDO:
            self._take_back()
        else:
            self._go(self.records.act(key))

    def answer(self, key: str, value: Value) -> None:
        """A field was answered."""
        step = self.records.answer(key, value)
        if step is not None:
            self._start(step, wrong=(key, value))
        else:
            self._wrong.pop(key, None)
            self.refresh()

    def go_back(self) -> bool:
        """One step back."""
        if not self.records.go_back():
            return False
        self._wrong.clear()
        self.refresh()
        return True

    def stop(self) -> None:
        """The session ends."""
        self._tasks.cancel()

    def _go(self, step: Step | None) -> None:
        self._wrong.clear()
        if step is None:
            self.refresh()
        elif step.question is not None:
            self._session.ask(step.question, lambda: self._start(step))
        else:
            self._start(step)

    def _take_back(self) -> None:
        async def in_turn() -> bool:
            # What is being done right now is finished first, and is then what is taken back.
            async with self._turn:
                undo, self._undo = self._undo, None
                if undo is not None:
                    await undo()
                return undo is not None

        def taken_back(is_undone: bool) -> None:
            if is_undone:
                self._session.tell(done(say.UNDONE))
            self.refresh()

        self._tasks.start(in_turn(), then=taken_back, trouble=self._session.tell_trouble)

    def _start(self, step: Step, wrong: tuple[str, Value] | None = None) -> None:
        async def in_turn() -> None:
            async with self._turn:
                await step.work()

        def carried_out(_: None) -> None:
            if wrong is not None:
                self._wrong.pop(wrong[0], None)
            self._undo = step.undo
            if step.said is not None:
                self._session.tell(step.said)
            self.refresh()

        def stopped(problem: Problem | None) -> None:
            if wrong is not None:
                self._wrong[wrong[0]] = (wrong[1], trouble(problem).in_words(self._session.words))
            else:
                self._session.tell_trouble(problem)
            self.refresh()

        self._tasks.start(in_turn(), then=carried_out, trouble=stopped)

    def _display(self, scene: RecordsScene) -> None:
        card = scene.card
        if card is not None and self._wrong:
            fields = tuple(
                replace(one, value=self._wrong[one.key][0], error=self._wrong[one.key][1])
                if one.key in self._wrong
                else one
                for one in card.fields
            )
            scene = replace(scene, card=replace(card, fields=fields))
        words = self._session.words
        self.scene = replace(scene, undo=words.say(say.UNDO_LAST) if self._undo is not None else "")
        self._show(self.scene)
