"""Settings as a file: every one with its sentence and its default, read back with mistakes named by line; never a secret.

[station]
# Who works with it: self (families), manned (helpers) or roster (room leaders).
mode = "self"
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.services.data_file import Table, parse_table
from kiosk.services.ports import StationSettings
from kiosk.services.setting_kinds import Mistake
from kiosk.services.settings import EVENT, LOCATION, SECTIONS, STATION, AllSettings, Setting
from kiosk.words import Sentence, Words, later
from kiosk.words.labels import FORMAT_TOO_NEW
from kiosk.words.settings import IN_FILE, SECRET_IN_FILE

FORMAT = 1
SECRETS = frozenset({"secret", "app_id", "token", "access_token", "refresh_token", "password", "pin", "key", "api_key"})
_DEFAULTS = StationSettings(station_id="")
_DELETE = "\x7f"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a file. ``fail`` raises SettingNotValid with the line it stands on."""

    setting: Setting
    value: object
    fail: Callable[[Mistake], None]


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a file says: values of the station, and of events and rooms as the file calls them, by id or by name."""

    station: Mapping[str, Entry] = field(default_factory=dict)
    events: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    rooms: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    missing: Callable[[str, str, Sentence], None] = lambda section, name, message: None
    """Raises SettingNotValid for an event or room that is not there: its section, its name in the file, the sentence."""


def read_settings(source: str, file: str) -> SettingsFile:
    """What a file says; its name is for sentences. Raises SettingNotValid for the first mistake in it, with its line."""
    table = parse_table(source, file)
    found = settings_in(table)
    table.finish()
    return found


def settings_in(table: Table) -> SettingsFile:
    """The settings of an open file. What else stands in it is the caller's: call ``finish`` when it has been asked for."""
    _no_secrets(table)
    if table.whole("format", least=1, most=1000, default=FORMAT) > FORMAT:
        table.mistake(FORMAT_TOO_NEW, "format")
    station: dict[str, Entry] = {}
    for section in SECTIONS:
        table.ask(section)
        if table.has(section):
            station |= _entries(table.table(section), [one for one in STATION if one.section == section])
    events, rooms = table.named_tables("event"), table.named_tables("room")

    def missing(section: str, name: str, message: Sentence) -> None:
        place = (events if section == "event" else rooms)[name]
        place.mistake(IN_FILE, "", what=message)

    return SettingsFile(
        station,
        {name: _entries(one, EVENT) for name, one in events.items()},
        {name: _entries(one, LOCATION) for name, one in rooms.items()},
        missing,
    )


def _entries(table: Table, settings: Sequence[Setting]) -> dict[str, Entry]:
    known = {setting.key: setting for setting in settings}
    found: dict[str, Entry] = {}
    for key in table.names():
        if key not in known:
            continue
        found[key] = _entry(table, known[key])
    for key in known:
        if key not in found:
            table.ask(key)
    table.finish()
    return found


def _entry(table: Table, setting: Setting) -> Entry:
    def fail(mistake: Mistake) -> None:
        what = later(mistake.message, **mistake.fields)
        table.mistake(IN_FILE, setting.key, what=what)

    raw = table.value(setting.key)
    try:
        return Entry(setting, setting.kind.read(raw), fail)
    except Mistake as mistake:
        fail(mistake)
        raise


def _no_secrets(table: Table) -> None:
    for key, inside in table.everything():
        if key.lower() in SECRETS:
            inside.mistake(SECRET_IN_FILE, key)


def written_settings(settings: AllSettings, *, is_template: bool = False) -> str:
    """The settings as a file. A template leaves out what belongs to one station alone: its name, number and devices."""
    lines = [f"format = {FORMAT}"]
    for section in SECTIONS:
        chosen = [one for one in STATION if one.section == section and not (is_template and one.is_of_one_station)]
        if chosen:
            lines += ["", f"[{section}]", *_lines(chosen, settings.station, explained=True)]
    for event_id, event in settings.events.items():
        lines += ["", f"[event.{_quoted(event_id)}]", *_lines(EVENT, event, explained=False)]
    for location_id, additions in settings.locations.items():
        lines += ["", f"[room.{_quoted(location_id)}]", *_lines(LOCATION, additions, explained=False)]
    return "\n".join(lines) + "\n"


def _lines(settings: Iterable[Setting], values: object, *, explained: bool) -> list[str]:
    words, lines = Words(), []
    for setting in settings:
        if explained:
            lines.append(f"# {words.say(setting.about)}")
        lines.append(f"{setting.key} = {_toml(setting.kind.write(getattr(values, setting.key)))}")
    return lines


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            return "[" + ", ".join(_quoted(str(one)) for one in value) + "]"
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, but for one letter."""
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")
