"""Every screen in every state, at every size: nothing cut off, nothing out of bounds, nothing too small to tap or out of reach."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.app.sample_views import DESK
from kiosk.app.screenshots import PICTURED_SIZES, SIZES, STILLS, Still, look_for
from kiosk.ui.fonts import load_fonts
from kiosk.ui.look import Look
from kiosk.ui.theme import Theme
from kiosk.words import Words
from tests.ui.all_screens import EVERY_SCREEN, KINDS, SCREEN_NAMES, ScreenKind, shown
from tests.ui.fitting import complaints
from tests.ui.pseudo import PseudoWords


@pytest.fixture(scope="module", autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


def faults(still: Still, look: Look) -> list[str]:
    with shown(still, look) as screen:
        return complaints(screen, look.metrics)


@pytest.mark.parametrize(
    ("kind", "still", "size"),
    [(kind, still, size) for kind in KINDS for size in kind.sizes for still in kind.stills],
    ids=lambda it: it if isinstance(it, str) else it.name,
)
def test_everything_can_be_read_and_tapped(kind: ScreenKind, still: Still, size: str):
    assert faults(still, kind.look_on(size)) == []


@pytest.mark.parametrize(("kind", "still"), EVERY_SCREEN, ids=SCREEN_NAMES)
def test_spanish_fits_a_tablet_as_well(kind: ScreenKind, still: Still):
    assert faults(still, replace(kind.look_on("1280x800"), words=Words("es"), welcome_desk=DESK)) == []


@pytest.mark.parametrize(
    ("kind", "still", "size"),
    [(kind, still, size) for kind in KINDS for size in kind.sizes_for_longer_words for still in kind.stills],
    ids=lambda it: it if isinstance(it, str) else it.name,
)
def test_a_language_with_longer_words_fits_as_well(kind: ScreenKind, still: Still, size: str):
    assert faults(still, replace(kind.look_on(size), words=PseudoWords())) == []


@pytest.mark.parametrize("still", STILLS, ids=lambda still: still.name)
@pytest.mark.parametrize(
    ("size", "scale"),
    # On a tablet letters do not grow.
    [*product(("1080x1920", "1920x1080", "1024x768"), (1.3, 1.6, 2.0)), ("1280x800", 2.0)],
)
def test_large_letters_fit_as_well(still: Still, size: str, scale: float):
    look = look_for(SIZES[size], Theme.LIGHT, language="es", text_scale=scale)
    assert faults(still, replace(look, welcome_desk=DESK)) == []


@pytest.mark.parametrize("still", STILLS, ids=lambda still: still.name)
@pytest.mark.parametrize("size", PICTURED_SIZES)
def test_low_reach_keeps_everything_to_touch_below(still: Still, size: str):
    look = look_for(SIZES[size], Theme.HIGH_CONTRAST, language="es", text_scale=2.0)
    look = replace(look, metrics=replace(look.metrics, is_low=True), is_mirrored=True)
    with shown(still, look) as screen:
        found = complaints(screen, look.metrics)
        for button in screen.findChildren(QAbstractButton):
            top = button.mapTo(screen, QPoint(0, 0)).y()
            if button.isVisible() and top < look.metrics.reach_top:
                found.append(
                    f"{button.text() or button.accessibleName()} is {look.metrics.reach_top - top} px too high"
                )
        assert found == []


@pytest.mark.parametrize(("kind", "still"), EVERY_SCREEN, ids=SCREEN_NAMES)
def test_everything_fits_from_right_to_left(kind: ScreenKind, still: Still, qapp: QApplication):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert faults(still, kind.look_on("1280x800")) == []
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
