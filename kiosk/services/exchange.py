"""Both ways with Planning Center: first what is new there, then what was entered here."""

from dataclasses import dataclass, replace

from kiosk.domain.problems import Offline, Problem, UnexpectedAnswer
from kiosk.services.pull_plan import Scope
from kiosk.services.push import Push, PushEstimate
from kiosk.services.sync import Estimate, Skipped, Sync, SyncReport, Watcher, nobody_watches


@dataclass(frozen=True, slots=True)
class Exchange:
    """``push`` None: nothing is sent, what was entered here waits (`kiosk.services.ways`)."""

    sync: Sync
    push: Push | None

    async def run(
        self, watcher: Watcher = nobody_watches, *, scope: Scope = Scope.FULL, afresh: bool = False
    ) -> SyncReport:
        """Pull, then send what waits. Raises as `Sync.pull`, and what ended the sending early; what was done is kept."""
        report, trouble = None, None
        try:
            report = await self.sync.pull(watcher, scope=scope, afresh=afresh)
        except (UnexpectedAnswer, Offline) as problem:
            if self.push is None or (isinstance(problem, Offline) and "status" not in problem.details):
                raise
            if problem.details.get("is_church_unknown"):
                # It could be the sign-in of another one, who would get this one's families.
                raise
            # Part of it answers: what waits may well be taken.
            trouble = problem
        if self.push is not None:
            report = await self._pushed(self.push, report)
        if trouble is not None:
            raise trouble
        assert report is not None
        return report

    async def estimate(self) -> tuple[Estimate, PushEstimate]:
        """What a full pull would take, and sending what waits: nothing where nothing is sent."""
        pull = await self.sync.estimate()
        return pull, await self.push.estimate() if self.push is not None else PushEstimate(0, 0, 0.0)

    async def _pushed(self, push: Push, report: SyncReport | None) -> SyncReport:
        before, began_at = push.center.requests, push.clock.now()
        pushed = await push.push()
        problem: Problem | None = pushed.problem
        if problem is not None:
            raise problem
        known = report or SyncReport({}, (), 0, 0.0)
        named = {one.product for one in known.skipped}
        refused = tuple(Skipped(product, why) for product, why in pushed.refused.items() if product not in named)
        return replace(
            known,
            skipped=(*known.skipped, *refused),
            pushed=pushed.counts,
            requests=known.requests + push.center.requests - before,
            seconds=known.seconds + (push.clock.now() - began_at).total_seconds(),
        )
