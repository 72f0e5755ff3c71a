"""What a flow has come to, and who shows it."""

from collections.abc import Callable
from typing import Generic, TypeVar

Scene = TypeVar("Scene")


class Scenes(Generic[Scene]):
    """Holds the latest scene; a page that comes later finds it, a page that goes is not told any more."""

    def __init__(self, first: Scene) -> None:
        self.now = first
        self._show: Callable[[Scene], None] = _nobody

    def listen(self, show: Callable[[Scene], None]) -> None:
        """From now on this shows the scenes."""
        self._show = show

    def turn(self, scene: Scene) -> None:
        """Another one."""
        self.now = scene
        self._show(scene)


def _nobody(scene: object) -> None:
    """Before a page is there."""
