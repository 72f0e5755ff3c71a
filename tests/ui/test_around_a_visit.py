"""What surrounds a visit: nobody there, another language, the keyboard alone, a window that closes or changes."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton

from kiosk.app import sample_views
from kiosk.domain.problems import Busy
from kiosk.domain.visit import Step
from kiosk.ui.theme import Theme
from tests.support.keys import press_key
from tests.support.waiting import eventually
from tests.ui.at_the_station import (
    QUICK,
    a_station,
    at,
    button,
    focus_of,
    opened,
    press_keys,
    reads,
    ready,
    tap,
    window_of,
)

IMPATIENT = replace(QUICK, idle_seconds=1, countdown_seconds=2)


async def test_nobody_there_starts_over_after_asking(qapp: QApplication):
    with window_of(a_station(), IMPATIENT) as window:
        await opened(window)
        await eventually(lambda: "Are you still there?" in reads(window))
        await at(window, Step.START)
        assert "Are you still there?" not in reads(window)


async def test_one_tap_stays(qapp: QApplication):
    with window_of(a_station(), IMPATIENT) as window:
        await opened(window)
        await eventually(lambda: "Are you still there?" in reads(window))
        tap(window, "Yes, still here")
        assert "Are you still there?" not in reads(window)
        assert window.scene.visit.step is Step.HOUSEHOLD


async def test_digits_half_typed_are_forgotten(qapp: QApplication):
    with window_of(a_station(), IMPATIENT) as window:
        await ready(window)
        tap(window, "0")
        assert "1 digit entered" in reads(window)
        await eventually(lambda: "0 digits entered" in reads(window))


async def test_another_language_is_spoken_at_once_and_until_the_visit_ends(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await ready(window)
        tap(window, "0")
        tap(window, "Español")
        assert "Últimos 4 dígitos de su teléfono" in reads(window)
        assert "1 dígito" in reads(window)
        assert station.language == "es"
        for digit in "190":
            tap(window, digit)
        await at(window, Step.HOUSEHOLD)
        assert "Hola, familia Cole" in reads(window)
        window.flow.leave()
        await eventually(lambda: "Last 4 digits of your phone" in reads(window))
        assert station.language == "en"


async def test_a_whole_visit_by_keyboard(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await ready(window)
        press_keys(window, "0190")
        await at(window, Step.HOUSEHOLD)
        button(window, "Mia").setFocus(Qt.FocusReason.TabFocusReason)
        press_key(window, Qt.Key.Key_Space)
        press_key(window, Qt.Key.Key_Up)
        assert focus_of(window) is button(window, "Leo")
        for _ in range(9):
            press_key(window, Qt.Key.Key_Down)
        press_key(window, Qt.Key.Key_Right)
        press_key(window, Qt.Key.Key_Right)
        assert focus_of(window) is button(window, "Check in 2 people")
        press_key(window, Qt.Key.Key_Return)
        await at(window, Step.DONE)
        press_key(window, Qt.Key.Key_Return)
        await at(window, Step.START)
        assert len(station.recorded) == 1


async def test_tab_reaches_everything_that_can_be_tapped(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        buttons = {one for one in window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()}
        # Of choices that exclude one another Tab reaches the chosen one, as everywhere; arrows reach the others.
        wanted = {one for one in buttons if one.isChecked() or not isinstance(one, QRadioButton)}
        reached = set()
        for _ in range(3 * len(wanted)):
            press_key(window, Qt.Key.Key_Tab)
            reached.add(focus_of(window))
        assert wanted - reached == set()


async def test_escape_leads_back(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        tap(window, "Checked in by Pat")
        await at(window, Step.ADULTS)
        press_key(window, Qt.Key.Key_Escape)
        await at(window, Step.HOUSEHOLD)
        press_key(window, Qt.Key.Key_Escape)
        await at(window, Step.START)


async def test_the_ring_shows_for_keys_and_hides_for_fingers(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        ring = Qt.WidgetAttribute.WA_KeyboardFocusChange
        press_key(window, Qt.Key.Key_Tab)
        assert window.testAttribute(ring)
        middle = button(window, "José").mapTo(window, button(window, "José").rect().center())
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        assert not window.testAttribute(ring)


async def test_everything_has_a_name_and_a_role(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        for widget in (*window.findChildren(QAbstractButton), *window.findChildren(QLabel)):
            if not widget.isVisible():
                continue
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert spoken is not None
            assert spoken.text(QAccessible.Text.Name), widget
            assert spoken.role() in {
                QAccessible.Role.Button,
                QAccessible.Role.CheckBox,
                QAccessible.Role.RadioButton,
                QAccessible.Role.StaticText,
            }
        card = QAccessible.queryAccessibleInterface(button(window, "Ana"))
        assert card is not None
        assert card.state().checked
        assert card.text(QAccessible.Text.Description) == "Twos, care notes on file"


async def test_another_theme_and_size_keep_what_was_chosen(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        tap(window, "José")
        window.set_options(replace(QUICK, theme=Theme.HIGH_CONTRAST))
        window.resize(1280, 800)
        assert button(window, "José").isChecked()


async def test_a_station_that_cannot_say_what_is_open_says_why_and_recovers(qapp: QApplication):
    with window_of(a_station(problems={"start": [Busy()]})) as window:
        await eventually(lambda: "Another program is using this station" in reads(window))
        await at(window, Step.START)


async def test_a_window_that_closes_in_the_middle_leaves_nothing_behind(qapp: QApplication):
    with window_of(a_station(seconds=5.0)) as window:
        window.flow.look_up("0190")


async def test_no_phone_number_and_no_medical_word_is_ever_shown(qapp: QApplication):
    with window_of(a_station(households=(sample_views.LARGE_FAMILY,))) as window:
        await opened(window)
        assert "care notes on file" in reads(window)
        assert "nut" not in reads(window).lower()
