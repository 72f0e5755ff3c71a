"""The test command: what reads the source first, pytest last, so that its closing line is the last one printed."""

import os
import subprocess
from pathlib import Path

from dev_memory import ROOT
from dev_steps import StepFailed, say, step

READERS = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "contracts": ("-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-logo"),
}


def lint(python: Path) -> tuple[str, ...]:
    """Run every check that only reads the source; returns the names of those that failed."""
    failed = []
    for name, words in READERS.items():
        try:
            step(f"{name:10}", [python, *words])
        except StepFailed as trouble:
            say(str(trouble))
            failed.append(name)
    return tuple(failed)


def test(python: Path, arguments: list[str], *, must_be_complete: bool) -> int:
    """Run everything; 0 only if all of it passed.

    ``must_be_complete`` makes a missing tool a failure of the tests that need it; otherwise the run leaves them out
    and names the tool at its end. Files of tests run side by side, one more than there are cores, as many of them wait for the
    world most of the time, unless ``-n`` says otherwise.
    """
    failed = lint(python)
    environment = {**os.environ, "KIOSK_TEST_FAILED_BEFORE": " ".join(failed)}
    if must_be_complete:
        environment["KIOSK_TEST_MUST_BE_COMPLETE"] = "1"
    workers = (os.cpu_count() or 1) + 1
    side_by_side = () if "-n" in arguments else ("-n", str(workers), "--dist", "loadfile")
    pytest = subprocess.call([python, "-m", "pytest", *side_by_side, *arguments], cwd=ROOT, env=environment)
    return pytest or int(bool(failed))
