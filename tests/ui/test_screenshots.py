"""The pictures can be had with one command."""

import subprocess
import sys
from pathlib import Path

from PIL import Image


def test_every_wanted_screen_becomes_a_picture_of_its_size(tmp_path: Path):
    wanted = ("--sizes", "1280x800", "--themes", "dark", "--screens", "start", "done-both", "--language", "es")
    subprocess.run(
        (sys.executable, "-m", "kiosk.app.screenshots", "--to", str(tmp_path), *wanted),
        check=True,
        capture_output=True,
        timeout=60,
    )

    pictures = {}
    for path in tmp_path.iterdir():
        with Image.open(path) as picture:
            pictures[path.name] = picture.size
    assert {"start-1280x800-dark.png", "done-both-1280x800-dark.png"} <= set(pictures)
    assert set(pictures.values()) == {(1280, 800)}


def test_the_look_is_drawn_on_one_sheet(tmp_path: Path):
    subprocess.run(
        (sys.executable, "-m", "kiosk.app.look_sheet", "--to", str(tmp_path / "look.png")),
        check=True,
        capture_output=True,
        timeout=60,
    )
    with Image.open(tmp_path / "look.png") as picture:
        assert picture.width == 1600
        assert 2000 < picture.height < 4500
