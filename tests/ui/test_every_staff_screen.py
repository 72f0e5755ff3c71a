"""Every screen of manned and roster stations at every size: nothing cut off, nothing out of bounds, nothing too small to tap."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app.screenshots import SIZES, Still, staged
from kiosk.app.staff_screenshots import STAFF_STILLS, staff_look_for
from kiosk.ui.fonts import load_fonts
from kiosk.ui.theme import Theme
from tests.ui.fitting import complaints


@pytest.fixture(scope="module", autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.mark.parametrize("still", STAFF_STILLS, ids=lambda still: still.name)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_can_be_read_and_tapped(still: Still, size: str, language: str) -> None:
    look = staff_look_for(SIZES[size], Theme.LIGHT, language=language)
    screen = staged(still, look)
    try:
        assert complaints(screen, look.metrics) == []
    finally:
        screen.close()
        screen.deleteLater()
