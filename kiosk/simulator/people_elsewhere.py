"""The same person, organization and campus as the other products show them: made from what People holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kiosk.simulator.records import Church, Record

CHILD_UNDER_YEARS = 13
"""In Groups a child is who is under 13 by birthdate; in People it is a flag."""

_ADDRESS = ("street_line_1", "street_line_2", "city", "state", "zip", "location", "primary")


def person_in(
    key: str,
    person: Record,
    *,
    extra: Record | None,
    emails: Sequence[Record],
    phones: Sequence[Record],
    addresses: Sequence[Record],
    check_ins: Sequence[Record],
    today: date,
) -> Record:
    """A person as ``key`` shows it (``check-ins/Person``, ``groups/Person``, ``calendar/Person``)."""
    known = person["attributes"]
    shared = {
        "first_name": known.get("first_name"),
        "last_name": known.get("last_name"),
        "middle_name": known.get("middle_name"),
        "name": " ".join(part for part in (known.get("first_name"), known.get("last_name")) if part),
        "gender": known.get("gender"),
        "child": bool(known.get("child")),
        "avatar_url": known.get("avatar"),
        "created_at": known.get("created_at"),
        "updated_at": known.get("updated_at"),
    }
    contact = {
        "addresses": [_picked(one, *_ADDRESS) for one in addresses],
        "email_addresses": [_picked(one, "address", "location", "primary") for one in emails],
        "phone_numbers": [_picked(one, "number", "carrier", "location", "primary") for one in phones],
    }
    match key:
        case "check-ins/Person":
            made = shared | contact | _in_check_ins(known, check_ins)
        case "groups/Person":
            made = shared | contact | {"permissions": "member", "child": _is_under_13(known.get("birthdate"), today)}
        case _:
            made = shared | _in_calendar(known, contact)
    return {
        "type": "Person",
        "id": person["id"],
        "attributes": made | (extra["attributes"] if extra else {}),
        "relationships": dict(extra["relationships"]) if extra else {},
    }


def organization_in(key: str, church: Church) -> Record:
    """The organization as one product shows it."""
    told = church.records.get("people/Organization", {}).get(church.organization_id)
    attributes = {
        "name": church.name,
        "time_zone": church.time_zone,
        "country_code": church.country_code,
        "date_format": 1,
        "grades": [],
        **(told["attributes"] if told else {}),
    }
    own = church.records.get(key, {}).get(church.organization_id)
    if own and key != "people/Organization":
        attributes |= own["attributes"]
    return {"type": "Organization", "id": church.organization_id, "attributes": attributes, "relationships": {}}


def campus_in_groups(campus: Record) -> Record:
    """A campus of the organization as Groups shows it: its name."""
    return {
        "type": "Campus",
        "id": campus["id"],
        "attributes": {"name": campus["attributes"].get("name")},
        "relationships": {},
    }


def _in_check_ins(known: dict[str, Any], check_ins: Sequence[Record]) -> dict[str, Any]:
    times = [one["attributes"].get("created_at") for one in check_ins]
    return {
        "birthdate": known.get("birthdate"),
        "grade": known.get("grade"),
        "medical_notes": known.get("medical_notes"),
        "passed_background_check": bool(known.get("passed_background_check")),
        "demographic_avatar_url": known.get("demographic_avatar_url"),
        "headcounter": False,
        "ignore_filters": False,
        "check_in_count": len(check_ins),
        "last_checked_in_at": max((time for time in times if time), default=None),
    }


def _in_calendar(known: dict[str, Any], contact: dict[str, Any]) -> dict[str, Any]:
    return {
        "contact_data": contact,
        "gender": (known.get("gender") or "")[:1] or None,
        "status": known.get("status", "active"),
        "site_administrator": bool(known.get("site_administrator")),
        "has_access": bool(known.get("site_administrator")),
    }


def _is_under_13(birthdate: str | None, today: date) -> bool:
    if not birthdate:
        return False
    born = date.fromisoformat(birthdate)
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years < CHILD_UNDER_YEARS


def _picked(record: Record, *names: str) -> dict[str, Any]:
    return {name: record["attributes"].get(name) for name in names}
