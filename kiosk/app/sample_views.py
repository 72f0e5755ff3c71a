"""A family's visits as the screens would be shown them: for pictures of every screen, and for trying the screens alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kiosk.domain.ids import CheckInGroupId, EventTimeId, HouseholdId, LocationId, PersonId
from kiosk.domain.labels import PrintState
from kiosk.services.self_station import (
    AdultChoice,
    DoneLine,
    DoneView,
    Fact,
    FamilyChoice,
    FamilyKey,
    GradeChoice,
    HouseholdView,
    OptionChoice,
    PersonCard,
    PersonTime,
    Question,
    RoomChoice,
    TimeChoice,
)
from kiosk.services.start_view import NextOpening, OpenTime, StartView, StationState
from kiosk.words.labels import TROUBLE_FOR_FAMILIES

CHURCH = "Riverside Church"
DESK = "the blue table by the main doors"
NOW = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)
NINE = NOW.replace(hour=9, minute=0)
QUARTER_TO_ELEVEN = NOW.replace(hour=10, minute=45)

TIMES = (
    TimeChoice(NINE.isoformat(), NINE, ("Sunday Kids",)),
    TimeChoice(QUARTER_TO_ELEVEN.isoformat(), QUARTER_TO_ELEVEN, ("Sunday Kids",)),
)

GRADES = tuple(
    GradeChoice(key, name)
    for key, name in enumerate(
        (
            "Pre-K",
            "Kindergarten",
            "1st",
            "2nd",
            "3rd",
            "4th",
            "5th",
            "6th",
            "7th",
            "8th",
            "9th",
            "10th",
            "11th",
            "12th",
        ),
        -1,
    )
)

OPEN = StartView(
    church_name=CHURCH,
    now=NOW,
    state=StationState.OPEN,
    open_times=(OpenTime("Sunday Kids", NINE, NINE + timedelta(minutes=30)),),
    people_as_of=NOW - timedelta(minutes=20),
)
OPEN_TWICE = replace(
    OPEN,
    church_name="Iglesia Bautista Nueva Esperanza de San Antonio",
    open_times=(
        *OPEN.open_times,
        OpenTime("Sunday Kids", QUARTER_TO_ELEVEN, QUARTER_TO_ELEVEN + timedelta(minutes=30)),
        OpenTime("Student Ministry Breakfast", QUARTER_TO_ELEVEN, QUARTER_TO_ELEVEN + timedelta(minutes=30)),
    ),
    trouble=TROUBLE_FOR_FAMILIES["paper_out"],
    is_rehearsal=True,
    people_as_of=NOW - timedelta(days=3),
)
CLOSED = replace(
    OPEN,
    now=NOW - timedelta(hours=5, minutes=36),
    state=StationState.CLOSED,
    open_times=(),
    next_opening=NextOpening("Sunday Kids", NINE, NINE - timedelta(hours=5)),
)
CLOSED_FOR_DAYS = replace(
    CLOSED,
    now=NOW.replace(day=18, hour=19, minute=40),
    next_opening=NextOpening("Sunday Kids", NINE, NINE - timedelta(hours=5)),
)
JUST_CLOSED = replace(CLOSED, now=NOW.replace(hour=11, minute=21), state=StationState.JUST_CLOSED, next_opening=None)
EVENING = replace(
    OPEN,
    now=NOW.replace(hour=18, minute=5),
    open_times=(OpenTime("Wednesday Night Kids", NOW.replace(hour=18, minute=30), NOW.replace(hour=19, minute=0)),),
    people_as_of=NOW - timedelta(days=2),
)
NOTHING_PLANNED = replace(CLOSED, next_opening=None)

FAMILIES = (
    FamilyChoice(FamilyKey(HouseholdId("1")), "C", ("A", "L", "M", "J"), 4),
    FamilyChoice(FamilyKey(HouseholdId("2")), "C", ("T", "R"), 1),
    FamilyChoice(FamilyKey(HouseholdId("3")), "N", ("Á", "B", "D"), 2),
    FamilyChoice(FamilyKey(HouseholdId("4")), "م", ("م", "ع"), 1),
    FamilyChoice(FamilyKey(HouseholdId("5")), "Ø", ("S",), 0),
)
EIGHT_FAMILIES = (
    *FAMILIES,
    FamilyChoice(FamilyKey(HouseholdId("6")), "王", ("小", "美", "文"), 3),
    FamilyChoice(FamilyKey(HouseholdId("7")), "O", ("P", "Q", "R", "S", "T", "U", "V", "W"), 7),
    FamilyChoice(FamilyKey(HouseholdId("8")), "W", ("Z",), 1),
)


def room(name: str) -> RoomChoice:
    """A room, known by its name."""
    return RoomChoice(LocationId(name.casefold()), name)


def at(start: TimeChoice, *rooms: str, note: str = "", is_already_in: bool = False) -> PersonTime:
    """What a start means for someone: the first of ``rooms`` is proposed, the others fit too."""
    choices = tuple(room(name) for name in rooms)
    return PersonTime(
        start.key,
        EventTimeId(f"time-{start.starts_at:%H%M}"),
        choices[0] if choices else None,
        choices,
        note,
        is_already_in,
    )


def explained(time: PersonTime, *whys: str, full: str = "") -> PersonTime:
    """The same with a sentence for each room, and with one that is full."""
    rooms = tuple(replace(one, why=why) for one, why in zip(time.rooms, whys, strict=True))
    missed = (replace(room(full), why="This room is full."),) if full else ()
    return replace(time, room=rooms[0], rooms=rooms, not_offered=missed)


def both(*rooms: str, note: str = "") -> tuple[PersonTime, ...]:
    """The same at either start."""
    return tuple(at(time, *rooms, note=note) for time in TIMES)


def card(
    number: int,
    name: str,
    initials: str,
    times: tuple[PersonTime, ...],
    *,
    is_child: bool = True,
    is_here: bool = False,
    has_notes: bool = False,
    question: Question | None = None,
    may_volunteer: bool = False,
) -> PersonCard:
    """A person of the household."""
    return PersonCard(
        PersonId(str(number)),
        name,
        initials,
        is_child,
        has_notes,
        is_here,
        times,
        question,
        may_volunteer=may_volunteer,
    )


ANA = card(
    1,
    "Ana",
    "AC",
    (
        explained(
            at(TIMES[0], "Twos", "Twos upstairs"),
            "Where Ana was last time.",
            "Instead of Toddlers and Twos of the Early Years, which has no place left.",
            full="Little Explorers",
        ),
        explained(at(TIMES[1], "Twos"), "For Ana’s age."),
    ),
    is_here=True,
    has_notes=True,
)
LEO = card(2, "Leo", "LC", both("Kindergarten"), is_here=True)
MIA = card(3, "Mia", "MC", both(), is_here=True, question=Question(Fact.BIRTHDATE))
JOSE = card(4, "José", "JC", both("Grades 3–5"))
ANH = card(5, "Nguyễn Thị Ánh", "NA", both("Adults"), is_child=False, may_volunteer=True)
MUHAMMAD = card(6, "محمد", "م", both("Kindergarten"))
PAT = AdultChoice(PersonId("7"), "Pat")
ADULTS = (PAT, AdultChoice(ANH.person_id, ANH.called_name))

COLES = HouseholdView(
    key=FamilyKey(HouseholdId("1")),
    family_name="Cole",
    times=TIMES,
    chosen_time_keys=(TIMES[0].key,),
    cards=(ANA, LEO, MIA, JOSE, ANH, MUHAMMAD),
    adults=ADULTS,
    checked_in_by=PAT.person_id,
)
COLES_TWICE = replace(COLES, chosen_time_keys=tuple(time.key for time in TIMES))
_NOON = NOW.replace(hour=12, minute=30)
THREE_TIMES = (*TIMES, TimeChoice(_NOON.isoformat(), _NOON, ("Sunday Kids",)))
COLES_OF_THREE = replace(
    COLES,
    times=THREE_TIMES,
    cards=tuple(replace(card, times=(*card.times, at(THREE_TIMES[2], "Twos"))) for card in COLES.cards[:4]),
)
SMALL_FAMILY = replace(COLES, family_name="Ruiz", cards=(ANA, LEO), times=TIMES[:1], adults=(PAT,))
ONE_CHILD = replace(COLES, family_name="Østergård", cards=(LEO,), times=TIMES[:1], adults=(PAT,))
LARGE_FAMILY = replace(
    COLES,
    family_name="Venkatasubramanian-Featherstonehaugh",
    cards=(
        ANA,
        card(
            11,
            "Maximiliana-Alexandra",
            "MV",
            both("Elementary: Grades 1 and 2 (Red Room)"),
            is_here=True,
            has_notes=True,
        ),
        card(
            12,
            "Krishnamurthy",
            "KV",
            (at(TIMES[0], "Grades 3–5", is_already_in=True), at(TIMES[1], "Grades 3–5")),
            is_here=True,
        ),
        card(13, "שרה", "ש", both("Kindergarten"), is_here=True),
        card(14, "王小明", "王", both("幼儿班")),
        card(15, "김민준", "김", both(note="No room fits yet. A helper at the welcome desk will find one with you.")),
        card(16, "Zoë", "ZV", both("Nursery"), question=Question(Fact.GENDER)),
        card(17, "Wilhelmina", "WV", both(), question=Question(Fact.GRADE, GRADES)),
        card(18, "Venkatasubramanian", "VV", both("Adults"), is_child=False, may_volunteer=True),
    ),
)
_OPTIONS = (OptionChoice("1", "Picked up early"), OptionChoice("2", "Brought a bottle and a change of clothes"))
LARGE_FAMILY_TWICE = replace(LARGE_FAMILY, chosen_time_keys=COLES_TWICE.chosen_time_keys)
WITH_OPTIONS = replace(
    ANA,
    times=tuple(
        replace(
            time,
            room=replace(time.rooms[0], options=_OPTIONS),
            rooms=tuple(replace(one, options=_OPTIONS) for one in time.rooms),
        )
        for time in ANA.times
    ),
)
MANY_ROOMS = replace(
    LEO,
    times=tuple(
        explained(time, *("For Leo’s grade." for _ in time.rooms), full="Fives")
        for time in both(
            "Kindergarten", *(f"Kindergarten {number}" for number in range(2, 6)), "Pre-K and Kindergarten (Red Room)"
        )
    ),
)
COLES_WITH_OPTIONS = replace(COLES_TWICE, cards=(WITH_OPTIONS, *COLES.cards[1:]))
ALREADY_IN = replace(
    COLES,
    cards=(
        replace(ANA, times=(at(TIMES[0], "Twos", is_already_in=True),), is_preselected=False),
        replace(LEO, times=(at(TIMES[0], "Kindergarten", is_already_in=True),), is_preselected=False),
    ),
    times=TIMES[:1],
)
NOBODY_FITS = replace(
    COLES,
    cards=(
        replace(JOSE, times=both(note="No room fits yet. A helper at the welcome desk will find one with you.")),
        replace(
            ANH, times=both(note="Nothing for grown-ups today. You are welcome in the main hall."), may_volunteer=False
        ),
    ),
)

_LINES = (
    DoneLine("Ana", "Twos", NINE, PrintState.PRINTED),
    DoneLine("Leo", "Kindergarten", NINE, PrintState.SENDING),
    DoneLine("Mia", "Threes", NINE, PrintState.QUEUED),
)
DONE = DoneView(
    CheckInGroupId("01"), ("XK7P",), _LINES, name_labels=3, security_labels=1, security_label=PrintState.QUEUED
)
DONE_PRINTED = replace(
    DONE, lines=tuple(replace(line, label=PrintState.PRINTED) for line in _LINES), security_label=PrintState.PRINTED
)
DONE_WITH_TROUBLE = replace(
    DONE,
    lines=tuple(replace(line, label=PrintState.HELD) for line in _LINES),
    security_label=PrintState.HELD,
    trouble=TROUBLE_FOR_FAMILIES["paper_out"],
    turned_away=(("José", "No room fits yet. A helper at the welcome desk will find one with you."),),
)
DONE_BOTH = replace(
    DONE,
    lines=tuple(
        replace(line, starts_at=start, label=PrintState.SENT)
        for line in (
            *_LINES,
            replace(_LINES[0], called_name="Nguyễn Thị Ánh", room="Elementary: Grades 1 and 2 (Red Room)"),
        )
        for start in (NINE, QUARTER_TO_ELEVEN)
    ),
)
DONE_LARGE = replace(
    DONE,
    lines=tuple(
        DoneLine(card.called_name, "Elementary: Grades 1 and 2", start.starts_at, PrintState.QUEUED)
        for card in LARGE_FAMILY.cards
        for start in TIMES
    ),
    name_labels=18,
)
DONE_PER_CHILD = replace(DONE, codes=("XK7P", "M4RT", "9QHC"))
DONE_ADULTS = replace(
    DONE,
    codes=(),
    lines=(replace(_LINES[0], called_name="Pat", room="Adults", label=None),),
    name_labels=0,
    security_labels=0,
    security_label=None,
)
NOBODY_IN = replace(
    DONE_ADULTS,
    lines=(),
    turned_away=(("José", "No room fits yet. A helper at the welcome desk will find one with you."),),
)
