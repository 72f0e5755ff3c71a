"""A label's data as text in the queue, so that it can be drawn hours later, on another printer, by a newer version."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kiosk.domain.ids import CheckInGroupId, CheckInId, SecurityCode
from kiosk.domain.labels import (
    AllergyLabel,
    Label,
    LabelKind,
    NameLabel,
    RoomListLabel,
    RoomListLine,
    SecurityLabel,
    SecurityLabelLine,
    kind_of,
)

VERSION = 1


def payload_of(label: Label) -> str:
    """The label as JSON."""
    return json.dumps(
        {"version": VERSION, "label": kind_of(label), **asdict(label)}, default=_jsonable, ensure_ascii=False
    )


def label_from(payload: str) -> Label:
    """The label in a payload. Raises ValueError for one that no version up to this one has written."""
    try:
        fields = json.loads(payload)
        if fields.pop("version") > VERSION:
            raise ValueError("written by a newer version")
        kind = LabelKind(fields.pop("label"))
        fields["service_date"] = date.fromisoformat(fields["service_date"])
        if fields["security_code"] is not None:
            fields["security_code"] = SecurityCode(fields["security_code"])
        return _label(kind, fields)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a label: {type(error).__name__}") from error


def _label(kind: LabelKind, fields: Mapping[str, Any]) -> Label:
    match kind:
        case LabelKind.NAME:
            return NameLabel(**{**fields, "check_in_id": CheckInId(fields["check_in_id"])})
        case LabelKind.ALLERGY:
            return AllergyLabel(**{**fields, "check_in_id": CheckInId(fields["check_in_id"])})
        case LabelKind.SECURITY:
            lines = tuple(SecurityLabelLine(**line) for line in fields["lines"])
            return SecurityLabel(**{**fields, "group_id": CheckInGroupId(fields["group_id"]), "lines": lines})
        case LabelKind.ROOM_LIST:
            return RoomListLabel(**{**fields, "lines": tuple(RoomListLine(**line) for line in fields["lines"])})


def _jsonable(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
