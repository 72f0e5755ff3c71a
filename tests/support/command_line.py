"""The ``kiosk`` command called as a person calls it, inside this process: what it said, where, and the code it left with."""

import contextlib
import io
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from kiosk.app.cli import main


@dataclass(frozen=True, slots=True)
class Said:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output, and nothing else there."""
        assert self.out.count("\n") == 1, f"not one line: {self.out!r}"
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Commands on one data folder."""

    folder: Path

    def __call__(self, *words: str) -> Said:
        """The command with ``--json``; its answer must be a document."""
        said = self.plainly("--json", *words)
        assert said.out, said.err
        return said

    def plainly(self, *words: str) -> Said:
        """The command as it is."""
        return run("--data", str(self.folder), *words)


_application: QApplication | None = None


def _ready_for_windows() -> None:
    """A command that draws makes an application without windows where there is none, and a later test could open none in it."""
    global _application
    if QApplication.instance() is None:
        _application = QApplication(["kiosk"])


def run(*words: str) -> Said:
    """``kiosk`` with these words. Logging is as it was before when this returns."""
    _ready_for_windows()
    out, err = io.StringIO(), io.StringIO()
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    code: object = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main(words)
    except SystemExit as leaving:
        code = leaving.code
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    assert isinstance(code, int | None)
    return Said(code or 0, out.getvalue(), err.getvalue())
