"""The pages there are, in the order of the list."""

from kiosk.domain.pins import StaffMember
from kiosk.ui.backstage.page import PageKind
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

PAGES: tuple[PageKind, ...] = (
    helper.PAGE,
    everyone.PAGE,
    people.PAGE,
    pick_up.PAGE,
    watch.PAGE,
    preview.PAGE,
    events.PAGE,
    rooms.PAGE,
    groups.PAGE,
    local_program.PAGE,
    staff.PAGE,
    station_settings.PAGE,
    printers.PAGE,
    label_designs.PAGE,
    settings_history.PAGE,
    planning_center.PAGE,
    sign_in.PAGE,
    reports.PAGE,
    audit.PAGE,
    backup.PAGE,
    diagnostics.PAGE,
    again.PAGE,
    close_kiosk.PAGE,
)
"""Everyday things first, what is set up once after them, the way out last."""


def pages_for(staff: StaffMember) -> tuple[PageKind, ...]:
    """Those that somebody may open."""
    return tuple(page for page in PAGES if staff.role.covers(page.role))
