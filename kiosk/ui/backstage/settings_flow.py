"""The station's settings by group: each is saved as soon as it is answered, checked first, and followed at once. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kiosk.domain.problems import Problem, SettingNotValid
from kiosk.services.ports import StationSettings
from kiosk.services.setting_kinds import Flag, Mistake, Number, OneOf, Several, Whole
from kiosk.services.settings import STATION, Setting, setting_named
from kiosk.ui.backstage.fields import (
    Choice,
    ChoiceField,
    Field,
    FieldKind,
    FlagField,
    NumberField,
    SeveralField,
    TextField,
    Value,
)
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.sentences import sentence_for
from kiosk.ui.staff.said import done
from kiosk.ui.tasks import Tasks
from kiosk.words import LANGUAGES, Words
from kiosk.words import setting_names as say

_STEPS: Mapping[str, float] = {"text_scale": 0.1, "pixels_per_mm": 0.05}
_MODE = "mode"
_NAMES_OF_SEVERAL = ("designs", "once_per_person", "once_per_location", "once_per_family")


@dataclass(frozen=True, slots=True)
class SettingsScene:
    """``names``: what events and rooms are called, by setting; ``errors``: what is wrong with an answer, by setting, said already.

    ``typed``: answers that were refused and stay to be put right.
    """

    section: str = ""
    settings: StationSettings | None = None
    names: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Value] = field(default_factory=dict)


Known = tuple[StationSettings, Mapping[str, tuple[Choice, ...]]]


class SettingsFlow:
    """``listen`` names who shows the scenes."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._show: Callable[[SettingsScene], None] = lambda _: None
        self._reading = Tasks()
        self._tasks = Tasks()
        self.scene = SettingsScene()

    def listen(self, show: Callable[[SettingsScene], None]) -> None:
        """From now on this shows the scenes."""
        self._show = show

    def refresh(self) -> None:
        """What is set now, here or by a command."""
        if self._reading.is_idle and self._tasks.is_idle:
            self._reading.start(self._read(), then=self._was_read, trouble=self._session.tell_trouble)

    async def _read(self) -> Known:
        desk = self._session.desks.settings
        events = await desk.schedule.events()
        rooms = [(event, room) for event in events for room in await desk.schedule.locations(event.id)]
        names = {
            "campus_ids": tuple(Choice(one.id, one.name) for one in await desk.schedule.campuses()),
            "event_ids": tuple(Choice(str(event.id), event.name) for event in events),
            "location_ids": tuple(
                Choice(str(room.id), f"{room.name} · {event.name}" if len(events) > 1 else room.name)
                for event, room in rooms
            ),
        }
        return (await desk.all()).station, names

    def _was_read(self, known: Known) -> None:
        settings, names = known
        self._turn(replace(self.scene, settings=settings, names=names))

    def open_section(self, section: str) -> None:
        """Another group; "" for the list of them."""
        self._turn(replace(self.scene, section=section, errors={}, typed={}))

    def answer(self, key: str, value: Value) -> None:
        """A setting was answered: checked, and written down with who did it."""
        setting = setting_named(STATION, key)
        raw = raw_of(setting, value)
        try:
            setting.kind.read(raw)
        except Mistake as mistake:
            self._refuse(key, value, self._session.words.say(mistake.message, **mistake.fields))
            return
        if key == _MODE:
            words = self._session.words
            mode = words.say(say.OPTIONS[_MODE, str(raw)])
            question = Question(
                words.say(say.ASK_MODE), words.say(say.ASK_MODE_ABOUT, mode=mode), words.say(say.ASK_MODE_YES)
            )
            self._turn(self.scene)
            self._session.ask(question, lambda: self._save(key, value, raw))
            return
        self._save(key, value, raw)

    def _save(self, key: str, value: Value, raw: object) -> None:
        def saved(settings: StationSettings) -> None:
            errors = {one: error for one, error in self.scene.errors.items() if one != key}
            typed = {one: text for one, text in self.scene.typed.items() if one != key}
            self._turn(replace(self.scene, settings=settings, errors=errors, typed=typed))
            self._session.tell(done(say.SAVED_AT_ONCE))

        def refused(problem: Problem | None) -> None:
            if isinstance(problem, SettingNotValid):
                self._refuse(key, value, sentence_for(self._session.words, problem))
            else:
                self._session.tell_trouble(problem)

        self._reading.cancel()
        work = self._session.desks.settings.change(self._session.staff, {key: raw})
        self._tasks.start(work, then=saved, trouble=refused)

    def _refuse(self, key: str, value: Value, sentence: str) -> None:
        scene = self.scene
        self._turn(replace(scene, errors={**scene.errors, key: sentence}, typed={**scene.typed, key: value}))

    def stop(self) -> None:
        """The session ends."""
        self._reading.cancel()
        self._tasks.cancel()

    def _turn(self, scene: SettingsScene) -> None:
        self.scene = scene
        self._show(scene)


def fields_of(words: Words, scene: SettingsScene) -> tuple[Field, ...]:
    """The rows of the open group."""
    if scene.settings is None:
        return ()
    return tuple(
        Field(
            setting.key,
            words.say(say.NAMES.get(setting.key, setting.key)),
            kind_of(words, setting, scene.names),
            scene.typed.get(setting.key, value_of(setting, scene.settings)),
            words.say(setting.about),
            scene.errors.get(setting.key, ""),
        )
        for setting in STATION
        if setting.section == scene.section
    )


def kind_of(words: Words, setting: Setting, names: Mapping[str, tuple[Choice, ...]]) -> FieldKind:
    """How a setting is asked for."""
    match setting.kind:
        case Flag():
            return FlagField()
        case Whole(least, most, may_be_empty):
            return NumberField(least, most, may_be_empty=may_be_empty)
        case Number(least, most):
            return NumberField(least, most, _STEPS.get(setting.key, 0.1), is_whole=False)
        case OneOf(options):
            return ChoiceField(tuple(Choice(str(one), _option(words, setting.key, str(one))) for one in options))
        case Several(options) if options or setting.key in names:
            known = tuple(Choice(one, _option(words, setting.key, one)) for one in options)
            return SeveralField(known or names[setting.key])
        case Several():
            return TextField(hint=words.say(say.COMMAS))
        case _:
            return TextField()


def value_of(setting: Setting, settings: StationSettings) -> Value:
    """What is set, as a form holds it."""
    written = setting.kind.write(getattr(settings, setting.key))
    if isinstance(written, list):
        texts = tuple(str(one) for one in written)
        return ", ".join(texts) if setting.key in _NAMES_OF_SEVERAL else texts
    return written if isinstance(written, bool | int | float) else str(written)


def raw_of(setting: Setting, value: Value) -> object:
    """An answer as a file would hold it."""
    match setting.kind:
        case Several():
            parts = value if isinstance(value, tuple) else tuple(one.strip() for one in str(value).split(","))
            return [one for one in parts if one]
        case Flag() | Whole() | Number():
            return value
        case _:
            return str(value).strip()


def _option(words: Words, key: str, value: str) -> str:
    if value in LANGUAGES and key in ("languages", "label_language"):
        return LANGUAGES[value]
    return words.say(say.OPTIONS[key, value]) if (key, value) in say.OPTIONS else value
