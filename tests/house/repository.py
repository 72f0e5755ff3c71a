"""The project's own files, as the house tests read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


NOT_OURS = {"__pycache__", "node_modules", "out", "build", "dist"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that belongs to the project: what git tracks or would track; in a copy without git, what lies there."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and _is_ours(path.relative_to(ROOT)))
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def _is_ours(path: Path) -> bool:
    return not NOT_OURS.intersection(path.parts) and (not path.parts[0].startswith(".") or path.parts[0] == ".ci")


def modules(*folders: str) -> tuple[Path, ...]:
    """The Python files below these folders of the project."""
    return tuple(
        path
        for path in project_files()
        if path.suffix == ".py" and any(path.is_relative_to(ROOT / folder) for folder in folders)
    )


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST) -> str:
    """Where something stands, as an editor can jump to it."""
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"
