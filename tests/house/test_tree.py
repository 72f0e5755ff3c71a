"""What lies where: the agreed names at the top, and nothing that only makes sense on one machine."""

import os
import re
import sys

import pytest

from tests.house.repository import ROOT, project_files

AT_THE_TOP = {"kiosk", "resources", "tests", "packaging", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}

# Spelled so that this file does not find itself.
OF_ONE_MACHINE = re.compile(
    r"[/](work|farm|root)[/][a-z.]|[/]home[/](?!kiosk\b)[a-z]+[/]|[/]tmp[/][a-z]+_jobs|https?://[^ \")]*[/]simple\b"
    r"|registry\.npmjs|files\.pythonhosted|\"resolved\": \"http"
)
LARGEST_TEXT_FILE = 2_000_000


def test_the_top_level_holds_the_agreed_names_and_nothing_else():
    names = {path.relative_to(ROOT).parts[0] for path in project_files()}

    assert {name for name in names if not name.startswith(".")} == AT_THE_TOP


def test_no_file_names_a_place_that_only_one_machine_has():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in project_files()
        if path.stat().st_size < LARGEST_TEXT_FILE
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1)
        if OF_ONE_MACHINE.search(line)
    ]

    assert found == []


def test_no_python_hides_among_the_resources():
    assert [path for path in project_files() if path.is_relative_to(ROOT / "resources") and path.suffix == ".py"] == []


def test_the_changelog_tells_of_the_version_in_hand():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)

    assert version
    assert f"## {version[1]}" in changelog


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not mark programs")
def test_what_is_called_by_name_can_be_run():
    assert all(os.access(ROOT / name, os.X_OK) for name in (".ci/run", "packaging/dev.py"))
