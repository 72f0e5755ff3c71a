"""A church of three with one event, one group and one calendar event: enough to try every kind of record."""

from datetime import UTC, datetime, timedelta

from kiosk.simulator.records import Church

SUNDAY_NINE = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)


class Clock:
    """Time that only moves when told to."""

    def __init__(self) -> None:
        self._now = SUNDAY_NINE

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    def pass_seconds(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


def a_small_church() -> Church:
    church = Church("77", "Riverside", "America/Chicago")
    _add_people(church)
    _add_check_ins(church)
    church.add("groups", "GroupType", "1", {"name": "Kids", "position": 1})
    church.add("groups", "Group", "11", {"name": "Twos", "listed": True}, {"group_type": ("GroupType", "1")})
    church.add("groups", "Group", "12", {"name": "Old", "archived_at": "2020-01-01T00:00:00Z"})
    church.add("calendar", "Event", "21", {"name": "Sunday", "approval_status": "A"})
    church.add("calendar", "EventInstance", "31", {"name": "Sunday"}, {"event": ("Event", "21")})
    return church


def add_people(church: Church, count: int) -> None:
    """More people, each made a minute after the other, ids from 1001."""
    for number in range(count):
        made = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
        church.add(
            "people",
            "Person",
            str(1001 + number),
            {"first_name": f"P{number}", "last_name": "Many", "created_at": made.strftime("%Y-%m-%dT%H:%M:%SZ")},
        )


def _add_people(church: Church) -> None:
    made = {"created_at": "2024-01-02T10:00:00Z", "updated_at": "2024-01-02T10:00:00Z"}
    adult = made | {"child": False, "status": "active"}
    people = (
        ("101", adult | {"first_name": "Søren", "last_name": "Cole", "remote_id": 7, "gender": "Male"}),
        (
            "102",
            made | {"first_name": "Zoé", "last_name": "Cole", "child": True, "birthdate": "2020-02-29", "grade": 0},
        ),
        ("103", adult | {"first_name": "Ana", "last_name": "Bell", "updated_at": "2024-05-01T10:00:00Z"}),
    )
    for id, attributes in people:
        church.add("people", "Person", id, attributes, {"primary_campus": ("Campus", "5")} if id == "101" else {})
    church.add("people", "Campus", "5", {"name": "Main"})
    church.add("people", "PhoneNumber", "1", made | {"number": "(425) 555-0123", "primary": True}, _of("101"))
    church.add("people", "Email", "1", made | {"address": "soren@example.com", "primary": True}, _of("101"))
    church.add("people", "Household", "1", made | {"name": "Cole"}, {"primary_contact": ("Person", "101")})
    for id, role in (("101", "parent_guardian"), ("102", "child_or_dependent")):
        links = _of(id) | {"household": ("Household", "1")}
        church.add("people", "HouseholdMembership", id, {"pending": False, "household_role": role}, links)
    church.add("people", "PersonMerger", "1", made, {"person_to_keep": _of("101")["person"]})


def _add_check_ins(church: Church) -> None:
    event = {"event": ("Event", "1")}
    church.add("check-ins", "Event", "1", {"name": "Sunday Kids", "frequency": "Weekly"})
    church.add("check-ins", "Event", "2", {"name": "Gone", "archived_at": "2024-01-01T00:00:00Z"})
    for id, day in (("1", "06"), ("2", "13")):
        starts = {"starts_at": f"2026-09-{day}T05:00:00Z", "ends_at": f"2026-09-{int(day) + 7}T04:59:59Z"}
        church.add("check-ins", "EventPeriod", id, starts, event)
        times = {
            "starts_at": f"2026-09-{day}T14:00:00Z",
            "shows_at": f"2026-09-{day}T13:00:00Z",
            "hides_at": f"2026-09-{day}T15:00:00Z",
            "updated_at": f"2026-09-{day}T05:00:00Z",
        }
        church.add("check-ins", "EventTime", id, times, event | {"event_period": ("EventPeriod", id)})
    church.add("check-ins", "Location", "1", {"name": "Early", "kind": "Folder", "position": 1}, event)
    church.add("check-ins", "Location", "2", {"name": "Twos", "position": 2}, event | {"parent": ("Location", "1")})
    church.add("check-ins", "Label", "1", {"name": "Name", "prints_for": "Person"})
    church.add("check-ins", "Option", "1", {"body": "Potty"}, {"location": ("Location", "2"), "label": ("Label", "1")})
    church.add("check-ins", "Pass", "1", {"code": "ABC123", "kind": "barcode"}, _of("102"))
    for id, local in (("1", "Event"), ("2", "Location")):
        church.add(
            "check-ins", "IntegrationLink", id, {"remote_gid": f"gid://groups/Group/{id}"}, {"local": (local, "1")}
        )
    for id, kind, out in (("1", "Regular", "2026-09-13T15:00:00Z"), ("2", "Volunteer", None)):
        attributes = {"kind": kind, "checked_out_at": out, "created_at": f"2026-09-13T13:3{id}:00Z"}
        church.add("check-ins", "CheckIn", id, attributes, event | _of("102") | {"event_period": ("EventPeriod", "2")})
        place = {"check_in": ("CheckIn", id), "event_time": ("EventTime", "2"), "location": ("Location", "2")}
        church.add("check-ins", "CheckInTime", id, {"kind": kind}, place)


def _of(person_id: str) -> dict[str, tuple[str, str]]:
    return {"person": ("Person", person_id)}
