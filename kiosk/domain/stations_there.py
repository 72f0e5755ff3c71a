"""Stations, themes and campuses as Planning Center has them: names to take over, nothing that is obeyed."""

from dataclasses import dataclass

from kiosk.domain.ids import EventId, LocationId


@dataclass(frozen=True, slots=True)
class CampusThere:
    """One of the church's campuses."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ThemeThere:
    """How a station of Planning Center looks; colours as written there."""

    id: str
    name: str
    mode: str = ""
    color: str = ""
    text_color: str = ""
    background_color: str = ""


@dataclass(frozen=True, slots=True)
class StationThere:
    """A station of Planning Center's own app; the meaning of ``mode`` is not published."""

    id: str
    name: str
    mode: int | None = None
    timeout_seconds: int | None = None
    event_id: EventId | None = None
    location_id: LocationId | None = None
    theme_id: str | None = None
