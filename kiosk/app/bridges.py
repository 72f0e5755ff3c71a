"""How the two bridges are: in numbers for ``kiosk status``, in words for the doctor. Neither is asked anything by this."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from kiosk.app.clock import MachineClock
from kiosk.app.compose import Church
from kiosk.app.mirroring import mirror_book
from kiosk.services.doctor import Finding, Look, ok, warning
from kiosk.services.hint_ports import Outcome
from kiosk.storage.hint_store import SqliteHints
from kiosk.words import Words
from kiosk.words import plandocket as of_plandocket
from kiosk.words import webhooks as of_webhooks

LATELY = timedelta(days=1)
"""What was refused longer ago than this is no trouble any more: a public address is knocked at by anybody."""


async def webhook_counts(church: Church) -> dict[str, object]:
    """What came, what was refused, what waits; ``url`` is empty where webhooks are not used."""
    hints = SqliteHints(church.database)
    return {"url": await hints.url(), **await hints.counts(), "last_at": await hints.last_at()}


async def mirror_counts(church: Church) -> dict[str, object]:
    """How many are in and out there, how many wait and why; ``ties`` is 0 where nothing is copied."""
    book = mirror_book(church)
    waiting = len(await book.waiting(church.clock.now()))
    return {"ties": len(await book.ties()), "waiting": waiting, **await book.counts()}


def looks_at_bridges(church: Church, words: Words) -> Mapping[str, Look]:
    """What the doctor says of both."""
    return {"webhooks": partial(_webhooks, church, words), "plandocket": partial(_plandocket, church, words)}


async def _webhooks(church: Church, words: Words) -> Finding:
    hints = SqliteHints(church.database)
    url, counts, last = await hints.url(), await hints.counts(), await hints.last_at()
    if counts["waiting"]:
        return warning(words.count(of_webhooks.DOCTOR_WAITS, counts["waiting"]))
    if not url:
        return ok(words.say(of_webhooks.DOCTOR_OFF))
    if last is None:
        return warning(words.say(of_webhooks.DOCTOR_SILENT, url=url))
    if await hints.came_since(Outcome.FORGED, MachineClock().now() - LATELY):
        return warning(words.count(of_webhooks.DOCTOR_FORGED, counts["forged"]))
    moment = last.astimezone(church.zone).strftime("%Y-%m-%d %H:%M")
    return ok(words.say(of_webhooks.DOCTOR_OK, moment=moment))


async def _plandocket(church: Church, words: Words) -> Finding:
    book = mirror_book(church)
    if not await book.ties():
        return ok(words.say(of_plandocket.DOCTOR_OFF))
    counts, waiting = await book.counts(), await book.waiting(church.clock.now())
    if not waiting:
        return ok(words.say(of_plandocket.DOCTOR_OK, inside=counts["in"], left=counts["out"]))
    why = next((of_plandocket.WHY[code] for code in counts if code in of_plandocket.WHY), "")
    said = words.say(why) if why else ""
    return warning(words.count(of_plandocket.DOCTOR_WAITS, len(waiting), why=said).strip())
