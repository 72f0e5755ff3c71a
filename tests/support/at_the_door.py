"""Families at the door: checked in and collected through the services, on a data folder of the sample church."""

from collections.abc import Iterable

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.ids import CheckInGroupId, EventTimeId, LocationId, PersonId, StaffId
from kiosk.domain.pick_up import PICK_UP_IDS, PickUpPerson
from kiosk.domain.pins import Role, StaffMember
from kiosk.services.check_in import CheckInAnswer
from kiosk.services.check_in_request import CheckInRequest, Want
from tests.support.church_builders import at

NINE, QUARTER_TO_ELEVEN, AFTERWARDS = EventTimeId("11"), EventTimeId("12"), EventTimeId("31")
ANA, LEO, MIA, JOSE, PAT = (PersonId(id) for id in ("101", "102", "103", "104", "105"))
"""The Cole family of the sample church; Pat is the adult."""
TWOS, THREES, KINDERGARTEN = LocationId("52"), LocationId("53"), LocationId("60")
ORDINARY_PINS = ("4711", "8264", "5937")


async def check_in(
    church: Church,
    *people: PersonId,
    times: Iterable[EventTimeId] = (NINE,),
    room: LocationId | None = None,
    kind: AttendanceKind = AttendanceKind.REGULAR,
    override: str = "",
    staff: StaffMember | None = None,
    by: PersonId | None = None,
) -> CheckInAnswer:
    """One tap for these people, to each of these times."""
    request = CheckInRequest(
        CheckInGroupId(ulid_at(church.clock.now())),
        tuple(Want(person, time, room, kind) for person in people for time in times),
        by=by,
        override=override,
        staff_id=staff.id if staff else None,
    )
    return await church.check_in(request)


async def code_of(church: Church, *people: PersonId, **more: object) -> str:
    """The code of a family that has just come in."""
    answer = await check_in(church, *people, **more)  # type: ignore[arg-type]
    (code,) = answer.codes
    return code


async def inside(church: Church) -> dict[PersonId, CheckIn]:
    """Who is in now, by person; the last of several check-ins."""
    return {check_in.person_id: check_in for check_in in await church.attendance.everyone_inside()}


async def bar(church: Church, child: PersonId, name: str, person: PersonId | None = None) -> PickUpPerson:
    """Put somebody on a child's list who may not collect it."""
    return await _list(church, PickUpPerson(_new_id(church), child, name, False, person_id=person))


async def trust(church: Church, child: PersonId, name: str, relationship: str = "") -> PickUpPerson:
    """Put somebody on a child's list who may collect it."""
    return await _list(church, PickUpPerson(_new_id(church), child, name, True, relationship))


def _new_id(church: Church) -> str:
    return PICK_UP_IDS + ulid_at(church.clock.now())


async def _list(church: Church, entry: PickUpPerson) -> PickUpPerson:
    await church.volunteers.pick_up_lists.add(AN_ADMIN, entry)
    return entry


AN_ADMIN = StaffMember(StaffId("01J0000000000000000000000A"), "Ruth", Role.ADMIN)
A_LEAD = StaffMember(StaffId("01J0000000000000000000000L"), "Tomas", Role.LEAD)
A_VOLUNTEER = StaffMember(StaffId("01J0000000000000000000000V"), "Wendy", Role.VOLUNTEER)
ANOTHER_VOLUNTEER = StaffMember(StaffId("01J0000000000000000000000W"), "Paul", Role.VOLUNTEER)
"""People as they come out of `Staff.who_is`; whether they are in the book is not what the door asks."""

MORNING, AFTER = at("8:40"), at("10:15")
