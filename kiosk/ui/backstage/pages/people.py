"""People and families: found, put right, added, moved between families, deactivated; what they came to."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.people import people_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_people as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(people_flow, lambda: people_flow(session)))


PAGE = PageKind(say.PEOPLE, "people", Role.ADMIN, build, say.PEOPLE_ABOUT, key="people")
