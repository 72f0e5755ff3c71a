"""Send what was entered here to Planning Center: in order within a household, each once, nothing dropped unsent.

Before something is created it is written down that it is about to be. When the answer is lost, or the program, it is looked for
first, and created again only when it would have been findable by then.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from kiosk.domain.ids import PersonId
from kiosk.domain.outbox import LOOK_AGAIN, RESOURCES, Change, ChangeKind, lanes, pause_after
from kiosk.domain.problems import (
    NoPermission,
    NotAccepted,
    NotKnown,
    Offline,
    Problem,
    SignedOut,
    TooFast,
    UnexpectedAnswer,
)
from kiosk.services.ports import Clock
from kiosk.services.pulled import Product
from kiosk.services.push_ports import OutboxBook, Parked, ThereIds, WritableCenter, Written

logger = logging.getLogger(__name__)

HOUSEHOLDS_AT_ONCE = 3
MOST_FAILURES = 3
"""So many failures in a row, of whichever household: Planning Center is not there, and the rest waits."""
MOST_MERGERS = 5
"""Mergers of mergers that are followed for one change."""
DUPLICATE = 409


@dataclass(frozen=True, slots=True)
class PushReport:
    """What a run sent, by resource, how many changes it parked, and how many still wait.

    ``problem``: what ended it early; ``refused``: products that this sign-in may not change, whose changes wait.
    """

    sent: Mapping[str, int]
    parked: int
    waiting: int
    problem: Problem | None = None
    refused: Mapping[Product, Problem] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[str, int]:
        """What ``kiosk sync`` says was pushed."""
        return {**self.sent, **({"parked": self.parked} if self.parked else {})}


@dataclass(frozen=True, slots=True)
class PushEstimate:
    """What sending everything that waits would take."""

    changes: int
    requests: int
    minutes: float


@dataclass(slots=True)
class _Run:
    """One run's tally."""

    sent: dict[str, int] = field(default_factory=dict)
    parked: int = 0
    failures: int = 0
    problem: Problem | None = None
    refused: dict[Product, Problem] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        return self.problem is not None


class _LaneEnds(Exception):
    """Nothing more of this household now."""


@dataclass(frozen=True, slots=True)
class Push:
    """Drains the outbox. ``look_again``: how long something created may stay unfindable."""

    center: WritableCenter
    book: OutboxBook
    clock: Clock
    look_again: timedelta = LOOK_AGAIN

    async def estimate(self) -> PushEstimate:
        """What sending everything that waits would take; asks nobody."""
        changes = await self.book.waiting()
        requests = sum(self.center.requests_for(change) for change in changes)
        return PushEstimate(len(changes), requests, requests / self.center.requests_per_minute())

    async def push(self) -> PushReport:
        """Send what is due. Raises nothing that a later run cannot mend: what ended it stands in the report."""
        run = _Run()
        changes = await self.book.waiting()
        people = {id for change in changes for id in change.touched}
        sorted_out = lanes(changes, await self.book.households_of(people))
        at_once = asyncio.Semaphore(HOUSEHOLDS_AT_ONCE)

        async def in_turn(lane: tuple[Change, ...]) -> None:
            async with at_once:
                await self._lane(run, lane)

        # Should one of them meet a bug, the others are not left running.
        async with asyncio.TaskGroup() as group:
            for lane in sorted_out:
                group.create_task(in_turn(lane))
        waiting = len(await self.book.waiting())
        if changes:
            logger.info("pushed %d changes, %d parked, %d wait", sum(run.sent.values()), run.parked, waiting)
        return PushReport(run.sent, run.parked, waiting, run.problem, run.refused)

    async def _lane(self, run: _Run, lane: tuple[Change, ...]) -> None:
        for change in lane:
            if run.is_over:
                return
            if product_of(change) in run.refused:
                continue
            if change.is_resting(self.clock.now()):
                return
            try:
                await self._change(run, change)
            except _LaneEnds:
                return

    async def _change(self, run: _Run, change: Change, hops: int = MOST_MERGERS) -> None:
        ids = await self.book.resolved(change)
        if not all(id in ids.people or id in ids.records for id in change.references):
            # What it belongs to is not there yet: parked, or waiting itself.
            return
        try:
            if change.kind.is_create:
                await self._create(run, change, ids)
            else:
                written = await self.center.carry_out(with_ids(change, ids))
                await self._sent(run, change, written)
        except NotAccepted as problem:
            await self._park(run, change, "refused", problem)
        except NotKnown as problem:
            await self._gone(run, change, ids, problem, hops)
        except SignedOut as problem:
            run.problem = problem
        except NoPermission as problem:
            self._refused(run, product_of(change), problem)
        except TooFast as problem:
            until = self.clock.now() + timedelta(seconds=float(str(problem.details.get("seconds", 60))))
            await self.book.rest(change, until, "too_fast")
            run.problem = problem
        except (Offline, UnexpectedAnswer) as problem:
            await self._failed(run, change, problem)

    async def _create(self, run: _Run, change: Change, ids: ThereIds) -> None:
        there = await self.book.created_before(change)
        if there is None:
            change, written = await self._found_or_made(run, change, ids)
            if written is None:
                return
            there = written.pco_id
            await self.book.created(change, written, self.clock.now())
        await self.center.complete(with_ids(change, ids), there)
        await self._sent(run, change, Written(there))

    async def _found_or_made(self, run: _Run, change: Change, ids: ThereIds) -> tuple[Change, Written | None]:
        if change.tried_at is not None:
            now = self.clock.now()
            can_be_seen = change.is_findable(now, self.look_again)
            found = await self.center.look_for(with_ids(change, ids), thoroughly=can_be_seen)
            if found is not None:
                return change, found
            if not can_be_seen:
                await self.book.rest(change, min(change.tried_at, now) + self.look_again, "lost_answer")
                raise _LaneEnds
        elif change.kind is ChangeKind.PERSON_CREATE and (alike := await self.book.likely_same(change)):
            run.parked += 1
            await self.book.park(Parked(change, "likely_same", "", people=alike))
            return change, None
        return await self._made(change, ids, may_renumber=True)

    async def _made(self, change: Change, ids: ThereIds, *, may_renumber: bool) -> tuple[Change, Written]:
        change = await self.book.begin_create(change, self.clock.now(), new_number=not may_renumber)
        try:
            return change, await self.center.create(with_ids(change, ids))
        except NotAccepted as problem:
            await self.book.never_arrived(change)
            if problem.details.get("status") != DUPLICATE or change.kind is not ChangeKind.PERSON_CREATE:
                raise
            # Ours after all, from a try nobody remembers; or the number is somebody else's.
            found = await self.center.look_for(with_ids(change, ids), thoroughly=False)
            if found is not None:
                return change, found
            if not may_renumber:
                raise
            return await self._made(change, ids, may_renumber=False)
        except (Offline, TooFast, UnexpectedAnswer) as problem:
            if not problem.details.get("uncertain"):
                await self.book.never_arrived(change)
                raise
            found = await self.center.look_for(with_ids(change, ids), thoroughly=False)
            if found is not None:
                return change, found
            raise
        except (NotKnown, SignedOut, NoPermission):
            await self.book.never_arrived(change)
            raise

    async def _sent(self, run: _Run, change: Change, written: Written | None) -> None:
        await self.book.sent(change, written, self.clock.now())
        resource = RESOURCES[change.kind.record]
        run.sent[resource] = run.sent.get(resource, 0) + 1
        run.failures = 0

    async def _park(self, run: _Run, change: Change, reason: str, problem: Problem) -> None:
        fields = problem.details.get("fields")
        named = tuple(str(one) for one in fields) if isinstance(fields, list) else ()
        await self.book.park(Parked(change, reason, str(problem.details.get("words", "")), named))
        run.parked += 1
        run.failures = 0
        logger.warning("change %d needs a look: %s", change.number, reason)

    def _refused(self, run: _Run, product: Product, problem: Problem) -> None:
        """One product says no to this sign-in; what belongs to another goes on. Without people there is nothing to go on with."""
        logger.warning("%s may not be changed: %s", product.value, problem.details.get("code", problem.name))
        run.refused[product] = problem
        if product is Product.PEOPLE:
            run.problem = problem

    async def _gone(self, run: _Run, change: Change, ids: ThereIds, problem: Problem, hops: int) -> None:
        """What it is about is not there: merged into somebody, who gets it, or gone."""
        if change.person is not None and hops > 0:
            person = PersonId(ids.people.get(change.person, change.person))
            kept = await self.center.merged_into(person)
            if kept is not None:
                await self.book.merged(person, kept)
                await self._change(run, change, hops - 1)
                return
        await self._park(run, change, "gone", problem)

    async def _failed(self, run: _Run, change: Change, problem: Problem) -> None:
        status = problem.details.get("status")
        if isinstance(problem, UnexpectedAnswer) and isinstance(status, int) and 400 <= status < 500:
            html = problem.details.get("code") == "refused" and status in (403, 404)
            if not html:
                await self._park(run, change, "refused", problem)
                return
        run.failures += 1
        pause = self.look_again if problem.details.get("uncertain") else pause_after(change.tries + 1)
        await self.book.rest(
            change, self.clock.now() + pause, str(problem.details.get("code") or status or problem.name)
        )
        if run.failures >= MOST_FAILURES:
            run.problem = problem
        raise _LaneEnds


def product_of(change: Change) -> Product:
    """Whose record a change is about."""
    return Product.GROUPS if change.kind.record == "membership" else Product.PEOPLE


def with_ids(change: Change, ids: ThereIds) -> Change:
    """The change as Planning Center knows what it names."""
    body = dict(change.body)
    for name, known in (
        ("person", ids.people),
        ("primary_contact", ids.people),
        ("household", ids.records),
        ("group", ids.records),
    ):
        if isinstance(value := body.get(name), str):
            body[name] = known.get(value, value)
    if isinstance(people := body.get("people"), list | tuple):
        body["people"] = [ids.people.get(one, one) for one in people]
    if isinstance(roles := body.get("roles"), Mapping):
        body["roles"] = {ids.people.get(person, person): role for person, role in roles.items()}
    own = ids.people if change.kind.record == "person" else ids.records
    return replace(change, subject=own.get(change.subject, change.subject), body=body)
