"""Files check-ins the way Planning Center's own app leaves them behind, and counts seats and visits."""

import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kiosk.simulator.church_people import Individual
from kiosk.simulator.church_schedule import RoomRow, Schedule, period_id, time_id
from kiosk.simulator.church_week import utc_text
from kiosk.simulator.records import Church

REGULAR, GUEST, VOLUNTEER = "Regular", "Guest", "Volunteer"
FIRST_CHECK_IN_ID = 100001
CODE_SYMBOLS = "BCDFGHJKMNPQRTVWXY346789"
CODE_LENGTH = 4
STATION = "2"


@dataclass(frozen=True, slots=True)
class Visit:
    """One check-in to be filed: a person (or a guest's name) at one event, in rooms at times of one week."""

    who: Individual | tuple[str, str]
    kind: str
    rooms: tuple[tuple[int, RoomRow], ...]
    weeks_ago: int
    at: datetime
    out: datetime | None


@dataclass(slots=True)
class VisitBook:
    """Files check-ins and keeps count of them."""

    church: Church
    schedule: Schedule
    people: Mapping[int, Individual]
    _seats: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _visits: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    _next_id: int = FIRST_CHECK_IN_ID

    def add(self, visit: Visit, by: int | None = None) -> None:
        """File one check-in with its times. Children and guests who are children get a security code."""
        id, event = str(self._next_id), visit.rooms[0][1].event
        self._next_id += 1
        person = visit.who if isinstance(visit.who, Individual) else None
        first, last = (person.first, person.last) if person else tuple(visit.who)  # type: ignore[arg-type]
        has_code = visit.kind != VOLUNTEER and (person is None or person.is_child)
        contact = self._contact(person, by)
        links: dict[str, Any] = {
            "event": ("Event", str(event)),
            "event_period": ("EventPeriod", period_id(event, visit.weeks_ago)),
            "person": ("Person", str(person.id)) if person else None,
            "checked_in_at": ("Station", STATION),
            "checked_in_by": ("Person", str(contact.id)) if contact else None,
        }
        if visit.out and contact and has_code:
            links["checked_out_by"] = ("Person", str(contact.id))
        out = utc_text(visit.out) if visit.out else None
        self.church.add(
            "check-ins",
            "CheckIn",
            id,
            {
                "first_name": first,
                "last_name": last,
                "medical_notes": person.notes if person else None,
                "number": self._next_id - FIRST_CHECK_IN_ID,
                "security_code": self._code(person, event, visit.at.date()) if has_code else None,
                "created_at": utc_text(visit.at),
                "updated_at": out or utc_text(visit.at),
                "checked_out_at": out,
                "confirmed_at": None,
                "emergency_contact_name": contact.name if contact else None,
                "emergency_contact_phone_number": contact.phone if contact else None,
                "one_time_guest": person is None,
                "kind": visit.kind,
            },
            links,
        )
        for place, (weekly, room) in enumerate(visit.rooms, start=1):
            time = time_id(weekly, visit.weeks_ago)
            self._seats[str(room.id), time, visit.kind] += 1
            self.church.add(
                "check-ins",
                "CheckInTime",
                f"{id}{place}",
                {"kind": visit.kind, "has_validated": False, "services_integrated": False, "alerts": []},
                {
                    "check_in": ("CheckIn", id),
                    "event_time": ("EventTime", time),
                    "location": ("Location", str(room.id)),
                },
            )
        if person:
            self._visits.setdefault((person.id, event), []).append(id)

    def close(self) -> None:
        """File what follows from the check-ins: counts of times, periods and rooms, and how often each person came."""
        self._count_seats()
        for person in self.people.values():
            if person.earlier:
                self._visits.setdefault((person.id, 1), [])
        for number, ((person_id, event), check_ins) in enumerate(self._visits.items(), start=1):
            came = [self.church.records["check-ins/CheckIn"][id]["attributes"]["created_at"] for id in check_ins]
            stamp = {"created_at": came[0], "updated_at": came[-1]} if came else self._long_ago()
            self.church.add(
                "check-ins",
                "PersonEvent",
                str(number),
                {"check_in_count": len(check_ins) + self.people[person_id].earlier, **stamp},
                {
                    "person": ("Person", str(person_id)),
                    "event": ("Event", str(event)),
                    "first_check_in": ("CheckIn", check_ins[0]) if check_ins else None,
                    "last_check_in": ("CheckIn", check_ins[-1]) if check_ins else None,
                },
            )

    def _count_seats(self) -> None:
        columns = {REGULAR: "regular_count", GUEST: "guest_count", VOLUNTEER: "volunteer_count"}
        times = self.church.records.get("check-ins/EventTime", {})
        periods = self.church.records.get("check-ins/EventPeriod", {})
        counted: dict[tuple[str, str], dict[str, int]] = {}
        for weekly in (one.id for event in self.schedule.events for one in event.weekly_times):
            for room in self.schedule.rooms_at(weekly):
                counted[str(room.id), str(weekly)] = dict.fromkeys(columns.values(), 0)
        for (room_id, time, kind), count in self._seats.items():
            seats = counted.setdefault((room_id, time), dict.fromkeys(columns.values(), 0))
            seats[columns[kind]] += count
            event_time = times[time]
            period = periods[event_time["relationships"]["event_period"]["data"]["id"]]
            event_time["attributes"]["total_count"] += count
            for record in (event_time, period):
                record["attributes"][columns[kind]] += count
        for number, ((room_id, time), seats) in enumerate(counted.items(), start=1):
            made = times[time]["attributes"]["created_at"]
            self.church.add(
                "check-ins",
                "LocationEventTime",
                str(number),
                {**seats, "created_at": made, "updated_at": made},
                {"location": ("Location", room_id), "event_time": ("EventTime", time)},
            )

    def _contact(self, person: Individual | None, by: int | None) -> Individual | None:
        if by is None and person and person.is_child and person.household is not None:
            household = self.church.get("people", "Household", str(person.household))
            by = int(household["attributes"]["primary_contact_id"]) if household else None
        return self.people.get(by) if by is not None else None

    def _code(self, person: Individual | None, event: int, day: date) -> str:
        """One code for a household's visit: any, but the same every time the church is laid out."""
        family = person.household or person.id if person else 0
        number = stable(family, event, day.toordinal())
        return "".join(
            CODE_SYMBOLS[number // len(CODE_SYMBOLS) ** place % len(CODE_SYMBOLS)] for place in range(CODE_LENGTH)
        )

    def _long_ago(self) -> dict[str, str]:
        return {"created_at": self.schedule.week.ago(days=400), "updated_at": self.schedule.week.ago(days=90)}


def stable(*numbers: int) -> int:
    """A number that looks like chance and is the same every time."""
    return zlib.crc32(",".join(map(str, numbers)).encode())
