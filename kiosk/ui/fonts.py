"""The bundled typefaces as Qt fonts: one voice of the typography, at one pixel size, for any script."""

from PySide6.QtGui import QFont, QFontDatabase

from kiosk.fonts import DISPLAY_FAMILIES, FONT_FILES, TEXT_FAMILIES

_DISPLAY_FROM_PX = 30
"""Inter's display cut is drawn for this size and up; below it the text cut reads better."""


def load_fonts() -> None:
    """Add every bundled font file to this process; call once, after the application exists."""
    for path in FONT_FILES:
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
