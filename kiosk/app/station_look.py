"""How a station's window looks, from the church's settings."""

from pathlib import Path

from kiosk.app.compose import Church
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import Theme


def options_of(church: Church, *, is_full_screen: bool, is_still: bool = False) -> StationOptions:
    """How this station's window looks, from its settings."""
    settings = church.settings
    themes = {theme.value: theme for theme in Theme}
    return StationOptions(
        theme=themes.get(settings.theme, Theme.LIGHT),
        accent=settings.accent,
        logo=Path(settings.logo) if settings.logo else None,
        languages=settings.languages,
        text_scale=settings.text_scale,
        calibration=settings.pixels_per_mm or None,
        is_mirrored=settings.is_mirrored,
        is_low_reach=settings.is_low_reach,
        display=settings.display,
        welcome_desk=settings.welcome_desk,
        hides_pointer=settings.hides_pointer,
        idle_seconds=settings.idle_seconds,
        countdown_seconds=settings.countdown_seconds,
        done_seconds=settings.done_seconds,
        trouble_seconds=settings.trouble_seconds,
        is_full_screen=is_full_screen,
        is_closed_by_pin=is_full_screen,
        is_still=is_still or settings.is_still,
    )
