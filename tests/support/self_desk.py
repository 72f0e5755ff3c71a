"""The desk behind a self station's screens, without a screen or a printer."""

from datetime import datetime

from kiosk.app.compose import Church
from kiosk.domain.ids import CheckInGroupId
from kiosk.services.self_station import CheckInTap, HouseholdView, PersonTap
from kiosk.services.self_station_desk import SelfStationDesk


def desk_of(church: Church, people_as_of: datetime | None = None) -> SelfStationDesk:
    """A self station on an open church; labels wait in the queue."""
    return SelfStationDesk(
        days=church.days,
        offers=church.offers,
        find_household=church.find,
        check_in_people=church.check_in,
        people=church.people,
        schedule=church.schedule,
        queue=church.queue,
        clock=church.clock,
        settings=church.settings,
        people_as_of=lambda: people_as_of,
        printer_trouble=lambda words: "",
        labels_queued=lambda: None,
    )


def everyone_who_can(view: HouseholdView, nonce: CheckInGroupId, time_key: str) -> CheckInTap:
    """A tap for every child of the family who has a room at a start and is not in yet."""
    people = tuple(
        PersonTap(card.person_id, time.event_time_id, time.room.location_id)
        for card in view.cards
        if card.is_child
        for time in card.times
        if time.time_key == time_key and time.room is not None and not time.is_already_in
    )
    return CheckInTap(nonce, people)
