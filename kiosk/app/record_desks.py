"""Puts together what the admin's pages about people, groups, events and rooms ask, on an open church."""

from dataclasses import replace

from kiosk.app.compose import Church
from kiosk.app.planning import planning_of
from kiosk.app.truth import truth_of
from kiosk.services.program import Programs, RememberedPrograms
from kiosk.storage.change_count import SqliteChanges
from kiosk.storage.overlay_store import SqliteOverlay
from kiosk.ui.backstage.record_desks import RecordDesks


def record_desks_of(church: Church) -> RecordDesks:
    """The services behind those pages."""
    planning, truth = planning_of(church), truth_of(church)
    everywhere = replace(church.settings, event_ids=(), location_ids=())
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
        clock=church.clock,
        zone=church.zone,
    )
