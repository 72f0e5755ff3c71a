"""How this station looked last, in a file beside its data: for the calm page of a station whose data cannot be read."""

import json
from contextlib import suppress
from pathlib import Path

from kiosk.app.compose import Church
from kiosk.storage.data_folder import DataFolder
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import Theme
from kiosk.words import LANGUAGES


def remember_look(church: Church, church_name: str) -> None:
    """Write it where it has changed; where it cannot be written, nothing is lost."""
    settings = church.settings
    kept = {
        "languages": list(settings.languages),
        "theme": settings.theme,
        "accent": settings.accent,
        "logo": settings.logo,
        "church": church_name,
        "backup_to": settings.backup_to,
    }
    text = json.dumps(kept, ensure_ascii=False)
    path = _file(church.folder)
    with suppress(OSError):
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            unfinished = path.with_name(path.name + ".unfinished")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)


def last_look(folder: DataFolder, *, is_full_screen: bool) -> tuple[StationOptions, str]:
    """How it looked and whose it was; as a new station looks where nothing was kept, or nothing that makes sense."""
    plain = StationOptions(is_full_screen=is_full_screen)
    try:
        kept = json.loads(_file(folder).read_text(encoding="utf-8"))
        languages = tuple(one for one in kept["languages"] if one in LANGUAGES) or plain.languages
        logo = Path(kept["logo"]) if kept["logo"] else None
        look = StationOptions(
            theme=Theme(kept["theme"]),
            accent=str(kept["accent"]),
            logo=logo,
            languages=languages,
            is_full_screen=is_full_screen,
        )
        return look, str(kept["church"])
    except (OSError, ValueError, KeyError, TypeError):
        return plain, ""


def second_folder(folder: DataFolder) -> Path | None:
    """Where backups were copied to besides, as far as is known without the data."""
    try:
        kept = json.loads(_file(folder).read_text(encoding="utf-8"))
        return Path(kept["backup_to"]) if kept["backup_to"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file(folder: DataFolder) -> Path:
    return folder.path / "look.json"
