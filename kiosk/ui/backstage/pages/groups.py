"""The tree of groups: areas, what is below what, events and rooms that hang on it, where each child would go."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.groups import groups_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_groups as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(groups_flow, lambda: groups_flow(session)))


PAGE = PageKind(say.GROUPS, "list", Role.ADMIN, build, say.GROUPS_ABOUT, key="groups")
