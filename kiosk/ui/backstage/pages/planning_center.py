"""Planning Center: how the sign-in stands, what was brought, what needs a decision."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.planning_center import PlanningCenterFlow
from kiosk.ui.backstage.list_page import ListPage
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import Column
from kiosk.ui.look import Look
from kiosk.words import admin_church as say


def _build(look: Look, session: BackstageSession) -> ListPage:
    words = look.words
    columns = (
        Column(words.say(say.WHOSE), 1.2),
        Column(words.say(say.WHICH_CHANGE), 1.2),
        Column(words.say(say.STATE), 0.8),
    )
    return ListPage(look, session, PlanningCenterFlow, words.say(say.PLANNING_CENTER), columns)


PAGE = PageKind(say.PLANNING_CENTER, "cloud", Role.ADMIN, _build, say.PLANNING_CENTER_ABOUT, key="planning_center")
