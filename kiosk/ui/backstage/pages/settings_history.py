"""What was changed in the settings, and settings as files."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.list_page import ListPage
from kiosk.ui.backstage.page import Page, PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.settings_history_flow import SettingsHistoryFlow
from kiosk.ui.backstage.table import Column
from kiosk.ui.look import Look
from kiosk.words import setting_names as say


def settings_history(look: Look, session: BackstageSession) -> Page:
    """The page."""
    words = look.words
    columns = (Column(words.say(say.WHAT), 2.4), Column(words.say(say.WHO)), Column(words.say(say.WHEN), 1.2))
    return ListPage(look, session, SettingsHistoryFlow, words.say(say.HISTORY), columns)


PAGE = PageKind(say.HISTORY, "undo", Role.ADMIN, settings_history, say.HISTORY_ABOUT, key="settings_history")
