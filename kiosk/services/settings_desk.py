"""Where an admin changes settings: checked, written with the fact that says who and what, effective at once, undone again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import EventId, FactId, LocationId, StaffId
from kiosk.domain.locations import LocationAdditions
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown, SettingNotValid
from kiosk.domain.schedule import EventSettings
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import Clock, ScheduleBook, StationSettings
from kiosk.services.setting_kinds import Mistake
from kiosk.services.settings import EVENT, LOCATION, STATION, AllSettings, Setting, setting_named
from kiosk.services.settings_file import Entry, SettingsFile, read_settings, written_settings
from kiosk.words import Sentence, later
from kiosk.words.settings import NO_SUCH_EVENT, NO_SUCH_ROOM, ON_SCREEN

STATION_PART, EVENT_PART, ROOM_PART = "station", "event", "room"
_SETTINGS: Mapping[str, Sequence[Setting]] = {STATION_PART: STATION, EVENT_PART: EVENT, ROOM_PART: LOCATION}


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that changed. ``part``: station, event or room; ``of``: the event's or room's id; values as files hold them."""

    part: str
    of: str
    key: str
    was: object
    now: object


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change that was made, by whom and when. ``by`` None: on the command line."""

    id: FactId
    at: datetime
    by: StaffId | None
    change: Change


class SettingsBook(Protocol):
    """The settings as they are kept."""

    async def all(self) -> AllSettings:
        """Everything that is set."""

    async def keep(self, settings: AllSettings, facts: Sequence[NewFact]) -> None:
        """Write the station's settings, those of the events and rooms that are named, and the facts, in one transaction."""

    async def past_changes(self, limit: int) -> tuple[PastChange, ...]:
        """What was changed, newest first."""


def nobody_listens(settings: StationSettings) -> None:
    """For a desk beside no running station."""


def any_address(address: str) -> None:
    """For a desk that knows no printers."""


@dataclass(frozen=True, slots=True)
class SettingsDesk:
    """Changes settings. ``check_printer`` raises SettingNotValid; ``changed`` is called with what is in force from now on.

    ``by`` is the admin who does it; None: whoever has the computer's command line.
    """

    book: SettingsBook
    schedule: ScheduleBook
    clock: Clock
    new_id: Callable[[datetime], str]
    check_printer: Callable[[str], object] = any_address
    changed: Callable[[StationSettings], None] = nobody_listens

    async def all(self) -> AllSettings:
        """Everything that is set."""
        return await self.book.all()

    async def change(self, by: StaffMember | None, values: Mapping[str, object]) -> StationSettings:
        """Change settings of the station, by key, as a file would say them.

        Raises SettingNotValid and changes nothing when one of them makes no sense; NotAuthorised; KeyError for no setting.
        """
        entries = {key: _on_screen(setting_named(STATION, key), raw) for key, raw in values.items()}
        await self._apply(by, SettingsFile(station=entries))
        return (await self.book.all()).station

    async def change_event(self, by: StaffMember | None, event_id: EventId, values: Mapping[str, object]) -> None:
        """The same for an event. Raises NotKnown too."""
        entries = {key: _on_screen(setting_named(EVENT, key), raw) for key, raw in values.items()}
        await self._apply(by, SettingsFile(events={event_id: entries}, missing=_not_known))

    async def change_room(self, by: StaffMember | None, location_id: LocationId, values: Mapping[str, object]) -> None:
        """The same for a room. Raises NotKnown too."""
        entries = {key: _on_screen(setting_named(LOCATION, key), raw) for key, raw in values.items()}
        await self._apply(by, SettingsFile(rooms={location_id: entries}, missing=_not_known))

    async def exported(self, *, is_template: bool = False) -> str:
        """Everything as the text of a file; a template fits several stations."""
        return written_settings(await self.book.all(), is_template=is_template)

    async def would_change(self, source: str, file: str) -> tuple[Change, ...]:
        """What a file would change. Raises SettingNotValid."""
        wanted = read_settings(source, file)
        return _changes(await self.book.all(), await self._meant(wanted))

    async def import_file(self, by: StaffMember | None, source: str, file: str) -> tuple[Change, ...]:
        """Take over what a file says, all of it or nothing. Raises SettingNotValid, NotAuthorised."""
        return await self._apply(by, read_settings(source, file))

    async def take_over(self, by: StaffMember | None, wanted: SettingsFile) -> tuple[Change, ...]:
        """The same for a file that has been read."""
        return await self._apply(by, wanted)

    async def past_changes(self, limit: int = 200) -> tuple[PastChange, ...]:
        """What was changed, newest first."""
        return await self.book.past_changes(limit)

    async def undo(self, by: StaffMember | None, fact_id: FactId) -> tuple[Change, ...]:
        """Set a setting back to what it was before that change. Raises NotKnown, SettingNotValid, NotAuthorised."""
        past = next((one for one in await self.book.past_changes(10_000) if one.id == fact_id), None)
        if past is None:
            raise NotKnown(change=fact_id)
        change = past.change
        entry = {change.key: _on_screen(setting_named(_SETTINGS[change.part], change.key), change.was)}
        match change.part:
            case "event":
                wanted = SettingsFile(events={change.of: entry}, missing=_not_known)
            case "room":
                wanted = SettingsFile(rooms={change.of: entry}, missing=_not_known)
            case _:
                wanted = SettingsFile(station=entry)
        return await self._apply(by, wanted)

    async def _apply(self, by: StaffMember | None, wanted: SettingsFile) -> tuple[Change, ...]:
        if by is not None and not by.role.covers(Role.ADMIN):
            raise NotAuthorised(needs=Role.ADMIN.value)
        before = await self.book.all()
        meant = await self._meant(wanted)
        changes = _changes(before, meant)
        if not changes:
            return ()
        now = self.clock.now()
        facts = [self._fact(now, by, change) for change in changes]
        after = _applied(before, meant)
        await self.book.keep(after, facts)
        self.changed(after.station)
        return changes

    async def _meant(self, wanted: SettingsFile) -> SettingsFile:
        """The same with ids for names, and checked against what is here."""
        if (printer := wanted.station.get("printer")) is not None:
            try:
                self.check_printer(str(printer.value))
            except SettingNotValid as problem:
                printer.fail(Mistake("{what}", what=problem.details.get("sentence", "")))
        if not wanted.events and not wanted.rooms:
            return wanted
        events = {event.id: event.name for event in await self.schedule.events()}
        rooms = {
            location.id: location.name for event_id in events for location in await self.schedule.locations(event_id)
        }
        return replace(
            wanted,
            events={
                _found(wanted, EVENT_PART, name, events, NO_SUCH_EVENT): one for name, one in wanted.events.items()
            },
            rooms={_found(wanted, ROOM_PART, name, rooms, NO_SUCH_ROOM): one for name, one in wanted.rooms.items()},
        )

    def _fact(self, now: datetime, by: StaffMember | None, change: Change) -> NewFact:
        more = {"part": change.part, "of": change.of, "key": change.key, "was": change.was, "now": change.now}
        staff_id = None if by is None else by.id
        return staff_fact(FactId(self.new_id(now)), now, StaffAction.SETTINGS_CHANGED, staff_id, more)


def _on_screen(setting: Setting, raw: object) -> Entry:
    def fail(mistake: Mistake) -> None:
        what = later(mistake.message, **mistake.fields)
        raise SettingNotValid(sentence=later(ON_SCREEN, key=setting.key, what=what), key=setting.key) from mistake

    try:
        return Entry(setting, setting.kind.read(raw), fail)
    except Mistake as mistake:
        fail(mistake)
        raise


def _not_known(section: str, name: str, message: Sentence) -> None:
    raise NotKnown(**{section: name})


def _found(wanted: SettingsFile, section: str, name: str, known: Mapping[Any, str], message: str) -> str:
    """The id a file means by an id or a name."""
    if name in known:
        return name
    called = [str(id) for id, other in known.items() if other.casefold() == name.casefold()]
    if len(called) != 1:
        options = ", ".join(sorted(set(known.values())))
        wanted.missing(section, name, later(message, value=name, options=options))
    return called[0]


def _parts(settings: AllSettings, wanted: SettingsFile) -> list[tuple[str, str, Any, Mapping[str, Entry]]]:
    """What is set now, beside what is wanted."""
    return [
        (STATION_PART, "", settings.station, wanted.station),
        *(
            (EVENT_PART, name, settings.events.get(EventId(name), EventSettings()), entries)
            for name, entries in wanted.events.items()
        ),
        *(
            (ROOM_PART, name, settings.locations.get(LocationId(name), LocationAdditions()), entries)
            for name, entries in wanted.rooms.items()
        ),
    ]


def _changes(settings: AllSettings, wanted: SettingsFile) -> tuple[Change, ...]:
    return tuple(
        Change(part, of, key, entry.setting.kind.write(getattr(values, key)), entry.setting.kind.write(entry.value))
        for part, of, values, entries in _parts(settings, wanted)
        for key, entry in entries.items()
        if getattr(values, key) != entry.value
    )


def _applied(settings: AllSettings, wanted: SettingsFile) -> AllSettings:
    """The station's settings with the wanted ones, and the events and rooms that they touch."""
    new = {
        (part, of): replace(values, **{key: entry.value for key, entry in entries.items()})
        for part, of, values, entries in _parts(settings, wanted)
    }
    return AllSettings(
        station=new[STATION_PART, ""],
        events={EventId(of): values for (part, of), values in new.items() if part == EVENT_PART},
        locations={LocationId(of): values for (part, of), values in new.items() if part == ROOM_PART},
    )
