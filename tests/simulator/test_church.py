"""The sample church: true to what Planning Center publishes, always open in the demo, and with everyone in it who is hard."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.simulator.church import load_sample_church
from kiosk.simulator.church_ages import Age, latest_leap_day, whole_months
from kiosk.simulator.church_files import read, row
from kiosk.simulator.church_households import PersonRow
from kiosk.simulator.church_synthetic import CLOSED_ROOM, FULL_ROOMS, crowded_sunday, synthetic_church
from kiosk.simulator.church_week import week_at
from kiosk.simulator.links import TO_MANY, TO_ONE
from kiosk.simulator.records import Church, Record
from kiosk.simulator.vertices import published

CHICAGO = ZoneInfo("America/Chicago")
SUNDAY_MORNING = datetime(2026, 9, 13, 8, 10, tzinfo=CHICAGO)
FRIDAY = datetime(2026, 9, 11, 12, 0, tzinfo=CHICAGO)
MINUTES_OF_SEVEN_YEARS = 7 * 365 * 24 * 60
MOMENTS = st.integers(0, MINUTES_OF_SEVEN_YEARS).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
SHOWN_BY_GROUPS = {"groups/Campus": "people/Campus"}
UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "float": (float,),
    "date": (str,),
    "date_time": (str,),
    "array": (list,),
    "json": (dict,),
    "hash": (dict,),
    "primary_key": (str, int),
}


@pytest.fixture(scope="module")
def church() -> Church:
    return load_sample_church(SUNDAY_MORNING, fixed=True)


# ---- Planning Center's own shapes -----------------------------------------------------------------------------------


def churches() -> list[Church]:
    return [
        load_sample_church(SUNDAY_MORNING, fixed=True),
        crowded_sunday(SUNDAY_MORNING),
        synthetic_church(300, 1, FRIDAY),
    ]


def test_every_attribute_has_a_name_and_a_type_that_planning_center_publishes():
    for church in churches():
        for key, records in church.records.items():
            product, type_name = key.split("/")
            known = published(product).vertices[type_name].attributes
            for record in records.values():
                for name, value in record["attributes"].items():
                    assert name in known, f"{key} has no {name}"
                    assert value is None or is_a(value, known[name], key, name), f"{key} {name}: {value!r}"


def test_every_link_is_a_known_one_and_leads_to_a_record_but_for_people_merged_away():
    for church in churches():
        for key, records in church.records.items():
            targets = TO_ONE.get(key, {}) | TO_MANY.get(key, {})
            for record in records.values():
                for name, related in record["relationships"].items():
                    assert name in targets, f"{key} has no link {name}"
                    for one in as_list(related["data"]):
                        target = SHOWN_BY_GROUPS.get(targets[name], targets[name]) or f"check-ins/{one['type']}"
                        if name != "person_to_remove" and (key, record["id"]) != ("people/PersonMerger", "3"):
                            assert one["id"] in church.records[target], f"{key} {record['id']} {name}"


def test_the_same_arguments_give_the_same_church():
    assert load_sample_church(SUNDAY_MORNING).records == load_sample_church(SUNDAY_MORNING).records
    assert synthetic_church(500, 7, FRIDAY).records == synthetic_church(500, 7, FRIDAY).records
    assert synthetic_church(500, 7, FRIDAY).records != synthetic_church(500, 8, FRIDAY).records


def test_nothing_was_recorded_after_now(church: Church):
    for records in church.records.values():
        for record in records.values():
            for name in ("created_at", "updated_at", "checked_out_at", "joined_at", "inactivated_at"):
                assert (record["attributes"].get(name) or "") <= "2026-09-13T13:10:00Z", record


def test_a_key_nobody_knows_is_an_error_in_the_data_files():
    with pytest.raises(TypeError, match="birthday"):
        row(PersonRow, {"first": "Ana", "birthday": "2024-05-01"})


# ---- Days and hours -------------------------------------------------------------------------------------------------


@given(MOMENTS)
def test_whenever_a_demo_starts_both_services_are_today_and_one_accepts_check_ins(now: datetime):
    week = week_at(now, CHICAGO)
    today = now.astimezone(CHICAGO).date()
    assert week.first.date() == week.second.date() == today
    windows = [
        (start.astimezone(UTC) - timedelta(hours=5), start.astimezone(UTC) + timedelta(minutes=30))
        for start in (week.first, week.second)
    ]
    assert any(opens <= now and now + timedelta(minutes=20) < closes for opens, closes in windows)
    if now.astimezone(CHICAGO).hour < 21:
        assert timedelta(minutes=25) < week.first.astimezone(UTC) - now < timedelta(minutes=40)
        assert week.second.astimezone(UTC) - week.first.astimezone(UTC) == timedelta(minutes=105)


def test_a_fixed_church_has_its_services_on_the_coming_sunday_at_nine_and_quarter_to_eleven():
    for now in (FRIDAY, SUNDAY_MORNING):
        church = load_sample_church(now, fixed=True)
        assert starts(church, "11") == datetime(2026, 9, 13, 9, 0, tzinfo=CHICAGO)
        assert starts(church, "12") == datetime(2026, 9, 13, 10, 45, tzinfo=CHICAGO)
        assert starts(church, "21") == datetime(2026, 9, 16, 18, 30, tzinfo=CHICAGO)
    anchored = load_sample_church(FRIDAY, anchor=date(2026, 9, 20))
    assert starts(anchored, "11") == datetime(2026, 9, 20, 9, 0, tzinfo=CHICAGO)


def test_past_weeks_keep_the_hour_when_the_clocks_change():
    church = load_sample_church(FRIDAY, anchor=date(2026, 11, 15))
    assert church.records["check-ins/EventTime"]["11"]["attributes"]["starts_at"] == "2026-11-15T15:00:00Z"
    assert church.records["check-ins/EventTime"]["1103"]["attributes"]["starts_at"] == "2026-10-25T14:00:00Z"


@given(DAYS, st.integers(0, 220), st.integers(0, 1000))
def test_an_age_in_whole_months_is_right_on_any_service_day(on: date, months: int, salt: int):
    assert whole_months(Age(months, None).birthdate(on, salt), on) == months


@given(DAYS)
def test_the_child_born_on_a_leap_day_is_of_an_age_for_the_age_rooms(on: date):
    born = latest_leap_day(on, 2)
    assert (born.month, born.day) == (2, 29)
    assert 24 <= whole_months(born, on) < 72


@pytest.mark.parametrize(("text", "born"), [("3y0m0d", "2023-09-13"), ("5y-1d", "2021-09-14"), ("-4m", "2027-01-13")])
def test_ages_can_be_given_to_the_day(text: str, born: str):
    assert Age.parse(text).birthdate(date(2026, 9, 13), salt=0).isoformat() == born


# ---- Who is in it ---------------------------------------------------------------------------------------------------


def test_it_is_a_church_of_about_eighty_households_and_three_hundred_people(church: Church):
    assert 75 <= len(church.records["people/Household"]) <= 90
    assert 290 <= len(church.records["people/Person"]) <= 330
    sizes = {household["attributes"]["member_count"] for household in church.all("people", "Household")}
    assert {2, 3, 4, 5, 6, 9} <= sizes


def test_the_cole_family_is_the_one_in_the_pictures(church: Church):
    (household,) = households_by_ending(church, "0142")
    members = members_of(church, household)
    assert [one["attributes"]["first_name"] for one in members] == ["Ana", "Leo", "Mia", "José", "Pat"]
    ana, leo, mia, jose, pat = (one["attributes"] for one in members)
    assert (months_old(ana), ana["medical_notes"]) == (28, "Nuts")
    assert (leo["grade"], jose["grade"], mia["birthdate"], pat["child"]) == (0, 4, None, False)
    assert [came_last_week(church, one["id"]) for one in members] == [True, True, True, False, False]


def test_phone_endings_lead_to_one_three_and_more_than_eight_households(church: Church):
    assert len(households_by_ending(church, "0133")) == 1
    assert len(households_by_ending(church, "0155")) == 3
    assert len(households_by_ending(church, "0177")) > 8


def test_families_come_in_every_kind(church: Church):
    people = church.records["people/Person"]
    homes = [
        membership["relationships"]["person"]["data"]["id"]
        for membership in church.all("people", "HouseholdMembership")
    ]
    assert homes.count("1802") == 2, "Rowan lives in two households"
    assert set(people) - set(homes), "some belong to no household"
    assert people["1703"]["attributes"]["birthdate"] == people["1704"]["attributes"]["birthdate"], "twins"
    alike = [
        (p["attributes"]["name"], p["attributes"]["birthdate"]) for p in people.values() if p["attributes"]["birthdate"]
    ]
    assert len(alike) == len(set(alike)) + 1, "one child is there twice"
    roles = {membership["attributes"]["household_role"] for membership in church.all("people", "HouseholdMembership")}
    assert roles == {"adult", "parent_guardian", "other_adult", "child_or_dependent"}


def test_facts_are_missing_odd_and_wrong_as_in_a_real_church(church: Church):
    active = [p["attributes"] for p in church.all("people", "Person") if p["attributes"]["status"] == "active"]
    children = [one for one in active if one["child"]]
    assert any(one["birthdate"] is None for one in children)
    assert any(one["gender"] is None for one in children)
    assert any(one["birthdate"] and one["birthdate"] > "2026-09-13" for one in children)
    assert any(one["grade"] is None and one["birthdate"] and months_old(one) > 72 for one in children)
    keys = {grade["attributes"]["key"] for grade in church.all("people", "Grade")}
    grades = {one["grade"] for one in children if one["grade"] is not None}
    assert grades - keys, "a grade the church's list does not have"
    assert any(grade < -1 for grade in grades & keys)
    assert any(one["last_name"] == "" for one in active)
    assert any("\n" in (one["medical_notes"] or "") for one in children)
    assert any(one["birthdate"] and one["birthdate"].endswith("-02-29") for one in children)
    assert {one["passed_background_check"] for one in active} == {True, False}


def test_people_have_gone_for_both_reasons_and_profiles_were_merged_in_a_chain(church: Church):
    gone = [p for p in church.all("people", "Person") if p["attributes"]["status"] == "inactive"]
    assert {p["relationships"]["inactive_reason"]["data"]["id"] for p in gone} == {"1", "2"}
    assert households_by_ending(church, "0149") == {"47"}, "the phone of a family that moved away is still there"
    merged = {
        str(one["attributes"]["person_to_remove_id"]): str(one["attributes"]["person_to_keep_id"])
        for one in church.all("people", "PersonMerger")
    }
    assert not set(merged) & set(church.records["people/Person"])
    assert merged[merged["8803"]] in church.records["people/Person"]


def test_names_come_in_many_scripts(church: Church):
    letters = {letter for p in church.all("people", "Person") for letter in p["attributes"]["name"] if letter.isalpha()}
    scripts = {unicodedata.name(letter).split()[0] for letter in letters}
    assert {"LATIN", "CJK", "HANGUL", "ARABIC", "HEBREW", "GREEK", "CYRILLIC", "ETHIOPIC", "DEVANAGARI"} <= scripts


# ---- Rooms and visits -----------------------------------------------------------------------------------------------


def test_open_age_rooms_tile_the_first_six_years_and_every_grade_has_a_room_at_both_services(church: Church):
    for time in ("11", "12"):
        rooms = [one["attributes"] for one in offered(church, time) if one["attributes"]["opened"]]
        for months in range(72):
            assert (
                sum((one["age_min_in_months"] or 0) <= months <= (one["age_max_in_months"] or -1) for one in rooms) == 1
            )
        for grade in range(9):
            assert any(
                (one["grade_min"] or 0) <= grade <= (-1 if one["grade_max"] is None else one["grade_max"])
                for one in rooms
            )


def test_the_boys_circle_is_full_today_and_only_open_at_the_second_service(church: Church):
    names = {time: {one["attributes"]["name"] for one in offered(church, time)} for time in ("11", "12")}
    assert "Boys' circle" in names["12"] - names["11"]
    assert seats_taken(church, "Boys' circle", "12") == room(church, "Boys' circle")["attributes"]["max_occupancy"] == 3


def test_counts_agree_with_the_check_ins(church: Church):
    for time in church.all("check-ins", "EventTime"):
        kinds = [
            one["attributes"]["kind"]
            for one in church.all("check-ins", "CheckInTime")
            if link(one, "event_time") == time["id"]
        ]
        counts = time["attributes"]
        assert counts["regular_count"] == kinds.count("Regular")
        assert counts["guest_count"] == kinds.count("Guest")
        assert counts["volunteer_count"] == kinds.count("Volunteer")
        assert counts["total_count"] == len(kinds)


def test_the_past_eight_weeks_have_check_ins_and_a_first_sunday_has_none(church: Church):
    weeks = {link(one, "event_period")[-2:] for one in church.all("check-ins", "CheckIn")}
    assert weeks == {f"{week:02d}" for week in range(9)}
    came = {link(one, "person") for one in church.all("check-ins", "PersonEvent")}
    assert {"101", "104"} <= came
    assert not {"7802", "7803"} & came


def test_before_the_service_day_nobody_is_in_yet():
    church = load_sample_church(FRIDAY, fixed=True)
    assert all(one["attributes"]["checked_out_at"] for one in church.all("check-ins", "CheckIn"))


def test_a_crowded_sunday_has_three_hundred_children_three_full_rooms_and_a_closed_one():
    church = crowded_sunday(SUNDAY_MORNING)
    children = [p for p in church.all("people", "Person") if p["attributes"]["child"]]
    assert sum(child["attributes"]["status"] == "active" for child in children) == 300
    for name in FULL_ROOMS:
        seats = room(church, name)["attributes"]["max_occupancy"]
        assert seats_taken(church, name, "11") == seats_taken(church, name, "12") == seats > 0
    assert room(church, CLOSED_ROOM)["attributes"]["opened"] is False


@settings(max_examples=10)
@given(st.integers(1, 400), st.integers(0, 5))
def test_a_made_up_church_has_exactly_the_people_asked_for_each_in_one_household(people: int, seed: int):
    church = synthetic_church(people, seed, FRIDAY)
    assert len(church.records["people/Person"]) == people
    assert len(church.records["people/HouseholdMembership"]) == people


def test_group_members_and_helpers_are_people_of_the_church(church: Church):
    rooms = {one["attributes"]["name"] for one in church.all("check-ins", "Location")}
    helped = {
        line["serves"]
        for household in read("households")["household"]
        for line in household["people"]
        if "serves" in line
    }
    assert helped <= rooms
    assert {link(one, "person") for one in church.all("groups", "Membership")} <= set(church.records["people/Person"])


# ---- What the tests read --------------------------------------------------------------------------------------------


def as_list(data: Any) -> list[dict[str, str]]:
    return data if isinstance(data, list) else [data] if data else []


def is_a(value: Any, kind: str, key: str, name: str) -> bool:
    if (key, name) in {("check-ins/Location", "questions"), ("calendar/EventTime", "name")}:
        return isinstance(value, list | str)  # live answers differ from the printed type
    if kind == "date_time":
        return bool(UTC_TIME.fullmatch(value))
    if kind == "date":
        return date.fromisoformat(value) is not None
    return isinstance(value, PYTHON_TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def link(record: Record, name: str) -> str:
    data = record["relationships"][name]["data"]
    return data["id"] if data else ""


def starts(church: Church, time: str) -> datetime:
    return datetime.fromisoformat(church.records["check-ins/EventTime"][time]["attributes"]["starts_at"])


def months_old(attributes: dict[str, Any]) -> int:
    return whole_months(date.fromisoformat(attributes["birthdate"]), date(2026, 9, 13))


def members_of(church: Church, household: str) -> list[Record]:
    return [
        church.records["people/Person"][link(one, "person")]
        for one in church.all("people", "HouseholdMembership")
        if link(one, "household") == household
    ]


def households_by_ending(church: Church, digits: str) -> set[str]:
    people = {
        link(one, "person") for one in church.all("people", "PhoneNumber") if one["attributes"]["e164"].endswith(digits)
    }
    return {
        link(one, "household") for one in church.all("people", "HouseholdMembership") if link(one, "person") in people
    }


def came_last_week(church: Church, person: str) -> bool:
    return any(
        link(one, "person") == person and link(one, "event_period") == "1001"
        for one in church.all("check-ins", "CheckIn")
    )


def room(church: Church, name: str) -> Record:
    return next(one for one in church.all("check-ins", "Location") if one["attributes"]["name"] == name)


def offered(church: Church, time: str) -> list[Record]:
    event_time = church.records["check-ins/EventTime"][time]
    named = event_time["relationships"].get("available_locations")
    if named:
        return [church.records["check-ins/Location"][one["id"]] for one in named["data"]]
    return [one for one in church.all("check-ins", "Location") if link(one, "event") == link(event_time, "event")]


def seats_taken(church: Church, name: str, time: str) -> int:
    id = room(church, name)["id"]
    return sum(
        one["attributes"]["regular_count"] + one["attributes"]["guest_count"]
        for one in church.all("check-ins", "LocationEventTime")
        if link(one, "location") == id and link(one, "event_time") == time
    )
