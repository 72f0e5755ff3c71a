"""The on-screen keyboard: what its keys type, where it lies, and that a finger can hit every one of them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.screenshots import SIZES, look_for
from kiosk.ui.fonts import load_fonts
from kiosk.ui.look import Look
from kiosk.ui.metrics import STAFF_DENSITY, STAFF_TARGET_MM
from kiosk.ui.staff.entry import Entry
from kiosk.ui.theme import Theme
from kiosk.ui.widgets.key_pad import Key
from kiosk.ui.widgets.keys_button import KeysButton
from kiosk.ui.widgets.letter_keys import LetterKeys
from tests.ui.fitting import complaints


class Form(QWidget):
    """Two lines to type into and the keyboard, as a screen has them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.resize(look.metrics.width, look.metrics.height)
        self.first, self.last = Entry(look, "First name", parent=self), Entry(look, "Last name", parent=self)
        left, wide = look.metrics.mm(5), look.metrics.mm(80)
        self.first.setGeometry(left, look.metrics.mm(5), wide, self.first.height())
        self.last.setGeometry(left, look.metrics.mm(25), wide, self.last.height())
        self.keys = LetterKeys(look, self)
        self.keys.attach(self.first, self.last)
        self.show()

    def tap(self, *names: str) -> None:
        for name in names:
            next(
                key
                for key in self.keys.findChildren(Key)
                if key.isVisible() and key.accessibleName().lower() == name.lower()
            ).click()


def look_of(size: str = "1280x800", language: str = "en") -> Look:
    look = look_for(SIZES[size], Theme.LIGHT, language=language)
    return replace(look, metrics=replace(look.metrics, density=STAFF_DENSITY, target_mm=STAFF_TARGET_MM))


@pytest.fixture
def form(qapp: QApplication) -> Iterator[Form]:
    load_fonts()
    form = Form(look_of())
    yield form
    form.close()
    form.deleteLater()


def test_names_are_typed_with_capitals_and_accents_and_next_leads_on(form: Form):
    form.keys.call_up(form.first)
    form.tap(*"jos", "Accent", "é", "Next", *"muñoz", "Space", *"diaz", "Erase", "Erase", "Done")
    assert (form.first.text(), form.last.text()) == ("José", "Muñoz Di")
    assert form.keys.isHidden()


def test_done_is_enter_for_the_line(form: Form):
    heard: list[str] = []
    form.last.entered.connect(heard.append)
    form.keys.call_up(form.last)
    form.tap("Digits and signs", *"42", "Done")
    assert heard == ["42"]


def test_it_comes_with_its_button_and_starts_with_digits_where_digits_are_wanted(form: Form):
    form.first.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    assert form.keys.isHidden()
    button = form.first.findChild(KeysButton)
    assert isinstance(button, KeysButton)
    button.click()
    form.tap("7", "Put the keyboard away")
    assert form.first.text() == "7"
    assert form.keys.isHidden()


def test_a_line_that_is_on_the_screen_already_gets_its_button_too(form: Form):
    later = Entry(look_of(), "Called", parent=form)
    later.show()

    form.keys.attach(later)

    assert all(button.isVisible() for button in later.findChildren(KeysButton))


def test_it_never_lies_upon_the_line_it_types_into(form: Form):
    form.last.move(form.last.x(), form.height() - form.last.height())
    for line in (form.first, form.last):
        form.keys.call_up(line)
        assert not form.keys.geometry().intersects(line.geometry())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", ["Letters", "Signs"])
def test_every_key_can_be_hit(qapp: QApplication, size: str, language: str, page: str):
    load_fonts()
    look = look_of(size, language)
    form = Form(look)
    if page == "Signs":
        form.first.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    form.keys.call_up(form.first)
    try:
        assert form.keys.height() < form.height() * 0.62
        assert complaints(form.keys, look.metrics) == []
    finally:
        form.close()
        form.deleteLater()
