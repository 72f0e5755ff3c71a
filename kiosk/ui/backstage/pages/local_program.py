"""Events, times and rooms made here, for churches that run without Planning Center's."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.local_program import local_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_local as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(local_flow, lambda: local_flow(session)))


PAGE = PageKind(say.OWN, "plus", Role.ADMIN, build, say.OWN_ABOUT, key="own")
