"""What a church sets for a self station is what its window does."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.app import sample_views
from kiosk.domain.visit import Step
from kiosk.ui.displays import display_named
from kiosk.ui.sounds import Sound, sound_of
from tests.support.waiting import eventually
from tests.ui.at_the_station import COLE_DIGITS, QUICK, a_station, at, press_keys, ready, window_of


class Plugged:
    """A screen as the system names it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def name(self) -> str:
        return self._name


ALONE = replace(sample_views.ONE_CHILD, key=sample_views.COLES.key, goes_straight_on=True)


async def test_one_child_with_one_room_goes_straight_on_to_done(qapp: QApplication):
    station = a_station(households=(ALONE,))
    with window_of(station) as window:
        await ready(window)
        press_keys(window, COLE_DIGITS)
        await at(window, Step.DONE)
        assert len(station.recorded) == 1


async def test_an_unknown_number_and_a_checked_in_family_are_heard(qapp: QApplication):
    heard: list[Sound] = []
    with window_of(a_station(households=(ALONE,))) as window:
        window.turned.connect(lambda scene: heard.extend(filter(None, (sound_of(scene),))))
        await ready(window)
        press_keys(window, "9999")
        await eventually(lambda: heard == [Sound.TROUBLE])
        press_keys(window, COLE_DIGITS)
        await eventually(lambda: heard == [Sound.TROUBLE, Sound.SUCCESS])


async def test_with_low_reach_every_key_is_in_the_lower_half(qapp: QApplication):
    with window_of(a_station(), replace(QUICK, is_low_reach=True)) as window:
        await ready(window)
        keys = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
        assert len(keys) > 12
        assert all(key.mapTo(window, QPoint(0, 0)).y() >= window.height() // 2 for key in keys)


def test_a_screen_is_chosen_by_its_name_or_its_number():
    both: Any = (Plugged("HDMI-1"), Plugged("DP-2"))
    left, right = both
    assert display_named(both, "dp-2") is right
    assert display_named(both, "1") is left
    assert display_named(both, "HDMI-2") is None
    assert display_named(both, "") is None
