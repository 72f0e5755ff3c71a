"""Stations without a screen, as processes of their own: they check in one household after another and say what they did.

Each line is JSON. ``ack`` is said after a tap has returned: what was acknowledged must never be lost, whatever happens to the
process afterwards. ``no`` is said of a family nobody of whom could be recorded.
"""

import asyncio
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.app.printing import ready_to_draw, worker_for
from kiosk.domain.ids import CheckInGroupId, EventTimeId, LocationId, PersonId
from kiosk.domain.problems import Problem, Refused
from kiosk.printing.escpos_transport import connectors
from kiosk.printing.printers import printer_at
from kiosk.services.check_in import CheckInAnswer
from kiosk.services.check_in_request import CheckInRequest, Want
from tests.support.sunday import church_at

SERVICES = (EventTimeId("11"), EventTimeId("12"))

Tap = tuple[str, list[str]]
"""The nonce and who is to be checked in, to both services."""


def prepare() -> None:
    """What is imported once for all stations to come; nothing that could not be forked, such as a Qt application."""
    printer_at("")
    connectors()


def say(**said: object) -> None:
    """One line to whoever started this process."""
    sys.stdout.write(json.dumps(said) + "\n")


def check_in_households(folder: str, now: str, taps: list[Tap], printer: str, ends: bool = False) -> None:
    """Carry out these taps, then wait to be killed; with a printer, labels are sent meanwhile as a station does it.

    ``ends``: print what waits, and end.
    """
    asyncio.run(_check_in_households(Path(folder), datetime.fromisoformat(now), taps, printer, ends))


async def _check_in_households(folder: Path, now: datetime, taps: list[Tap], printer: str, ends: bool) -> None:
    async with church_at(folder, now, printer=printer) as church:
        printing = None
        if printer:
            ready_to_draw()
            await church.queue.recover(now.astimezone(church.zone).date())
        worker = worker_for(church)
        if worker is not None and not ends:
            printing = asyncio.create_task(worker.run())
        say(ready=True)
        for nonce, people in taps:
            try:
                acknowledge(await church.check_in(request_for(nonce, people)))
            except Refused:
                say(no=nonce)
            if worker is not None:
                worker.wake()
        if not ends:
            await (printing or asyncio.Event().wait())
        if worker is not None:
            await worker.print_pending_once()
        say(done=True)


def request_for(nonce: str, people: Iterable[str]) -> CheckInRequest:
    """A family's tap for both services."""
    wants = tuple(Want(PersonId(person), time) for person in people for time in SERVICES)
    return CheckInRequest(CheckInGroupId(nonce), wants)


def acknowledge(answer: CheckInAnswer) -> None:
    """Say what a tap came to."""
    say(
        ack=answer.group_id,
        replay=answer.recorded.is_replay,
        check_ins=[
            [one.id, one.person_id, one.event_time_id, one.location_id, one.security_code] for one in answer.check_ins
        ],
    )


def take_last_seats(folder: str, now: str, time: str, room: str) -> None:
    """For each person named on standard input: try for a seat in the room at that time, and say what came of it."""
    asyncio.run(_take_last_seats(Path(folder), datetime.fromisoformat(now), EventTimeId(time), LocationId(room)))


async def _take_last_seats(folder: Path, now: datetime, time: EventTimeId, room: LocationId) -> None:
    async with church_at(folder, now) as church:
        say(ready=True)
        for line in sys.stdin:
            say(outcome=await _try_for_seat(church, PersonId(line.strip()), time, room))


async def _try_for_seat(church: Church, person: PersonId, time: EventTimeId, room: LocationId) -> str:
    nonce = CheckInGroupId(ulid_at(church.clock.now()))
    try:
        await church.check_in(CheckInRequest(nonce, (Want(person, time, room),)))
    except Problem as problem:
        return problem.name
    return "in"
