"""Puts together what the admin's pages about people, groups, events and rooms ask, on an open church."""

from dataclasses import replace

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.app.planning import planning_of
from kiosk.app.truth import truth_of
from kiosk.domain.ids import StationId
from kiosk.services.local_program import LocalPrograms
from kiosk.services.program import Programs, RememberedPrograms
from kiosk.storage.change_count import SqliteChanges
from kiosk.storage.local_store import SqliteLocalProgram
from kiosk.storage.overlay_store import SqliteOverlay
from kiosk.ui.backstage.record_desks import RecordDesks


def record_desks_of(church: Church) -> RecordDesks:
    """The services behind those pages."""
    planning, truth = planning_of(church), truth_of(church)
    everywhere = replace(church.settings, event_ids=(), location_ids=(), campus_ids=())
    programs = Programs(church.schedule, church.groups, SqliteOverlay(church.database), everywhere)
    return RecordDesks(
        people=church.people,
        find=church.find,
        history=church.history,
        attendance=church.attendance,
        schedule=church.schedule,
        groups=church.groups,
        programs=RememberedPrograms(programs, SqliteChanges(church.database)),
        offers=church.offers,
        households=truth.households,
        corrections=truth.corrections,
        newcomers=church.volunteers.newcomers,
        hierarchy=planning.hierarchy,
        previews=planning.previews,
        local=local_programs_of(church),
        clock=church.clock,
        zone=church.zone,
    )


def local_programs_of(church: Church) -> LocalPrograms:
    """Where events, times and rooms are made here."""
    book = SqliteLocalProgram(church.database, StationId(church.settings.station_id), church.clock)
    return LocalPrograms(book, church.schedule, church.clock, ulid_at)
