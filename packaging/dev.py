#!/usr/bin/env python3
"""The developer's one command: makes what is missing, then runs the demo, the tests, the benchmarks or the screenshots.

Standard library only, so that it works on a bare machine with nothing but Python 3.11. What was once found to be in
order is remembered in ``.venv``, so that the next call starts at once.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(f"This needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}. Try: python3.11 {sys.argv[0]}")

import dev_checks
import dev_environment
from dev_environment import Extra
from dev_memory import ROOT
from dev_steps import say
from dev_system import Purpose, may_install, provide

Runner = Callable[[list[str]], int]


class Command(NamedTuple):
    """A word after ``dev.py``: what it does, in a line, and the function that does it with the words that follow."""

    run: Runner
    summary: str


def demo(arguments: list[str]) -> int:
    """Open the sample church; on a machine without a screen play a visit and leave its pictures in ``out/demo``."""
    provide(Purpose.SCREEN)
    python = dev_environment.ready(Extra.NONE)
    if not (_has_screen() or {"--headless", "--help"} & set(arguments)):
        pictures = ROOT / "out" / "demo"
        say(f"No screen here, so a visit is played by itself; its pictures and labels come to {pictures}")
        arguments = ["--headless", str(pictures), *arguments]
    if "--headless" in arguments:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return _become(python, "-m", "kiosk", "demo", *arguments)


def test(arguments: list[str]) -> int:
    """Lint, types, import contracts, then pytest with ``arguments``; everything runs, any failure counts."""
    provide(Purpose.SCREEN, Purpose.TESTS)
    python = dev_environment.ready(Extra.DEV)
    dev_environment.provide_label_readers()
    _offscreen()
    return dev_checks.test(python, arguments, must_be_complete=may_install() or os.environ.get("CI") == "true")


def lint(arguments: list[str]) -> int:
    """Only the part of ``test`` that reads the source: lint, format, types, import contracts."""
    return int(bool(dev_checks.lint(dev_environment.ready(Extra.DEV))))


def bench(arguments: list[str]) -> int:
    """Measure what product and issue ask to be measured, on this machine."""
    provide(Purpose.SCREEN)
    python = dev_environment.ready(Extra.DEV)
    _offscreen()
    return _become(python, "-m", "tests.bench", *arguments)


def screenshots(arguments: list[str]) -> int:
    """Render every screen in every size and theme."""
    provide(Purpose.SCREEN)
    python = dev_environment.ready(Extra.NONE)
    _offscreen()
    if "--to" not in arguments:
        arguments = ["--to", str(ROOT / "out" / "screenshots"), *arguments]
    return _become(python, "-m", "kiosk.app.screenshots", *arguments)


def look(arguments: list[str]) -> int:
    """Draw the look on one sheet (colours with their contrasts, type, spaces, motion, icons), and the README's pictures."""
    provide(Purpose.SCREEN)
    python = dev_environment.ready(Extra.NONE)
    _offscreen()
    if "--to" not in arguments:
        pictures = ROOT / "resources" / "pictures"
        arguments = ["--to", str(pictures / "look.png"), "--pictures", str(pictures), *arguments]
    return _become(python, "-m", "kiosk.app.look_sheet", *arguments)


def labels(arguments: list[str]) -> int:
    """Draw every label design on every stock, in five scripts, on one sheet."""
    provide(Purpose.SCREEN)
    python = dev_environment.ready(Extra.NONE)
    _offscreen()
    if "--to" not in arguments:
        arguments = ["--to", str(ROOT / "out" / "labels-sheet.png"), *arguments]
    return _become(python, "-m", "kiosk.app.label_sheet", *arguments)


def install(arguments: list[str]) -> int:
    """Make this computer a station: launcher, start at login, restart after a crash; ``--uninstall`` takes it back."""
    provide(Purpose.SCREEN)
    import dev_install

    return dev_install.install(arguments)


COMMANDS = {
    "demo": Command(demo, "open a station on the sample church (what follows goes to `kiosk demo`)"),
    "test": Command(test, "lint, types, import contracts and all tests (what follows goes to pytest)"),
    "lint": Command(lint, "only lint, format, types and import contracts"),
    "bench": Command(bench, "measure speed on this machine"),
    "install": Command(install, "start a station at login, and again after a crash [--data DIR] [--uninstall]"),
    "screenshots": Command(screenshots, "render every screen [--to DIR]"),
    "look": Command(look, "draw colours, type and icons on one sheet [--to FILE], and the README's pictures"),
    "labels": Command(labels, "draw every label on every stock [--to FILE] [--each DIR]"),
}


def main(words: list[str]) -> int:
    """Run the command that ``words`` name; the exit code is the command's own, 2 for wrong usage."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(_usage())
        return 0 if words else 2
    command = COMMANDS.get(words[0])
    if command is None:
        print(f"There is no command {words[0]!r}.\n\n{_usage()}", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    return command.run(words[1:])


def _usage() -> str:
    lines = [f"  {name:12} {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(["python3 packaging/dev.py COMMAND [...]", "", *lines])


def _has_screen() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _offscreen() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _become(python: Path, *arguments: str) -> int:
    """Replace this process, so that signals and the terminal reach the program itself; Windows can only wait for it."""
    if sys.platform == "win32":
        return subprocess.call([python, *arguments])
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, [str(python), *arguments])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except dev_environment.CannotGoOn as trouble:
        sys.exit(f"\n{trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
