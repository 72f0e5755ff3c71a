"""The pages there are, by what they are about, in the order of the list."""

from dataclasses import replace

from kiosk.domain.pins import StaffMember
from kiosk.ui.backstage.page import PageGroup
from kiosk.ui.backstage.pages import (
    again,
    audit,
    backup,
    close_kiosk,
    diagnostics,
    events,
    everyone,
    groups,
    helper,
    label_designs,
    local_program,
    people,
    pick_up,
    planning_center,
    preview,
    printers,
    reports,
    rooms,
    settings_history,
    sign_in,
    staff,
    station_settings,
    watch,
)
from kiosk.words import backstage as say

GROUPS: tuple[PageGroup, ...] = (
    PageGroup(say.TODAY, "clock", (helper.PAGE, everyone.PAGE, preview.PAGE, reports.PAGE)),
    PageGroup(say.PEOPLE_GROUP, "people", (people.PAGE, pick_up.PAGE, watch.PAGE)),
    PageGroup(say.PROGRAM_GROUP, "door", (events.PAGE, rooms.PAGE, groups.PAGE, local_program.PAGE)),
    PageGroup(
        say.STATION_GROUP,
        "gear",
        (
            station_settings.PAGE,
            printers.PAGE,
            label_designs.PAGE,
            staff.PAGE,
            settings_history.PAGE,
            again.PAGE,
            close_kiosk.PAGE,
        ),
    ),
    PageGroup(say.PLANNING_CENTER_GROUP, "cloud", (planning_center.PAGE, sign_in.PAGE)),
    PageGroup(say.UPKEEP_GROUP, "heart", (diagnostics.PAGE, backup.PAGE, audit.PAGE)),
)
"""What is needed on a Sunday first, what is set up once after it."""


def groups_for(staff: StaffMember) -> tuple[PageGroup, ...]:
    """Those with pages that somebody may open, and only these pages."""
    allowed = (
        replace(group, pages=tuple(page for page in group.pages if staff.role.covers(page.role))) for group in GROUPS
    )
    return tuple(group for group in allowed if group.pages)
