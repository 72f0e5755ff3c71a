"""Events: when each takes check-ins, and how it finds rooms."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.events import events_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_rooms as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(events_flow, lambda: events_flow(session)))


PAGE = PageKind(say.EVENTS, "clock", Role.ADMIN, build, say.EVENTS_ABOUT, key="events")
