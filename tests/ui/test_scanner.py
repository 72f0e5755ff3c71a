"""A scan is told from typing by its pace."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kiosk.ui.scanner import KeyBurst, Scanner


def keyed(symbols: str, pace_ms: float, end_after_ms: float) -> str:
    burst, at_ms = KeyBurst(), 1000.0
    for symbol in symbols:
        burst.add(symbol, at_ms)
        at_ms += pace_ms
    return burst.end(at_ms - pace_ms + end_after_ms)


@pytest.mark.parametrize("pace_ms", [1, 10, 40])
def test_a_scanner_is_heard_at_any_pace_of_its_own(pace_ms: float):
    assert keyed("PASS-4711", pace_ms, pace_ms) == "PASS-4711"


@pytest.mark.parametrize("pace_ms", [80, 200])
def test_a_fast_typist_is_no_scanner(pace_ms: float):
    assert keyed("5550190", pace_ms, pace_ms) == ""


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
