"""What is known of people who may come: their history, ours and Planning Center's as one, their groups, and as what they come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.children import is_adult
from kiosk.domain.civil_time import local_date
from kiosk.domain.groups import LEADER, Membership
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import EventId, PersonId
from kiosk.domain.newcomers import is_guest
from kiosk.domain.people import Person
from kiosk.domain.schedule import Event
from kiosk.services.ports import AttendanceBook, GroupBook, HistoryBook, StationSettings
from kiosk.services.service_day import ServiceDay

Kinds = Mapping[PersonId, AttendanceKind]
ALL_REGULAR: Kinds = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person with all that rooms depend on besides the day.

    ``history``: of the weeks that a station looks back. ``attended``: every event they have ever been in.
    """

    person: Person
    history: tuple[PastCheckIn, ...] = ()
    memberships: Sequence[Membership] = ()
    kind: AttendanceKind = AttendanceKind.REGULAR
    attended: frozenset[EventId] = frozenset()

    def is_first_time_at(self, event: Event) -> bool:
        """Whether this would be the first check-in for the event; a meeting of a group is a new event each time and is not asked."""
        return event.id not in self.attended and not (event.is_meeting and self.attended)


@dataclass(frozen=True, slots=True)
class Attendees:
    """Reads what is known of people, of one household or of everybody at once."""

    attendance: AttendanceBook
    history: HistoryBook
    groups: GroupBook
    settings: StationSettings

    async def of(self, day: ServiceDay, people: Sequence[Person], kinds: Kinds = ALL_REGULAR) -> tuple[Attendee, ...]:
        """These people, in their order; ``kinds`` of those who do not come as regulars."""
        since = day.now - timedelta(weeks=self.settings.lookback_weeks)
        ids = [person.id for person in people]
        theirs = _by_person(await self.history.past_check_ins(ids, since))
        ours = _by_person(_as_history(await self.attendance.of_people(ids, since), day))
        memberships = _of_each(await self.groups.memberships_of(ids))
        attended = await self.history.events_attended(ids)
        rooms = await self.attendance.rooms_of_people(ids)
        return tuple(
            Attendee(
                person=person,
                history=(*ours.get(person.id, ()), *theirs.get(person.id, ())),
                memberships=memberships.get(person.id, ()),
                kind=kinds.get(person.id, AttendanceKind.REGULAR),
                attended=attended.get(person.id, frozenset()).union(
                    event_id for room in rooms.get(person.id, ()) if (event_id := day.event_of(room)) is not None
                ),
            )
            for person in people
        )

    async def usual_kinds(self, day: ServiceDay, people: Sequence[Person]) -> Kinds:
        """As what people come to a manned station unless somebody says otherwise, where that is not as regulars.

        Guests; and by setting adults who lead a group from which the tree leads to something of the day (mapping.md).
        """
        usual = {one.id: AttendanceKind.GUEST for one in people if is_guest(one.id)}
        if not self.settings.leaders_serve:
            return usual
        today = local_date(day.now, day.zone)
        adults = [one.id for one in people if is_adult(one, today)]
        for membership in await self.groups.memberships_of(adults):
            if membership.role == LEADER and any(day.finder.way_to(time, (membership,)).path for time in day.times):
                usual[membership.person_id] = AttendanceKind.VOLUNTEER
        return usual


def _by_person(history: Iterable[PastCheckIn]) -> Mapping[PersonId, list[PastCheckIn]]:
    by_person: dict[PersonId, list[PastCheckIn]] = {}
    for past in history:
        by_person.setdefault(past.person_id, []).append(past)
    return by_person


def _as_history(check_ins: Iterable[CheckIn], day: ServiceDay) -> Iterable[PastCheckIn]:
    """Our own check-ins in the words of the one history."""
    for check_in in check_ins:
        event_id = day.program.event_of(check_in.event_time_id, check_in.location_id)
        if event_id is not None:
            yield PastCheckIn(
                id=check_in.id,
                person_id=check_in.person_id,
                event_id=event_id,
                checked_in_at=check_in.checked_in_at,
                event_time_id=check_in.event_time_id,
                starts_at=check_in.starts_at,
                location_id=check_in.location_id,
                kind=check_in.kind.value,
                checked_out_at=check_in.checked_out_at,
            )


def _of_each(memberships: Iterable[Membership]) -> Mapping[PersonId, list[Membership]]:
    by_person: dict[PersonId, list[Membership]] = {}
    for membership in memberships:
        by_person.setdefault(membership.person_id, []).append(membership)
    return by_person
