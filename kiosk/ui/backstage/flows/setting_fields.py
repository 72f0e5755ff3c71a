"""The settings of one event or one room as rows of a form, and an answer as a file would hold it. No Qt."""

from collections.abc import Mapping, Sequence

from kiosk.services.setting_kinds import Flag, OneOf, Several, Whole
from kiosk.services.settings import Setting
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
from kiosk.words import Words
from kiosk.words import admin_rooms as say

Named = Mapping[str, tuple[Choice, ...]]


def setting_fields(words: Words, settings: Sequence[Setting], values: object, named: Named) -> tuple[Field, ...]:
    """One row for each setting. ``named``: what ids may be chosen for a setting, with what they are called."""
    rows = []
    for setting in settings:
        title, about = say.SETTINGS[setting.key]
        written = setting.kind.write(getattr(values, setting.key))
        value: Value = tuple(map(str, written)) if isinstance(written, list) else _plain(written)
        kind = _kind(words, setting, named)
        if isinstance(kind, SeveralField) and isinstance(value, tuple):
            kind = SeveralField((*kind.options, *_unknown(value, kind.options)))
        rows.append(Field(setting.key, words.say(title), kind, value, words.say(about)))
    return tuple(rows)


def raw_answer(setting: Setting, value: Value) -> object:
    """The answer as a file would hold it."""
    if isinstance(setting.kind, Several):
        return list(value) if isinstance(value, tuple) else [str(value)]
    return value


def _kind(words: Words, setting: Setting, named: Named) -> FieldKind:
    match setting.kind:
        case Flag():
            return FlagField()
        case Whole(least, most, may_be_empty):
            return NumberField(least, most, may_be_empty=may_be_empty)
        case OneOf(options):
            return ChoiceField(tuple(_option(words, setting.key, str(one)) for one in options))
        case Several(options):
            known = tuple(_option(words, setting.key, one) for one in options)
            return SeveralField(known or named.get(setting.key, ()))
        case _ if setting.key in named:
            return ChoiceField(named[setting.key])
        case _:
            return TextField()


def _unknown(values: Sequence[str], options: Sequence[Choice]) -> tuple[Choice, ...]:
    """What is set and has no name any more: shown, so that it can be taken away."""
    known = {one.value for one in options}
    return tuple(Choice(one, one) for one in values if one not in known)


def _option(words: Words, key: str, value: str) -> Choice:
    return Choice(value, words.say(say.OPTIONS[key, value]))


def _plain(written: object) -> Value:
    return written if isinstance(written, bool | int | float) else str(written)
