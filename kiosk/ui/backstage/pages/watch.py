"""The watch list: people about whom staff should quietly know something."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.watch import watch_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_trust as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(watch_flow, lambda: watch_flow(session)))


PAGE = PageKind(say.WATCH, "alert", Role.LEAD, build, say.WATCH_ABOUT, key="watch")
