"""What packaging/dev.py installs is enough for Qt to open a window on a real screen."""

import subprocess
import sys

import pytest

from tests.support.real_screen import real_screen

PROGRAM = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

app = QApplication([])
window = QWidget()
window.setGeometry(app.primaryScreen().geometry())  # no window manager here that would fill the screen
window.show()
QTimer.singleShot(200, app.quit)
app.exec()
print(app.platformName(), window.width(), window.height())
"""


@pytest.mark.needs("xvfb")
def test_a_window_fills_a_real_screen():
    with real_screen(1080, 1920) as environment:
        shown = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True)

    assert shown.stdout.split() == ["xcb", "1080", "1920"], shown.stderr
