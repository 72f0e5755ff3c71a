"""A question and its answers: a band that asks, a grid to choose from, and a footer; the grid near the hands."""

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.focus_order import tab_in_reading_order
from kiosk.ui.look import Look
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.choice_grid import ChoiceGrid
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.welcome_panel import PANEL_SHARE

_MOST_BAND_WIDE = 0.36
_MOST_BAND_TALL = PANEL_SHARE
"""Upright, the band ends where the panel of the start does, unless the choices need more: nothing jumps between screens."""


class ChoicePage(QWidget):
    """Lays out what it is given; the screen that owns the parts fills them, then calls ``lay_out``."""

    def __init__(self, look: Look, band: Band, grid: ChoiceGrid, footer: Footer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._band, self._grid, self._footer = band, grid, footer
        self._is_band_least = False
        for part in (band, grid, footer):
            part.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt tells: it is shown; only now is all of it where it belongs."""
        super().showEvent(event)
        tab_in_reading_order(self)

    def lay_out(self, *, is_band_least: bool = False) -> None:
        """The footer at the bottom, the grid as large as it likes above it, the band takes the rest, or no more than it must."""
        self._is_band_least = is_band_least
        self._lay_out()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        margin = metrics.margin
        width = self.width() - 2 * margin
        # The pager may make the footer taller, and so a page shorter.
        has_pager = self._grid.pages_at(width, self._space(width, has_pager=False)) > 1
        foot = self._footer.height_at(width, has_pager=has_pager)
        bottom = self.height() - bottom_margin(self._look)
        air, least, space = self._air(), self._band.least_height(self.width()), self._space(width, has_pager=has_pager)
        grid = min(space, self._grid.wish_height(width, space))
        most = round(self.height() * (_MOST_BAND_WIDE if metrics.is_wide else _MOST_BAND_TALL))
        band = least if self._is_band_least else max(least, min(most, bottom - foot - 2 * air - grid))
        self._band.setGeometry(0, 0, self.width(), band)
        self._grid.setGeometry(margin, band + air, width, bottom - foot - 2 * air - band)
        self._footer.setGeometry(margin, bottom - foot, width, foot)
        self._footer.lay_out()
        tab_in_reading_order(self)

    def _air(self) -> int:
        return max(self._look.metrics.gap, self._look.metrics.space(30))

    def _space(self, width: int, *, has_pager: bool) -> int:
        """Pixels for the grid when the band takes no more than it must."""
        foot = self._footer.height_at(width, has_pager=has_pager)
        return (
            self.height() - bottom_margin(self._look) - foot - 2 * self._air() - self._band.least_height(self.width())
        )


def fill(screen: QWidget, page: QWidget) -> None:
    """Let the page be all of the screen."""
    layout = QVBoxLayout(screen)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(page)


def bottom_margin(look: Look) -> int:
    """Below the footer of every screen."""
    return look.metrics.gap if look.metrics.is_compact else look.metrics.space(48)
