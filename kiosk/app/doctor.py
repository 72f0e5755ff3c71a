"""The doctor put together: it looks at what can be looked at, also when the data file cannot be opened."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from kiosk.app.compose import Church, opened
from kiosk.app.config import Config
from kiosk.app.looks_at_data import looks_at_church, looks_at_folder
from kiosk.app.looks_at_world import looks_at_world
from kiosk.domain.problems import Problem
from kiosk.services.doctor import Check, Doctor, Finding, Look, failed, ok
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.vital_signs import newest_record
from kiosk.words import Words
from kiosk.words.doctor import DATABASE_NOT_YET, RUNS_WITHOUT

_PLANNING_CENTERS = ("pulled", "network", "sign_in", "products")
"""What is about Planning Center alone."""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined: ``church`` None where there is no file yet, or ``problem`` says why it cannot be opened."""

    config: Config
    church: Church | None = None
    problem: Problem | None = None


@asynccontextmanager
async def patient_of(config: Config) -> AsyncIterator[Patient]:
    """The data folder as far as it can be opened; nothing is made where nothing is."""
    if not await asyncio.to_thread(DataFolder(config.data).database.exists):
        yield Patient(config)
        return
    context = opened(config)
    try:
        church = await context.__aenter__()
    except Problem as problem:
        yield Patient(config, problem=problem)
        return
    try:
        yield Patient(config, church)
    finally:
        await context.__aexit__(None, None, None)


async def examined(patient: Patient, words: Words) -> tuple[Check, ...]:
    """Every check of a data folder and of what is around it."""
    church, config = patient.church, patient.config
    newest: datetime | None = None
    if church is not None:
        newest = await church.database.read(newest_record)
    looks: Mapping[str, Look] = {
        **(looks_at_church(church, words) if church is not None else {"database": _without_a_file(patient, words)}),
        **looks_at_folder(DataFolder(config.data), words),
        **looks_at_world(config, church.settings.printer if church is not None else config.printer, words, newest),
    }
    if church is not None and await church.runs_without_planning_center():
        looks = {**looks, **dict.fromkeys(_PLANNING_CENTERS, _not_needed(words))}
    return await Doctor(looks, words).examine()


def _not_needed(words: Words) -> Look:
    async def look() -> Finding:
        return ok(words.say(RUNS_WITHOUT))

    return look


def _without_a_file(patient: Patient, words: Words) -> Look:
    async def look() -> Finding:
        if patient.problem is not None:
            raise patient.problem
        return failed(words.say(DATABASE_NOT_YET))

    return look
