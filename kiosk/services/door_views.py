"""What the screens at the door show: frozen, with every moment in the church's zone."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.ids import CheckInId, LocationId, PersonId, SecurityCode
from kiosk.domain.pick_up import Collector
from kiosk.domain.watch import WatchKind
from kiosk.services.watch import WatchAlert


@dataclass(frozen=True, slots=True)
class RoomOf:
    """Where somebody is: the room, by id and name, and the time it is for."""

    location_id: LocationId
    name: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Caution:
    """What is to be known before somebody is handed over; for the volunteer's eyes only. ``not_authorised``: names."""

    not_authorised: tuple[str, ...] = ()
    alerts: tuple[WatchAlert, ...] = ()


NO_CAUTION = Caution()


@dataclass(frozen=True, slots=True)
class InsideLine:
    """Somebody who is in and can be handed over: one line for a person, with the rooms of each time.

    ``photo`` is an address or empty: then the initials stand for it.
    """

    person_id: PersonId
    check_ins: tuple[CheckInId, ...]
    name: str
    called_name: str
    initials: str
    photo: str
    is_child: bool
    has_medical_notes: bool
    kind: AttendanceKind
    rooms: tuple[RoomOf, ...]
    is_confirmed: bool
    security_code: SecurityCode | None = None
    caution: Caution = NO_CAUTION

    @property
    def flags(self) -> tuple[WatchKind, ...]:
        """Which kinds of the watch list this person is on."""
        return tuple(dict.fromkeys(alert.kind for alert in self.caution.alerts))


@dataclass(frozen=True, slots=True)
class OutLine:
    """Somebody of the same code who has left: when, and with whom; ``by`` is empty where nobody was named."""

    check_in: CheckIn
    person_id: PersonId
    name: str
    called_name: str
    room: RoomOf
    checked_out_at: datetime
    by: str
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class DoorLook:
    """What a code opens, before anybody is handed over.

    ``collectors``: the adults to choose from, in their order; ``collector_alerts``: what the watch list says of them.
    ``tag_revision`` above 0: the adult's tag was lost and replaced so many times; an older one may be in somebody else's hand.
    """

    security_code: SecurityCode
    inside: tuple[InsideLine, ...]
    already_out: tuple[OutLine, ...]
    collectors: tuple[Collector, ...]
    collector_alerts: tuple[WatchAlert, ...] = ()
    tag_revision: int = 0

    @property
    def not_authorised(self) -> tuple[str, ...]:
        """Names of who may not collect one of these children; for the volunteer's eyes only."""
        return tuple(dict.fromkeys(name for line in self.inside for name in line.caution.not_authorised))

    @property
    def alerts(self) -> tuple[WatchAlert, ...]:
        """What the watch list says of the children and of the adults to choose from."""
        return (*(alert for line in self.inside for alert in line.caution.alerts), *self.collector_alerts)

    @property
    def is_delicate(self) -> bool:
        """Whether somebody has to look up and ask who collects: nobody is taken for granted then."""
        is_disputed = any(alert.kind is WatchKind.CUSTODY for alert in self.alerts)
        return bool(self.not_authorised) or is_disputed or self.tag_revision > 0


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a release came to. ``by``: who collected, in words; ``is_replay``: it was done before, by the same tap."""

    security_code: SecurityCode | None
    released: tuple[OutLine, ...]
    already_out: tuple[OutLine, ...]
    by: str
    is_replay: bool = False
