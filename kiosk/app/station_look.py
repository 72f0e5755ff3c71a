"""How a station looks: by its settings; and how it looked last, in a file beside its data that cannot be read yet, or at all."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.storage.data_folder import DataFolder
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import Theme
from kiosk.words import LANGUAGES

if TYPE_CHECKING:
    from kiosk.services.ports import StationSettings


def options_of(settings: "StationSettings", *, is_full_screen: bool, is_still: bool = False) -> StationOptions:
    """How this station's window looks, from its settings."""
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


def kept_look(options: StationOptions) -> dict[str, object]:
    """The part of a station's look that is worth keeping, as JSON takes it."""
    return {
        "languages": list(options.languages),
        "theme": options.theme.value,
        "accent": options.accent,
        "logo": str(options.logo) if options.logo is not None else "",
        "text_scale": options.text_scale,
        "calibration": options.calibration,
        "is_mirrored": options.is_mirrored,
        "is_low_reach": options.is_low_reach,
        "is_still": options.is_still,
        "display": options.display,
        "welcome_desk": options.welcome_desk,
        "hides_pointer": options.hides_pointer,
    }


def look_from(kept: Mapping[str, Any], *, is_full_screen: bool) -> StationOptions:
    """What `kept_look` kept. Raises KeyError, TypeError, ValueError where it makes no sense."""
    plain = StationOptions()
    calibration = kept.get("calibration")
    return StationOptions(
        theme=Theme(kept["theme"]),
        accent=str(kept["accent"]),
        logo=Path(kept["logo"]) if kept["logo"] else None,
        languages=tuple(one for one in kept["languages"] if one in LANGUAGES) or plain.languages,
        # These an older program did not keep.
        text_scale=float(kept.get("text_scale", plain.text_scale)),
        calibration=None if calibration is None else float(calibration),
        is_mirrored=bool(kept.get("is_mirrored")),
        is_low_reach=bool(kept.get("is_low_reach")),
        is_still=bool(kept.get("is_still")),
        display=str(kept.get("display", "")),
        welcome_desk=str(kept.get("welcome_desk", "")),
        hides_pointer=bool(kept.get("hides_pointer", True)),
        is_full_screen=is_full_screen,
        is_closed_by_pin=is_full_screen,
    )


def remember_look(folder: DataFolder, settings: "StationSettings", church_name: str) -> None:
    """Write it where it has changed; where it cannot be written, nothing is lost."""
    look = kept_look(options_of(settings, is_full_screen=True))
    kept = {**look, "church": church_name, "backup_to": settings.backup_to}
    replace_text(_file(folder), json.dumps(kept, ensure_ascii=False))


def last_look(folder: DataFolder, *, is_full_screen: bool) -> tuple[StationOptions, str]:
    """How it looked and whose it was; as a new station looks where nothing was kept, or nothing that makes sense."""
    try:
        kept = json.loads(_file(folder).read_text(encoding="utf-8"))
        return look_from(kept, is_full_screen=is_full_screen), str(kept["church"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return StationOptions(is_full_screen=is_full_screen), ""


def second_folder(folder: DataFolder) -> Path | None:
    """Where backups were copied to besides, as far as is known without the data."""
    try:
        kept = json.loads(_file(folder).read_text(encoding="utf-8"))
        return Path(kept["backup_to"]) if kept["backup_to"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def replace_text(path: Path, text: str) -> None:
    """Write a small file whole or not at all, if it says something else; where it cannot be written, it stays as it is."""
    with suppress(OSError):
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            unfinished = path.with_name(path.name + ".unfinished")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)


def _file(folder: DataFolder) -> Path:
    return folder.path / "look.json"
