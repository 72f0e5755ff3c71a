"""The bundled typefaces as Qt fonts: one voice of the typography, at one pixel size, for any script."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from kiosk.fonts import DISPLAY_FAMILIES, FONT_FILES, TEXT_FAMILIES

_DISPLAY_FROM_PX = 30
"""Inter's display cut is drawn for this size and up; below it the text cut reads better."""


def load_fonts(files: Sequence[Path] = FONT_FILES) -> None:
    """Add bundled font files to this process, all of them unless told; call once for each, after the application exists."""
    for path in files:
        QFontDatabase.addApplicationFont(str(path))


def font_at(pixels: int, weight: QFont.Weight, *, has_even_figures: bool = False) -> QFont:
    """The typeface at a size. Even figures are of one width, for digits that stand alone; they widen hyphens, too."""
    is_display = pixels >= _DISPLAY_FROM_PX and weight >= QFont.Weight.DemiBold
    font = QFont()
    font.setFamilies(list(DISPLAY_FAMILIES if is_display else TEXT_FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(weight)
    if has_even_figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
