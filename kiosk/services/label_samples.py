"""People who do not exist and their labels: what designs are looked at with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kiosk.domain.ids import CheckInGroupId, CheckInId, SecurityCode
from kiosk.domain.labels import (
    AllergyLabel,
    Label,
    NameLabel,
    RoomListLabel,
    RoomListLine,
    SecurityLabel,
    SecurityLabelLine,
)

_SUNDAY = date(2026, 9, 13)
_CHECK_IN, _GROUP = CheckInId("01K4Z3Q8W5V9X2K4M6N8P0R2T4"), CheckInGroupId("01K4Z3Q8W5V9X2K4M6N8P0R2T0")
_CODE = SecurityCode("XK7P")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the sheet."""

    called_name: str
    last_name: str
    room: str
    medical: str = ""


PEOPLE = (
    Somebody("Ana", "Cole", "Sparrows", "Peanuts, dairy"),
    Somebody("Nguyễn Thị", "Ánh", "Kindergarten Blue"),
    Somebody("Дмитрий", "Соколов", "Lions", "Bee stings (EpiPen in the red bag)"),
    Somebody("محمد", "عبد الله", "Sparrows"),
    Somebody("李小龍", "", "Doves", "花生"),
)
"""One of each script: Latin, Latin with marks, Cyrillic, Arabic, Han."""


def samples_of(person: Somebody, language: str = "en") -> Mapping[str, Label]:
    """Every kind of label for somebody, by the name of its kind of design."""
    name = NameLabel(
        check_in_id=_CHECK_IN,
        called_name=person.called_name,
        last_name=person.last_name,
        location_name=person.room,
        event_name="Sunday Kids",
        time="9:00",
        service_date=_SUNDAY,
        security_code=_CODE,
        medical=person.medical,
        language=language,
    )
    others = tuple(other for other in PEOPLE if other is not person)[:2]
    household = (person, *others)
    return {
        "name": name,
        "volunteer": replace(name, kind="volunteer", security_code=None, medical=""),
        "guest": replace(name, kind="guest", is_first_time=True),
        "security": SecurityLabel(
            group_id=_GROUP,
            security_code=_CODE,
            lines=tuple(SecurityLabelLine(one.called_name, one.room, "9:00") for one in household),
            event_name="Sunday Kids",
            service_date=_SUNDAY,
            language=language,
        ),
        "allergy": AllergyLabel(
            check_in_id=_CHECK_IN,
            called_name=person.called_name,
            last_name=person.last_name,
            location_name=person.room,
            event_name="Sunday Kids",
            time="9:00",
            service_date=_SUNDAY,
            security_code=_CODE,
            medical=person.medical or "Latex",
            language=language,
        ),
        "room_list": RoomListLabel(
            location_name=person.room,
            event_name="Sunday Kids",
            time="9:00",
            service_date=_SUNDAY,
            lines=tuple(
                RoomListLine(one.called_name, one.last_name, one.medical, security_code=_CODE) for one in household
            ),
            language=language,
        ),
    }
