"""The labels that a tap queues: as many as the church configured for each visit, whoever comes to however many services."""

from datetime import UTC, date, datetime

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import CheckInGroupId, FactId, LocationId, PersonId, SecurityCode
from kiosk.domain.label_choice import Labelled, LabelQuantity, LabelStyle, labels_for
from kiosk.domain.labels import NameLabel, SecurityLabel
from tests.support.church_builders import a_person

NINE = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)
QUARTER_TO_ELEVEN = datetime(2026, 9, 13, 15, 45, tzinfo=UTC)
STYLE = LabelStyle("en", False, {NINE: "9:00", QUARTER_TO_ELEVEN: "10:45"})
NAME_LABEL = LabelQuantity("Person", 1, True, True, False)
TAG = LabelQuantity("Group", 1, True, True, False)
BAG_TAG = LabelQuantity("Person", 1, True, True, False, LocationId("TOD"))
GROUP = CheckInGroupId("01J00000000000000000000000")


def a_visit(person: str, room: str, *starts: datetime) -> list[Labelled]:
    return [
        Labelled(
            FactId(f"{person}-{starts_at:%H%M}"),
            a_person(person, first_name=f"Child {person}"),
            AttendanceKind.REGULAR,
            LocationId(room),
            room,
            "Sunday Kids",
            starts_at,
            date(2026, 9, 13),
            SecurityCode("XK7P"),
        )
        for starts_at in starts
    ]


def labels_of(*visits: list[Labelled], bag_tags_in: str = "TOD") -> list[tuple[str, str, str]]:
    """Kind, whose and for when of each label, in printing order."""
    people = [one for visit in visits for one in visit]
    quantities = {
        (PersonId(one.person.id), one.location_id): (NAME_LABEL, TAG, *((BAG_TAG,) * (one.location_id == bag_tags_in)))
        for one in people
    }
    said = []
    for job in labels_for(GROUP, people, quantities, STYLE):
        match job.label:
            case NameLabel(called_name=name, time=time):
                said.append(("name", name, time))
            case SecurityLabel(lines=lines):
                said += [("tag", line.called_name, line.time) for line in lines]
    return said


def test_both_services_in_one_room_are_one_label():
    assert labels_of(a_visit("1", "TWO", QUARTER_TO_ELEVEN, NINE)) == [
        ("name", "Child 1", "9:00 · 10:45"),
        ("tag", "Child 1", "9:00 · 10:45"),
    ]


def test_a_room_of_its_own_each_time_is_a_label_each_time():
    assert labels_of(a_visit("1", "TOD", NINE) + a_visit("1", "TWO", QUARTER_TO_ELEVEN)) == [
        ("name", "Child 1", "9:00"),
        ("name", "Child 1", "9:00"),  # the bag tag of that room, and of no other
        ("name", "Child 1", "10:45"),
        ("tag", "Child 1", "9:00"),
        ("tag", "Child 1", "10:45"),
    ]


def test_a_family_gets_its_name_labels_before_the_one_tag():
    kinds = [
        kind for kind, _, _ in labels_of(a_visit("1", "TWO", NINE), a_visit("2", "THR", NINE), a_visit("3", "K", NINE))
    ]

    assert kinds == ["name", "name", "name", "tag", "tag", "tag"]
