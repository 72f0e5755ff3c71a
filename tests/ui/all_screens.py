"""Every screen there is, in every state that is worth a picture, with the look it is made for: what the tests of all screens walk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kiosk.app.backstage_screenshots import BACKSTAGE_STILLS
from kiosk.app.screenshots import SIZES, STILLS, Still, look_for, staged
from kiosk.app.set_up_screenshots import SET_UP_STILLS
from kiosk.app.staff_screenshots import STAFF_STILLS, staff_look_for
from kiosk.ui.look import Look
from kiosk.ui.theme import Theme

LookOn = Callable[[str], Look]


@dataclass(frozen=True, slots=True)
class ScreenKind:
    """Screens that share a look: their stills, the look on a size, and the sizes on which longer languages must fit, too."""

    name: str
    stills: tuple[Still, ...]
    look_on: LookOn
    sizes_for_longer_words: tuple[str, ...]
    sizes: tuple[str, ...] = tuple(SIZES)


KINDS = (
    ScreenKind(
        "self",
        STILLS,
        lambda size: look_for(SIZES[size], Theme.LIGHT),
        ("1080x1920", "1920x1080", "1280x800", "1024x768"),
    ),
    ScreenKind(
        "staff",
        STAFF_STILLS,
        lambda size: staff_look_for(SIZES[size], Theme.LIGHT),
        ("1920x1080", "1024x768", "1280x800"),
    ),
    ScreenKind(
        "backstage",
        BACKSTAGE_STILLS,
        lambda size: staff_look_for(SIZES[size], Theme.LIGHT),
        ("1080x1920", "1280x800"),
        ("1920x1080", "1280x800", "1024x768", "800x1280"),
    ),
    ScreenKind(
        "set-up",
        SET_UP_STILLS,
        lambda size: staff_look_for(SIZES[size], Theme.LIGHT),
        ("1024x768",),
        ("1080x1920", "1280x800", "800x1280"),
    ),
)
"""A new set of screens is one line here."""

EVERY_SCREEN = tuple((kind, still) for kind in KINDS for still in kind.stills)
SCREEN_NAMES = tuple(f"{kind.name}-{still.name}" for kind, still in EVERY_SCREEN)


@contextmanager
def shown(still: Still, look: Look) -> Iterator[QWidget]:
    """The screen as people see it; taken away afterwards."""
    screen = staged(still, look)
    try:
        yield screen
    finally:
        screen.close()
        screen.deleteLater()
