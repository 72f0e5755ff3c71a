"""The list of pages behind the PIN: by what they are about, and one step in and out of that."""

import pytest
from PySide6.QtWidgets import QApplication, QListView

from kiosk.app.screenshots import SIZES
from kiosk.app.staff_screenshots import staff_look_for
from kiosk.domain.ids import StaffId
from kiosk.domain.pins import Role, StaffMember
from kiosk.ui.backstage.page_list import PageList
from kiosk.ui.backstage.pages import rooms
from kiosk.ui.backstage.pages_of import groups_for
from kiosk.ui.fonts import load_fonts
from kiosk.ui.look import Look
from kiosk.ui.staff.rows import RowList
from kiosk.ui.theme import Theme
from kiosk.words import backstage as say


@pytest.fixture
def look(qapp: QApplication) -> Look:
    load_fonts()
    return staff_look_for(SIZES["1280x800"], Theme.LIGHT)


def a_list(look: Look, role: Role, *, is_column: bool = False) -> PageList:
    return PageList(look, groups_for(StaffMember(StaffId("1"), "Ruth", role)), is_column=is_column)


def titles(pages: PageList) -> list[str]:
    (rows,) = pages.findChildren(RowList)
    return [row.title for row in rows.rows]


def tap(pages: PageList, title: str) -> None:
    (view,) = pages.findChildren(QListView)
    view.clicked.emit(view.model().index(titles(pages).index(title), 0))


def test_on_small_glass_an_admin_sees_groups_then_the_pages_of_one_then_the_groups_again(look: Look):
    pages = a_list(look, Role.ADMIN)
    assert titles(pages)[:3] == ["Today", "People", "Services and rooms"]

    tap(pages, "Services and rooms")

    assert titles(pages) == ["Events and windows", "Rooms", "Groups", "Events of our own"]
    assert pages.title == say.PROGRAM_GROUP
    assert pages.go_back()
    assert "Rooms" not in titles(pages)
    assert not pages.go_back()


def test_in_a_column_the_pages_stand_under_the_group_that_is_open(look: Look):
    pages = a_list(look, Role.ADMIN, is_column=True)
    chosen: list[str] = []
    pages.page_chosen.connect(chosen.append)

    pages.show_around(rooms.PAGE)
    assert titles(pages)[2:5] == ["Services and rooms", "Events and windows", "Rooms"]
    tap(pages, "Groups")
    tap(pages, "Services and rooms")

    assert chosen == ["groups"]
    assert "Rooms" not in titles(pages)


def test_who_may_open_a_few_pages_sees_them_all_at_once(look: Look):
    assert titles(a_list(look, Role.LEAD)) == ["Labels and printers", "Everyone inside", "Watch list"]
