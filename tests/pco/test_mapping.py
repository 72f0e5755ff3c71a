"""Documents of the four products as our own values, lenient where Planning Center publishes nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.domain.locations import ChildOrAdult
from kiosk.domain.people import Address, Gender, Grade, Household, Person
from kiosk.pco import mapping_calendar, mapping_check_ins, mapping_groups, mapping_people
from kiosk.pco.documents import parse
from kiosk.pco.lists import LISTINGS, Mapper
from kiosk.services.pull_plan import PLAN, horizon
from kiosk.services.pulled import Ask, HouseholdsOfPerson, Merger, PulledHousehold, PulledOrganization, Resource

NOW = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)


def read(mapper: Mapper, *data: dict[str, Any], included: Sequence[dict[str, Any]] = (), parent: str = "") -> list[Any]:
    document = parse({"data": list(data), "included": list(included)})
    return list(mapper(document, Ask(Resource.PEOPLE, horizon(NOW), parent)))


def a_record(type: str, id: str = "1", *, links: dict[str, Any] | None = None, **attributes: Any) -> dict[str, Any]:
    relationships = {name: {"data": to} for name, to in (links or {}).items()}
    return {"type": type, "id": id, "attributes": attributes, "relationships": relationships}


def to(type: str, id: str | int) -> dict[str, Any]:
    return {"type": type, "id": id}


def test_every_resource_of_the_plan_has_an_address_and_a_reader():
    assert {step.resource for step in PLAN} == set(Resource) == set(LISTINGS)
    assert all(LISTINGS[step.resource].product is step.product for step in PLAN)


def test_a_person_with_nothing_but_an_id_is_still_a_person():
    person, untold = read(mapping_people.people, {"type": "Person", "id": "1"})
    assert person == Person("1", "", "")  # type: ignore[arg-type]
    assert {"first_name", "medical_notes", "is_child", "phones"} < untold.fields


def test_what_belongs_to_a_person_is_found_from_either_side():
    linked = a_record("Person", "1", links={"emails": [to("Email", "5")]}, first_name="Ana")
    along = [
        a_record("Email", "5", address="a@example.com", primary=True),
        a_record("Email", "6", links={"person": to("Person", 1)}, address="b@example.com"),
        a_record("PhoneNumber", "7", links={"person": to("Person", 2)}, number="1"),
    ]
    person, _ = read(mapping_people.people, linked, included=along)
    assert [(email.address, email.is_primary) for email in person.emails] == [
        ("a@example.com", True),
        ("b@example.com", False),
    ]
    assert person.phones == ()


@pytest.mark.parametrize(
    ("word", "gender", "oddities"),
    [("Male", Gender.MALE, 0), ("F", Gender.FEMALE, 0), (None, None, 0), ("", None, 0), ("Nonbinary", None, 1)],
)
def test_genders_old_and_new_are_known_and_others_counted(word: str | None, gender: Gender | None, oddities: int):
    document = parse({"data": [a_record("Person", gender=word)]})
    person, *_ = mapping_people.people(document, Ask(Resource.PEOPLE, horizon(NOW)))
    assert isinstance(person, Person)
    assert person.gender is gender
    assert document.odd["Person.gender: unknown"] == oddities


def test_R20_a_grade_of_words_is_not_known():
    """A room for grades says unknown to it, not no (tests/domain/test_rooms.py, before R21)."""
    freshman = parse({"data": [a_record("Person", "1", grade="Freshman"), a_record("Person", "2", grade=3)]})
    people = mapping_people.people(freshman, Ask(Resource.PEOPLE, horizon(NOW)))

    assert [one.grade for one in people if isinstance(one, Person)] == [None, 3]


def test_households_come_from_the_people_page_and_untold_ones_are_not_taken_for_none():
    with_households = a_record("Person", "1", links={"households": [to("Household", "9")]})
    household = a_record("Household", "9", name="Cole", primary_contact_id="1")
    records = read(mapping_people.people, with_households, a_record("Person", "2"), included=[household])
    assert PulledHousehold(Household("9", "Cole", "1"), has_members=False) in records  # type: ignore[arg-type]
    assert [one for one in records if isinstance(one, HouseholdsOfPerson)] == [HouseholdsOfPerson("1", ("9",))]  # type: ignore[arg-type]


def test_a_merger_names_both_in_numbers_or_in_links_and_not_itself():
    by_number = a_record("PersonMerger", "1", person_to_keep_id=7504309, person_to_remove_id=14994497)
    by_link = a_record(
        "PersonMerger", "2", links={"person_to_keep": to("Person", "1"), "person_to_remove": to("Person", "2")}
    )
    assert read(mapping_people.mergers, by_number, by_link, a_record("PersonMerger", "3", person_to_keep_id=1)) == [
        Merger("1", "14994497", "7504309"),  # type: ignore[arg-type]
        Merger("2", "2", "1"),  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(
    "grades",
    [
        [{"key": 0, "value": "Kindergarten"}, {"key": -1, "value": "Pre-K"}],
        [{"value": -1, "name": "Pre-K"}, {"value": 0, "label": "Kindergarten"}],
        [["Pre-K", -1], ["Kindergarten", 0]],
        [[-1, "Pre-K"], ["0", "Kindergarten"], "odd", {"x": 1}, None],
    ],
)
def test_the_organizations_grades_are_read_however_they_are_written(grades: list[Any]):
    (pulled,) = read(mapping_people.organization, a_record("Organization", "5", name="Riverside", grades=grades))
    assert isinstance(pulled, PulledOrganization)
    assert pulled.organization.grades == (Grade(-1, "Pre-K"), Grade(0, "Kindergarten"))


def test_a_street_of_older_versions_is_the_first_line():
    address = a_record("Address", "1", links={"person": to("Person", "1")}, street="1 Main St", city="Springfield")
    person, *_ = read(mapping_people.people, a_record("Person", "1"), included=[address])
    assert person.addresses == (Address("1", "1 Main St", city="Springfield"),)


def test_a_room_of_words_we_do_not_know_admits_as_if_they_were_not_said():
    room = a_record(
        "Location",
        kind="Hangar",
        gender="Robots",
        child_or_adult="pets",
        age_min_in_months="24",
        questions=["Potty?", 7],
    )
    (location,) = read(mapping_check_ins.locations, room, parent="1")
    assert (location.gender, location.child_or_adult, location.is_folder, location.is_open) == (None, None, False, True)
    assert (location.age_min_in_months, location.questions) == (24, ("Potty?",))


def test_a_folder_and_a_limit_are_known_by_their_words():
    (folder,) = read(
        mapping_check_ins.locations, a_record("Location", kind="Folder", child_or_adult="Child"), parent="1"
    )
    assert folder.is_folder
    assert folder.child_or_adult is ChildOrAdult.CHILD


def test_event_times_without_event_or_start_are_left_out():
    event = {"event": to("Event", "1"), "event_period": to("EventPeriod", "2")}
    times = (
        a_record("EventTime", "1", links=event, starts_at="2026-09-13T14:00:00Z", hour=9),
        a_record("EventTime", "2", links=event),
        a_record("EventTime", "3", starts_at="2026-09-13T14:00:00Z"),
    )
    records = read(
        mapping_check_ins.event_times, *times, included=[a_record("EventPeriod", "2", starts_at="2026-09-13T05:00:00Z")]
    )
    assert {(type(one).__name__, getattr(one, "id", None) or one.event_time_id) for one in records} == {
        ("EventTime", "1"),
        ("EventPeriod", "2"),
        ("CountsOfTime", "1"),
    }


def test_a_check_in_to_two_times_is_two_visits_and_one_without_a_person_still_takes_a_seat():
    place = {"check_in": to("CheckIn", "1"), "location": to("Location", "52")}
    along = [a_record("CheckInTime", id, links=place | {"event_time": to("EventTime", id)}) for id in ("11", "12")]
    made: dict[str, Any] = {"created_at": "2026-09-13T13:50:00Z"}
    two = a_record(
        "CheckIn", "1", links={"event": to("Event", "1"), "person": to("Person", "101")}, kind="Volunteer", **made
    )
    guest = a_record(
        "CheckIn", "2", links={"event": to("Event", "1"), "locations": [to("Location", "53")]}, kind="?", **made
    )
    records = read(mapping_check_ins.check_ins, two, guest, included=along)
    assert [(one.person_id, one.event_time_id, one.location_id, one.kind) for one in records] == [
        ("101", "11", "52", "volunteer"),
        ("101", "12", "52", "volunteer"),
        ("gid://check-ins/CheckIn/2", None, "53", "regular"),
    ]


def test_links_to_products_nobody_knows_are_kept_as_they_are():
    link = a_record(
        "IntegrationLink", remote_gid="gid://orchards/Tree/oak-12", remote_app="orchards", remote_id="oak-12"
    )
    (kept,) = read(mapping_check_ins.integration_links, link)
    assert (kept.remote_gid, kept.remote_id, kept.local_type, kept.local_id) == (
        "gid://orchards/Tree/oak-12",
        "oak-12",
        None,
        None,
    )


def test_a_meeting_is_cancelled_by_its_flag_or_by_when_it_was():
    starts: dict[str, Any] = {"starts_at": "2026-09-13T14:00:00Z"}
    group = {"group": to("Group", "77")}
    meetings = read(
        mapping_groups.group_events,
        a_record("Event", "1", links=group, canceled=True, **starts),
        a_record(
            "Event", "2", links=group, canceled_at="2026-09-01T00:00:00Z", location_type_preference="virtual", **starts
        ),
        a_record("Event", "3", links=group, **starts),
        a_record("Event", "4", **starts),
    )
    assert [(one.id, one.is_cancelled, one.is_virtual) for one in meetings] == [
        ("1", True, False),
        ("2", True, True),
        ("3", False, False),
    ]


def test_a_calendar_instance_starts_when_it_is_published_to_else_when_kiosks_may_show_it():
    booked: dict[str, Any] = {"starts_at": "2026-09-13T12:00:00Z", "ends_at": "2026-09-13T18:00:00Z"}
    event = {"event": to("Event", "21")}
    published = a_record(
        "EventInstance",
        "1",
        links=event,
        published_starts_at="2026-09-13T14:00:00Z",
        published_ends_at="2026-09-13T15:00:00Z",
        **booked,
    )
    on_kiosks = a_record(
        "EventInstance", "2", links=event | {"event_times": [to("EventTime", "1"), to("EventTime", "2")]}, **booked
    )
    times = [
        a_record("EventTime", "1", visible_on_kiosks=False, starts_at="2026-09-13T13:00:00Z"),
        a_record(
            "EventTime", "2", visible_on_kiosks=True, starts_at="2026-09-13T14:30:00Z", ends_at="2026-09-13T15:30:00Z"
        ),
    ]
    only_booked = a_record("EventInstance", "3", links=event, **booked)
    records = read(
        mapping_calendar.event_instances,
        published,
        on_kiosks,
        only_booked,
        included=[*times, a_record("Event", "21", approval_status="P")],
    )
    assert [f"{one.starts_at:%H:%M} {one.ends_at:%H:%M}" for one in records[1:]] == [
        "14:00 15:00",
        "14:30 15:30",
        "12:00 18:00",
    ]
    assert not records[0].is_approved


def test_a_connection_keeps_the_number_it_points_at_as_text():
    connection = a_record("EventConnection", connected_to_id=77, connected_to_type="group", product_name="groups")
    (kept,) = read(mapping_calendar.event_connections, connection, parent="21")
    assert (kept.calendar_event_id, kept.connected_to_id) == ("21", "77")
