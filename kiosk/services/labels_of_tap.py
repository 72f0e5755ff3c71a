"""The labels of a tap: everything they need that must be read, so that inside the transaction only the code is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.domain.ids import CheckInGroupId, EventTimeId, FactId, LocationId, PersonId, SecurityCode
from kiosk.domain.label_choice import Labelled, LabelQuantity, LabelStyle, OncePer, Visit, inherited, labels_for
from kiosk.domain.label_names import NamedInside
from kiosk.domain.labels import PrintJob
from kiosk.domain.recording import Wanted
from kiosk.domain.schedule import Event
from kiosk.services.offers import PersonOffer
from kiosk.services.ports import AttendanceBook, PeopleBook, ScheduleBook, StationSettings
from kiosk.services.program import Program
from kiosk.words import Words
from kiosk.words.times import clock_time

MakeLabels = Callable[[tuple[tuple[Wanted, SecurityCode | None], ...]], tuple[PrintJob, ...]]
_SELF_STATION = "self"
_MOST_ADULT_LABELS = 9


@dataclass(frozen=True, slots=True)
class LabelsOfTap:
    """Reads what a tap's labels say besides the code: the church's wishes, the rooms' folders, and who is inside already."""

    people: PeopleBook
    schedule: ScheduleBook
    attendance: AttendanceBook
    settings: StationSettings

    async def maker(
        self,
        nonce: CheckInGroupId,
        wanted: Sequence[Wanted],
        offers: Mapping[PersonId, PersonOffer],
        program: Program,
    ) -> MakeLabels:
        """What makes the jobs, given everyone's code."""
        events = {time.event_time.id: time.event for offer in offers.values() for time in offer.times}
        quantities = await self._quantities(
            wanted, {one.event_time.id: events[one.event_time.id] for one in wanted}, program
        )
        ticked = await self._ticked(wanted, events, program)
        inside = await self._inside(wanted)
        organization = await self.schedule.organization()
        zone = ZoneInfo(organization.time_zone) if organization else ZoneInfo("UTC")
        words = Words(self.settings.label_language)
        local = {one.event_time.id: one.event_time.starts_at.astimezone(zone) for one in wanted}
        style = LabelStyle(
            language=words.language,
            is_rehearsal=self.settings.is_rehearsal,
            clock={moment: clock_time(words, moment) for moment in local.values()},
            most_adult_labels=1 if self.settings.mode == _SELF_STATION else _MOST_ADULT_LABELS,
            once_per=once_per(self.settings),
        )

        def make(coded: tuple[tuple[Wanted, SecurityCode | None], ...]) -> tuple[PrintJob, ...]:
            labelled = [
                Labelled(
                    fact_id=one.fact_id,
                    person=one.person,
                    kind=one.kind,
                    location_id=one.location.id,
                    location_name=one.location.name,
                    event_name=events[one.event_time.id].name,
                    starts_at=local[one.event_time.id],
                    service_date=one.service_date,
                    security_code=code,
                    is_first_time=offers[one.person.id].attendee.is_first_time_at(events[one.event_time.id]),
                    options=ticked[one.fact_id],
                )
                for one, code in coded
            ]
            return labels_for(nonce, labelled, quantities, style, inside)

        return make

    async def _quantities(
        self, wanted: Sequence[Wanted], events: Mapping[EventTimeId, Event], program: Program
    ) -> dict[Visit, tuple[LabelQuantity, ...]]:
        configured = {
            event.id: await self.schedule.label_quantities(event.id) for event in dict.fromkeys(events.values())
        }
        return {
            (one.person.id, one.location.id): inherited(
                configured[events[one.event_time.id].id], _path(one, events, program)
            )
            for one in wanted
        }

    async def _ticked(
        self, wanted: Sequence[Wanted], events: Mapping[EventTimeId, Event], program: Program
    ) -> Mapping[FactId, tuple[LabelQuantity, ...]]:
        """The labels of the options that were ticked, by check-in; options of other rooms bring none."""
        asked = {events[one.event_time.id].id for one in wanted if one.options}
        known = {option.id: option for event_id in asked for option in await self.schedule.options(event_id)}
        return {
            one.fact_id: tuple(
                known[option_id].labels
                for option_id in one.options
                if option_id in known and known[option_id].location_id in _path(one, events, program)
            )
            for one in wanted
        }

    async def _inside(self, wanted: Sequence[Wanted]) -> tuple[NamedInside, ...]:
        """Who is in the rooms in question, of the people a label could be mixed up with."""
        rooms = {(one.event_time.id, one.location.id) for one in wanted}
        check_ins = [
            one
            for one in await self.attendance.of_event_times([*dict.fromkeys(time_id for time_id, _ in rooms)])
            if one.checked_out_at is None and (one.event_time_id, one.location_id) in rooms
        ]
        known = await self.people.people({one.person_id for one in check_ins})
        return tuple(
            NamedInside.of(known[one.person_id], one.location_id) for one in check_ins if one.person_id in known
        )


def once_per(settings: StationSettings) -> Mapping[str, OncePer]:
    """How often labels are printed, by name, where the settings say so."""
    said = {
        OncePer.PERSON: settings.once_per_person,
        OncePer.LOCATION: settings.once_per_location,
        OncePer.FAMILY: settings.once_per_family,
    }
    return {name.casefold(): scope for scope, names in said.items() for name in names}


def _path(one: Wanted, events: Mapping[EventTimeId, Event], program: Program) -> list[LocationId]:
    """The room, then its folders upwards."""
    tree = program.trees.get(events[one.event_time.id].id)
    folders = tree.folders_above(one.location.id) if tree is not None else ()
    return [one.location.id, *(folder.id for folder in folders)]
