"""Keeping the screen awake: the desktop is asked not to blank it while a station runs, by whichever way it listens to."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)

_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_X11_COMMANDS = (("xset", "s", "off"), ("xset", "s", "noblank"), ("xset", "-dpms"))
_PATIENCE_MS = 1000
_PATIENCE_SECONDS = 2.0
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED, _ES_DISPLAY_REQUIRED = 0x80000000, 0x1, 0x2


@contextmanager
def screen_awake() -> Iterator[str]:
    """Keep the screen awake while this lasts; says how: ``dbus``, ``x11``, ``windows``, or nothing where nobody listens."""
    if sys.platform == "win32":
        with _windows_awake() as how:
            yield how
        return
    cookie = _inhibited()
    how = "dbus" if cookie is not None else "x11" if _x11_told() else ""
    log.info("the screen is kept awake by: %s", how or "nobody")
    try:
        yield how
    finally:
        if cookie is not None:
            _call("UnInhibit", cookie)


def _inhibited() -> object | None:
    """The desktop's receipt, None where there is none that takes such wishes."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    answer = _call("Inhibit", "Kiosk", "A station is open")
    return answer[0] if answer else None


def _call(method: str, *arguments: object) -> list[object]:
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return []
    # As a plain message: an interface object would first ask what the service can do, and wait for that for half a minute.
    message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, method)
    message.setArguments(list(arguments))
    answer = bus.call(message, QDBus.CallMode.Block, _PATIENCE_MS)
    return list(answer.arguments()) if answer.type() == QDBusMessage.MessageType.ReplyMessage else []


def _x11_told() -> bool:
    if not os.environ.get("DISPLAY") or shutil.which("xset") is None:
        return False
    try:
        for command in _X11_COMMANDS:
            subprocess.run(command, capture_output=True, timeout=_PATIENCE_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


@contextmanager
def _windows_awake() -> Iterator[str]:  # pragma: no cover - untried here
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.SetThreadExecutionState(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED | _ES_DISPLAY_REQUIRED)
    try:
        yield "windows"
    finally:
        kernel.SetThreadExecutionState(_ES_CONTINUOUS)
