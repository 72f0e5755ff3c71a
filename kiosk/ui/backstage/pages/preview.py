"""The next service day looked at ahead: every child's room, and what would go wrong."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.preview import preview_flow
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.records_page import RecordsPage
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.look import Look
from kiosk.words import admin_preview as say


def build(look: Look, session: BackstageSession) -> RecordsPage:
    """The page."""
    return RecordsPage(look, session.once(preview_flow, lambda: preview_flow(session)))


PAGE = PageKind(say.PREVIEW, "check", Role.ADMIN, build, say.PREVIEW_ABOUT, key="preview")
