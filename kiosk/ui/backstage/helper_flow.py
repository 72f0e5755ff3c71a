"""What a helper sees of printers and labels, and what they do about it. No Qt."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from kiosk.domain.ids import PrintJobId
from kiosk.domain.labels import PrintState
from kiosk.domain.problems import Problem
from kiosk.services.label_desk import ListedLabel
from kiosk.services.printer_pool import PrinterStanding
from kiosk.services.self_test import TestResult
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.staff.said import Said, done
from kiosk.ui.tasks import Tasks
from kiosk.words import helper as say


@dataclass(frozen=True, slots=True)
class HelperScene:
    """``picture``: the chosen label as PNG, None while it is drawn, empty where its data is cleared."""

    printers: tuple[PrinterStanding, ...] = ()
    labels: tuple[ListedLabel, ...] = ()
    chosen: str = ""
    picture: bytes | None = None
    is_testing: bool = False
    is_read: bool = False

    @property
    def uncertain(self) -> tuple[ListedLabel, ...]:
        """Those somebody has to look at, oldest first."""
        return tuple(one for one in reversed(self.labels) if one.state is PrintState.UNCERTAIN)

    @property
    def label(self) -> ListedLabel | None:
        """The one that is chosen."""
        return next((one for one in self.labels if one.job_id == self.chosen), None)


Read = tuple[tuple[PrinterStanding, ...], tuple[ListedLabel, ...]]


class HelperFlow:
    """``listen`` names who shows the scenes."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._show: Callable[[HelperScene], None] = lambda _: None
        self._reading = Tasks()
        self._drawing = Tasks()
        self._tasks = Tasks()
        self.scene = HelperScene()

    def listen(self, show: Callable[[HelperScene], None]) -> None:
        """From now on this shows the scenes."""
        self._show = show

    def refresh(self) -> None:
        """How printers and labels are now."""
        if self._reading.is_idle:
            self._reading.start(self._read(), then=self._was_read, trouble=self._session.tell_trouble)

    async def _read(self) -> Read:
        desks = self._session.desks
        return await desks.standings(), await desks.labels.of_day(desks.today())

    def _was_read(self, read: Read) -> None:
        printers, labels = read
        self._turn(replace(self.scene, printers=printers, labels=labels, is_read=True))

    def choose(self, job_id: str) -> None:
        """See this label as it prints; "" for none."""
        self._drawing.cancel()
        self._turn(replace(self.scene, chosen=job_id, picture=None))
        if job_id:
            work = self._session.desks.label_picture(PrintJobId(job_id))
            self._drawing.start(work, then=self._drawn, trouble=self._session.tell_trouble)

    def _drawn(self, picture: bytes) -> None:
        self._turn(replace(self.scene, picture=picture))

    def came_out(self) -> None:
        """The label that was asked about is there."""
        for label in self.scene.uncertain[:1]:
            work = self._session.desks.labels.it_came_out(label.job_id, self._session.staff)
            self._do(work, done(say.MARKED_AS_THERE), answered=label.job_id)

    def did_not(self) -> None:
        """It is not: once more."""
        for label in self.scene.uncertain[:1]:
            work = self._session.desks.labels.it_did_not(label.job_id, self._session.staff)
            self._do(work, done(say.PRINTS_AGAIN), answered=label.job_id)

    def print_again(self) -> None:
        """The chosen label, once more."""
        label = self.scene.label
        if label is not None:
            work = self._session.desks.labels.print_again(label.job_id, self._session.staff)
            self._do(work, done(say.PRINTS_AGAIN))

    def test(self) -> None:
        """A test label through the real queue on every printer, also on those that would only stand in."""
        if not self.scene.is_testing:
            self._turn(replace(self.scene, is_testing=True))
            self._session.tell(Said(say.TESTING, is_good=True))
            self._tasks.start(self._test(), then=self._tested, trouble=self._not_tested)

    async def _test(self) -> tuple[TestResult, ...]:
        run = self._session.desks.self_test.run
        return tuple(await asyncio.gather(*(run(printer.name) for printer in self.scene.printers)))

    def _tested(self, results: tuple[TestResult, ...]) -> None:
        self._turn(replace(self.scene, is_testing=False))
        bad = [result for result in results if not result.is_good]
        if not bad:
            self._session.tell(done(say.TESTS_GOOD if len(results) > 1 else say.TEST_GOOD))
        else:
            is_unknown = all(result.state is PrintState.UNCERTAIN for result in bad)
            self._session.tell(Said(say.TEST_UNCERTAIN if is_unknown else say.TEST_BAD))
        self.refresh()

    def _not_tested(self, problem: Problem | None) -> None:
        self._turn(replace(self.scene, is_testing=False))
        self._session.tell_trouble(problem)

    def _do(self, work: Coroutine[Any, Any, object], said: Said, answered: str = "") -> None:
        def carried_out(_: object) -> None:
            self._session.tell(said)
            # A second tap means the next label: what was answered is not asked while everything is read anew.
            self._turn(replace(self.scene, labels=tuple(one for one in self.scene.labels if one.job_id != answered)))
            self._reading.cancel()
            self.refresh()

        if self._tasks.is_idle:
            self._tasks.start(work, then=carried_out, trouble=self._session.tell_trouble)
        else:
            work.close()

    def stop(self) -> None:
        """The session ends."""
        for tasks in (self._reading, self._drawing, self._tasks):
            tasks.cancel()

    def _turn(self, scene: HelperScene) -> None:
        self.scene = scene
        self._show(scene)
