"""Backups: what is kept, what is in one, and bringing it back."""

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.backup import BackupFlow
from kiosk.ui.backstage.list_page import ListPage
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import Column
from kiosk.ui.look import Look
from kiosk.words import admin_church as say


def _build(look: Look, session: BackstageSession) -> ListPage:
    words = look.words
    columns = (
        Column(words.say(say.MOMENT), 1.6),
        Column(words.say(say.BACKUP_PLACE), 1.6),
        Column(words.say(say.SIZE), 0.8, is_end=True),
    )
    return ListPage(look, session, BackupFlow, words.say(say.BACKUP), columns)


PAGE = PageKind(say.BACKUP, "shelf", Role.ADMIN, _build, say.BACKUP_TITLE_ABOUT, key="backup")
