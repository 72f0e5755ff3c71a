"""A real X11 screen for tests that must see what the offscreen platform does not do: windows, focus, full screen."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def real_screen(width: int = 1920, height: int = 1080) -> Iterator[dict[str, str]]:
    """An Xvfb of that size in pixels; yields the environment in which a program opens its window there.

    Tests that use it are marked ``needs("xvfb")``.
    """
    reading, writing = os.pipe()
    options = ("-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-displayfd", str(writing))
    server = subprocess.Popen(("Xvfb", *options), pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        without_wayland = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        yield {**without_wayland, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
