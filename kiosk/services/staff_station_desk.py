"""The staff stations' port, filled: what stands between their screens and everything the station knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.background_check import BackgroundCheck
from kiosk.domain.ids import CheckInGroupId, CheckInId, EventTimeId, LocationId, PersonId
from kiosk.domain.labels import LabelKind
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import NotKnown, SearchTooShort
from kiosk.domain.security_codes import CodeScheme, normalise
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.door_views import DoorLook, HandedOver, InsideLine
from kiosk.services.evacuation import Everyone
from kiosk.services.household_views import family_key
from kiosk.services.look_in_planning_center import HouseholdThere
from kiosk.services.lost_tag import LostTagRequest
from kiosk.services.pick_up_board import Board
from kiosk.services.ports import (
    FoundHousehold,
)
from kiosk.services.room_options import family_with_options, options_of_rooms
from kiosk.services.room_views import RoomView
from kiosk.services.search_box import FoundFamily
from kiosk.services.self_station import FamilyKey
from kiosk.services.staff_forms import StaffForms
from kiosk.services.staff_households import family_hit, staff_family
from kiosk.services.staff_services import StaffServices
from kiosk.services.staff_station import Kinds
from kiosk.services.staff_strip import strip_of
from kiosk.services.staff_views import Findings, StaffFamily, StaffTap, StaffVisit, Strip
from kiosk.services.staff_visits import VisitMade, family_name_of, staff_visit
from kiosk.services.today_views import Today
from kiosk.words import Words

MOST_HITS = 24
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
_SCHEME = CodeScheme()


@dataclass(slots=True)
class StaffStationDesk:
    """Answers the screens of manned and roster stations. ``printer_trouble`` says what is wrong with the printer, or nothing."""

    services: StaffServices
    people_as_of: Callable[[], datetime | None]
    printer_trouble: Callable[[Words], str]
    labels_queued: Callable[[], None]
    _words: Words = field(default_factory=Words)

    def set_language(self, language: str) -> None:
        """Sentences that rules word follow this language from now on."""
        self._words = Words(language)

    # The front desk.

    async def strip(self) -> Strip:
        """What stands at the bottom of every screen."""
        trouble = self.printer_trouble(self._words)
        return await strip_of(self.services, self._words, self.people_as_of(), trouble)

    async def unlock(self, pin: str) -> StaffMember:
        """Whose PIN this is."""
        return await self.services.staff.who_is(pin)

    @property
    def forms(self) -> StaffForms:
        """What is written down at the desk."""
        return self.services.forms

    async def search(self, text: str) -> Findings:
        """Households for a name, digits, an address or a pass."""
        said = text.strip()
        try:
            families = (await self.services.search_box.families(said)).families
        except SearchTooShort:
            families = ()
        code = normalise(said)
        is_code = _SCHEME.slot_of(code) is not None
        found = _findings(said, families, str(code) if is_code else "")
        if families or "@" in said:
            return found
        return replace(found, inactive=await self.services.forms.inactive(said))

    async def look_live(self, text: str) -> tuple[HouseholdThere, ...]:
        """Households that Planning Center itself finds."""
        return await self.services.look_live().search(text)

    async def keep_live(self, chosen: HouseholdThere) -> FamilyKey:
        """Bring a household of Planning Center's here."""
        return family_key(await self.services.look_live().keep(chosen))

    async def scan(self, code: str) -> Findings:
        """The families of a pass; else the code, to be looked at the door."""
        answer = await self.services.search_box.families_of_pass(code)
        return _findings(code, answer.families, "" if answer.families else str(normalise(code)))

    async def open(self, key: FamilyKey, kinds: Kinds) -> StaffFamily:
        """The household with every room as of now."""
        services = self.services
        day = await services.days.at(services.clock.now())
        found = await services.forms.guests.with_family(await self._family(key))
        kinds = {**await services.offers.attendees.usual_kinds(day, found.people), **kinds}
        ids = [person.id for person in found.people]
        inside: dict[PersonId, list[CheckIn]] = {}
        # Whoever came in under a record that was merged since is in too.
        for check_in in reversed(await services.attendance.of_people(ids, _EVER)):
            if check_in.is_inside:
                inside.setdefault(check_in.person_id, []).append(check_in)
        offers = await services.offers.on(day, found.people, kinds)
        events = dict.fromkeys(time.event.id for offer in offers for time in offer.times)
        options = [option for event_id in events for option in await services.schedule.options(event_id)]
        family = staff_family(
            day,
            found,
            offers,
            inside,
            await services.watch.alerts(ids),
            BackgroundCheck(services.settings.background_check),
            self._words,
            services.search_box.touch(key),
        )
        return family_with_options(family, options_of_rooms(options))

    async def _family(self, key: FamilyKey) -> FoundHousehold:
        if key.household_id is not None:
            found = await self.services.people.household(key.household_id)
            if found is not None and found.people:
                return found
        elif key.person_id is not None:
            households = await self.services.people.households_of(key.person_id)
            if households and households[0].people:
                return households[0]
        raise NotKnown()

    async def check_in(self, tap: StaffTap, staff: StaffMember) -> StaffVisit:
        """Record everyone or nobody short of a seat."""
        request = CheckInRequest(
            nonce=CheckInGroupId(tap.nonce),
            wants=tuple(
                Want(one.person_id, one.event_time_id, one.location_id, one.kind, one.note.strip(), one.options)
                for one in tap.wants
            ),
            by=tap.by,
            method=tap.method,
            pass_code=tap.pass_code,
            override=tap.override.strip(),
            staff_id=staff.id,
        )
        answer = await self.services.check_in(request)
        self.labels_queued()
        return await self._visit(
            VisitMade(
                answer.group_id,
                family_name_of(answer.people.values()),
                answer.check_ins,
                answer.people,
                self.services.clock.now(),
                answer.codes,
                answer.recorded.turned,
            )
        )

    async def visit(self, group_id: CheckInGroupId) -> StaffVisit:
        """Who of a visit is still inside, with their labels' present states; its codes are not said again."""
        return await self._visit(await self.services.today.visit(group_id))

    async def _visit(self, made: VisitMade) -> StaffVisit:
        services = self.services
        rooms, zone = await services.lines.location_names(), await services.lines.zone()
        jobs = await services.queue.of_group(made.group_id)
        return staff_visit(made, jobs, rooms, zone, self.printer_trouble(self._words), self._words)

    async def today(self) -> Today:
        """What is on, who is where, who came and went just now."""
        return await self.services.today()

    async def print_again(self, check_ins: Iterable[CheckInId], kind: LabelKind, staff: StaffMember) -> None:
        """Labels once more."""
        await self.services.again.of_people(check_ins, kind, staff)
        self.labels_queued()

    async def undo_check_in(self, check_ins: Iterable[CheckInId], staff: StaffMember) -> None:
        """Take check-ins back."""
        await self.services.undo.check_in(check_ins, staff)

    def leave(self, key: FamilyKey) -> None:
        """The household is no longer on this station's screen."""
        self.services.search_box.done(key)

    # The door.

    async def look(self, code: str) -> DoorLook:
        """What a code opens."""
        return await self.services.check_out.look(code)

    async def hand_over(self, request: CheckOutRequest) -> HandedOver:
        """Release."""
        return await self.services.check_out(request)

    async def undo_check_out(self, check_ins: Iterable[CheckInId], staff: StaffMember) -> tuple[InsideLine, ...]:
        """Take a release back."""
        return await self.services.undo.check_out(check_ins, staff)

    async def inside_named(self, text: str) -> tuple[InsideLine, ...]:
        """Who is inside and called so, and whoever came with them."""
        return await self.services.inside_named(text)

    async def replace_tag(self, request: LostTagRequest) -> tuple[InsideLine, ...]:
        """A new tag for a lost one."""
        lines = await self.services.lost_tag.replace(request)
        self.labels_queued()
        return lines

    async def release_without_tag(self, request: LostTagRequest) -> HandedOver:
        """Hand over without a tag."""
        return await self.services.lost_tag.release(request)

    async def board(self) -> Board:
        """The pick-up board."""
        return await self.services.board.show()

    # Rooms.

    async def rooms(self) -> tuple[RoomView, ...]:
        """Every room of today in this station's scope."""
        return await self.services.rosters.rooms()

    async def confirm(self, check_in_id: CheckInId, staff: StaffMember) -> None:
        """The room has received somebody."""
        await self.services.rooms.confirm(check_in_id, staff)

    async def move(self, check_in_id: CheckInId, to: LocationId, staff: StaffMember, override: str) -> None:
        """Into another room."""
        await self.services.rooms.move((check_in_id,), to, staff, override=override)
        self.labels_queued()

    async def change_kind(self, check_in_id: CheckInId, kind: AttendanceKind, staff: StaffMember) -> None:
        """Regular, guest or volunteer, put right."""
        await self.services.rooms.change_kind(check_in_id, kind, staff)

    async def set_open(self, location_id: LocationId, is_open: bool, staff: StaffMember) -> None:
        """Open or close a room for today."""
        rooms = self.services.rooms
        await (rooms.open(location_id, staff) if is_open else rooms.close(location_id, staff))

    async def limit(self, location_id: LocationId, seats: int | None, staff: StaffMember) -> None:
        """How many may be in a room today."""
        await self.services.rooms.limit(location_id, seats, staff)

    async def count(
        self, event_time_id: EventTimeId, attendance_type: str, heads: int, location_id: LocationId, staff: StaffMember
    ) -> None:
        """A tally without names."""
        await self.services.rooms.count(event_time_id, attendance_type, heads, staff, location_id)

    async def call(self, check_in_id: CheckInId, staff: StaffMember) -> None:
        """Call a child to the door."""
        await self.services.board.call(check_in_id, staff)

    async def end_call(self, check_in_id: CheckInId) -> None:
        """The child need not come any more."""
        await self.services.board.end_call(check_in_id)

    async def print_rooms(self, rooms: Iterable[RoomView]) -> int:
        """Who is in these rooms, on the label printer."""
        day = await self.services.days.at(self.services.clock.now())
        count = await self.services.list_labels.rooms(rooms, day.now.astimezone(day.zone).date())
        self.labels_queued()
        return count

    async def print_everyone(self, everyone: Everyone) -> int:
        """Everyone inside, on the label printer."""
        count = await self.services.list_labels.everyone(everyone)
        self.labels_queued()
        return count

    async def everyone(self, staff: StaffMember) -> Everyone:
        """A new list of everyone inside."""
        return await self.services.everyone.list_now(staff)

    async def seen(self, list_id: str, check_ins: Iterable[CheckInId], is_seen: bool, staff: StaffMember) -> Everyone:
        """Tick people off outside, or take a tick away."""
        everyone = self.services.everyone
        return await (everyone.tick(list_id, check_ins, staff) if is_seen else everyone.untick(list_id, check_ins))


def _findings(text: str, families: tuple[FoundFamily, ...], code: str) -> Findings:
    return Findings(
        text,
        tuple(
            family_hit(one.household, {alert.person_id for alert in one.alerts}, one.open_at)
            for one in families[:MOST_HITS]
            if one.household.people
        ),
        code,
    )
