"""Made-up churches of any size, and a Sunday on which the sample church is full: for benchmarks and for trying hard days."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.simulator.church import Crowd, found_church, known_grades, load_sample_church
from kiosk.simulator.church_ages import MONTHS_PER_YEAR, Age
from kiosk.simulator.church_check_ins import REGULAR
from kiosk.simulator.church_files import read
from kiosk.simulator.church_households import CHILDREN, GENDERS
from kiosk.simulator.church_labels import file_labels
from kiosk.simulator.church_people import ADULT, CHILD, PARENT, Family, Individual, PeopleBook, email_for, years_left
from kiosk.simulator.church_schedule import Schedule, add_schedule, read_schedule
from kiosk.simulator.church_visits import room_for
from kiosk.simulator.church_week import Week, week_at
from kiosk.simulator.records import Church

HOUSEHOLD_SIZES = {1: 7, 2: 18, 3: 18, 4: 28, 5: 18, 6: 8, 7: 2, 9: 1}
"""Out of a hundred; 3.7 people on average."""
ATTENDANCE = {"first": 40, "second": 35, "both": 10, "": 15}
NOTES = ("Nuts", "Asthma", "Gluten free", "Bee stings", "Glasses stay on", "Cow's milk allergy", "Egg allergy")
SCHOOL_AGE = 66
USUAL_CHILD = 5 * MONTHS_PER_YEAR
OLDEST_CHILD = 17 * MONTHS_PER_YEAR + 11
PEOPLE_PER_GROUP = 40
GROUP_SIZE = 10
UNASSIGNED_AREA_CODE = "555"

FIRST_CROWD_PERSON = 20001
FIRST_CROWD_HOUSEHOLD = 1001
FULL_ROOMS = ("Threes", "Kindergarten", "Grades 1–2")
CLOSED_ROOM = "Fives"
SEATS_OF_FULL_ROOMS = 8


@dataclass(frozen=True, slots=True)
class Names:
    """First names by script and gender, last names by script: the sample church's own, to draw from."""

    firsts: dict[tuple[str, str], tuple[str, ...]]
    lasts: dict[str, tuple[str, ...]]
    scripts: tuple[str, ...]


@dataclass(slots=True)
class Maker:
    """Makes families with ids from two counters; the same random numbers make the same families."""

    rng: random.Random
    week: Week
    names: Names
    grades: list[int]
    promotion: str
    next_person: int = 1
    next_household: int = 1

    def family(self) -> tuple[Family, tuple[Individual, ...]]:
        """The next family, adults first."""
        rng, id = self.rng, self.next_household
        self.next_household += 1
        size = _pick(rng, HOUSEHOLD_SIZES)
        adults = 1 if size == 1 or rng.random() < (0.45 if size == 2 else 0.2) else 2
        script = rng.choice(self.names.scripts)
        last = rng.choice(self.names.lasts[script])
        attends = _pick(rng, ATTENDANCE)
        people = tuple(self._person(id, place, adults, script, last, attends) for place in range(size))
        role = PARENT if size > adults else ADULT
        members = tuple((person.id, CHILD if person.is_child else role) for person in people)
        return Family(id, last, people[0].id, members, f"{rng.randint(1, 999)} Elm Avenue"), people

    def _person(self, household: int, place: int, adults: int, script: str, last: str, attends: str) -> Individual:
        rng, id = self.rng, self.next_person
        self.next_person += 1
        is_child = place >= adults
        gender = rng.choice(("Female", "Male"))
        first = rng.choice(self.names.firsts[script, gender])
        months = (
            round(rng.triangular(0, OLDEST_CHILD, USUAL_CHILD)) if is_child else rng.randint(19, 85) * MONTHS_PER_YEAR
        )
        is_known = rng.random() < (0.97 if is_child else 0.8)
        grade = self._grade(months) if is_child else None
        has_phone = not is_child and rng.random() < (0.9 if place == 0 else 0.5)
        return Individual(
            id=id,
            first=first,
            last=last,
            birthdate=Age(months, None).birthdate(self.week.service_date, rng.randint(0, 99)) if is_known else None,
            gender=gender if rng.random() < 0.98 else None,
            is_child=is_child,
            grade=grade,
            graduates=years_left(grade, self.grades, self.week, self.promotion),
            notes=rng.choice(NOTES) if is_child and rng.random() < 0.08 else None,
            phone=f"({UNASSIGNED_AREA_CODE}) {rng.randint(200, 999)}-{rng.randint(0, 9999):04d}" if has_phone else None,
            email=email_for(id, first, last) if not is_child and rng.random() < 0.6 else None,
            card=f"{id:010d}" if rng.random() < 0.05 else None,
            attends=(attends,) if is_child else (),
            household=household,
        )

    def _grade(self, months: int) -> int | None:
        if months < SCHOOL_AGE or self.rng.random() < 0.04:
            return None
        return min((months - SCHOOL_AGE) // MONTHS_PER_YEAR, 12)


def synthetic_church(people: int, seed: int, now: datetime, *, fixed: bool = False) -> Church:
    """A made-up church with exactly so many people (ids from 1), the sample church's events and rooms, no history."""
    told = read("church")
    week = week_at(now, ZoneInfo(told["time_zone"]), fixed=fixed)
    church, book = found_church(week)
    maker = _maker(week, seed)
    left = people
    while left > 0:
        family, members = maker.family()
        _file(book, replace(family, members=family.members[:left]), members[:left])
        left -= len(members)
    schedule = read_schedule(week, weeks_back=1)
    add_schedule(church, schedule)
    file_labels(church, week)
    _add_groups(church, week, people, random.Random(seed))
    return church


def crowded_sunday(
    now: datetime, *, children: int = 300, seed: int = 3, anchor: date | None = None, fixed: bool = True
) -> Church:
    """The sample church with so many active children, three rooms full (by Planning Center's own app), one closed.

    Its own families stay as they are; the others are made up. Rooms are full at both services only on the service day:
    before it nobody is in yet.
    """

    def more_people(book: PeopleBook, own: dict[int, Individual]) -> dict[int, Individual]:
        maker = _maker(book.week, seed)
        maker.next_person, maker.next_household = FIRST_CROWD_PERSON, FIRST_CROWD_HOUSEHOLD
        made: dict[int, Individual] = {}
        missing = children - sum(1 for person in own.values() if person.is_child and not person.gone)
        for family, members in _families_with_children(maker, missing):
            _file(book, family, members)
            made |= {person.id: person for person in members}
        return made

    return load_sample_church(now, anchor=anchor, fixed=fixed, crowd=Crowd(more_people, _fewer_seats, _fill_rooms))


def _families_with_children(maker: Maker, children: int) -> Iterator[tuple[Family, tuple[Individual, ...]]]:
    """Families until exactly so many children are there; the last one loses those too many."""
    while children > 0:
        family, members = maker.family()
        wanted = [person for person in members if not person.is_child]
        wanted += [person for person in members if person.is_child][:children]
        ids = {person.id for person in wanted}
        children -= sum(1 for person in wanted if person.is_child)
        yield replace(family, members=tuple(one for one in family.members if one[0] in ids)), tuple(wanted)


def _fewer_seats(schedule: Schedule, people: dict[int, Individual]) -> Schedule:
    """The full rooms with just the seats that are taken, and one room closed."""
    seated = _seated(schedule, people)
    rooms = tuple(
        replace(room, max=len(seated[room.name]))
        if room.name in seated
        else replace(room, open=room.open and room.name != CLOSED_ROOM)
        for room in schedule.rooms
    )
    return replace(schedule, rooms=rooms)


def _fill_rooms(schedule: Schedule, people: dict[int, Individual]) -> list[dict[str, Any]]:
    """Made-up children in every seat of the full rooms, at both services."""
    times = [one.id for one in schedule.events[0].weekly_times]
    return [
        {"people": ids, "kind": REGULAR, "room": name, "at": times, "minutes_ago": 20}
        for name, ids in _seated(schedule, people).items()
    ]


def _seated(schedule: Schedule, people: dict[int, Individual]) -> dict[str, list[int]]:
    """The first made-up children who belong in each of the rooms to be full, up to so many."""
    offered = schedule.rooms_at(schedule.events[0].weekly_times[0].id)
    seated: dict[str, list[int]] = {name: [] for name in FULL_ROOMS}
    for person in people.values():
        if person.id < FIRST_CROWD_PERSON or not person.is_child:
            continue
        room = room_for(person, offered, schedule.week.service_date)
        if room and room.name in seated and len(seated[room.name]) < SEATS_OF_FULL_ROOMS:
            seated[room.name].append(person.id)
    return seated


def _file(book: PeopleBook, family: Family, members: tuple[Individual, ...]) -> None:
    for person in members:
        book.add_person(person)
    book.add_family(family)


def _add_groups(church: Church, week: Week, people: int, rng: random.Random) -> None:
    church.add("groups", "GroupType", "1", {"name": "Kids", "position": 1, "color": "#1F6F5C", "description": None})
    for number in range(1, people // PEOPLE_PER_GROUP + 1):
        id = str(number)
        attributes = {"name": f"Group {id}", "memberships_count": GROUP_SIZE, "archived_at": None, "schedule": None}
        church.add("groups", "Group", id, attributes, {"group_type": ("GroupType", "1")})
        for place, person in enumerate(rng.sample(range(1, people + 1), min(GROUP_SIZE, people))):
            church.add(
                "groups",
                "Membership",
                f"{id}{place:02d}",
                {"role": "leader" if place == 0 else "member", "joined_at": week.ago(days=30 + place)},
                {"group": ("Group", id), "person": ("Person", str(person))},
            )


def _maker(week: Week, seed: int) -> Maker:
    return Maker(random.Random(seed), week, _names(), known_grades(), read("church")["promotion"])


def _names() -> Names:
    """The sample church's names, so that made-up people have as many scripts; a script counts as often as it is found."""
    firsts: dict[tuple[str, str], list[str]] = {}
    lasts: dict[str, list[str]] = {}
    for household in read("households")["household"]:
        for line in household["people"]:
            first, last = line.get("first", ""), line.get("last", household["name"])
            if not first or not last or _script(first) != _script(last):
                continue
            gender = GENDERS[line["who"]]
            for one in (gender,) if gender else ("Female", "Male"):
                firsts.setdefault((_script(first), one), []).append(first)
            if line["who"] not in CHILDREN:
                lasts.setdefault(_script(last), []).append(last)
    scripts = [
        script
        for script, known in lasts.items()
        for _ in known
        if {(script, "Female"), (script, "Male")} <= set(firsts)
    ]
    return Names(
        {key: tuple(known) for key, known in firsts.items()},
        {script: tuple(known) for script, known in lasts.items()},
        tuple(scripts),
    )


def _script(text: str) -> str:
    return unicodedata.name(text[0]).split()[0]


def _pick(rng: random.Random, weights: dict[Any, int]) -> Any:
    return rng.choices(list(weights), list(weights.values()))[0]
