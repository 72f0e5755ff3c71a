"""The support bundle: what somebody far away needs to help, and nobody's name, number, note or code.

Nothing is copied that people typed or that Planning Center holds about them: only counts, states, versions, the shape of the
tables, settings that are choices or numbers, and log lines of the kiosk's own.
"""

import asyncio
import json
import platform
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kiosk.app.compose import Church
from kiosk.app.looks_at_world import version_of
from kiosk.domain.problems import DataFolderReadOnly
from kiosk.services.doctor import Check
from kiosk.services.setting_kinds import Text
from kiosk.services.settings import STATION
from kiosk.storage.copying import problems_of_a_copy
from kiosk.storage.vital_signs import SQLITE_VERSION, signs

PACKAGES = ("kiosk", "PySide6-Essentials", "qasync", "httpx", "sqlite-utils", "keyring", "python-escpos", "argon2-cffi")
_OURS = "kiosk"
_LOG_FIELDS = ("at", "level", "where", "what", "error", "frames")
_FEW_FIELDS = ("at", "level", "where", "error", "frames")


async def write_bundle(church: Church | None, checks: Sequence[Check], data: Path, file: Path) -> None:
    """Write the bundle. Raises DiskFull, DataFolderReadOnly."""
    parts: dict[str, object] = {"doctor.json": _checks(checks), "versions.json": _versions()}
    if church is not None:
        parts["settings.json"] = _settings(church)
        parts |= await church.database.read(signs)
    await asyncio.to_thread(_write, file, parts, data / "logs")


def _write(file: Path, parts: Mapping[str, object], logs: Path) -> None:
    with problems_of_a_copy():
        if file.exists() and not file.is_file():
            # A device, such as /dev/null: what is done to a file would be done to it.
            raise DataFolderReadOnly(file=str(file))
    with problems_of_a_copy(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        file.chmod(0o600)
        for name, content in parts.items():
            bundle.writestr(name, _without_home(json.dumps(content, indent=1, default=str)))
        for path in sorted(logs.glob("kiosk.log*")):
            bundle.writestr(f"logs/{path.name}", _without_home("\n".join(_log_lines(path))))


def _checks(checks: Iterable[Check]) -> list[dict[str, str]]:
    return [{"name": one.name, "state": one.health.value, "sentence": one.sentence} for one in checks]


def _versions() -> dict[str, object]:
    return {
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "sqlite": SQLITE_VERSION,
        "is_frozen": bool(getattr(sys, "frozen", False)),
        "packages": {name: version_of(name) for name in PACKAGES},
    }


def _settings(church: Church) -> dict[str, object]:
    """Choices and numbers; of what was typed only whether there is anything."""
    told: dict[str, object] = {}
    for setting in STATION:
        value = setting.kind.write(getattr(church.settings, setting.key))
        told[setting.key] = bool(value) if isinstance(setting.kind, Text) else value
    told["printer"] = church.settings.printer.partition(":")[0]
    return told


def _log_lines(path: Path) -> Iterable[str]:
    """Our own lines as they are; of others only where they came from, for what they say is not in our hands."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if not isinstance(told, dict):
            continue
        is_ours = str(told.get("where", "")).partition(".")[0] == _OURS
        fields = _LOG_FIELDS if is_ours else _FEW_FIELDS
        yield json.dumps({name: told[name] for name in fields if name in told}, ensure_ascii=False)


def _without_home(text: str) -> str:
    """Paths without the name of whoever works here."""
    home = str(Path.home())
    return text.replace(json.dumps(home)[1:-1], "~").replace(home, "~") if len(home) > 1 else text
