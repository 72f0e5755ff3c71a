"""Staff screens' views with the sample church's families in them: for pictures and layout tests, with the longest names there are."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.counts_there import HeadsThere
from kiosk.domain.ids import (
    CheckInGroupId,
    CheckInId,
    EventId,
    EventTimeId,
    GroupId,
    HouseholdId,
    LocationId,
    PersonId,
    SecurityCode,
    StaffId,
)
from kiosk.domain.labels import PrintState
from kiosk.domain.people import Gender, Household, Person
from kiosk.domain.pick_up import Collector, CollectorKind
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.room_state import Headcount
from kiosk.domain.watch import WatchKind
from kiosk.services.door_views import NO_CAUTION, Caution, DoorLook, InsideLine, RoomOf
from kiosk.services.evacuation import AdultPhone, Everyone, EveryoneLine, EveryoneRoom
from kiosk.services.look_in_planning_center import HouseholdThere
from kiosk.services.newcomers import LikelyMatch
from kiosk.services.pick_up_board import Board, BoardLine
from kiosk.services.ports import FoundHousehold
from kiosk.services.room_views import ExpectedLine, RoomLine, RoomTime, RoomView, WhyExpected
from kiosk.services.self_station import AdultChoice, FamilyKey, GradeChoice, OptionChoice
from kiosk.services.staff_forms import GroupChoice, GroupsOf
from kiosk.services.staff_views import (
    FamilyHit,
    Findings,
    PersonFacts,
    StaffFamily,
    StaffPerson,
    StaffRoom,
    StaffTime,
    StaffTimeChoice,
    StaffVisit,
    Strip,
    VisitLine,
)
from kiosk.services.watch import WatchAlert

NOW = datetime(2026, 9, 13, 8, 42, tzinfo=UTC)
NINE, LATER = NOW.replace(hour=9, minute=0), NOW.replace(hour=10, minute=45)
KEYS = (NINE.isoformat(), LATER.isoformat())
CHURCH = "Riverside Church"
LEAD = StaffMember(StaffId("L"), "Tomas", Role.LEAD)
COLE = FamilyKey(HouseholdId("1"))
STRIP = Strip(CHURCH, "Welcome desk", NOW, NOW - timedelta(minutes=7), has_printer=True, waiting=3, inside=87)
STRIP_WARNED = replace(
    STRIP, warnings=("Sunday Kids, 10:45, is cancelled, but 12 people are checked in. Check-out still works.",)
)
STRIP_IN_TROUBLE = replace(STRIP, trouble="The printer is out of paper.", uncertain=2, is_rehearsal=True)

_ROOMS = (
    ("twos", "Twos", "", True, False, False),
    ("open", "Open Door", "", True, False, False),
    ("threes", "Threes", "too young: 28 months, from 36 months", False, True, False),
    ("nursery", "Nursery", "too old: 28 months, limit 11 months", False, True, False),
    ("kindergarten", "Kindergarten", "grade missing, full: 20 of 20", False, True, False),
    ("girls", "Girls’ circle", "grade too low: Pre-K, from 6th, not at this time", False, True, False),
    ("choir", "Children’s choir of the second service", "members only, closed", False, True, True),
)


def _room(row: tuple[str, str, str, bool, bool, bool]) -> StaffRoom:
    key, name, why, fits, needs_reason, is_closed = row
    options = (
        (OptionChoice("1", "Comes in a wheelchair"), OptionChoice("2", "Picked up early")) if key == "twos" else ()
    )
    return StaffRoom(EventTimeId("11"), LocationId(key), name, why, fits, needs_reason, is_closed, options)


def _time(key: str, room: str | None, *, is_in: bool = False, why: str = "") -> StaffTime:
    rooms = tuple(_room(row) for row in _ROOMS)
    return StaffTime(
        key,
        next((one for one in rooms if one.location_id == room), None),
        rooms,
        why,
        needs_reason=bool(why),
        is_already_in=is_in,
    )


def _person(
    key: str,
    name: str,
    age: str,
    room: str | None,
    *,
    is_child: bool = True,
    facts: PersonFacts | None = None,
    **more: object,
) -> StaffPerson:
    first, _, last = name.partition(" ")
    person = StaffPerson(
        PersonId(key),
        name,
        first,
        (first[:1] + last[:1]).upper(),
        is_child,
        age,
        is_child,
        facts or PersonFacts(),
        tuple(_time(one, room) for one in KEYS),
    )
    return replace(person, **more)  # type: ignore[arg-type]


_ANA_FACTS = PersonFacts(
    date(2024, 5, 2),
    None,
    "",
    Gender.FEMALE,
    "Peanuts: the pen is in the red bag.",
    "(312) 555-0142",
    "p1",
    "Ana",
    "Cole",
    "Anita",
)
ANA = _person("101", "Ana Cole", "28 months", "twos", facts=_ANA_FACTS, is_watched=True)
LEO = _person("102", "Leo Cole", "5 years", "open", facts=PersonFacts(date(2021, 3, 1), 0, "Kindergarten", Gender.MALE))
MIA = _person("103", "Mia Cole", "birthdate missing", None)
LONG = _person("104", "Wilhelmina Alexandra Featherstonehaugh-Montgomery", "9 years", "open")
PAT = _person("105", "Pat Cole", "adult", None, is_child=False, lacks_background_check=True)
INSIDE = replace(
    LEO,
    times=tuple(_time(one, "open", is_in=True) for one in KEYS),
    inside=(CheckInId("c2"),),
    inside_room="Kindergarten",
)
FAMILY = StaffFamily(
    COLE,
    "Cole",
    (StaffTimeChoice(KEYS[0], NINE, ("Sunday Kids",), True), StaffTimeChoice(KEYS[1], LATER, ("Sunday Kids",), False)),
    KEYS[:1],
    (ANA, LEO, MIA, LONG, PAT),
    (AdultChoice(PersonId("105"), "Pat"), AdultChoice(PersonId("106"), "Robin")),
    PersonId("105"),
    (WatchAlert(PersonId("101"), "Ana Cole", WatchKind.CUSTODY, "Only Pat collects; the papers are in the office."),),
    (GradeChoice(-1, "Pre-K"), GradeChoice(0, "Kindergarten"), GradeChoice(1, "1st")),
)
FAMILY_OPEN_ELSEWHERE = replace(FAMILY, alerts=(), open_at=("Welcome desk 2",), people=(PAT,), key=COLE)
FAMILY_INSIDE = replace(FAMILY, people=(ANA, INSIDE, MIA, LONG, PAT))
FINDINGS = Findings(
    "cole",
    (
        FamilyHit(COLE, "Cole", ("Ana", "Leo", "Mia", "José", "Pat"), ("0142",), is_watched=True),
        FamilyHit(FamilyKey(HouseholdId("2")), "Coleman", ("Tiana", "Darius", "Yvonne"), ("0183", "7741")),
        FamilyHit(
            FamilyKey(HouseholdId("3")),
            "Featherstonehaugh-Montgomery",
            ("Wilhelmina", "Maximiliano", "Bartholomew", "Anastasia", "Christopher"),
            ("0182",),
        ),
        FamilyHit(FamilyKey(HouseholdId("4")), "田中", ("さくら",), ()),
    ),
)
GROUPS = GroupsOf(
    (GroupChoice(GroupId("1"), "Twos Tuesday", "Tuesdays at 10"),),
    (
        GroupChoice(GroupId("2"), "Children’s choir of the second service", "Thursdays at 5:30 pm, but not in July"),
        GroupChoice(GroupId("3"), "Young explorers"),
        GroupChoice(
            GroupId("4"), "Neighbourhood group of the Featherstonehaugh-Montgomery family", "Every other Friday"
        ),
        GroupChoice(GroupId("5"), "Early birds", "Mondays"),
    ),
)
_KNOWN = FoundHousehold(
    Household(HouseholdId("1"), "Cole Household"),
    (Person(PersonId("105"), "Pat", "Cole"), Person(PersonId("101"), "Ana", "Cole", is_child=True)),
)
MATCHES = tuple(LikelyMatch(0, person, _KNOWN, frozenset()) for person in _KNOWN.people[:1])
LIVE = (
    HouseholdThere(
        HouseholdId("9"),
        "Featherstonehaugh-Montgomery Household",
        (
            Person(PersonId("901"), "Wilhelmina", "Featherstonehaugh"),
            Person(PersonId("902"), "Bo", "Featherstonehaugh"),
        ),
        False,
    ),
    HouseholdThere(None, "Ann Featherstonehaugh", (Person(PersonId("903"), "Ann", "Featherstonehaugh"),), False),
)
FINDINGS_NOBODY = Findings("featherstonehaugh-montgomery")
FINDINGS_CODE = Findings("xk7p", (), "XK7P")
VISIT = StaffVisit(
    CheckInGroupId("g"),
    "Cole",
    ("XK7P",),
    (
        VisitLine(CheckInId("c1"), PersonId("101"), "Ana", "Twos", NINE, PrintState.PRINTED),
        VisitLine(CheckInId("c2"), PersonId("102"), "Leo", "Kindergarten", NINE, PrintState.SENDING),
        VisitLine(CheckInId("c3"), PersonId("104"), "Wilhelmina Alexandra", "Open Door", NINE, PrintState.HELD),
    ),
    (("Mia", "birthdate missing"),),
    PrintState.QUEUED,
    "The printer is out of paper. Put in a new roll; printing goes on by itself.",
    has_code=True,
    can_undo=True,
)
VISIT_PER_CHILD = replace(VISIT, codes=("XK7P", "M4RT", "9HJD"), turned=(), trouble="")

_ROOM = RoomOf(LocationId("twos"), "Twos", NINE)


def _inside(person: StaffPerson, room: RoomOf = _ROOM) -> InsideLine:
    return InsideLine(
        person.person_id,
        (CheckInId(f"c{person.person_id}"),),
        person.name,
        person.called_name,
        person.initials,
        "",
        person.is_child,
        bool(person.facts.medical_notes),
        AttendanceKind.REGULAR,
        (room,),
        True,
        SecurityCode("XK7P"),
        Caution(("Rick Sanders", "Joanna Lee"), FAMILY.alerts) if person.is_watched else NO_CAUTION,
    )


LOOK = DoorLook(
    SecurityCode("XK7P"),
    (_inside(ANA), _inside(LEO, RoomOf(LocationId("k"), "Kindergarten", NINE)), _inside(LONG)),
    (),
    (
        Collector("105", "Pat Cole", "parent_guardian", CollectorKind.HOUSEHOLD),
        Collector("106", "Robin Featherstonehaugh-Montgomery", "grandparent", CollectorKind.HOUSEHOLD),
        Collector("p1", "Edna Cole", "grandparent", CollectorKind.AUTHORISED),
    ),
)
INSIDE_LINES = LOOK.inside


def _line(person: StaffPerson, minute: int, *, is_confirmed: bool = False) -> RoomLine:
    return RoomLine(
        CheckInId(f"c{person.person_id}"),
        person.person_id,
        EventTimeId("11"),
        NINE,
        person.name,
        person.called_name,
        person.initials,
        "",
        AttendanceKind.REGULAR,
        SecurityCode("XK7P"),
        person.facts.medical_notes,
        NOW.replace(minute=minute),
        NOW if is_confirmed else None,
        flags=("custody",) if person.is_watched else (),
        note="Bottle at ten" if person is LEO else "",
    )


_PRESENT = (_line(ANA, 31, is_confirmed=True), _line(LEO, 33), _line(LONG, 40))
_TIMES = (RoomTime(EventTimeId("11"), NINE), RoomTime(EventTimeId("12"), LATER))
TWOS = RoomView(
    LocationId("twos"),
    "Twos",
    True,
    16,
    3,
    1,
    5,
    2,
    (
        ExpectedLine(PersonId("201"), "Noah Garcia", "Noah", "NG", True, WhyExpected.MEMBER),
        ExpectedLine(PersonId("202"), "Zoë Álvarez", "Zoë", "ZÁ", False, WhyExpected.RECENT),
    ),
    _PRESENT,
    (replace(_line(MIA, 20), left_at=NOW, left_with="Pat Cole"),),
    (Headcount(EventTimeId("11"), LocationId("twos"), "regular", 12, NOW),),
    EventId("1"),
    "Sunday Kids",
    _TIMES,
    ("Visitors from the neighbourhood", "Parents who stay", "Siblings"),
    heads_there=(
        HeadsThere(EventTimeId("11"), "Visitors from the neighbourhood", 118),
        HeadsThere(EventTimeId("11"), "Parents who stay", 34),
    ),
)
_CHOIR = "Children’s choir of the second service"
ROOMS = (
    TWOS,
    replace(TWOS, location_id=LocationId("threes"), name="Threes", attendees=16, volunteers=4, present=(), left=()),
    RoomView(LocationId("fours"), "Fours", False, 16, 0, 0, None, None, (), (), ()),
    replace(TWOS, location_id=LocationId("choir"), name=_CHOIR, attendees=12, seats=None, present=(), left=()),
)
EVERYONE = Everyone(
    "list",
    NOW,
    CHURCH,
    (
        EveryoneRoom(
            LocationId("twos"),
            "Twos",
            tuple(
                EveryoneLine(
                    CheckInId(f"c{person.person_id}"),
                    (CheckInId(f"c{person.person_id}"),),
                    person.person_id,
                    person.name,
                    True,
                    AttendanceKind.REGULAR,
                    bool(person.facts.medical_notes),
                    (AdultPhone("Pat Cole", "(312) 555-0142"), AdultPhone("Robin Featherstonehaugh-Montgomery", "")),
                    "XK7P",
                    seen_at=NOW if person is LEO else None,
                )
                for person in (ANA, LEO, LONG)
            ),
        ),
    ),
)
BOARD = Board(
    (
        BoardLine(CheckInId("c1"), "Ana C.", "Twos", NOW),
        BoardLine(CheckInId("c2"), "Wilhelmina Alexandra F.", "Children’s choir of the second service", NOW),
    ),
    (
        BoardLine(CheckInId("c3"), "José C.", "Kindergarten", NOW),
        BoardLine(CheckInId("c4"), "さくら 田", "Threes", NOW),
    ),
)
