"""From the start screen to the household: digits, cards, several families, nobody found."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.app import sample_views
from kiosk.domain.attendance import Method
from kiosk.domain.problems import CheckInClosed, TooManyMatches
from kiosk.domain.visit import Step
from tests.support.keys import press_key, scan
from tests.support.waiting import eventually
from tests.ui.at_the_station import (
    COLE_DIGITS,
    a_station,
    at,
    button,
    opened,
    press_keys,
    reads,
    ready,
    tap,
    window_of,
)


async def test_the_fourth_digit_submits_by_itself(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        assert "Hello, Cole family" in reads(window)


async def test_digits_may_be_typed_on_a_keyboard(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await ready(window)
        press_keys(window, "01")
        press_key(window, Qt.Key.Key_Backspace)
        press_keys(window, "190")
        await at(window, Step.HOUSEHOLD)
        assert station.calls("find") == [COLE_DIGITS]


async def test_unknown_digits_are_said_so_and_the_pad_is_empty_again(qapp: QApplication):
    with window_of(a_station()) as window:
        await ready(window)
        for digit in "9999":
            tap(window, digit)
        await eventually(lambda: "We could not find that number" in reads(window))
        assert "0 digits entered" in reads(window)


async def test_too_many_families_ask_for_the_whole_number(qapp: QApplication):
    station = a_station(problems={"find": [TooManyMatches()]})
    station.found["5550190"] = station.found[COLE_DIGITS]
    with window_of(station) as window:
        await ready(window)
        for digit in COLE_DIGITS:
            tap(window, digit)
        await eventually(lambda: "Your whole phone number" in reads(window))
        for digit in "5550190":
            tap(window, digit)
        tap(window, "Find")
        await at(window, Step.HOUSEHOLD)
        assert station.calls("find") == [COLE_DIGITS, "5550190"]


async def test_whoever_comes_next_gets_back_to_four_digits(qapp: QApplication):
    with window_of(a_station(problems={"find": [TooManyMatches()]})) as window:
        await ready(window)
        press_keys(window, COLE_DIGITS)
        await eventually(lambda: "Your whole phone number" in reads(window))
        tap(window, "Erase")
        assert "Last 4 digits of your phone" in reads(window)
        press_keys(window, COLE_DIGITS)
        await at(window, Step.HOUSEHOLD)


async def test_several_families_are_told_apart_without_names(qapp: QApplication):
    station = a_station()
    station.found[COLE_DIGITS] = sample_views.FAMILIES
    with window_of(station) as window:
        await ready(window)
        for digit in COLE_DIGITS:
            tap(window, digit)
        await at(window, Step.CHOOSER)
        words = reads(window)
        assert "Family C., A. L. M. J. · 4 children" in words
        assert "Cole" not in words
        tap(window, "Family \u2068C\u2069., \u2068A. L. M. J.\u2069 · 4 children")
        await at(window, Step.HOUSEHOLD)


async def test_a_scanned_card_opens_its_family_and_types_nothing(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await ready(window)
        scan(window, "COLE-CARD")
        await at(window, Step.HOUSEHOLD)
        assert (station.calls("scan"), station.calls("find")) == (["COLE-CARD"], [])
        tap(window, "José")
        tap(window, "José")
        button(window, "Mia").click()
        tap(window, "Check in 2 people")
        await at(window, Step.DONE)
        recorded = next(iter(station.recorded.values()))
        assert (recorded.method, recorded.pass_code) == (Method.SCAN, "COLE-CARD")


async def test_a_card_of_digits_is_not_taken_for_typing(qapp: QApplication):
    station = a_station()
    station.found["01901234"] = station.found[COLE_DIGITS]
    with window_of(station) as window:
        await ready(window)
        scan(window, "01901234", Qt.Key.Key_Tab)
        await at(window, Step.HOUSEHOLD)
        assert (station.calls("scan"), station.calls("find")) == (["01901234"], [])


async def test_the_next_family_may_scan_while_the_last_code_is_still_shown(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Check in 2 people")
        await at(window, Step.DONE)
        scan(window, "COLE-CARD")
        await at(window, Step.HOUSEHOLD)


async def test_the_second_half_of_a_double_tap_does_not_reach_the_next_screen(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        card = button(window, "José")
        middle = card.mapTo(window, QPoint(card.width() // 3, card.height() // 2))
        handle = window.windowHandle()
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        assert not card.isChecked()

        def tapped() -> bool:
            QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
            return card.isChecked()

        await eventually(tapped)


async def test_closing_while_somebody_types_is_said_kindly(qapp: QApplication):
    with window_of(a_station(problems={"find": [CheckInClosed()]})) as window:
        await ready(window)
        for digit in COLE_DIGITS:
            tap(window, digit)
        await at(window, Step.TROUBLE)
        assert "Check-in is not open right now" in reads(window)
        tap(window, "Start over")
        await at(window, Step.START)


async def test_the_closed_screen_opens_by_itself(qapp: QApplication):
    with window_of(station := a_station(view=sample_views.CLOSED)) as window:
        await at(window, Step.CLOSED)
        assert "Check-in opens in\n" in reads(window)
        assert "34 minutes" in reads(window)
        station.view = sample_views.OPEN
        await at(window, Step.START)
        assert "Last 4 digits of your phone" in reads(window)


async def test_leaving_while_the_family_is_looked_up_forgets_it(qapp: QApplication):
    with window_of(station := a_station(seconds=0.2)) as window:
        await ready(window)
        for digit in COLE_DIGITS:
            tap(window, digit)
        await at(window, Step.FINDING)
        window.flow.leave()
        calls = len(station.calls("start"))
        await eventually(lambda: len(station.calls("start")) > calls + 2)
        assert (window.scene.visit.step, station.calls("open")) == (Step.START, [])
