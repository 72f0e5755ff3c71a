"""How a station's window looks and behaves, and the look that follows from it on the screen it stands on."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import STAFF_DENSITY, STAFF_TARGET_MM, TAP_TARGET_MM, Metrics, px_per_mm
from kiosk.ui.theme import Theme, tokens_for
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class StationOptions:
    """How this station looks and behaves. ``accent`` is the church's colour; ``calibration``: pixels of a measured millimetre.

    ``display``: name or number of the screen that is filled; ``is_closed_by_pin``: the system's own ways to close a window lead to the PIN.
    """

    theme: Theme = Theme.LIGHT
    accent: str = ""
    logo: Path | None = None
    languages: tuple[str, ...] = ("en", "es")
    text_scale: float = 1.0
    calibration: float | None = None
    is_mirrored: bool = False
    is_low_reach: bool = False
    is_still: bool = False
    is_full_screen: bool = False
    display: str = ""
    welcome_desk: str = ""
    is_closed_by_pin: bool = False
    hides_pointer: bool = True
    idle_seconds: int = 45
    countdown_seconds: int = 20
    done_seconds: int = 5
    trouble_seconds: int = 20
    poll_seconds: float = 3.0


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
