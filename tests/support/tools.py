"""The tools beside Python that some tests read labels with, or open a real window on; missing ones are named."""

import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache

from tests.oracles.node import has_decoders


@cache
def has_tool(name: str) -> bool:
    """Whether a tool is here; ``tesseract:vie`` asks for a language of it too. Raises `KeyError` for a name not known."""
    tool, _, detail = name.partition(":")
    return _LOOK[tool](detail)


def must_be_complete() -> bool:
    """Whether a missing tool is a failure: in CI, and wherever the test command could have installed it."""
    return os.environ.get("CI") == "true" or "KIOSK_TEST_MUST_BE_COMPLETE" in os.environ


def _on_path(program: str) -> Callable[[str], bool]:
    return lambda _: shutil.which(program) is not None


def _tesseract(language: str) -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True)
    return not language or language in listed.stdout.split()


def _program(program: str) -> Callable[[str], bool]:
    """On the path, or where administrators' programs lie."""
    return lambda _: shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") is not None


def _ipp_printer(_: str) -> bool:
    """CUPS's test printer and the message bus it insists on; Avahi is started by root only."""
    programs = ("ippeveprinter", "avahi-daemon", "dbus-daemon")
    return all(_program(one)("") for one in programs) and hasattr(os, "geteuid") and os.geteuid() == 0


_LOOK: dict[str, Callable[[str], bool]] = {
    "cups": _program("cupsd"),
    "ippeveprinter": _ipp_printer,
    "decoders": lambda _: has_decoders(),
    "poppler": _on_path("pdftoppm"),
    "snmp": _program("snmpd"),
    "tesseract": _tesseract,
    "xvfb": _on_path("Xvfb"),
    "zbar": lambda _: shutil.which("zbarimg") is not None and ctypes.util.find_library("zbar") is not None,
}
