"""How everything is that the station stands on, and the support bundle."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.diagnostics import DiagnosticsFlow
from kiosk.ui.backstage.list_page import ListPage
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import Column
from kiosk.ui.look import Look
from kiosk.words import admin_church as say


def _build(look: Look, session: BackstageSession) -> ListPage:
    words = look.words
    columns = (
        Column(words.say(say.SUBJECT), 1.0),
        Column(words.say(say.FINDING), 2.6),
        Column(words.say(say.STATE), 0.7),
    )
    return ListPage(look, session, DiagnosticsFlow, words.say(say.DIAGNOSTICS), columns)


PAGE = PageKind(say.DIAGNOSTICS, "heart", Role.ADMIN, _build, say.DIAGNOSTICS_ABOUT, key="diagnostics")
