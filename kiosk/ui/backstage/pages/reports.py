"""Attendance, and files of it for other systems."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.reports import ReportsFlow
from kiosk.ui.backstage.list_page import ListPage
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import Column
from kiosk.ui.look import Look
from kiosk.words import admin_church as say


def _build(look: Look, session: BackstageSession) -> ListPage:
    words = look.words
    columns = (
        Column(words.say(say.EVENT), 1.6),
        Column(words.say(say.WHEN), 1.4),
        Column(words.say(say.CAME), 0.6, is_end=True),
        Column(words.say(say.LEFT), 0.6, is_end=True),
        Column(words.say(say.INSIDE), 0.6, is_end=True),
    )
    return ListPage(look, session, ReportsFlow, words.say(say.REPORTS), columns)


PAGE = PageKind(say.REPORTS, "chart", Role.ADMIN, _build, say.REPORTS_ABOUT, key="reports")
