"""Every setting there is: what it is for, what it may be, and where it stands in a file.

The values live in `StationSettings`, `EventSettings` and `LocationAdditions`, which also hold the defaults; this is their
description, for files, screens and the documentation. A test holds the two together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.background_check import BackgroundCheck
from kiosk.domain.ids import EventId, LocationId, NodeId
from kiosk.domain.locations import LocationAdditions, OverflowStrategy
from kiosk.domain.schedule import EventSettings, LateBound, WindowPolicy
from kiosk.services import setting_kinds as kinds
from kiosk.services.ports import StationSettings
from kiosk.services.setting_kinds import Flag, Kind, Mistake, Number, OneOf, Several, Text, Whole
from kiosk.words import LANGUAGES
from kiosk.words import settings as words

MODES = ("self", "manned", "roster")
THEMES = ("light", "dark", "high-contrast")
WAYS = ("planning_center", "both", "kiosk")
CONFLICTS = ("planning_center", "newest", "owner", "ask")
HIGHEST_SLOT = 63
LONGEST_PLACE = 40
"""Letters that stand beside a sentence on a small upright screen."""
_PICTURES = (".png", ".svg")
_LANGUAGES = tuple(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``section``: its table in a file. ``is_of_one_station``: left out of templates for several."""

    key: str
    section: str
    kind: Kind
    about: str
    is_of_one_station: bool = False


@dataclass(frozen=True, slots=True)
class AllSettings:
    """Everything a church can set, with what it has set for single events and rooms."""

    station: StationSettings
    events: Mapping[EventId, EventSettings] = field(default_factory=dict)
    locations: Mapping[LocationId, LocationAdditions] = field(default_factory=dict)


def a_picture(text: str) -> None:
    """Raises Mistake for anything but the path of a picture that is there."""
    path = Path(text)
    if path.suffix.lower() not in _PICTURES or not path.is_file():
        raise Mistake(words.NO_SUCH_PICTURE, file=text)


def a_folder(text: str) -> None:
    """Raises Mistake for anything but the whole path of a folder that is there."""
    if not Path(text).is_absolute() or not Path(text).is_dir():
        raise Mistake(words.NO_SUCH_FOLDER, file=text)


def _ids(build: Callable[[str], object]) -> Callable[[Sequence[str]], object]:
    return lambda texts: tuple(build(text) for text in texts)


STATION: tuple[Setting, ...] = (
    Setting("name", "station", Text(60), words.STATION_NAME, is_of_one_station=True),
    Setting("slot", "station", Whole(0, HIGHEST_SLOT), words.STATION_SLOT, is_of_one_station=True),
    Setting("mode", "station", OneOf(MODES), words.STATION_MODE),
    Setting("event_ids", "station", Several(build=_ids(EventId)), words.STATION_EVENTS),
    Setting("location_ids", "station", Several(build=_ids(LocationId)), words.STATION_LOCATIONS),
    Setting("campus_ids", "station", Several(), words.STATION_CAMPUSES),
    Setting("welcome_desk", "station", Text(LONGEST_PLACE), words.STATION_DESK),
    Setting("theme", "screen", OneOf(THEMES), words.SCREEN_THEME),
    Setting("accent", "screen", Text(check=kinds.a_colour), words.SCREEN_ACCENT),
    Setting("logo", "screen", Text(check=a_picture), words.SCREEN_LOGO, is_of_one_station=True),
    Setting("languages", "screen", Several(_LANGUAGES, fewest=1), words.SCREEN_LANGUAGES),
    Setting("text_scale", "screen", Number(1.0, 2.0), words.SCREEN_TEXT_SCALE),
    Setting("pixels_per_mm", "screen", Number(0.0, 40.0), words.SCREEN_PIXELS_PER_MM, is_of_one_station=True),
    Setting("is_mirrored", "screen", Flag(), words.SCREEN_IS_MIRRORED),
    Setting("is_low_reach", "screen", Flag(), words.SCREEN_IS_LOW),
    Setting("is_still", "screen", Flag(), words.SCREEN_IS_STILL),
    Setting("display", "screen", Text(60), words.SCREEN_DISPLAY, is_of_one_station=True),
    Setting("hides_pointer", "screen", Flag(), words.SCREEN_HIDES_POINTER),
    Setting("sound_volume", "screen", Whole(0, 100), words.SCREEN_SOUND),
    Setting("idle_seconds", "times", Whole(10, 600), words.TIMES_IDLE),
    Setting("countdown_seconds", "times", Whole(5, 120), words.TIMES_COUNTDOWN),
    Setting("done_seconds", "times", Whole(2, 120), words.TIMES_DONE),
    Setting("trouble_seconds", "times", Whole(5, 300), words.TIMES_TROUBLE),
    Setting("lock_seconds", "times", Whole(15, 3600), words.TIMES_LOCK),
    Setting("printer", "labels", Text(), words.LABELS_PRINTER, is_of_one_station=True),
    Setting("label_language", "labels", OneOf(_LANGUAGES), words.LABELS_LANGUAGE),
    Setting("code_per_child", "labels", Flag(), words.LABELS_CODE_PER_CHILD),
    Setting("designs", "labels", Several(), words.LABELS_DESIGNS),
    Setting("design_folder", "labels", Text(check=a_folder), words.LABELS_DESIGN_FOLDER, is_of_one_station=True),
    Setting("once_per_person", "labels", Several(), words.LABELS_ONCE_PERSON),
    Setting("once_per_location", "labels", Several(), words.LABELS_ONCE_LOCATION),
    Setting("once_per_family", "labels", Several(), words.LABELS_ONCE_FAMILY),
    Setting("lookback_weeks", "check_in", Whole(1, 52), words.CHECK_IN_LOOKBACK),
    Setting("adults_may_volunteer", "check_in", Flag(), words.CHECK_IN_VOLUNTEER),
    Setting("leaders_serve", "check_in", Flag(), words.CHECK_IN_LEADERS),
    Setting("goes_straight_on", "check_in", Flag(), words.CHECK_IN_STRAIGHT_ON),
    Setting("background_check", "check_in", OneOf(tuple(BackgroundCheck)), words.CHECK_IN_BACKGROUND),
    Setting("promotion", "check_in", Text(check=kinds.a_day_of_the_year), words.CHECK_IN_PROMOTION),
    Setting("lost_tag_needs_second", "door", Flag(), words.DOOR_SECOND),
    Setting("close_out_at", "door", Text(check=kinds.a_clock_time), words.DOOR_CLOSE_OUT),
    Setting("board_minutes", "door", Whole(1, 240), words.DOOR_BOARD_MINUTES),
    Setting("board_shows_initial", "door", Flag(), words.DOOR_BOARD_INITIAL),
    Setting("guest_days", "door", Whole(1, 3650), words.DOOR_GUEST_DAYS),
    Setting("words_days", "door", Whole(1, 3650), words.DOOR_WORDS_DAYS),
    Setting("way", "planning_center", OneOf(WAYS), words.WAY),
    Setting("conflicts", "planning_center", OneOf(CONFLICTS), words.CONFLICTS),
    Setting("address_for_every_adult", "planning_center", Flag(), words.ADDRESS_FOR_EVERY_ADULT),
    Setting("quiet_from", "planning_center", Text(check=kinds.a_clock_time), words.QUIET_FROM),
    Setting("quiet_until", "planning_center", Text(check=kinds.a_clock_time), words.QUIET_UNTIL),
    Setting("shows_photos", "planning_center", Flag(), words.SHOWS_PHOTOS),
    Setting("oauth_app_id", "planning_center", Text(), words.OAUTH_APP_ID),
    Setting("oauth_port", "planning_center", Whole(1024, 65_535), words.OAUTH_PORT),
    Setting("backup_to", "upkeep", Text(check=a_folder), words.UPKEEP_BACKUP_TO, is_of_one_station=True),
)
"""What is set for a station, in the order of files and screens."""

EVENT: tuple[Setting, ...] = (
    Setting("minutes_before", "event", Whole(0, 10_080), words.EVENT_BEFORE),
    Setting("minutes_after", "event", Whole(0, 1_440, may_be_empty=True), words.EVENT_AFTER),
    Setting("late_bound", "event", OneOf(tuple(LateBound), LateBound), words.EVENT_LATE_BOUND),
    Setting("service_minutes", "event", Whole(1, 1_440), words.EVENT_LENGTH),
    Setting("policy", "event", OneOf(tuple(WindowPolicy), WindowPolicy), words.EVENT_POLICY),
    Setting("as_of", "event", Text(check=kinds.a_day_of_the_year), words.EVENT_AS_OF),
    Setting(
        "required_facts", "event", Several(("birthdate", "grade", "gender"), build=frozenset), words.EVENT_REQUIRED
    ),
    Setting("grade_hides_age", "event", Flag(), words.EVENT_GRADE_HIDES),
    Setting("lets_come_back", "event", Flag(), words.EVENT_COME_BACK),
    Setting("stops_doubles", "event", Flag(), words.EVENT_DOUBLES),
)
"""What is set for one event: ``[event.ID]``."""

LOCATION: tuple[Setting, ...] = (
    Setting("overflow_ids", "room", Several(build=_ids(LocationId)), words.ROOM_OVERFLOW),
    Setting("overflow_strategy", "room", OneOf(tuple(OverflowStrategy), OverflowStrategy), words.ROOM_STRATEGY),
    Setting("is_members_only", "room", Flag(), words.ROOM_MEMBERS),
    Setting("member_node_ids", "room", Several(build=_ids(NodeId)), words.ROOM_NODES),
    Setting("absolute_limit", "room", Whole(0, 10_000, may_be_empty=True), words.ROOM_ABSOLUTE),
    Setting("guest_limit", "room", Whole(0, 10_000, may_be_empty=True), words.ROOM_GUESTS),
    Setting("ratio_only_warns", "room", Flag(), words.ROOM_RATIO),
    Setting("resource_id", "room", Text(empty_is_none=True), words.ROOM_RESOURCE),
)
"""What is set for one room or folder: ``[room.ID]``."""

SECTIONS: tuple[str, ...] = tuple(dict.fromkeys(setting.section for setting in STATION))


def setting_named(settings: Sequence[Setting], key: str) -> Setting:
    """The setting of that name. Raises KeyError."""
    return {setting.key: setting for setting in settings}[key]
