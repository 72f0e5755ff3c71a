"""Every screen in every state, at every size: nothing cut off, nothing out of bounds, nothing too small to tap."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app.screenshots import SIZES, STILLS, Still, look_for, staged
from kiosk.ui.fonts import load_fonts
from kiosk.ui.theme import Theme
from tests.ui.fitting import complaints


@pytest.fixture(scope="module", autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.mark.parametrize("still", STILLS, ids=lambda still: still.name)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_can_be_read_and_tapped(still: Still, size: str, language: str) -> None:
    look = look_for(SIZES[size], Theme.LIGHT, language=language)
    screen = staged(still, look)
    try:
        assert complaints(screen, look.metrics) == []
    finally:
        screen.close()
        screen.deleteLater()


@pytest.mark.parametrize("still", STILLS, ids=lambda still: still.name)
@pytest.mark.parametrize("size", ["1080x1920", "1280x800", "1024x768"])
def test_large_letters_fit_as_well(still: Still, size: str) -> None:
    look = look_for(SIZES[size], Theme.LIGHT, language="es", text_scale=2.0)
    screen = staged(still, look)
    try:
        assert complaints(screen, look.metrics) == []
    finally:
        screen.close()
        screen.deleteLater()
