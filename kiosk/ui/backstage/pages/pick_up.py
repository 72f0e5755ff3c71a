"""Pick-up lists: who else may collect a child, and who may not."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.pick_up import pick_up_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_trust as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(pick_up_flow, lambda: pick_up_flow(session)))


PAGE = PageKind(say.PICK_UP, "people", Role.ADMIN, build, say.PICK_UP_ABOUT, key="pick_up")
