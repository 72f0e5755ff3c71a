"""Whose data counts, on an open data folder: conflicts, changes that wait, the ways of running, households and people put right.

truth = truth_of(church)
await truth.conflicts.open()                 # fields changed on both sides, both values
await truth.conflicts.decide(admin, number, Winner.HERE); await truth.conflicts.undo(admin, number)
await truth.waiting.queue()                  # what waits and since when; truth.waiting.parked(): what needs a look
await truth.ways.preview(Way.PLANNING_CENTER, Way.BOTH)   # then church.settings_desk().change(admin, {"way": "both"})
await truth.households.move(admin, person, leaves=here, joins=there)
await truth.gone.to_link(); await truth.gone.link(admin, gone, known)   # deleted there, but here on some Sunday
await truth.corrections.correct(staff, person, {"nickname": "Bo"})
"""

from dataclasses import dataclass

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.ids import StationId
from kiosk.services.audit import Audit
from kiosk.services.conflicts import ConflictDesk
from kiosk.services.corrections import Corrections
from kiosk.services.gone_people import GonePeople
from kiosk.services.households import Households
from kiosk.services.waiting_changes import WaitingChanges
from kiosk.services.ways import Ways
from kiosk.storage.conflict_store import SqliteConflicts
from kiosk.storage.gone_store import SqliteGonePeople
from kiosk.storage.household_store import SqliteHouseholds
from kiosk.storage.parked_store import SqliteParked
from kiosk.storage.way_store import SqliteWays


@dataclass(frozen=True, slots=True)
class Truth:
    """The services behind the admin's screens of Planning Center and of households.

    Every verb that decides or takes something away wants an admin and is written down; ``audit`` reads that again.
    """

    conflicts: ConflictDesk
    waiting: WaitingChanges
    ways: Ways
    households: Households
    corrections: Corrections
    audit: Audit
    gone: GonePeople


def truth_of(church: Church) -> Truth:
    """The services of an open church."""
    database, clock, station = church.database, church.clock, StationId(church.settings.station_id)
    return Truth(
        conflicts=ConflictDesk(SqliteConflicts(database, station, clock), clock, ulid_at),
        waiting=WaitingChanges(SqliteParked(database, station, clock), clock, ulid_at),
        ways=Ways(SqliteWays(database)),
        households=Households(
            SqliteHouseholds(database, station, clock),
            church.people,
            clock,
            ulid_at,
            church.settings.address_for_every_adult,
        ),
        corrections=church.volunteers.corrections,
        audit=church.volunteers.audit,
        gone=GonePeople(SqliteGonePeople(database, station, clock), clock, ulid_at),
    )
