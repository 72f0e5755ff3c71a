"""Planning Center put to use: a pull and a push on this church's sign-in, by hand or by the station's own schedule."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from kiosk.app.chance import below
from kiosk.app.clock import MachineClock
from kiosk.app.compose import Church
from kiosk.app.sign_in import connected_as_kept
from kiosk.domain.problems import Problem, SignedOut
from kiosk.domain.windows import window_of
from kiosk.pco.people_there import PeopleOverHttp
from kiosk.pco.writing import WritingGateway
from kiosk.services.exchange import Exchange
from kiosk.services.exchange_schedule import NEAR, NEAR_OPENING, Situation, is_quiet, rest_after
from kiosk.services.household_roles import HouseholdRoles
from kiosk.services.pull_plan import Scope
from kiosk.services.push import Push
from kiosk.services.sync import Sync
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.push_store import SqliteOutboxBook
from kiosk.storage.role_store import SqliteRoles
from kiosk.storage.sign_in_store import SqliteSignInState
from kiosk.storage.sync_store import SqlitePullBook

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 30.0
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
"""Between tries while Planning Center cannot be reached."""
GOOD = "ok"
ONLY_READS = "planning_center"


@asynccontextmanager
async def exchange(church: Church) -> AsyncIterator[Exchange]:
    """A pull and a push over this church's sign-in, its connections closed afterwards.

    There is one at a time on a data folder, in whichever process: a second pull would take what the first has read for gone, and
    a second push would create somebody twice. Raises SignedOut without a sign-in, Busy when the other one goes on for long.
    """
    if church.config.is_rehearsal:
        raise SignedOut(code="missing")
    said = SqliteSignInState(church.database)
    async with church.folder.alone("exchange"), connected_as_kept(church.config, church.rest) as gateway:
        gateway.pace.share = (await situation(church)).share
        sync = Sync(gateway, SqlitePullBook(church.database), MachineClock())
        push = None
        if church.settings.way != ONLY_READS:
            book = SqliteOutboxBook(church.database, church.settings.slot, below)
            push = Push(WritingGateway(gateway), book, MachineClock())
        try:
            yield Exchange(sync, push)
            await said.heard(refused=False)
        except SignedOut:
            await said.heard(refused=True)
            raise


async def situation(church: Church) -> Situation:
    """What the schedule looks at now."""
    now = church.clock.now()
    is_open = is_near = False
    with suppress(Problem):
        day = await church.days.at(now)
        opening = day.next_opening()
        is_open = bool(day.open_times)
        if opening is not None:
            is_near = opening[1].starts_at - now <= NEAR or window_of(*opening).opens_at - now <= NEAR_OPENING
    from_, until = church.settings.quiet_from, church.settings.quiet_until
    quiet = is_quiet(now.astimezone(church.zone).time(), from_, until)
    # Pulls are dated by the machine's clock, whatever clock a rehearsal shows.
    last = await SqlitePullBook(church.database).last_finished()
    return Situation(MachineClock().now(), last, is_open, is_near, quiet, has_quiet_hours=bool(from_ and until))


async def exchange_for_ever(
    church: Callable[[], Church],
    afterwards: Callable[[], Awaitable[None]],
    every_seconds: float = LOOK_EVERY_SECONDS,
) -> None:
    """Pull and push when it is due, until cancelled; ``church`` is the station's as it is set now."""
    pause, standing = FIRST_PAUSE, Standing()
    while True:
        rest = every_seconds
        try:
            if await exchange_if_due(church()):
                standing.is_now(GOOD)
                await afterwards()
            pause = FIRST_PAUSE
        except SignedOut as problem:
            standing.is_now(problem.name, problem.details.get("code"))
            rest = pause.total_seconds()
        except Problem as problem:
            standing.is_now(problem.name, problem.details.get("code") or problem.details.get("status"))
            with suppress(Problem):
                await afterwards()
            rest, pause = rest_after(problem, pause).total_seconds(), min(LONGEST_PAUSE, pause * 2)
        except Exception:
            # A bug, met in one record perhaps: without this nothing would be brought here until the station is started anew.
            log.exception("an exchange failed")
            rest = LONGEST_PAUSE.total_seconds()
        await asyncio.sleep(rest)


@dataclass(slots=True)
class Standing:
    """How the station stands to Planning Center: one line in the log for each change, none for a night of the same."""

    state: str = "unknown"
    why: object = None

    def is_now(self, state: str, why: object = None) -> None:
        """It is so since now, if it was not before."""
        if (state, why) == (self.state, self.why):
            return
        level = logging.INFO if state == GOOD else logging.WARNING
        log.log(level, "planning_center state=%s was=%s why=%s", state, self.state, why or "-")
        self.state, self.why = state, why


async def exchange_if_due(church: Church) -> bool:
    """Do what is due now; whether anything was. Raises as `Exchange.run`."""
    now = await situation(church)
    due = now.due()
    outbox = SqliteOutbox(church.database)
    waiting = (await outbox.counts())["waiting"] if church.settings.way != ONLY_READS else 0
    if due is None:
        if not now.may_push(waiting) or not await outbox.has_ready(now.now, max(now.last.values())):
            return False
        # What is about to be overwritten, and who is about to be created, may have changed there or be there by now.
        due = Scope.CHANGES
    async with exchange(church) as both:
        sends = Exchange(both.sync, both.push if now.may_push(waiting) else None)
        report = await sends.run(scope=due, afresh=now.begins_afresh(due))
        log.info("exchanged (%s) with %d requests", due.value, report.requests)
    if not now.is_busy:
        await read_roles(church)
    if not church.settings.shows_photos or (due is not Scope.CHANGES and not now.is_busy):
        await fetch_photos(church)
    return True


async def read_roles(church: Church) -> None:
    """Who is what in the families that come, a few families at a time; what goes wrong is no trouble of the exchange."""
    try:
        async with church.folder.alone("exchange"), connected_as_kept(church.config, church.rest) as gateway:
            await HouseholdRoles(PeopleOverHttp(gateway), SqliteRoles(church.database), MachineClock()).run()
    except Problem as problem:
        log.info("roles in households wait: %s", problem.name)


async def bring(church: Church, scope: Scope) -> None:
    """Pull beside the schedule; everything only where no family is in the way of it. Raises as `Sync.pull`, SignedOut, Busy."""
    async with exchange(church) as both:
        now = await situation(church)
        scope = now.calmly(scope)
        await both.sync.pull(scope=scope, afresh=now.begins_afresh(scope))


async def fetch_photos(church: Church) -> None:
    """The photos that are missing, after the data; what goes wrong with them is no trouble of the exchange."""
    # Imported here: it reads pictures with Qt, which a command that fetches none need not load.
    from kiosk.app.photos import photos_of

    try:
        async with photos_of(church) as photos:
            await photos.run()
    except Problem as problem:
        log.info("photos wait: %s", problem.name)
