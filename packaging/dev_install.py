"""Makes this computer a station: a launcher, a start at login, a restart after a crash; and takes all of it back again.

Linux: a desktop entry, and a systemd user service that is started at login and watched. Without systemd a small script
restarts the station. Windows: a script in the start-up folder. macOS: an agent of the user's session, and a command to open by
hand. Both were written without such a machine at hand and are untried. Nothing outside the user's own folders is touched, nothing
is deleted but what was written here; the church's data stays in any case.
"""

import argparse
import os
import plistlib
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dev_environment
from dev_environment import CannotGoOn, Extra
from dev_steps import say

SERVICE = "kiosk.service"
AGENT = "church.kiosk.station"
WATCHDOG_SECONDS = 30
RESTART_SECONDS = 5
MARK = "Written by packaging/dev.py install"
_OWNER_ONLY = 0o077
"""The mask of the service's own files: what a station writes is its user's alone."""
_SESSION = "DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS XDG_SESSION_TYPE"


@dataclass(frozen=True)
class Station:
    """What is to be started: the program, and the data folder unless it is the platform's."""

    program: Path
    data: str = ""

    @property
    def command(self) -> tuple[str, ...]:
        """The program with its arguments."""
        return (str(self.program), *(("--data", self.data) if self.data else ()))


@dataclass(frozen=True)
class Written:
    """A file to write. ``is_program``: it is run."""

    path: Path
    text: str
    is_program: bool = False


def install(arguments: list[str]) -> int:
    """Install or, with ``--uninstall``, take everything back; ``--print`` only shows what would be written."""
    parser = argparse.ArgumentParser(prog="dev.py install", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", default="", help="the data folder, if not the platform's")
    parser.add_argument("--no-autostart", action="store_true", help="only the launcher, no start at login")
    parser.add_argument("--uninstall", action="store_true", help="take back what was installed; the data stays")
    parser.add_argument("--print", dest="only_shows", action="store_true", help="show what would be written")
    told = parser.parse_args(arguments)
    if told.uninstall:
        return uninstall(os.environ)
    python = dev_environment.ready(Extra.NONE)
    program = python.with_name("kiosk.exe" if sys.platform == "win32" else "kiosk")
    station = Station(program, str(Path(told.data).absolute()) if told.data else "")
    files = files_of(station, os.environ, starts_at_login=not told.no_autostart)
    if told.only_shows:
        for file in files:
            print(f"# {file.path}\n{file.text}")
        return 0
    for file in files:
        write(file)
        say(f"Written: {file.path}")
    _tell_systemd(os.environ, "daemon-reload")
    if told.no_autostart:
        say("Start the station from the menu: Kiosk.")
    else:
        say("The station starts at the next login. To start it now: choose Kiosk from the menu.")
    return 0


def uninstall(environment: Mapping[str, str]) -> int:
    """Take back what was installed; other files of the same name are left alone, and so is the data."""
    _tell_systemd(environment, "stop", SERVICE)
    for path in places(environment):
        if _is_ours(path):
            path.unlink()
            say(f"Removed: {path}")
    _tell_systemd(environment, "daemon-reload")
    return 0


def files_of(
    station: Station, environment: Mapping[str, str], *, starts_at_login: bool, system: str = sys.platform
) -> tuple[Written, ...]:
    """What is written on this system; ``system`` as `sys.platform` names them."""
    write_for = {"win32": _windows, "darwin": _macos}.get(system, _linux)
    return write_for(station, environment, starts_at_login=starts_at_login)


def write(file: Written) -> None:
    """Write a file. Raises CannotGoOn rather than replace one that is not ours."""
    if file.path.exists() and not _is_ours(file.path):
        raise CannotGoOn(f"{file.path} is there and was not written by this program. Move it away first.")
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_text(file.text, encoding="utf-8")
    if file.is_program:
        file.path.chmod(file.path.stat().st_mode | stat.S_IXUSR)


def places(environment: Mapping[str, str], system: str = sys.platform) -> tuple[Path, ...]:
    """Every file that may have been written here."""
    if system == "win32":
        return _windows_places(environment)
    if system == "darwin":
        return _macos_places(environment)
    return _linux_places(environment)


def _linux_places(environment: Mapping[str, str]) -> tuple[Path, Path, Path, Path]:
    share, config = _share(environment), _config(environment)
    return (
        share / "applications" / "kiosk.desktop",
        config / "autostart" / "kiosk.desktop",
        config / "systemd" / "user" / SERVICE,
        share / "kiosk" / "run-station",
    )


def _linux(station: Station, environment: Mapping[str, str], *, starts_at_login: bool) -> tuple[Written, ...]:
    launcher, autostart, service, script = _linux_places(environment)
    has_systemd = shutil.which("systemctl", path=environment.get("PATH")) is not None
    if has_systemd:
        start = f"systemctl --user import-environment {_SESSION}; exec systemctl --user start {SERVICE}"
        keeper = Written(service, _unit(station))
    else:
        start = f"exec {shlex.quote(str(script))}"
        keeper = Written(script, _restarting_script(station), is_program=True)
    entry = _desktop_entry(f"sh -c {_quoted(start)}")
    files = [keeper, Written(launcher, entry)]
    if starts_at_login:
        files.append(Written(autostart, entry + "X-GNOME-Autostart-enabled=true\n"))
    return tuple(files)


def _unit(station: Station) -> str:
    command = " ".join(_for_systemd(word) for word in station.command)
    return f"""# {MARK}
[Unit]
Description=Check-in station
PartOf=graphical-session.target
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
ExecStart={command}
WatchdogSec={WATCHDOG_SECONDS}
Restart=on-failure
RestartSec={RESTART_SECONDS}
UMask={_OWNER_ONLY:04o}
"""


def _restarting_script(station: Station) -> str:
    command = " ".join(shlex.quote(word) for word in station.command)
    return f"""#!/bin/sh
# {MARK}
# Ends when somebody closes the station; starts it again after anything else.
until {command}; do sleep {RESTART_SECONDS}; done
"""


def _desktop_entry(command: str) -> str:
    return f"""# {MARK}
[Desktop Entry]
Type=Application
Name=Kiosk
Comment=Check families in
Comment[es]=Registrar familias
Exec={command}
Icon=system-users
Terminal=false
Categories=Office;
"""


def _quoted(text: str) -> str:
    """An argument of a desktop entry's ``Exec``, as its specification quotes; then its own % signs."""
    for symbol in ("\\", '"', "`", "$"):
        text = text.replace(symbol, "\\" + symbol)
    return '"' + text.replace("\\", "\\\\").replace("%", "%%") + '"'


def _for_systemd(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if escaped != word or " " in word else word


def _windows(station: Station, environment: Mapping[str, str], *, starts_at_login: bool) -> tuple[Written, ...]:
    """Untried: written without a Windows machine at hand."""
    launcher, start_up = _windows_places(environment)
    command = subprocess.list2cmdline(station.command)
    # A crash ends with a negative number, which "if errorlevel 1" takes for none.
    again = f'if not "%errorlevel%"=="0" (timeout /t {RESTART_SECONDS} & goto again)'
    text = f"@echo off\nrem {MARK}\n:again\n{command}\n{again}\n"
    files = [Written(launcher, text)]
    if starts_at_login:
        files.append(Written(start_up, text))
    return tuple(files)


def _windows_places(environment: Mapping[str, str]) -> tuple[Path, Path]:
    programs = Path(environment.get("APPDATA", "")) / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    return programs / "Kiosk.cmd", programs / "Startup" / "Kiosk.cmd"


def _macos(station: Station, environment: Mapping[str, str], *, starts_at_login: bool) -> tuple[Written, ...]:
    """Untried: written without a Mac at hand. launchd.plist(5) says what the agent's keys mean."""
    launcher, agent = _macos_places(environment)
    files = [Written(launcher, _restarting_script(station), is_program=True)]
    if starts_at_login:
        files.append(Written(agent, _agent(station)))
    return tuple(files)


def _agent(station: Station) -> str:
    told = {
        "Label": AGENT,
        "ProgramArguments": list(station.command),
        "RunAtLoad": True,
        # Somebody who closes the station ends it with 0; after anything else it comes back.
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": RESTART_SECONDS,
        # Only where somebody is logged in on the screen, and never put to sleep as background work.
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
        "Umask": _OWNER_ONLY,
    }
    text = plistlib.dumps(told, sort_keys=False).decode("utf-8")
    return text.replace("<plist", f"<!-- {MARK} -->\n<plist", 1)


def _macos_places(environment: Mapping[str, str]) -> tuple[Path, Path]:
    home = Path(environment["HOME"])
    return home / "Applications" / "Kiosk.command", home / "Library" / "LaunchAgents" / f"{AGENT}.plist"


def _share(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("XDG_DATA_HOME") or Path(environment["HOME"]) / ".local" / "share")


def _config(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("XDG_CONFIG_HOME") or Path(environment["HOME"]) / ".config")


def _is_ours(path: Path) -> bool:
    try:
        return MARK in path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _tell_systemd(environment: Mapping[str, str], *words: str) -> None:
    """Where there is a systemd of this user that listens; elsewhere there is nothing to tell."""
    systemctl = shutil.which("systemctl", path=environment.get("PATH"))
    if systemctl is None:
        return
    command: Sequence[str] = (systemctl, "--user", *words)
    subprocess.run(command, capture_output=True, check=False, env=dict(environment))
