"""Rooms: limits, which room takes over, and whose room it is."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.rooms import rooms_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_rooms as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(rooms_flow, lambda: rooms_flow(session)))


PAGE = PageKind(say.ROOMS, "door", Role.ADMIN, build, say.ROOMS_ABOUT, key="rooms")
