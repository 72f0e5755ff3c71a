"""Bring what Planning Center has into the cache: page by page, resumed where it stopped, never mixing two churches."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from kiosk.domain.problems import NoPermission, NotKnown, Offline, Problem, UnexpectedAnswer, WrongOrganization
from kiosk.services.ports import Clock
from kiosk.services.pull_ahead import PAGES_AHEAD, ReadAhead, reading_ahead
from kiosk.services.pull_paging import MOST_PASSES, after_page, is_as_long_as_told, is_whole, once_more
from kiosk.services.pull_plan import ORGANIZATIONS, OVERLAP, PLAN, ROWS_PER_PAGE, Scope, Step, horizon, steps_of
from kiosk.services.pull_ports import PlanningCenter, Progress, Pull, PullBook
from kiosk.services.pulled import Ask, Product, PulledOrganization, PulledPage, Resource

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A product that this sign-in may not read, or not change, and why."""

    product: Product
    problem: Problem


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run did. ``pulled``: pages and rows by resource, of this run alone; ``oddities``: what made no sense, by kind."""

    pulled: Mapping[str, tuple[int, int]]
    skipped: tuple[Skipped, ...]
    requests: int
    seconds: float
    pushed: Mapping[str, int] = field(default_factory=dict)
    oddities: Mapping[str, int] = field(default_factory=dict)
    is_resumed: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a full pull would take."""

    requests: int
    minutes: float


MOST_FAILURES = 2
"""Lists of one product that may fail before the rest of it is left to the next pull."""

Watcher = Callable[[Resource, int, int | None], None]
"""Told after every page: the resource, its rows so far, and its total where that is known."""


def nobody_watches(resource: Resource, rows: int, total: int | None) -> None:
    """For a pull that nobody looks at."""


_PRODUCTS = frozenset(step.product for step in PLAN)
_WITH_ORGANIZATION = frozenset({Product.PEOPLE, Product.CHECK_INS})
"""They say themselves whose data this is; the others only name it beside their lists."""


@dataclass(slots=True)
class _Run:
    """One run's tally."""

    pull: Pull
    watcher: Watcher
    pulled: dict[str, tuple[int, int]] = field(default_factory=dict)
    oddities: dict[str, int] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    trouble: Problem | None = None
    read: set[Resource] = field(default_factory=set)

    def count(self, resource: Resource, page: PulledPage) -> None:
        pages, rows = self.pulled.get(resource.value, (0, 0))
        self.pulled[resource.value] = (pages + 1, rows + page.rows)
        for kind, times in page.oddities:
            self.note(kind, times)

    def note(self, kind: str, times: int = 1) -> None:
        self.oddities[kind] = self.oddities.get(kind, 0) + times

    def skip(self, product: Product, problem: Problem) -> None:
        if all(skipped.product is not product for skipped in self.skipped):
            logger.warning("%s may not be read: %s", product.value, problem.details.get("code", problem.name))
            self.skipped.append(Skipped(product, problem))


@dataclass(frozen=True, slots=True)
class Sync:
    """Pulls everything a station needs."""

    planning_center: PlanningCenter
    book: PullBook
    clock: Clock
    pages_ahead: int = PAGES_AHEAD

    async def pull(
        self, watcher: Watcher = nobody_watches, *, afresh: bool = False, scope: Scope = Scope.FULL
    ) -> SyncReport:
        """Pull what ``scope`` says, going on where an interrupted pull stopped unless ``afresh``.

        A product that refuses is skipped and named. Raises SignedOut, Offline, TooFast, WrongOrganization at once, NoPermission when
        every product refuses, and Offline or UnexpectedAnswer at the end when a product failed but the others could be read; what was
        read is kept in each case, and the next pull goes on from there.
        """
        started_at, requests_before = self.clock.now(), self.planning_center.requests
        run = _Run(await self.book.begin(started_at, afresh=afresh, scope=scope), watcher)
        logger.info("pull %d (%s) %s", run.pull.number, run.pull.scope, "goes on" if run.pull.is_resumed else "begins")
        for product, steps in groupby(steps_of(run.pull.scope), key=lambda step: step.product):
            await self._pull_product(run, product, tuple(steps))
        if run.trouble is not None:
            if not run.read & ORGANIZATIONS:
                run.trouble.details["is_church_unknown"] = True
            raise run.trouble
        if len(run.skipped) == len(_PRODUCTS):
            raise run.skipped[0].problem
        await self.book.finish(run.pull, self.clock.now())
        logger.info("pull %d is whole, %d requests", run.pull.number, self.planning_center.requests - requests_before)
        for kind, times in sorted(run.oddities.items()):
            logger.info("pull %d met %s, %d times", run.pull.number, kind, times)
        return SyncReport(
            pulled=run.pulled,
            skipped=tuple(run.skipped),
            requests=self.planning_center.requests - requests_before,
            seconds=(self.clock.now() - started_at).total_seconds(),
            oddities=run.oddities,
            is_resumed=run.pull.is_resumed,
        )

    async def estimate(self) -> Estimate:
        """What a full pull would take, at the cost of a few requests. Raises as ``pull`` does."""
        limits = horizon(self.clock.now())
        needed, totals = 0, dict[Resource, int]()
        for step in PLAN:
            if step.is_spare:
                needed += 1
                continue
            if step.below is not None:
                needed += totals.get(step.below, 0)
                continue
            try:
                total = await self.planning_center.total(Ask(step.resource, limits))
            except (NoPermission, NotKnown):
                continue
            except (UnexpectedAnswer, Offline) as problem:
                if step.is_essential or "status" not in problem.details:
                    raise
                continue
            totals[step.resource] = 0 if step.is_cut_short else total
            needed += 1 if step.is_confirmed or step.is_cut_short else max(1, -(-total // ROWS_PER_PAGE))
        return Estimate(needed, needed / self.planning_center.requests_per_minute())

    async def _pull_product(self, run: _Run, product: Product, steps: tuple[Step, ...]) -> None:
        failures = 0
        for number, step in enumerate(steps):
            if step.after is not None and step.after not in run.read:
                # Without all it belongs to, everything of it would look gone.
                continue
            try:
                await self._pull_step(run, step)
            except NotKnown:
                if number == 0 and step.resource is not Resource.CHECK_INS_ORGANIZATION:
                    run.skip(product, NoPermission(product=product.value))
                    return
                run.note(f"{step.resource.value}: no such list")
                failures += 1
            except NoPermission as problem:
                if step.is_spare:
                    run.note(f"{step.resource.value}: not for this sign-in")
                    continue
                run.skip(product, problem)
                if number == 0:
                    return
            except (UnexpectedAnswer, Offline) as problem:
                if isinstance(problem, Offline) and "status" not in problem.details:
                    raise
                # Answered, but not with what we need: other lists and products may well be up.
                problem.details.setdefault("product", product.value)
                failures += 1
                if not step.is_essential and "status" in problem.details:
                    run.note(f"{step.resource.value}: refused with {problem.details['status']}")
                    continue
                run.trouble = run.trouble or problem
                if number == 0 or failures >= MOST_FAILURES:
                    return

    async def _pull_step(self, run: _Run, step: Step) -> None:
        has_all = True
        since = None
        if step.tells_changes and run.pull.scope is not Scope.FULL:
            since = await self.book.changed_since(step.resource)
        if since is not None:
            await self._pull_changes(run, step, since - OVERLAP)
            return
        if step.below is None:
            has_all = await self._pull_list(run, step, "")
        else:
            for parent in await self.book.parents(run.pull, step.resource):
                try:
                    has_all = await self._pull_list(run, step, parent) and has_all
                except NotKnown:
                    if step.is_spare:
                        raise
                    # It was deleted since its own list was read.
                    continue
        if has_all or step.is_counted:
            run.read.add(step.resource)
        if has_all:
            await self.book.sweep(run.pull, step.resource, self.clock.now())
            if step.tells_changes:
                await self._note_read(run, step)
        else:
            why = "changes too fast to be read whole" if step.is_counted else "shorter than it says, so nothing is gone"
            run.note(f"{step.resource.value}: {why}")

    async def _pull_changes(self, run: _Run, step: Step, since: datetime) -> None:
        """Read what has changed; whoever is changed again meanwhile is among the next run's."""
        progress = await self.book.progress(run.pull, step.resource)
        async with reading_ahead(self.planning_center, self.pages_ahead) as ahead:
            await self._pull_pages(run, step, "", progress, ahead, since)
        run.read.add(step.resource)
        await self._note_read(run, step)

    async def _note_read(self, run: _Run, step: Step) -> None:
        began_at = (await self.book.progress(run.pull, step.resource)).began_at or run.pull.started_at
        await self.book.changes_read(run.pull, step.resource, began_at, self.clock.now())

    async def _pull_list(self, run: _Run, step: Step, parent: str) -> bool:
        """Read a list to its end; whether it can have lost nobody."""
        progress = await self.book.progress(run.pull, step.resource, parent)
        if step.resource in ORGANIZATIONS:
            progress = Progress()
        pages_ahead = 0 if step.is_confirmed or step.is_cut_short else self.pages_ahead
        async with reading_ahead(self.planning_center, pages_ahead) as ahead:
            while True:
                progress = await self._pull_pages(run, step, parent, progress, ahead)
                if not step.is_counted:
                    return is_as_long_as_told(progress)
                if is_whole(progress, await self.book.seen(run.pull, step.resource, progress)):
                    return True
                if progress.passes >= MOST_PASSES:
                    return False
                progress = once_more(progress)

    async def _pull_pages(
        self,
        run: _Run,
        step: Step,
        parent: str,
        progress: Progress,
        ahead: ReadAhead,
        since: datetime | None = None,
    ) -> Progress:
        while not progress.is_done:
            ask = Ask(step.resource, horizon(run.pull.started_at), parent, progress.cursor, since)
            page = await ahead.page(ask)
            await self._refuse_another_church(step.product, page)
            progress = await self._after(run, step, ask, page, progress)
            await self.book.keep(run.pull, ask, page, progress)
            run.count(step.resource, page)
            run.watcher(step.resource, progress.rows, page.total)
        return progress

    async def _after(self, run: _Run, step: Step, ask: Ask, page: PulledPage, progress: Progress) -> Progress:
        after = after_page(progress, ask, page, lambda offset: self.planning_center.cursor_at(ask, offset))
        if ask.since is not None:
            return after
        if step.resource is Resource.PEOPLE and after.is_done and after.rows == 0:
            # Whoever signed in is a person: an empty list is a mistake, and believing it would hide everyone.
            raise UnexpectedAnswer(code="nobody_there")
        if step.is_confirmed and after.pages == 1 and page.total is not None:
            seen = await self.book.seen(run.pull, step.resource, after)
            if seen.rows == page.total:
                return replace(after, cursor=None, is_done=True)
        return after

    async def _refuse_another_church(self, product: Product, page: PulledPage) -> None:
        told = [one.organization.id for one in page.records if isinstance(one, PulledOrganization)]
        if not told and product in _WITH_ORGANIZATION:
            return
        organization_id = told[0] if told else page.organization_id
        if organization_id is None:
            return
        known = (await self.book.organization_ids()).get(product)
        if known is not None and known != organization_id:
            raise WrongOrganization(product=product.value)
