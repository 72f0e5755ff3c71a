"""Staff and PINs: who opens stations, and what each may do."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.staff import staff_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_trust as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(staff_flow, lambda: staff_flow(session)))


PAGE = PageKind(say.STAFF, "lock", Role.ADMIN, build, say.STAFF_ABOUT, key="staff")
