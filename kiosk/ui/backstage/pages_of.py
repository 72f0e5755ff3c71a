"""The pages there are, in the order of the list."""

from kiosk.domain.pins import StaffMember
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.pages import (
    ...] = (     helper.PAGE,
    audit,
    audit.PAGE,
    backup,
    backup.PAGE,
    close_kiosk,
    close_kiosk.PAGE,
    diagnostics,
    diagnostics.PAGE,
    everyone,
    everyone.PAGE,
    helper,
    planning_center,
    planning_center.PAGE,
    reports  PAGES: tuple[PageKind,
    reports.PAGE,
    settings_history,
    station_settings,
    settings_history.PAGE,
)
"""Everyday things first, what is set up once after them, the way out last."""


def pages_for(staff: StaffMember) -> tuple[PageKind, ...]:
    """Those that somebody may open."""
    return tuple(page for page in PAGES if staff.role.covers(page.role))
