"""The one-way copy for PlanDocket: brings what stands there to what stands here, step by step, never twice.

PlanDocket knows no idempotency key (its published reference): before a step whose answer was lost is taken again, the event is
listed and the copy looked for. Nothing that is read there becomes attendance here.
"""

import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta, tzinfo

from kiosk.domain.mirror import Move, There, after, next_move
from kiosk.domain.problems import NeedsStaff, NotAccepted, NotKnown, Problem, Unavailable
from kiosk.services.mirror_ports import Copy, CopyThere, MirrorBook, PlanDocket
from kiosk.services.ports import Clock

log = logging.getLogger(__name__)

REST = timedelta(minutes=1)
LONG_REST = timedelta(minutes=30)
"""Until somebody who is not known there is tried again, or a key or plan that does not allow it."""
MARKED = "kiosk"
_MOST_STEPS = 4


@dataclass(slots=True)
class MirrorReport:
    """What a run did."""

    sent: int = 0
    unnamed: int = 0
    refused: int = 0
    _listed: dict[str, tuple[CopyThere, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mirror:
    """Copies what is pending. ``station``: what PlanDocket shows as the station; ``zone``: in which times are written."""

    book: MirrorBook
    plan_docket: PlanDocket
    clock: Clock
    station: str
    zone: tzinfo

    async def run(self, back: timedelta) -> MirrorReport:
        """Copy all that is pending of so far back.

        Somebody whom PlanDocket does not know is left for later and the others go on. Raises what concerns everybody: SignedOut,
        NoPermission, Offline, TooFast, UnexpectedAnswer; nothing is lost then.
        """
        report, seen = MirrorReport(), set[str]()
        while copies := [one for one in await self.book.pending(self.clock.now(), back) if one.marker not in seen]:
            seen |= {copy.marker for copy in copies}
            for copy in copies:
                await self._copy(copy, report)
        if report.sent:
            log.info("%d steps copied to PlanDocket", report.sent)
        return report

    async def _copy(self, copy: Copy, report: MirrorReport) -> None:
        if not copy.is_named and copy.remote_id is None:
            report.unnamed += 1
            await self.book.rest(copy, self.clock.now() + LONG_REST, "unnamed")
            return
        try:
            report.sent += await self._bring(copy, report)
        except (NotKnown, NotAccepted) as problem:
            report.refused += 1
            await self.book.rest(copy, self.clock.now() + LONG_REST, str(problem.details.get("code", "refused")))
        except (NeedsStaff, Unavailable) as problem:
            pause = REST if isinstance(problem, Unavailable) else LONG_REST
            await self.book.rest(copy, self.clock.now() + pause, str(problem.details.get("code", "offline")))
            raise

    async def _bring(self, copy: Copy, report: MirrorReport) -> int:
        """Take the steps that are left; how many."""
        if copy.trying is not None:
            copy = await self._found_again(copy, report)
        steps = 0
        while (move := next_move(copy.there, copy.presence.wanted)) is not None and steps < _MOST_STEPS:
            copy = await self._step(copy, move, report)
            steps += 1
        return steps

    async def _step(self, copy: Copy, move: Move, report: MirrorReport) -> Copy:
        await self.book.begin(copy, move)
        remote_id: int | None = None
        try:
            if move is not Move.DELETE:
                remote_id = await self.plan_docket.send(copy, move, self.station, self._notes(copy, move))
            elif copy.remote_id is not None:
                await self.plan_docket.delete(copy.remote_id)
        except Problem as problem:
            # A copy that cannot be changed was changed there by hand: it is looked for before the next try.
            is_elsewise = move is not Move.CHECK_IN and isinstance(problem, NotKnown | NotAccepted)
            if not problem.details.get("uncertain") and not is_elsewise:
                await self.book.stands(copy, copy.there, copy.remote_id)
            raise
        report._listed.pop(copy.presence.event_key, None)
        now = replace(
            copy,
            there=after(move),
            trying=None,
            remote_id=None if move is Move.DELETE else remote_id or copy.remote_id,
        )
        if now.there is not There.ABSENT and now.remote_id is None:
            # It did not say which one it made: without its id it could never be taken back.
            told = await self._looked_up(now, report)
            now = replace(now, remote_id=told.id if told is not None else None)
        await self.book.stands(now, now.there, now.remote_id)
        return now

    async def _found_again(self, copy: Copy, report: MirrorReport) -> Copy:
        """How it stands there, by looking: for a step whose answer was lost."""
        found = await self._looked_up(copy, report)
        if found is None:
            there, remote_id = There.ABSENT, None
        else:
            there, remote_id = There.OUT if found.has_left and not found.is_in else There.IN, found.id
        await self.book.stands(copy, there, remote_id)
        return replace(copy, there=there, remote_id=remote_id, trying=None)

    async def _looked_up(self, copy: Copy, report: MirrorReport) -> CopyThere | None:
        key = copy.presence.event_key
        if key not in report._listed:
            report._listed[key] = await self.plan_docket.of_event(key)
        return _copy_among(report._listed[key], copy)

    def _notes(self, copy: Copy, move: Move) -> str:
        """The true times, which its request has no field for, and the mark; nothing about the person."""
        presence = copy.presence
        text = f"{MARKED} {copy.marker} in {presence.in_at.astimezone(self.zone).isoformat(timespec='seconds')}"
        if move is Move.CHECK_OUT and presence.out_at is not None:
            text += f" out {presence.out_at.astimezone(self.zone).isoformat(timespec='seconds')}"
        return text


def _copy_among(there: tuple[CopyThere, ...], copy: Copy) -> CopyThere | None:
    """The copy by its id or mark; by the person only where it carries no notes, as somebody else's own entry must stay."""
    for one in there:
        if copy.marker in one.notes or (copy.remote_id is not None and one.id == copy.remote_id):
            return one
    for one in there:
        is_same = (copy.participant is not None and one.participant == copy.participant) or (
            bool(copy.badge) and one.badge == copy.badge
        )
        if is_same and not one.notes:
            return one
    return None
