"""Decisions inside a transaction: what they may look at, and what they want written together."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kiosk.domain.attendance import CheckIn
from kiosk.domain.facts import Fact, FactWords, NewFact
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import CheckInGroupId, CheckInId, EventTimeId, LocationId, PersonId
from kiosk.domain.labels import PrintJob
from kiosk.domain.room_state import RoomState


class AttendanceView(Protocol):
    """What a decision may look at, inside the transaction that will carry it."""

    def of_group(self, group_id: CheckInGroupId) -> tuple[Fact, ...]:
        """The facts of one tap, by its nonce."""

    def check_ins_of(self, person_id: PersonId, event_time_id: EventTimeId) -> tuple[CheckIn, ...]:
        """A person's check-ins at an event time, oldest first."""

    def inside(self, event_time_id: EventTimeId, location_id: LocationId) -> tuple[CheckIn, ...]:
        """Everyone of ours inside a location at an event time."""

    def inside_elsewhere(self, event_time_id: EventTimeId) -> tuple[PastCheckIn, ...]:
        """Everyone inside through Planning Center's own app at an event time."""

    def is_code_taken(self, code: str, service_date: date) -> bool:
        """Whether a code is used on the church's local date or by anyone still inside."""

    def room_state(self, location_id: LocationId, day: date) -> RoomState:
        """What was said here of a location for a date."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision wants written together: facts, the labels they print, and the words that were typed with them.

    ``cancelled``: check-ins whose labels shall not come out any more, where they still wait.
    """

    facts: tuple[NewFact, ...] = ()
    jobs: tuple[PrintJob, ...] = ()
    words: tuple[FactWords, ...] = ()
    cancelled: tuple[CheckInId, ...] = ()
