"""How the developer's command tells what it does: one calm line a step, details only when a step fails."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Words: TypeAlias = Sequence[str | os.PathLike[str]]


class StepFailed(Exception):
    """A step's program said no; the message is the end of what it printed."""


def say(line: str) -> None:
    """Print one line for the person who waits; standard output stays with the program that is run."""
    print(line, file=sys.stderr, flush=True)


def step(what: str, command: Words, *, extra_environment: Mapping[str, str] | None = None) -> None:
    """Run one program quietly and say what for and how long it took.

    Raises `StepFailed` with the last lines of its output if it ends with anything but 0 or is not there.
    """
    print(f"{what} … ", end="", file=sys.stderr, flush=True)
    begun = time.monotonic()
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, **(extra_environment or {})},
        )
    except OSError as error:
        say("failed")
        raise StepFailed(str(error)) from error
    if done.returncode != 0:
        say("failed")
        raise StepFailed("\n".join(done.stdout.strip().splitlines()[-40:]))
    say(f"done ({time.monotonic() - begun:.0f} s)")
