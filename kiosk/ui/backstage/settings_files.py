"""Where settings files are looked for and written: a folder of this computer, and sticks that are plugged in."""

from pathlib import Path

from kiosk.ui.places import sticks

SUFFIX = ".toml"
_MOST = 40


def found_files(folder: Path, suffix: str = SUFFIX) -> tuple[Path, ...]:
    """Files of that kind in the folder and at the top of every other volume, by name. Blocks."""
    found: list[Path] = []
    for place in dict.fromkeys((folder, *sticks())):
        try:
            found += sorted(path for path in place.glob(f"*{suffix}") if path.is_file())
        except OSError:
            # A volume that may not be read holds nothing for us.
            continue
    return tuple(found[:_MOST])


def written(folder: Path, name: str, text: str) -> Path:
    """Write a text file; one of that name is replaced. Blocks. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
