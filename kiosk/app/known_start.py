"""What a self station will say when it starts next, in a file beside its data: so that its pad is there before all the rest.

It counts only while the data is what it was written from, to the last change of a time, a room or a setting.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.app.station_look import kept_look, look_from, replace_text
from kiosk.domain.ids import EventTimeId
from kiosk.domain.opening_hours import Opening, OpeningHours
from kiosk.domain.problems import Problem
from kiosk.fonts import is_latin
from kiosk.services.start_view import StartView, start_view
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.glance import ProgramState, program_state
from kiosk.ui.station_options import StationOptions


@dataclass(frozen=True, slots=True)
class KnownStart:
    """All that the first screen needs; ``kept_at``: when it was written."""

    state: ProgramState
    options: StationOptions
    church_name: str
    zone: ZoneInfo
    hours: OpeningHours
    people_as_of: datetime | None
    kept_at: datetime

    @property
    def is_in_latin(self) -> bool:
        """Whether the church writes its names in Latin letters."""
        return is_latin("".join((self.church_name, *(one.event_name for one in self.hours.openings))))

    def view(self, now: datetime) -> StartView:
        """What the start screen shows at a moment."""
        return start_view(self.church_name, self.hours, now, self.zone, people_as_of=self.people_as_of)


def known_start(folder: DataFolder, now: datetime, *, is_full_screen: bool) -> KnownStart | None:
    """What was kept, if it is still true; None where the station has to be asked, or must not start."""
    try:
        known = _read(json.loads(_file(folder).read_text(encoding="utf-8")), is_full_screen=is_full_screen)
        # A clock that went back is warned about, and what comes after the last look ahead nobody knows.
        if not known.kept_at <= now < known.hours.until:
            return None
        with folder.station_claim():
            return known if program_state(folder) == known.state else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Problem):
        return None


def keep_known_start(folder: DataFolder, known: KnownStart) -> None:
    """Write it for the next start; where it cannot be written, the next start takes longer."""
    replace_text(_file(folder), json.dumps(_kept(known), ensure_ascii=False))


def _kept(known: KnownStart) -> dict[str, object]:
    return {
        "file": known.state.file,
        "number": known.state.number,
        "look": kept_look(known.options),
        "church": known.church_name,
        "zone": known.zone.key,
        "openings": [
            [one.id, one.event_name, *(_text(at) for at in (one.starts_at, one.opens_at, one.closes_at, one.ends_at))]
            for one in known.hours.openings
        ],
        "until": _text(known.hours.until),
        "people_as_of": _text(known.people_as_of) if known.people_as_of is not None else None,
        "kept_at": _text(known.kept_at),
    }


def _read(kept: dict[str, Any], *, is_full_screen: bool) -> KnownStart:
    openings = tuple(
        Opening(EventTimeId(str(id)), str(name), *(_moment(at) for at in (starts_at, opens_at, closes_at, ends_at)))
        for id, name, starts_at, opens_at, closes_at, ends_at in kept["openings"]
    )
    return KnownStart(
        state=ProgramState(int(kept["file"]), int(kept["number"])),
        options=look_from(kept["look"], is_full_screen=is_full_screen),
        church_name=str(kept["church"]),
        zone=ZoneInfo(kept["zone"]),
        hours=OpeningHours(openings, _moment(kept["until"])),
        people_as_of=_moment(kept["people_as_of"]) if kept["people_as_of"] is not None else None,
        kept_at=_moment(kept["kept_at"]),
    )


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _file(folder: DataFolder) -> Path:
    return folder.path / "start.json"
