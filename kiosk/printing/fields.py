"""What stands on a label, as the named texts that designs print: cleaned, and worded in the label's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.labels import Label, NameLabel, SecurityLabel
from kiosk.printing.plain_text import isolated, plain
from kiosk.words import Words
from kiosk.words import labels as said


@dataclass(frozen=True, slots=True)
class Fields:
    """``texts`` by the names in `kiosk.printing.design.FIELDS`, ``lists`` by those in ``REPEATED``; empty: not so."""

    kind: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[Mapping[str, str], ...]]


def fields_of(label: Label) -> Fields:
    """The fields of a label."""
    words = Words(label.language)
    common = {
        "event": plain(label.event_name),
        "date": said.day_text(words, label.service_date),
        "code": plain(label.security_code or ""),
        "rehearsal": words.say(said.REHEARSAL) if label.is_rehearsal else "",
        "code_word": words.say(said.CODE),
        "room_word": words.say(said.ROOM),
    }
    match label:
        case NameLabel():
            return Fields("name", common | _name_texts(label, words), {})
        case SecurityLabel():
            return Fields("security", common | _security_texts(label, words), {"children": _children(label)})


def _name_texts(label: NameLabel, words: Words) -> dict[str, str]:
    attendance = {"guest": said.GUEST, "volunteer": said.VOLUNTEER}.get(label.kind, "")
    return {
        "called_name": plain(label.called_name) or plain(label.last_name),
        "last_name": plain(label.last_name) if plain(label.called_name) else "",
        "room": plain(label.location_name),
        "time": plain(label.time),
        "medical": plain(label.medical),
        "check_in": plain(label.check_in_id),
        "attendance": words.say(attendance) if attendance else "",
        "first_visit": words.say(said.FIRST_VISIT) if label.is_first_time else "",
    }


def _security_texts(label: SecurityLabel, words: Words) -> dict[str, str]:
    return {
        "tag": words.say(said.PICK_UP_TAG),
        "hint": words.say(said.PICK_UP_HINT),
        "reprint": words.say(said.REPRINT) if label.is_reprint else "",
        "names": ", ".join(dict.fromkeys(isolated(plain(line.called_name)) for line in label.lines)),
    }


def _children(label: SecurityLabel) -> tuple[Mapping[str, str], ...]:
    return tuple(
        {"called_name": plain(line.called_name), "room": plain(line.location_name), "time": plain(line.time)}
        for line in label.lines
    )
