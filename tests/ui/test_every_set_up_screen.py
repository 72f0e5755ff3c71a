"""Every page of the set-up and the calm page at every size: nothing cut off, nothing out of bounds, nothing too small to tap."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app.screenshots import SIZES, Still, staged
from kiosk.app.set_up_screenshots import SET_UP_STILLS
from kiosk.app.staff_screenshots import staff_look_for
from kiosk.ui.fonts import load_fonts
from kiosk.ui.theme import Theme
from tests.ui.fitting import complaints


@pytest.fixture(scope="module", autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.mark.parametrize("still", SET_UP_STILLS, ids=lambda still: still.name)
@pytest.mark.parametrize("size", ["1080x1920", "1280x800", "1024x768", "800x1280"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_can_be_read_and_tapped(still: Still, size: str, language: str) -> None:
    look = staff_look_for(SIZES[size], Theme.LIGHT, language=language)
    screen = staged(still, look)
    try:
        assert complaints(screen, look.metrics) == []
    finally:
        screen.close()
        screen.deleteLater()
