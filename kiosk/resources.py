"""Where the data files that ship with the program are: fonts, icons, label designs, the sample church."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "_resources"
_IN_REPOSITORY = Path(__file__).parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """The path of a shipped data file or folder, in an installed copy as in a checkout."""
    root = _INSTALLED if _INSTALLED.is_dir() else _IN_REPOSITORY
    return root.joinpath(*parts)
