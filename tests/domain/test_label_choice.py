"""Which labels, and how many: what Planning Center says, what a church adds, and two children of one name."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import CheckInGroupId, FactId, LocationId, SecurityCode
from kiosk.domain.label_choice import Labelled, LabelQuantity, LabelStyle, OncePer, inherited, labels_for
from kiosk.domain.label_names import NamedInside
from kiosk.domain.labels import AllergyLabel, LabelKind, NameLabel, PrintJob, RoomListLabel, SecurityLabel
from tests.support.church_builders import a_person

NINE = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)
STYLE = LabelStyle("en", False, {NINE: "9:00"})
GROUP = CheckInGroupId("01J00000000000000000000000")
CODE = SecurityCode("XK7P")
ROOM, OTHER_ROOM, FOLDER, FOLDER_ABOVE = (LocationId(name) for name in ("room", "other", "folder", "above"))


def a_check_in(
    person: str, *, room: LocationId = ROOM, kind: str = "regular", code: str | None = CODE, **facts: Any
) -> Labelled:
    facts.setdefault("first_name", f"Child {person}")
    return Labelled(
        FactId(f"{person}-{room}"),
        a_person(person, **facts),
        AttendanceKind(kind),
        room,
        room.title(),
        "Sunday Kids",
        NINE,
        date(2026, 9, 13),
        SecurityCode(code) if code else None,
    )


def jobs_for(*people: Labelled, said: tuple[LabelQuantity, ...] = (), **more: Any) -> tuple[PrintJob, ...]:
    return labels_for(GROUP, people, {(one.person.id, one.location_id): said for one in people}, STYLE, **more)


def kinds(jobs: tuple[PrintJob, ...]) -> list[str]:
    return [job.kind.value for job in jobs]


def called(jobs: tuple[PrintJob, ...]) -> list[str]:
    return [job.label.called_name for job in jobs if isinstance(job.label, NameLabel)]


def for_all(quantity: int = 1, **fields: Any) -> LabelQuantity:
    return LabelQuantity("Person", quantity, True, True, True, **fields)


def test_l01_a_label_once_per_person_is_one_for_two_areas():
    once = for_all(label_id="1", once_per=OncePer.PERSON)

    assert kinds(jobs_for(a_check_in("1"), a_check_in("1", room=OTHER_ROOM), said=(once,))) == ["name", "security"]


def test_l02_a_label_once_per_location_is_one_for_three_siblings():
    once = for_all(label_id="1", once_per=OncePer.LOCATION)
    jobs = jobs_for(*(a_check_in(person) for person in "123"), said=(for_all(label_id="2"), once))

    assert kinds(jobs).count("room_list") == 1
    assert kinds(jobs).count("name") == 3
    (label,) = [job.label for job in jobs if isinstance(job.label, RoomListLabel)]
    assert [line.called_name for line in label.lines] == ["Child 1", "Child 2", "Child 3"]


def test_l03_three_childrens_labels_then_one_tag():
    assert kinds(jobs_for(*(a_check_in(person) for person in "123"))) == ["name", "name", "name", "security"]


def test_l07_only_who_was_chosen_gets_a_label():
    assert called(jobs_for(a_check_in("2"), a_check_in("4"))) == ["Child 2", "Child 4"]


def test_l15_two_emmas_in_a_room_are_told_apart():
    emmas = [
        a_check_in("1", first_name="Emma", last_name="Stone"),
        a_check_in("2", first_name="Emma", last_name="Sterling"),
        a_check_in("3", first_name="Emma", last_name="Cole", room=OTHER_ROOM),
    ]

    assert called(jobs_for(*emmas)) == ["Emma Sto.", "Emma Ste.", "Emma"]


def test_l15_so_is_who_comes_when_an_emma_is_already_inside():
    inside = [NamedInside(a_person("9").id, ROOM, "Emma", "Sanders")]
    jobs = jobs_for(a_check_in("1", first_name="Emma", last_name="Stone"), inside=inside)

    assert called(jobs) == ["Emma St."]
    assert [line.called_name for job in jobs if isinstance(job.label, SecurityLabel) for line in job.label.lines] == [
        "Emma St."
    ]


def test_l15_one_name_in_full_is_all_that_can_be_done_for_namesakes():
    inside = [NamedInside(a_person("9").id, ROOM, "Emma", "Stone")]

    assert called(jobs_for(a_check_in("1", first_name="Emma", last_name="Stone"), inside=inside)) == ["Emma Stone"]


def test_l15_nobody_is_told_apart_from_herself():
    herself = a_check_in("1", first_name="Emma", last_name="Stone")
    inside = [NamedInside(herself.person.id, ROOM, "Emma", "Stone")]

    assert called(jobs_for(herself, inside=inside)) == ["Emma"]


def test_l16_allergies_are_on_the_childs_label_and_the_rooms_never_on_the_adults():
    once = for_all(label_id="1", once_per=OncePer.LOCATION)
    jobs = jobs_for(a_check_in("1", medical_notes="Peanuts"), said=(for_all(label_id="2"), once))

    told = {job.kind: "Peanuts" in repr(job.label) for job in jobs}
    assert told == {LabelKind.NAME: True, LabelKind.ROOM_LIST: True, LabelKind.SECURITY: False}


def test_a_sticker_is_only_for_somebody_with_notes():
    sticker = for_all(2, label_id="3", label_name="Allergy sticker")
    jobs = jobs_for(a_check_in("1", medical_notes="Peanuts"), a_check_in("2"), said=(for_all(label_id="2"), sticker))

    assert [job.label.called_name for job in jobs if isinstance(job.label, AllergyLabel)] == ["Child 1", "Child 1"]
    assert called(jobs) == ["Child 1", "Child 2"]


def test_s14_volunteers_and_adults_alone_get_no_tag_and_no_code():
    jobs = jobs_for(a_check_in("1", kind="volunteer", code=None), a_check_in("2", code=None))

    assert kinds(jobs) == ["name", "name"]
    assert all(job.label is not None and job.label.security_code is None for job in jobs)


@pytest.mark.parametrize(("kind", "count"), [("regular", 2), ("guest", 0), ("volunteer", 2)])
def test_quantities_are_obeyed_by_kind(kind: str, count: int):
    said = (LabelQuantity("Person", 2, True, False, True),)

    assert kinds(jobs_for(a_check_in("1", kind=kind), said=said)).count("name") == count


def test_a_room_says_more_than_its_folder_and_a_folder_more_than_the_event():
    event, above, folder, room = (
        for_all(copies, label_id="1", location_id=place)
        for copies, place in ((1, None), (2, FOLDER_ABOVE), (3, FOLDER), (4, ROOM))
    )
    path = [ROOM, FOLDER, FOLDER_ABOVE]

    assert inherited([event], path) == (event,)
    assert inherited([event, above], path) == (above,)
    assert inherited([event, above, folder], path) == (folder,)
    assert inherited([event, above, folder, room], path) == (room,)
    assert inherited([event, above, folder, room], [OTHER_ROOM]) == (event,)


def test_a_room_may_switch_a_label_off_and_add_another():
    event, off = for_all(1, label_id="1"), for_all(0, label_id="1", location_id=ROOM)
    bag = for_all(2, label_id="2", location_id=ROOM)

    assert inherited([event, off, bag], [ROOM]) == (off, bag)
    assert kinds(jobs_for(a_check_in("1"), said=inherited([event, off, bag], [ROOM]))).count("name") == 2


def test_an_option_brings_its_own_labels():
    one = a_check_in("1")
    with_option = Labelled(
        one.fact_id, one.person, one.kind, one.location_id, one.location_name, one.event_name, one.starts_at,
        one.service_date, one.security_code, options=(for_all(2, label_id="9"),),
    )  # fmt: skip

    assert kinds(jobs_for(with_option, said=(for_all(label_id="1"),))).count("name") == 3


def test_an_option_alone_comes_on_top_of_the_label_that_everybody_gets():
    with_option = replace(a_check_in("1"), options=(for_all(1, label_id="9", label_name="Bottle"),))

    assert kinds(jobs_for(with_option)) == ["name", "name", "security"]


def test_settings_say_by_name_how_often_a_label_is_printed():
    style = replace(STYLE, once_per={"name": OncePer.PERSON, "room sheet": OncePer.LOCATION})
    in_two_rooms = [a_check_in("1"), a_check_in("1", room=OTHER_ROOM)]
    sheet = {(one.person.id, one.location_id): (for_all(label_name="Room sheet"),) for one in in_two_rooms}

    assert kinds(labels_for(GROUP, in_two_rooms, {}, style)) == ["name", "security"]
    assert kinds(labels_for(GROUP, in_two_rooms, sheet, style)) == ["room_list", "room_list", "security"]


def test_a_tag_is_for_the_kinds_it_is_configured_for():
    said = (for_all(), LabelQuantity("Group", 1, True, False, False))

    assert kinds(jobs_for(a_check_in("1", kind="guest"), said=said)) == ["name"]
    assert kinds(jobs_for(a_check_in("1", kind="guest"), a_check_in("2"), said=said)) == ["name", "name", "security"]


def test_a_self_station_prints_one_tag_whatever_is_configured():
    said = (for_all(), LabelQuantity("Group", 3, True, True, True))
    people = [a_check_in("1")]
    quantities = {(one.person.id, one.location_id): said for one in people}
    manned = LabelStyle("en", False, STYLE.clock, most_adult_labels=9)

    assert kinds(labels_for(GROUP, people, quantities, STYLE)).count("security") == 1
    assert kinds(labels_for(GROUP, people, quantities, manned)).count("security") == 3


def test_every_job_has_a_key_of_its_own():
    said = (for_all(2, label_id="1"), for_all(2, label_id="2", label_name="Allergies"))
    family = [a_check_in("1", medical_notes="Nuts"), a_check_in("2"), a_check_in("2", room=OTHER_ROOM)]
    jobs = jobs_for(*family, said=said)

    assert len({job.key for job in jobs}) == len({job.id for job in jobs}) == len(jobs)


def test_check_12_the_same_code_stands_on_the_childs_and_the_adults_label():
    codes = {job.label.security_code for job in jobs_for(a_check_in("1"), a_check_in("2")) if job.label is not None}

    assert codes == {CODE}
