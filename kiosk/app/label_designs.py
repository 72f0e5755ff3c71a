"""The church's label designs: where its own are, which are wanted first, and the admin's verbs over them."""

import asyncio
from pathlib import Path

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.ids import StationId
from kiosk.printing.design_files import DesignFiles
from kiosk.printing.design_shelf import DesignShelf, shipped_designs
from kiosk.printing.drawing import ensure_application
from kiosk.services.doctor import Finding, ok, warning
from kiosk.services.label_designs import LabelDesigns
from kiosk.storage.action_log import SqliteActionLog
from kiosk.words import Words
from kiosk.words import doctor as said
from kiosk.words.problems import sentence

FOLDER = "labels"
"""In the data folder, unless the settings name another."""


def design_folder(church: Church) -> Path:
    """Where the church's own designs are; a rehearsal prints with the real ones."""
    chosen = church.settings.design_folder
    return Path(chosen) if chosen else church.config.data / FOLDER


def design_shelf(church: Church) -> DesignShelf:
    """What this station's labels are drawn with."""
    return DesignShelf(design_folder(church), church.settings.designs)


def label_designs_of(church: Church) -> LabelDesigns:
    """The admin's verbs. Call on the main thread: previews are drawn by Qt, which is started without a screen if need be."""
    ensure_application()
    return LabelDesigns(
        DesignFiles(design_shelf(church), design_folder(church)),
        SqliteActionLog(church.database, StationId(church.settings.station_id), church.clock),
        church.clock,
        ulid_at,
        church.settings.label_language,
    )


async def looks_at_designs(church: Church, words: Words) -> Finding:
    """What the doctor sees of the church's own designs."""
    shelf = design_shelf(church)
    own = await asyncio.to_thread(shelf.own)
    if own.mistakes:
        sentences = (sentence(words, problem.name, problem.details) for problem in own.mistakes.values())
        return warning(words.say(said.DESIGNS_LEFT_ASIDE, mistake=" ".join(sentences)))
    if missing := shelf.not_there():
        return warning(words.say(said.DESIGN_NOT_THERE, names=", ".join(missing)))
    return ok(words.say(said.DESIGNS_OK, count=len({**shipped_designs(), **own.designs}), own=len(own.designs)))
