"""A scan is told from typing by its pace."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kiosk.ui.scanner import KeyBurst, Scanner


def keyed(symbols: str, pace_ms: float, end_after_ms: float, *, may_be_pin: bool = False) -> str:
    burst, at_ms = KeyBurst(), 1000.0
    for symbol in symbols:
        burst.add(symbol, at_ms)
        at_ms += pace_ms
    return burst.end(at_ms - pace_ms + end_after_ms, may_be_pin=may_be_pin)


@pytest.mark.parametrize("pace_ms", [1, 10, 40])
def test_a_scanner_is_heard_at_any_pace_of_its_own(pace_ms: float):
    assert keyed("PASS-4711", pace_ms, pace_ms) == "PASS-4711"


@pytest.mark.parametrize("pace_ms", [80, 200])
def test_a_fast_typist_is_no_scanner(pace_ms: float):
    assert keyed("5550190", pace_ms, pace_ms) == ""


@pytest.mark.parametrize("pace_ms", [32, 45, 79])
def test_a_pin_typed_as_fast_as_fingers_roll_is_no_scan(pace_ms: float):
    assert keyed("8264", pace_ms, pace_ms, may_be_pin=True) == ""


@pytest.mark.parametrize(("code", "pace_ms"), [("8264", 5), ("8264", 25), ("PASS-4711", 40), ("100200300400", 40)])
def test_a_tag_held_to_the_scanner_where_a_pin_is_asked_for_is_no_wrong_pin(code: str, pace_ms: float):
    assert keyed(code, pace_ms, pace_ms, may_be_pin=True) == code


def test_enter_pressed_long_after_is_a_persons():
    assert keyed("4711", 5, 400) == ""


def test_three_keys_struck_together_are_no_card():
    assert keyed("123", 5, 5) == ""


def test_typing_just_before_a_scan_is_no_part_of_it():
    burst = KeyBurst()
    burst.add("7", 0.0)
    for count, symbol in enumerate("4711"):
        burst.add(symbol, 300.0 + count * 5)
    assert burst.end(320.0) == "4711"


class Typed(QObject):
    """Whoever gets the keys in the end."""

    text = ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            self.text += event.text()
        return True


def struck(symbol: str, at_ms: int, key: Qt.Key = Qt.Key.Key_A) -> QKeyEvent:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, symbol)
    event.setTimestamp(at_ms)
    return event


@pytest.mark.parametrize(("pace_ms", "codes"), [(5, ["4711"]), (120, [])])
def test_keys_that_a_busy_screen_hears_all_at_once_are_told_apart_by_when_they_were_struck(
    qapp: QApplication, pace_ms: int, codes: list[str]
):
    nobody, heard = QObject(), list[str]()
    scanner = Scanner(nobody, lambda: 0.0)
    scanner.scanned.connect(heard.append)
    for count, symbol in enumerate("4711"):
        scanner.eventFilter(nobody, struck(symbol, 1000 + count * pace_ms))
    scanner.eventFilter(nobody, struck("", 1000 + 4 * pace_ms, Qt.Key.Key_Return))
    assert heard == codes


@pytest.mark.parametrize(("asks", "arrived"), [(True, "8264"), (False, "")])
def test_a_fast_pin_reaches_the_lock_digit_by_digit_before_its_enter(qapp: QApplication, asks: bool, arrived: str):
    lock = Typed()
    scanner = Scanner(lock, lambda: 0.0, lambda: asks)
    for count, symbol in enumerate("8264"):
        assert scanner.eventFilter(lock, struck(symbol, 1000 + count * 40))
    goes_on = not scanner.eventFilter(lock, struck("", 1000 + 4 * 40, Qt.Key.Key_Return))
    assert (lock.text, goes_on) == (arrived, asks)
