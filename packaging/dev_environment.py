"""The project's own Python: ``.venv`` beside pyproject.toml, with the kiosk and its libraries in it."""

import enum
import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from dev_memory import ROOT, VENV, Memory
from dev_steps import StepFailed, say, step
from dev_system import PACKAGES, Purpose, provide

LABEL_READERS = ROOT / "tests" / "oracles"


class CannotGoOn(Exception):
    """Without this step nothing else works; the message says what to do."""


class Extra(enum.Enum):
    """What is installed beside the kiosk itself."""

    NONE = ""
    DEV = "[dev]"


def ready(extra: Extra) -> Path:
    """The Python of ``.venv``, with everything in it that pyproject.toml asks for.

    Raises `CannotGoOn` if it cannot be made.
    """
    python = _venv_python()
    wanted = _installed_by()
    if python.exists() and any(_memory(one).holds(wanted) for one in {extra, Extra.DEV}):
        return python
    if not _works(python):
        _make_venv()
    install = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--editable", f"{ROOT}{extra.value}"]
    what = "the kiosk and its libraries" if extra is Extra.NONE else "the kiosk, its libraries and the tests' tools"
    try:
        step(f"Installing {what} into .venv (the first time this takes a minute or more)", install)
    except StepFailed as trouble:
        raise CannotGoOn(f"{trouble}\n\nThe libraries could not be installed. Is there a network?") from trouble
    _memory(extra).keep(_installed_by())
    return python


def provide_label_readers() -> None:
    """Install the label decoders of ``tests/oracles``, which run on node; a failure is told and the run goes on."""
    facts = [(LABEL_READERS / name).read_text() for name in ("package.json", "package-lock.json")]
    memory = Memory("label-readers")
    if memory.holds(facts) and (LABEL_READERS / "node_modules").is_dir():
        return
    try:
        step("Installing the label decoders that the tests trust", [_venv_python(), "-m", "tests.oracles.node"])
    except StepFailed as trouble:
        say(str(trouble))
    else:
        memory.keep(facts)


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        provide(Purpose.VENV)
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            raise CannotGoOn(f"This Python cannot make .venv. On Debian {PACKAGES[Purpose.VENV][0]} is what it lacks.")
    # Called from within some other environment, build on the Python beneath it, which is there to stay.
    base = getattr(sys, "_base_executable", sys.executable)
    try:
        step("Making .venv, where the project keeps its libraries", [base, "-m", "venv", "--clear", str(VENV)])
    except StepFailed as trouble:
        raise CannotGoOn(f"{trouble}\n\nPython could not make .venv.") from trouble


def _works(python: Path) -> bool:
    """Whether this Python starts, is one we can use and has pip: a half-made or orphaned ``.venv`` does not."""
    check = "import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    return python.exists() and subprocess.run([python, "-c", check], capture_output=True).returncode == 0


def _installed_by() -> dict[str, Any]:
    """What decides whether what is installed still fits: the project's own table and the Python it went into."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    try:
        python = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        python = ""
    return {
        "python": python,
        "project": project["project"],
        "build": [project["build-system"], project["tool"]["hatch"]],
    }


def _memory(extra: Extra) -> Memory:
    return Memory(f"libraries-{extra.name.lower()}")


def _venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
