"""What stands on a label, as the named texts that designs print: cleaned, and worded in the label's language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.domain.labels import AllergyLabel, Label, NameLabel, RoomListLabel, SecurityLabel
from kiosk.printing.plain_text import isolated, plain
from kiosk.words import Words
from kiosk.words import labels as said

_BETWEEN_NOTES = re.compile(r"[,;]\s*")
_STAYS_TOGETHER = "\u00a0"
"""A space at which no line ends."""


@dataclass(frozen=True, slots=True)
class Fields:
    """``texts`` by the names in `kiosk.printing.design.FIELDS`, ``lists`` by those in ``REPEATED``; empty: not so.

    ``language`` is the label's.
    """

    kind: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[Mapping[str, str], ...]]
    language: str = "en"


def fields_of(label: Label) -> Fields:
    """The fields of a label."""
    words = Words(label.language)
    common = {
        "event": plain(label.event_name),
        "date": said.day_text(words, label.service_date).replace(" ", _STAYS_TOGETHER),
        "code": plain(label.security_code or ""),
        "rehearsal": words.say(said.REHEARSAL) if label.is_rehearsal else "",
        "code_word": words.say(said.CODE),
        "room_word": words.say(said.ROOM),
    }
    match label:
        case NameLabel():
            kind = label.kind if label.kind in ("guest", "volunteer") else "name"
            return Fields(kind, common | _name_texts(label, words), {}, label.language)
        case AllergyLabel():
            return Fields("allergy", common | _allergy_texts(label, words), {}, label.language)
        case SecurityLabel():
            lists = {"children": _children(label)}
            return Fields("security", common | _security_texts(label, words), lists, label.language)
        case RoomListLabel():
            lists = {"people": _people(label, words)}
            return Fields("room_list", common | _room_list_texts(label, words), lists, label.language)


def with_fewer_notes(fields: Fields) -> Iterator[Fields]:
    """The same with fewer and fewer of the medical notes in full, the rest counted: "peanuts, dairy, +3: see list"."""
    notes = [note for note in _BETWEEN_NOTES.split(fields.texts.get("medical", "")) if note]
    words = Words(fields.language)
    for shown in range(len(notes) - 1, 0, -1):
        rest = words.say(said.MORE_NOTES, count=len(notes) - shown)
        yield replace(fields, texts={**fields.texts, "medical": ", ".join([*notes[:shown], rest])})


def _name_texts(label: NameLabel, words: Words) -> dict[str, str]:
    guest = words.say(said.GUEST) if label.kind == "guest" else ""
    volunteer = words.say(said.VOLUNTEER) if label.kind == "volunteer" else ""
    return {
        **_names(label.called_name, label.last_name),
        "room": plain(label.location_name),
        "time": plain(label.time),
        "medical": plain(label.medical),
        "check_in": plain(label.check_in_id),
        "attendance": guest or volunteer,
        "guest": guest,
        "volunteer": volunteer,
        "first_visit": words.say(said.FIRST_VISIT) if label.is_first_time else "",
    }


def _names(called_name: str, last_name: str) -> dict[str, str]:
    called, last = plain(called_name), plain(last_name)
    return {"called_name": called or last, "last_name": last if called else ""}


def _allergy_texts(label: AllergyLabel, words: Words) -> dict[str, str]:
    return {
        **_names(label.called_name, label.last_name),
        "room": plain(label.location_name),
        "time": plain(label.time),
        "medical": plain(label.medical),
        "check_in": plain(label.check_in_id),
        "allergy_word": words.say(said.ALLERGY),
    }


def _security_texts(label: SecurityLabel, words: Words) -> dict[str, str]:
    return {
        "tag": words.say(said.PICK_UP_TAG),
        "hint": words.say(said.PICK_UP_HINT),
        "reprint": _reprint(label, words),
        "names": ", ".join(dict.fromkeys(isolated(plain(line.called_name)) for line in label.lines)),
    }


def _reprint(label: SecurityLabel, words: Words) -> str:
    if not label.is_reprint:
        return ""
    return words.say(said.REPRINT_NUMBER, number=label.reprint) if label.reprint > 1 else words.say(said.REPRINT)


def _children(label: SecurityLabel) -> tuple[Mapping[str, str], ...]:
    return tuple(
        {"called_name": plain(line.called_name), "room": plain(line.location_name), "time": plain(line.time)}
        for line in label.lines
    )


def _room_list_texts(label: RoomListLabel, words: Words) -> dict[str, str]:
    return {
        "room": plain(label.location_name),
        "time": plain(label.time),
        "count": str(len(label.lines)),
        "list_word": words.say(said.ROOM_LIST),
    }


def _people(label: RoomListLabel, words: Words) -> tuple[Mapping[str, str], ...]:
    kinds = {"guest": words.say(said.GUEST), "volunteer": words.say(said.VOLUNTEER)}
    return tuple(
        {
            **_names(line.called_name, line.last_name),
            "medical": plain(line.medical),
            "attendance": kinds.get(line.kind, ""),
            "person_code": plain(line.security_code or ""),
            "contact": plain(line.contact),
        }
        for line in label.lines
    )
