"""What the README tells people to type exists."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

from kiosk.services.export import HEADER
from tests.house.repository import ROOT

README = ROOT / "README.md"
FENCED = re.compile(r"^```(?:sh|shell|bash|console|text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
ENDS_A_COMMAND = {"|", "&&", ";", ">", "<", "&", ">>", "2>"}


def test_the_readme_says_how_to_see_it_and_how_to_prove_it():
    commands = {words[:3] for words in _commands() if words[1:2] == ("packaging/dev.py",)}

    assert {("python3", "packaging/dev.py", "demo"), ("python3", "packaging/dev.py", "test")} <= commands


def test_every_command_of_the_developers_tool_in_the_readme_exists():
    usage = subprocess.run(
        [sys.executable, "packaging/dev.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    known = set(re.findall(r"^  (\w+)", usage, re.MULTILINE))

    asked = {words[2] for words in _commands() if words[1:2] == ("packaging/dev.py",) and len(words) > 2}

    assert asked - known == set()


def test_every_kiosk_command_in_the_readme_exists_with_its_options():
    asked = sorted({words[1:] for words in _commands() if words[0].split("/")[-1] == "kiosk" and len(words) > 1})

    refused = {}
    for words in asked:
        answer = subprocess.run([sys.executable, "-m", "kiosk", *words, "--help"], capture_output=True, text=True)
        if answer.returncode != 0:
            refused[" ".join(words)] = answer.stderr.strip().splitlines()[-1:]

    assert refused == {}


def test_the_readme_explains_every_column_of_the_export_in_its_order():
    section = README.read_text(encoding="utf-8").split("## Attendance for other systems")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]

    assert tuple(name for row in rows for name in INLINE.findall(row)) == HEADER


def _commands() -> Iterator[tuple[str, ...]]:
    """The commands shown, in blocks or between words, without prompts, settings before and optional parts in them."""
    text = README.read_text(encoding="utf-8")
    lines = [line for block in FENCED.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    for line in lines + INLINE.findall(FENCED.sub("", text)):
        plain = re.sub(r"\[[^]]*\]", " ", line.removeprefix("$ ")).replace("…", " ")
        try:
            words = shlex.split(plain, comments=True)
        except ValueError:
            continue
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            words.pop(0)
        end = next((index for index, word in enumerate(words) if word in ENDS_A_COMMAND), len(words))
        if words[:end]:
            yield tuple(words[:end])
