"""How one screen gives way to the next: the way it comes from says where the family is, and no more than that moves."""

import pytest
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.screenshots import PICTURED_SIZES, SIZES, STILLS, look_for
from kiosk.domain.visit import Step
from kiosk.ui.motion import Way, way_to
from kiosk.ui.screen_stack import ScreenStack
from kiosk.ui.theme import Theme
from kiosk.ui.widgets.key_pad import KeyPad
from tests.support.waiting import eventually
from tests.ui.all_screens import shown


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (Step.START, Step.HOUSEHOLD, Way.FORWARD),
        (Step.CHOOSER, Step.HOUSEHOLD, Way.FORWARD),
        (Step.HOUSEHOLD, Step.PERSON, Way.FORWARD),
        (Step.PERSON, Step.HOUSEHOLD, Way.BACK),
        (Step.QUESTION, Step.HOUSEHOLD, Way.BACK),
        (Step.HOUSEHOLD, Step.DONE, Way.FORWARD),
        (Step.TROUBLE, Step.HOUSEHOLD, Way.BACK),
        (Step.DONE, Step.START, Way.FADE),
        (Step.HOUSEHOLD, Step.START, Way.FADE),
        (Step.START, Step.CLOSED, Way.FADE),
        (None, Step.START, Way.FADE),
    ],
)
def test_a_screen_comes_from_where_the_visit_goes(before: Step | None, after: Step, way: Way):
    assert way_to(after, before) is way


class Paper(QWidget):
    """A window in one colour, as the station draws its paper below screens that have none."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = QColor(colour)
        self.resize(200, 100)
        self.stack = ScreenStack(self)
        self.stack.resize(self.size())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        painter.end()

    def colour(self) -> str:
        return self.grab().toImage().pixelColor(100, 50).name()


async def test_paper_stays_paper_while_a_screen_comes_in_and_then_the_screen_is_there(qapp: QApplication):
    window = Paper("#12171c")
    first, second = QWidget(), QWidget()
    window.stack.show_screen(first, is_still=True)
    window.stack.show_screen(second, slide_px=40)
    assert window.colour() == "#12171c"
    curtain = next(one for one in window.stack.findChildren(QWidget) if one not in (first, second))
    await eventually(curtain.isHidden)
    assert window.stack.current is second
    assert second.isVisible()
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("size", sorted({*PICTURED_SIZES} - {"1280x800"}))
def test_keys_stay_under_the_finger_when_something_is_said(size: str):
    """On a 10 inch tablet there is no room to keep free for it."""
    look = look_for(SIZES[size], Theme.LIGHT)
    stills = {still.name: still for still in STILLS}
    places = []
    for name in ("start-empty", "start-looking", "start-not-found"):
        with shown(stills[name], look) as screen:
            pad = screen.findChild(KeyPad)
            assert pad is not None
            places.append(pad.geometry())
    assert places == [places[0]] * 3
