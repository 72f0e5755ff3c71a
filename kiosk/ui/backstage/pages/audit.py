"""The audit log: who did what."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.audit import AuditFlow
from kiosk.ui.backstage.list_page import ListPage
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import Column
from kiosk.ui.look import Look
from kiosk.words import admin_church as say


def _build(look: Look, session: BackstageSession) -> ListPage:
    words = look.words
    columns = (
        Column(words.say(say.WHEN), 1.0),
        Column(words.say(say.WHAT_HAPPENED), 1.5),
        Column(words.say(say.WHOM), 1.2),
        Column(words.say(say.WHO), 0.8),
    )
    return ListPage(look, session, AuditFlow, words.say(say.AUDIT), columns)


PAGE = PageKind(say.AUDIT, "list", Role.ADMIN, _build, say.AUDIT_TITLE_ABOUT, key="audit")
