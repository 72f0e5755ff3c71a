"""How a station's window looks and behaves. No Qt: it is known before there is a window."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.ui.theme import Theme


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
