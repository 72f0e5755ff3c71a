"""Everything a widget needs to know to draw itself: colours, sizes, type and words, as one frozen value.

When any of it changes (another theme, language or window size) the screens are built anew from a new look.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from kiosk.ui.fonts import font_at
from kiosk.ui.metrics import STAFF_DENSITY, STAFF_TARGET_MM, TAP_TARGET_MM, Metrics, Type, px_per_mm
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import Tokens, tokens_for
from kiosk.words import Words
from kiosk.words.station import DESK_IS_HERE

_WEIGHTS = {
    Type.GREETING: QFont.Weight.Bold,
    Type.TITLE: QFont.Weight.Bold,
    Type.CODE: QFont.Weight.Bold,
    Type.DIGIT: QFont.Weight.DemiBold,
    Type.KEY: QFont.Weight.DemiBold,
    Type.NAME: QFont.Weight.DemiBold,
    Type.BUTTON: QFont.Weight.DemiBold,
    Type.PLAIN_BUTTON: QFont.Weight.DemiBold,
    Type.LEAD: QFont.Weight.Normal,
    Type.BODY: QFont.Weight.Normal,
    Type.CHIP: QFont.Weight.DemiBold,
    Type.SMALL: QFont.Weight.Medium,
}
_EVEN_FIGURES = frozenset({Type.CODE, Type.DIGIT, Type.KEY})


@dataclass(frozen=True, slots=True)
class Look:
    """How this station looks and speaks right now. ``is_mirrored``: the primary action is bottom left.

    ``welcome_desk``: where it is, in the church's own words, if it has said so.
    """

    tokens: Tokens
    metrics: Metrics
    words: Words
    church_name: str = ""
    languages: tuple[str, ...] = ("en", "es")
    logo: Path | None = None
    is_mirrored: bool = False
    is_still: bool = False
    welcome_desk: str = ""

    def font(self, voice: Type) -> QFont:
        """The font of a voice at this screen's size."""
        return font_at(self.metrics.type_px(voice), _WEIGHTS[voice], has_even_figures=voice in _EVEN_FIGURES)

    def to_desk(self, message: str) -> str:
        """A sentence that sends a family to the welcome desk, followed by where that is."""
        sentence = self.words.say(message)
        if not self.welcome_desk:
            return sentence
        return f"{sentence} {self.words.say(DESK_IS_HERE, where=self.welcome_desk)}"


def look_on(
    window: QWidget, options: StationOptions, language: str, church_name: str, *, is_for_staff: bool = False
) -> Look:
    """The look of a window of this size on the screen where it is now; its margins are left to others.

    ``is_for_staff``: type and targets for a desk.
    """
    screen = window.screen()
    size, millimetres = screen.size(), screen.physicalSize()
    density = px_per_mm((size.width(), size.height()), (millimetres.width(), millimetres.height()), options.calibration)
    return Look(
        tokens=tokens_for(options.theme, options.accent),
        metrics=Metrics(
            window.contentsRect().width(),
            window.contentsRect().height(),
            density,
            options.text_scale,
            STAFF_DENSITY if is_for_staff else 1.0,
            STAFF_TARGET_MM if is_for_staff else TAP_TARGET_MM,
            options.is_low_reach and not is_for_staff,
        ),
        words=Words(language),
        church_name=church_name,
        languages=options.languages,
        logo=options.logo,
        is_mirrored=options.is_mirrored,
        is_still=options.is_still,
        welcome_desk=options.welcome_desk,
    )


def colour(token: str, opacity: float = 1.0) -> QColor:
    """A token as Qt paints it."""
    painted = QColor(token)
    painted.setAlphaF(opacity)
    return painted
