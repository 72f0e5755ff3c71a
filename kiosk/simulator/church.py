"""The sample church: Riverside Church from its data files, laid out so that a service is about to begin."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.simulator.church_calendar import file_calendar
from kiosk.simulator.church_check_ins import VisitBook
from kiosk.simulator.church_files import read
from kiosk.simulator.church_groups import file_groups
from kiosk.simulator.church_households import file_everyone
from kiosk.simulator.church_labels import file_labels
from kiosk.simulator.church_people import Individual, PeopleBook
from kiosk.simulator.church_schedule import Schedule, add_schedule, read_schedule
from kiosk.simulator.church_visits import file_visits
from kiosk.simulator.church_week import Week, week_at
from kiosk.simulator.records import Church

FOUNDED_DAYS_AGO = 2400


PHOTO_EVERY = 3
"""Every third of the sample church's people has a photo."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a fuller Sunday changes: more people, other rooms, more who are in already (as in ``visits.toml``)."""

    people: Callable[[PeopleBook, dict[int, Individual]], dict[int, Individual]]
    rooms: Callable[[Schedule, dict[int, Individual]], Schedule]
    today: Callable[[Schedule, dict[int, Individual]], list[dict[str, Any]]]


def load_sample_church(
    now: datetime, *, anchor: date | None = None, fixed: bool = False, crowd: Crowd | None = None
) -> Church:
    """The sample church, its week laid around ``now`` (an aware datetime).

    Unless ``fixed``, its Sunday is today in the church's zone and the first service starts half an hour from now, so
    that check-in is open whenever a demo is started. ``fixed``: 9:00 and 10:45 on the coming Sunday (today if it is one);
    with an ``anchor`` on that day. Same arguments, same church.
    """
    told, visits = read("church"), read("visits")
    week = week_at(now, ZoneInfo(told["time_zone"]), anchor=anchor, fixed=fixed)
    church, book = found_church(week)
    people = file_everyone(replace(book, photo_every=PHOTO_EVERY), known_grades(), told["promotion"])
    schedule = read_schedule(week, visits["weeks"])
    if crowd:
        people |= crowd.people(book, people)
        schedule = crowd.rooms(schedule, people)
        visits = visits | {"today": visits["today"] + crowd.today(schedule, people)}
    add_schedule(church, schedule)
    file_labels(church, week)
    file_visits(VisitBook(church, schedule, people), visits)
    file_groups(church, week)
    file_calendar(church, week, owner=next(str(person.id) for person in people.values() if person.administrator))
    return church


def found_church(week: Week) -> tuple[Church, PeopleBook]:
    """A church with its organization, campuses and grades, and nobody in it yet."""
    told = read("church")
    church = Church(told["organization_id"], told["name"], told["time_zone"], told["country_code"])
    founded = week.ago(days=FOUNDED_DAYS_AGO)
    grades = [{"key": int(key), "value": name} for key, name in told["grades"].items()]
    church.add(
        "people",
        "Organization",
        church.organization_id,
        {
            "name": church.name,
            "country_code": church.country_code,
            "date_format": 1,
            "time_zone": church.time_zone,
            "contact_website": told["website"],
            "created_at": founded,
            "avatar_url": None,
            "church_center_subdomain": told["subdomain"],
            "grades": grades,
        },
    )
    church.add(
        "check-ins", "Organization", church.organization_id, {"date_format_pattern": "%m/%d/%Y", "daily_check_ins": 60}
    )
    for grade in grades:
        church.add("people", "Grade", str(grade["key"]), grade)
    for campus in told["campus"]:
        _add_campus(church, campus, told, founded)
    reasons = {"Moved away": "1", "Deceased": "2"}
    for name, id in reasons.items():
        church.add("people", "InactiveReason", id, {"value": name})
    return church, PeopleBook(church, week, reasons, (told["city"], told["state"], told["zip"]))


def known_grades() -> list[int]:
    """The keys of the organization's grade list."""
    return [int(key) for key in read("church")["grades"]]


def _add_campus(church: Church, campus: dict[str, Any], told: dict[str, Any], founded: str) -> None:
    church.add(
        "people",
        "Campus",
        campus["id"],
        {
            "name": campus["name"],
            "street": campus["street"],
            "city": told["city"],
            "state": told["state"],
            "zip": told["zip"],
            "country": told["country_code"],
            "time_zone": told["time_zone"],
            "latitude": None,
            "longitude": None,
            "description": None,
            "phone_number": None,
            "website": told["website"],
            "contact_email_address": None,
            "twenty_four_hour_time": False,
            "date_format": 1,
            "church_center_enabled": True,
            "geolocation_set_manually": False,
            "avatar_url": None,
            "created_at": founded,
            "updated_at": founded,
        },
    )
