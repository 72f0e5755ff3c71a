"""A computer is made a station, and made what it was before, touching nothing else."""

import configparser
import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
import dev_install
from dev_environment import CannotGoOn
from dev_install import RESTART_SECONDS, SERVICE, Station, files_of, places, uninstall, write

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="written for Linux")
ODD = Station(Path('/opt/our "kiosk" $1/bin/kiosk'), "/srv/Sunday 50% data")


def a_home(tmp_path: Path, *, has_systemd: bool) -> dict[str, str]:
    """An environment with a home of its own and, perhaps, a systemctl that writes down what it is told."""
    programs = tmp_path / "bin"
    programs.mkdir()
    if has_systemd:
        systemctl = programs / "systemctl"
        systemctl.write_text(f'#!/bin/sh\necho "$@" >> {shlex.quote(str(tmp_path / "told"))}\n')
        systemctl.chmod(0o700)
    return {"HOME": str(tmp_path / "home"), "PATH": str(programs)}


def command_in(desktop_entry: Path) -> list[str]:
    """The words of ``Exec`` as a desktop reads them: string escapes first, then quoting, then % signs."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(desktop_entry.read_text(encoding="utf-8"))
    text = parser["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    return [word.replace("%%", "%") for word in shlex.split(text)]


@pytest.mark.parametrize("has_systemd", [True, False])
def test_what_is_installed_can_be_taken_back_and_nothing_else_is(tmp_path: Path, has_systemd: bool):
    environment = a_home(tmp_path, has_systemd=has_systemd)
    home = tmp_path / "home"
    other = home / ".config" / "autostart" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\nName=Other\n")

    files = files_of(ODD, environment, starts_at_login=True)
    for file in files:
        write(file)
    again = files_of(ODD, environment, starts_at_login=True)
    for file in again:
        write(file)
    assert {file.path for file in files} <= set(places(environment))
    uninstall(environment)

    assert [path for path in home.rglob("*") if path.is_file()] == [other]


def test_a_file_of_somebody_else_is_not_replaced(tmp_path: Path):
    environment = a_home(tmp_path, has_systemd=True)
    theirs = places(environment)[0]
    theirs.parent.mkdir(parents=True)
    theirs.write_text("[Desktop Entry]\nName=Another kiosk\n")

    launcher = next(file for file in files_of(ODD, environment, starts_at_login=True) if file.path == theirs)
    with pytest.raises(CannotGoOn):
        write(launcher)
    uninstall(environment)

    assert "Another kiosk" in theirs.read_text()


def test_the_launcher_starts_the_service_in_the_session_it_belongs_to(tmp_path: Path):
    environment = a_home(tmp_path, has_systemd=True)
    for file in files_of(ODD, environment, starts_at_login=True):
        write(file)
    launcher, autostart, *_ = places(environment)

    subprocess.run(["/bin/sh", *command_in(launcher)[1:]], env=environment, check=True)

    told = (tmp_path / "told").read_text().splitlines()
    assert told[-1] == f"--user start {SERVICE}"
    assert "DISPLAY" in told[0]
    assert command_in(autostart) == command_in(launcher)


def test_without_systemd_a_station_is_started_again_until_somebody_closes_it(tmp_path: Path):
    crashes = tmp_path / "crashes"
    crashes.write_text("137\n1\n5\n0\n")
    program = tmp_path / "a program"
    program.write_text(
        f'#!/bin/sh\nread code < {crashes}\nsed -i 1d {crashes}\necho "$@" >> {tmp_path}/called\nexit $code\n'
    )
    program.chmod(0o700)
    environment = a_home(tmp_path, has_systemd=False)
    station = Station(program, "/srv/our data")
    for file in files_of(station, environment, starts_at_login=True):
        write(file)
    script = places(environment)[3]
    script.write_text(script.read_text().replace(f"sleep {RESTART_SECONDS}", ":"))

    subprocess.run([str(script)], check=True, timeout=10)

    assert (tmp_path / "called").read_text().splitlines() == ["--data /srv/our data"] * 4


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_understands_the_service(tmp_path: Path):
    environment = a_home(tmp_path, has_systemd=True)
    program = tmp_path / "odd %place" / "kiosk"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    for file in files_of(Station(program, "/srv/50% data"), environment, starts_at_login=True):
        write(file)
    unit = places(environment)[2]

    said = subprocess.run(
        ["systemd-analyze", "verify", "--user", str(unit)],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )

    assert [line for line in said.stderr.splitlines() if SERVICE in line] == []


def test_only_showing_writes_nothing(tmp_path: Path):
    environment = a_home(tmp_path, has_systemd=True)

    text = "\n".join(file.text for file in files_of(ODD, environment, starts_at_login=False))

    assert "Restart=on-failure" in text
    assert not (tmp_path / "home").exists()
    assert dev_install.MARK in text


def test_a_mac_starts_the_station_at_login_and_again_after_a_crash(tmp_path: Path):
    launcher, agent = files_of(ODD, {"HOME": str(tmp_path)}, starts_at_login=True, system="darwin")

    told = plistlib.loads(agent.text.encode())
    assert agent.path == tmp_path / "Library" / "LaunchAgents" / f"{told['Label']}.plist"
    assert told["ProgramArguments"] == list(ODD.command)
    assert told["RunAtLoad"]
    assert told["KeepAlive"] == {"SuccessfulExit": False}
    assert told["Umask"] == int("077", 8)
    assert launcher.is_program
    assert launcher.text.startswith("#!/bin/sh\n")


def test_on_windows_the_station_is_started_again_unless_it_was_closed(tmp_path: Path):
    launcher, start_up = files_of(ODD, {"APPDATA": str(tmp_path)}, starts_at_login=True, system="win32")

    lines = start_up.text.splitlines()
    assert start_up.path.parent.name == "Startup"
    assert lines[lines.index(":again") + 1] == subprocess.list2cmdline(ODD.command)
    assert lines[-1].startswith('if not "%errorlevel%"=="0"')
    assert lines[-1].endswith("goto again)")
    assert launcher.text == start_up.text


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_what_other_systems_get_can_be_taken_back(tmp_path: Path, system: str):
    environment = {"HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    for starts_at_login in (True, False):
        files = files_of(ODD, environment, starts_at_login=starts_at_login, system=system)

        assert {file.path for file in files} <= set(places(environment, system))
        assert all(dev_install.MARK in file.text for file in files)
