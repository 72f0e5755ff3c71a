"""What admins' pages about the church's data ask, put together on a running station."""

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.app.bundle import write_bundle
from kiosk.app.compose import Church
from kiosk.app.doctor import Patient, examined
from kiosk.app.exchanging import exchange
from kiosk.app.helper_desk import today_of
from kiosk.app.station import RunningStation
from kiosk.app.truth import truth_of
from kiosk.app.upkeep import backups_of
from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Person
from kiosk.services.backup import Preview
from kiosk.services.doctor import Check
from kiosk.services.pull_plan import Scope
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.restoring import Restoring
from kiosk.storage.sync_store import SqlitePullBook
from kiosk.ui.backstage.admin_desks import AdminDesks, CenterState
from kiosk.words import Words

_FEW = 8


def admin_desks_of(church: Church, station: RunningStation[Any, Any]) -> AdminDesks:
    """The desks on an open church as its settings are now."""
    truth, volunteers = truth_of(church), church.volunteers
    return AdminDesks(
        conflicts=truth.conflicts,
        waiting=truth.waiting,
        gone=truth.gone,
        audit=volunteers.audit,
        exports=volunteers.exports,
        stats=volunteers.stats,
        backups=backups_of(church),
        sign_in=church.sign_in_desk(),
        center=partial(_center, church),
        bring=partial(_bring, church),
        names=partial(_names, church),
        alike=partial(_alike, church),
        examine=partial(_examine, church),
        bundle=partial(_bundle, church),
        preview=partial(_preview, church),
        restore=partial(_restore, church, station),
        now=church.clock.now,
        today=partial(today_of, church),
        zone=church.zone,
    )


async def _center(church: Church) -> CenterState:
    book, outbox = SqlitePullBook(church.database), await SqliteOutbox(church.database).counts()
    return CenterState(
        sign_in=await church.sign_in_state(),
        place=await church.sign_in_place(),
        way=church.settings.way,
        people_as_of=(await book.pulled_at()).get("people"),
        counts=await book.counts(),
        waiting=outbox["waiting"],
        parked=outbox["parked"],
    )


async def _bring(church: Church, is_full: bool) -> int:
    async with exchange(church) as both:
        report = await both.run(scope=Scope.FULL if is_full else Scope.USUAL, afresh=is_full)
    return report.requests


async def _names(church: Church, ids: frozenset[str]) -> Mapping[PersonId | HouseholdId, str]:
    people = await church.people.people(PersonId(id) for id in ids)
    names: dict[PersonId | HouseholdId, str] = {id: person.name for id, person in people.items()}
    for id in ids - set(people):
        household = await church.people.household(HouseholdId(id))
        if household is not None:
            names[HouseholdId(id)] = household.household.name
    return names


async def _alike(church: Church, name: str) -> tuple[Person, ...]:
    """By the whole name first, else by the last name alone."""
    for text in dict.fromkeys((name, name.split()[-1] if name.split() else "")):
        found = (
            [one for household in await church.people.by_name(text, _FEW) for one in household.people] if text else []
        )
        alike = [one for one in found if one.is_active and text.casefold() in one.name.casefold()]
        if alike:
            return tuple({one.id: one for one in alike}.values())
    return ()


async def _examine(church: Church, words: Words) -> tuple[Check, ...]:
    return await examined(Patient(church.config, church), words)


async def _bundle(church: Church, checks: tuple[Check, ...], file: Path) -> None:
    await write_bundle(church, checks, church.config.data, file)


async def _preview(church: Church, path: Path) -> Preview:
    return await asyncio.to_thread(Restoring(church.folder).preview, path)


async def _restore(church: Church, station: RunningStation[Any, Any], path: Path) -> None:
    await asyncio.to_thread(Restoring(church.folder).prepare, path)
    station.restart()
