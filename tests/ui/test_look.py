"""Colours, sizes and letters: readable on every screen, in every theme, with any church's colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from kiosk.ui.fonts import font_at, load_fonts
from kiosk.ui.lettering import set_text
from kiosk.ui.metrics import Metrics, Type, px_per_mm, px_per_mm_of_diagonal
from kiosk.ui.theme import CONTROL_CONTRAST, HIGH_CONTRAST, TEXT_CONTRAST, Theme, Tokens, contrast, tokens_for

TEXTS = (
    ("ink", ("paper", "card", "pressed", "tint")),
    # Also what cannot be tapped now is read: its words are soft, on a button that is tinted.
    ("soft", ("paper", "card", "tint", "pressed")),
    ("tint_ink", ("tint", "card", "paper")),
    ("accent_ink", ("accent", "accent_pressed")),
    ("warn", ("warn_tint",)),
    ("good", ("card", "tint")),
    ("panel_ink", ("panel_from", "panel_to", "panel_box")),
    ("panel_soft", ("panel_from", "panel_to", "panel_box")),
    ("panel_to", ("panel_ink",)),
    ("panel_pill_ink", ("panel_pill",)),
)
CONTROLS = (("edge", ("paper", "card")), ("accent", ("paper", "card")), ("focus", ("paper", "card", "pressed", "tint")))
"""The ring of the keyboard lies within what has the focus; on a filled button it has the colour of the button's words."""


def too_faint(tokens: Tokens, pairs: tuple[tuple[str, tuple[str, ...]], ...], least: float) -> list[str]:
    return [
        f"{ink} on {ground}: {contrast(getattr(tokens, ink), getattr(tokens, ground)):.2f}"
        for ink, grounds in pairs
        for ground in grounds
        if contrast(getattr(tokens, ink), getattr(tokens, ground)) < least
    ]


@pytest.mark.parametrize("theme", Theme)
def test_every_text_and_every_control_has_its_contrast(theme: Theme):
    tokens = tokens_for(theme)
    is_high = theme is Theme.HIGH_CONTRAST
    assert too_faint(tokens, TEXTS, HIGH_CONTRAST if is_high else TEXT_CONTRAST) == []
    assert too_faint(tokens, CONTROLS, CONTROL_CONTRAST) == []
    assert all(contrast(tokens.avatar_ink, colour) >= TEXT_CONTRAST for colour in tokens.avatars)


@given(st.integers(0, 0xFFFFFF), st.sampled_from([Theme.LIGHT, Theme.DARK]))
def test_any_church_colour_is_moved_until_it_can_be_read(colour: int, theme: Theme):
    tokens = tokens_for(theme, f"#{colour:06x}")
    assert too_faint(tokens, TEXTS, TEXT_CONTRAST) == []
    assert too_faint(tokens, CONTROLS, CONTROL_CONTRAST) == []


@pytest.mark.parametrize("nonsense", ["", "teal", "#12345", "#12345g", "1F6F5C"])
def test_an_accent_that_is_no_colour_is_ignored(nonsense: str):
    assert tokens_for(Theme.LIGHT, nonsense) == tokens_for(Theme.LIGHT)


def test_a_readable_accent_is_taken_as_it_is():
    assert tokens_for(Theme.LIGHT, "#7A1F5C").accent == "#7A1F5C"


@pytest.mark.parametrize(
    ("width", "height", "inches", "target"), [(1080, 1920, 21.5, 81), (1280, 800, 10.1, 118), (1024, 768, 15.0, 68)]
)
def test_a_target_is_twenty_millimetres_of_glass(width: int, height: int, inches: float, target: int):
    assert Metrics(width, height, px_per_mm_of_diagonal((width, height), inches)).target == target


@pytest.mark.parametrize("told", [(0.0, 0.0), (16.0, 9.0), (1600.0, 300.0)])
def test_a_screen_that_lies_about_its_size_is_not_believed(told: tuple[float, float]):
    assert px_per_mm((1920, 1080), told) == pytest.approx(96 / 25.4)


def test_a_calibration_is_believed_before_the_screen():
    assert px_per_mm((1920, 1080), (476.0, 268.0), calibration=5.0) == 5.0
    assert px_per_mm((1920, 1080), (476.0, 268.0), calibration=0.0) == pytest.approx(4.03, abs=0.01)


@pytest.mark.parametrize("inches", [10.1, 15.0, 21.5, 32.0])
def test_no_type_is_smaller_than_can_be_read_from_a_metre(inches: float):
    metrics = Metrics(1280, 800, px_per_mm_of_diagonal((1280, 800), inches))
    assert min(metrics.type_px(voice) for voice in Type) / metrics.px_per_mm >= 5.1


def test_a_long_name_is_made_smaller_then_broken_and_only_then_cut(qapp: QApplication):
    load_fonts()
    font = font_at(36, QFont.Weight.DemiBold)
    assert set_text("Ana", font, 400, least_px=20).font.pixelSize() == 36
    assert 20 <= set_text("Maximiliana-Alexandra", font, 300, least_px=20).font.pixelSize() < 36
    assert set_text("Maximiliana-Alexandra", font, 220, least_px=26, lines=2).lines == ("Maximiliana-", "Alexandra")
    assert set_text("Maximiliana-Alexandra", font, 60, least_px=26, lines=2).is_cut
    assert set_text("Volunteer: checks in\nLead: moves", font, 900, lines=3).lines == (
        "Volunteer: checks in",
        "Lead: moves",
    )
    assert set_text("Nuts\nmilk", font, 900).lines == ("Nuts milk",)


def test_a_row_is_as_tall_in_every_script(qapp: QApplication):
    load_fonts()
    font = font_at(36, QFont.Weight.DemiBold)
    heights = {
        set_text(name, font, 900).height for name in ("Ana", "Nguyễn Thị Ánh", "محمد", "王小明", "김민준", "ไอริน")
    }
    assert len(heights) == 1
