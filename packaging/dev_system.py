"""What must stand on the machine beside Python: asked of Debian's own package list, installed there when we may."""

import enum
import os
import shutil
import subprocess
import sys
from pathlib import Path

from dev_memory import Memory
from dev_steps import StepFailed, say, step


class Purpose(enum.Enum):
    """What a set of Debian packages is for, as it is said to the person who waits."""

    VENV = "to make .venv, where the libraries go"
    SCREEN = "for the window to be drawn"
    TESTS = "for the tests to read labels back and to open a real window"


# A name may have alternatives with "|", the first is what is asked for: Debian 13 renamed some libraries.
PACKAGES = {
    Purpose.VENV: (f"python3.{sys.version_info.minor}-venv",),
    Purpose.SCREEN: (
        "libgl1",
        "libegl1",
        "libglib2.0-0|libglib2.0-0t64",
        "libdbus-1-3",
        "libfontconfig1",
        "libxkbcommon0",
        # Without these Qt opens no X11 window, and blames libxcb-cursor0 whichever of them is missing.
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-keysyms1",
        "libxcb-shape0",
        "libxkbcommon-x11-0",
        "libwayland-cursor0",
    ),
    Purpose.TESTS: (
        "xvfb",
        "xauth",
        "libzbar0",
        "zbar-tools",
        "tesseract-ocr",
        "tesseract-ocr-eng",
        "tesseract-ocr-vie",
        "tesseract-ocr-ara",
        "tesseract-ocr-chi-tra",
        "tesseract-ocr-script-latn",
        # Printers that are not there: a print queue, and what answers for a printer's status; and a page of a queue drawn.
        "cups-daemon",
        "cups-ipp-utils",
        "avahi-daemon",
        "dbus",
        "snmpd",
        "poppler-utils",
    ),
}

_APT = ("apt-get", "-q", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120")
_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


def may_install() -> bool:
    """Whether this is Debian (or a child of it) and we are its root."""
    return _is_debian() and sys.platform != "win32" and os.geteuid() == 0


def provide(*purposes: Purpose) -> None:
    """See that the packages for ``purposes`` are there; where we may not install, print the exact line and go on."""
    names = tuple(name for purpose in purposes for name in PACKAGES[purpose])
    memory = Memory("-".join(["system", *(purpose.name.lower() for purpose in purposes)]))
    if sys.platform != "linux" or memory.holds(names):
        return
    if not _is_debian():
        say(f"This is not Debian. If something below fails, what is called there: {' '.join(map(_first, names))}")
        memory.keep(names)
        return
    missing = _missing(names)
    if missing:
        line = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
        if not may_install():
            say(f"Missing {_reasons(missing, purposes)}. To install them:\n    sudo {' '.join(line)}")
            return
        _install(missing, _reasons(missing, purposes))
        missing = _missing(names)
    if not missing:
        memory.keep(names)


def _install(missing: tuple[str, ...], reasons: str) -> None:
    """Ask Debian for ``missing``; a failure is told with the line to try by hand, and the run goes on."""
    install = (*_APT, "install", "-y", "--no-install-recommends", *missing)
    what = f"Installing {missing[0] if len(missing) == 1 else f'{len(missing)} packages'} from Debian {reasons}"
    try:
        if not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
            _update()
        try:
            step(what, install, extra_environment=_QUIET)
        except StepFailed:
            _update()
            step(f"{what}, once more", install, extra_environment=_QUIET)
    except StepFailed as trouble:
        say(f"{trouble}\nDebian could not install them. To try by hand:\n    apt-get install -y {' '.join(missing)}")


def _update() -> None:
    """A repository that cannot be reached is no reason to stop: what is asked for may well come from another."""
    try:
        step("Asking Debian what is new", (*_APT, "update"), extra_environment=_QUIET)
    except StepFailed as trouble:
        say(str(trouble))


def _missing(names: tuple[str, ...]) -> tuple[str, ...]:
    alternatives = [one for name in names for one in name.split("|")]
    answer = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${db:Status-Abbrev}\t${Package}\n", *alternatives],
        capture_output=True,
        text=True,
    )
    rows = (line.split("\t") for line in answer.stdout.splitlines())
    installed = {row[1] for row in rows if row[0].startswith("ii")}
    return tuple(_first(name) for name in names if not installed.intersection(name.split("|")))


def _reasons(missing: tuple[str, ...], purposes: tuple[Purpose, ...]) -> str:
    return " and ".join(
        purpose.value for purpose in purposes if set(missing).intersection(map(_first, PACKAGES[purpose]))
    )


def _first(name: str) -> str:
    return name.split("|")[0]


def _is_debian() -> bool:
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
