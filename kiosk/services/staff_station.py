"""The port between the screens of manned and roster stations and everything the station knows.

Every method may raise a Problem, whose sentence is shown. ``staff`` is who opened the station with a PIN.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import CheckInGroupId, CheckInId, EventTimeId, LocationId, PersonId
from kiosk.domain.labels import LabelKind
from kiosk.domain.pins import StaffMember
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.door_views import DoorLook, HandedOver, InsideLine
from kiosk.services.evacuation import Everyone
from kiosk.services.look_in_planning_center import HouseholdThere
from kiosk.services.lost_tag import LostTagRequest
from kiosk.services.pick_up_board import Board
from kiosk.services.room_views import RoomView
from kiosk.services.self_station import FamilyKey
from kiosk.services.staff_forms import StaffForms
from kiosk.services.staff_views import (
    Findings,
    StaffFamily,
    StaffTap,
    StaffVisit,
    Strip,
)
from kiosk.services.today_views import Today

Kinds = Mapping[PersonId, AttendanceKind]


class FrontDesk(Protocol):
    """Finding families, checking them in, putting facts right."""

    def set_language(self, language: str) -> None:
        """Sentences that rules word follow this language from now on ("en", "es")."""

    async def strip(self) -> Strip:
        """What stands at the bottom of every screen."""

    async def unlock(self, pin: str) -> StaffMember:
        """Whose PIN this is. Raises PinRefused (``details.seconds``), StationNotSetUp before anybody has one."""

    async def search(self, text: str) -> Findings:
        """Households for a name, digits, an address or a pass; a text too short finds nothing. Never asks about security codes."""

    async def look_live(self, text: str) -> tuple[HouseholdThere, ...]:
        """Households that Planning Center itself finds; keeps nothing. Raises SearchTooShort, SignedOut, Offline and their like."""

    async def keep_live(self, chosen: HouseholdThere) -> FamilyKey:
        """Bring a household of Planning Center's here. Raises NotKnown, SignedOut, Offline and their like."""

    async def scan(self, code: str) -> Findings:
        """The families of a pass; else the code, to be looked at the door."""

    async def open(self, key: FamilyKey, kinds: Kinds) -> StaffFamily:
        """The household with every room as of now, for people who come as these kinds. Raises NotKnown."""

    async def check_in(self, tap: StaffTap, staff: StaffMember) -> StaffVisit:
        """Record everyone or nobody short of a seat. Raises as `kiosk.services.check_in.CheckInPeople`."""

    async def visit(self, group_id: CheckInGroupId) -> StaffVisit:
        """Who of a visit is still inside, with their labels' present states; its codes are not said again.

        Raises NotKnown where nobody is.
        """

    async def today(self) -> Today:
        """What is on, who is where, who came and went just now."""

    async def print_again(self, check_ins: Iterable[CheckInId], kind: LabelKind, staff: StaffMember) -> None:
        """Labels once more. Raises NotAuthorised for an adult's tag without a lead."""

    async def undo_check_in(self, check_ins: Iterable[CheckInId], staff: StaffMember) -> None:
        """Take check-ins back. Raises CannotUndo once a room has received somebody."""

    def leave(self, key: FamilyKey) -> None:
        """The household is no longer on this station's screen."""

    @property
    def forms(self) -> StaffForms:
        """What is written down at the desk."""


class Door(Protocol):
    """Handing children back."""

    async def look(self, code: str) -> DoorLook:
        """What a code opens. Raises CodeDoesNotMatch, TooManyTries, AlreadyCheckedOut."""

    async def hand_over(self, request: CheckOutRequest) -> HandedOver:
        """Release. Raises as `kiosk.services.check_out.CheckOut`."""

    async def undo_check_out(self, check_ins: Iterable[CheckInId], staff: StaffMember) -> tuple[InsideLine, ...]:
        """Take a release back. Raises CannotUndo, NotAuthorised."""

    async def inside_named(self, text: str) -> tuple[InsideLine, ...]:
        """Who is inside and called so, for the lost-tag path; whoever came with them, too."""

    async def replace_tag(self, request: LostTagRequest) -> tuple[InsideLine, ...]:
        """A new tag for a lost one. Raises ChecksMissing, FullNameNeeded, NotAuthorised."""

    async def release_without_tag(self, request: LostTagRequest) -> HandedOver:
        """Hand over without a tag. Raises ChecksMissing, FullNameNeeded, NotAuthorised."""

    async def board(self) -> Board:
        """The pick-up board."""


class Rooms(Protocol):
    """What happens in rooms, and everyone inside."""

    async def rooms(self) -> tuple[RoomView, ...]:
        """Every room of today in this station's scope."""

    async def confirm(self, check_in_id: CheckInId, staff: StaffMember) -> None:
        """The room has received somebody."""

    async def move(self, check_in_id: CheckInId, to: LocationId, staff: StaffMember, override: str) -> None:
        """Into another room. Raises LocationFull, LocationClosed, RatioNotMet, NoFittingLocation."""

    async def change_kind(self, check_in_id: CheckInId, kind: AttendanceKind, staff: StaffMember) -> None:
        """Regular, guest or volunteer, put right."""

    async def set_open(self, location_id: LocationId, is_open: bool, staff: StaffMember) -> None:
        """Open or close a room for today."""

    async def limit(self, location_id: LocationId, seats: int | None, staff: StaffMember) -> None:
        """How many may be in a room today; None: no limit."""

    async def count(
        self, event_time_id: EventTimeId, attendance_type: str, heads: int, location_id: LocationId, staff: StaffMember
    ) -> None:
        """A tally without names."""

    async def call(self, check_in_id: CheckInId, staff: StaffMember) -> None:
        """Call a child to the door."""

    async def end_call(self, check_in_id: CheckInId) -> None:
        """The child need not come any more."""

    async def print_rooms(self, rooms: Iterable[RoomView]) -> int:
        """Who is in these rooms, on the label printer; how many labels. Raises PrinterUnavailable."""

    async def print_everyone(self, everyone: Everyone) -> int:
        """Everyone inside, on the label printer; how many labels. Raises PrinterUnavailable."""

    async def everyone(self, staff: StaffMember) -> Everyone:
        """A new list of everyone inside."""

    async def seen(self, list_id: str, check_ins: Iterable[CheckInId], is_seen: bool, staff: StaffMember) -> Everyone:
        """Tick people off outside, or take a tick away."""


class StaffStation(FrontDesk, Door, Rooms, Protocol):
    """All that the screens of a manned or roster station can ask."""
