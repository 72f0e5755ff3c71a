"""A station's window over a station in memory, and the hands and eyes of somebody who stands before it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kiosk.app import sample_views
from kiosk.domain.visit import Step
from kiosk.services.self_station import SelfStation
from kiosk.ui.station_options import StationOptions
from kiosk.ui.station_window import StationWindow
from tests.support.fake_self_station import FakeSelfStation
from tests.support.keys import press_key, type_text
from tests.support.waiting import eventually

COLE_DIGITS = "0190"
QUICK = StationOptions(is_still=True, calibration=4.03, poll_seconds=0.05)


def a_station(**known: object) -> FakeSelfStation:
    """A station at which the Coles are found by their digits and by their card."""
    coles = (sample_views.FAMILIES[0],)
    return FakeSelfStation(found={COLE_DIGITS: coles, "COLE-CARD": coles}, **known)  # type: ignore[arg-type]


@contextmanager
def window_of(station: SelfStation, options: StationOptions = QUICK) -> Iterator[StationWindow]:
    """The station's window, open for as long as the test needs it."""
    nonces = (f"nonce-{number}" for number in range(1000))
    window = StationWindow(station, options=options, new_nonce=lambda: next(nonces))
    window.resize(1080, 1920)
    window.open()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


async def at(window: StationWindow, step: Step) -> None:
    """Wait until the visit has come to a step."""
    await eventually(lambda: window.scene.visit.step is step)


async def ready(window: StationWindow) -> None:
    """Wait until the start screen is there."""
    await eventually(lambda: window.scene.start is not None)


def press_keys(window: StationWindow, text: str) -> None:
    """Type on a keyboard as a person does."""
    for symbol in text:
        type_text(window, symbol)
        press_key(window, Qt.Key.Key_Shift)


def focus_of(window: StationWindow) -> QWidget:
    """What a key would go to."""
    focused: object = window.focusWidget()
    return focused if isinstance(focused, QWidget) else window


def button(window: QWidget, name: str) -> QAbstractButton:
    """The visible button with this text or spoken name."""
    seen = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    for one in seen:
        if name in (one.text(), one.accessibleName()):
            return one
    raise AssertionError(f"no button {name!r} among {[one.text() or one.accessibleName() for one in seen]}")


def tap(window: QWidget, name: str) -> None:
    """Tap a button by its words."""
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)


def reads(window: QWidget) -> str:
    """Every word on the screen."""
    labels = (one for one in window.findChildren(QLabel) if one.isVisible())
    buttons = (one for one in window.findChildren(QAbstractButton) if one.isVisible())
    texts = [
        *(part for one in labels for part in (one.text(), one.accessibleName())),
        *(part for one in buttons for part in (one.text(), one.accessibleName(), one.accessibleDescription())),
    ]
    return "\n".join(texts).replace("\u2068", "").replace("\u2069", "")


async def opened(window: StationWindow) -> None:
    """Come to the Coles' household by their digits."""
    await ready(window)
    for digit in COLE_DIGITS:
        tap(window, digit)
    await at(window, Step.HOUSEHOLD)
