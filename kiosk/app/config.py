"""What the program is told from outside: the data folder, the environment, the common options."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_BASE_URL = "https://api.planningcenteronline.com"


@dataclass(frozen=True, slots=True)
class Config:
    """How this run was called. ``at`` is as typed: without an offset it is the church's time, known only later.

    ``app_id`` and ``secret`` are a personal access token from the environment; empty: look in the keyring.
    """

    data: Path
    base_url: str = DEFAULT_BASE_URL
    app_id: str = ""
    secret: str = ""
    printer: str = ""
    is_rehearsal: bool = False
    at: str = ""
    wants_json: bool = False

    @property
    def has_environment_sign_in(self) -> bool:
        """Whether the environment carries a personal access token."""
        return bool(self.app_id and self.secret)


def default_data_folder() -> Path:
    """The platform's folder for a program's data."""
    # Imported here: a station with --data never needs it.
    import platformdirs

    return Path(platformdirs.user_data_dir("kiosk", appauthor=False))


def config_from(
    environment: Mapping[str, str] = os.environ,
    *,
    data: str | None = None,
    rehearsal: bool = False,
    at: str = "",
    wants_json: bool = False,
) -> Config:
    """The configuration of one run: options first, then the environment, then defaults."""
    folder = data or environment.get("KIOSK_DATA") or ""
    return Config(
        data=Path(folder) if folder else default_data_folder(),
        base_url=(environment.get("KIOSK_PCO_BASE_URL") or DEFAULT_BASE_URL).rstrip("/"),
        app_id=environment.get("KIOSK_PCO_APP_ID", ""),
        secret=environment.get("KIOSK_PCO_SECRET", ""),
        printer=environment.get("KIOSK_PRINTER", ""),
        is_rehearsal=rehearsal,
        at=at,
        wants_json=wants_json,
    )
