"""Pictures of every screen in every state, size and theme: to look at, and to show.

python -m kiosk.app.screenshots --to DIR [--size 1280x800] [--theme dark] [--screen done] [--language es]
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app import sample_views as sample
from kiosk.domain.problems import Busy, LocationFull, NotKnown, TooManyMatches
from kiosk.services.self_station import DoneView, HouseholdView, PersonCard
from kiosk.services.start_view import StartView
from kiosk.ui.fonts import load_fonts
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Metrics, px_per_mm_of_diagonal
from kiosk.ui.screens.adults import AdultsScreen
from kiosk.ui.screens.chooser import ChooserScreen
from kiosk.ui.screens.closed import ClosedScreen
from kiosk.ui.screens.done import DoneScreen
from kiosk.ui.screens.household import HouseholdScreen
from kiosk.ui.screens.person import PersonScreen
from kiosk.ui.screens.question import QuestionScreen
from kiosk.ui.screens.start import StartScreen
from kiosk.ui.screens.trouble import TroubleScreen
from kiosk.ui.selection import Selection, first_selection
from kiosk.ui.theme import Theme, tokens_for
from kiosk.ui.widgets.idle_prompt import IdlePrompt
from kiosk.words import Words


class Glass(NamedTuple):
    """A screen that the pictures stand for: pixels, and the diagonal it is sold by, in inches."""

    width: int
    height: int
    inches: float


SIZES: Mapping[str, Glass] = {
    "1080x1920": Glass(1080, 1920, 21.5),
    "1920x1080": Glass(1920, 1080, 21.5),
    "1280x800": Glass(1280, 800, 10.1),
    "1024x768": Glass(1024, 768, 15.0),
    "800x1280": Glass(800, 1280, 10.1),
    "768x1024": Glass(768, 1024, 15.0),
    "1366x768": Glass(1366, 768, 15.6),
}

PICTURED_SIZES = ("1080x1920", "1920x1080", "1280x800", "1024x768")
_QUICK_PNG = 85
"""Of Qt's quality scale: hardly compressed, which is what takes the time."""


def look_for(glass: Glass, theme: Theme, *, language: str = "en", text_scale: float = 1.0, accent: str = "") -> Look:
    """How a station looks on that glass, standing still."""
    density = px_per_mm_of_diagonal((glass.width, glass.height), glass.inches)
    return Look(
        tokens=tokens_for(theme, accent),
        metrics=Metrics(glass.width, glass.height, density, text_scale),
        words=Words(language),
        is_still=True,
        church_name=sample.CHURCH,
    )


@dataclass(frozen=True, slots=True)
class Still:
    """One screen in one state, by name."""

    name: str
    build: Callable[[Look], QWidget]


def _start(
    view: StartView, typed: str = "", problem: NotKnown | TooManyMatches | None = None, *, is_looking: bool = False
) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = StartScreen(look)
        screen.display(view)
        screen.restore(typed, problem, was_scanned=False)
        if is_looking:
            screen.show_looking()
        return screen

    return build


def _closed(view: StartView | None) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = ClosedScreen(look)
        screen.display(view, Busy() if view is None else None)
        return screen

    return build


def _household(
    view: HouseholdView,
    change: Callable[[Selection], Selection] = lambda selection: selection,
    *,
    is_saving: bool = False,
) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = HouseholdScreen(look)
        screen.display(view, change(first_selection(view)), is_saving=is_saving)
        return screen

    return build


def _person(view: HouseholdView, card: PersonCard, *options: str) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = PersonScreen(look)
        selection = first_selection(view)
        for option in options:
            selection = selection.with_option(card.person_id, option)
        screen.display(view, selection, card)
        return screen

    return build


def _question(card: PersonCard, *taps: int) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = QuestionScreen(look)
        screen.resize(look.metrics.width, look.metrics.height)
        screen.ask(card, sample.NOW.date())
        for tap in taps:
            screen.choose(tap)
        return screen

    return build


def _done(view: DoneView, seconds: int = 4) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = DoneScreen(look)
        screen.display(view)
        screen.show_seconds(seconds)
        return screen

    return build


def _trouble(problem: Busy | LocationFull | None) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = TroubleScreen(look)
        screen.display(problem, is_after_check_in=True)
        return screen

    return build


def _chooser(look: Look) -> QWidget:
    screen = ChooserScreen(look)
    screen.display(sample.FAMILIES)
    return screen


def _eight(look: Look) -> QWidget:
    screen = ChooserScreen(look)
    screen.display(sample.EIGHT_FAMILIES)
    return screen


def _adults(look: Look) -> QWidget:
    screen = AdultsScreen(look)
    screen.display(sample.COLES, first_selection(sample.COLES))
    return screen


def _idle(look: Look) -> QWidget:
    screen = _household(sample.COLES)(look)
    prompt = IdlePrompt(look, screen)
    prompt.setGeometry(0, 0, look.metrics.width, look.metrics.height)
    prompt.hide()
    prompt.show_seconds(14)
    return screen


_ASKED = {card.called_name: card for card in sample.LARGE_FAMILY.cards}

STILLS: tuple[Still, ...] = (
    Still("start", _start(sample.OPEN, "01")),
    Still("start-empty", _start(sample.OPEN)),
    Still("start-looking", _start(sample.OPEN, "0190", is_looking=True)),
    Still("start-not-found", _start(sample.OPEN, "", NotKnown())),
    Still("start-whole-number", _start(sample.OPEN, "55501", TooManyMatches())),
    Still("start-busy-day", _start(sample.OPEN_TWICE, "0")),
    Still("start-evening", _start(sample.EVENING)),
    Still("closed", _closed(sample.CLOSED)),
    Still("closed-for-days", _closed(sample.CLOSED_FOR_DAYS)),
    Still("closed-just-now", _closed(sample.JUST_CLOSED)),
    Still("closed-nothing-planned", _closed(sample.NOTHING_PLANNED)),
    Still("closed-trouble", _closed(None)),
    Still("chooser", _chooser),
    Still("chooser-eight", _eight),
    Still("household", _household(sample.COLES)),
    Still("household-both", _household(sample.COLES_TWICE)),
    Still("household-three-times", _household(sample.COLES_OF_THREE)),
    Still("household-small", _household(sample.SMALL_FAMILY)),
    Still("household-one", _household(sample.ONE_CHILD)),
    Still("household-large", _household(sample.LARGE_FAMILY)),
    Still("household-large-both", _household(sample.LARGE_FAMILY_TWICE)),
    Still("household-already-in", _household(sample.ALREADY_IN)),
    Still("household-nobody-fits", _household(sample.NOBODY_FITS)),
    Still(
        "household-volunteer",
        _household(
            sample.COLES, lambda it: it.with_tick(sample.ANH.person_id, True).with_volunteer(sample.ANH.person_id, True)
        ),
    ),
    Still(
        "household-options",
        _household(
            sample.COLES_WITH_OPTIONS,
            lambda it: it.with_option(sample.ANA.person_id, "1").with_option(sample.ANA.person_id, "2"),
        ),
    ),
    Still("household-saving", _household(sample.COLES, is_saving=True)),
    Still("person", _person(sample.COLES, sample.ANA)),
    Still("person-both", _person(sample.COLES_TWICE, sample.ANA)),
    Still("person-options", _person(sample.COLES_WITH_OPTIONS, sample.WITH_OPTIONS, "1")),
    Still("person-volunteer", _person(sample.COLES, sample.ANH)),
    Still("person-many-rooms", _person(sample.COLES, sample.MANY_ROOMS)),
    Still("adults", _adults),
    Still("question-year", _question(sample.MIA)),
    Still("question-month", _question(sample.MIA, 4)),
    Still("question-day", _question(sample.MIA, 4, 2)),
    Still("question-answered", _question(sample.MIA, 4, 2, 13)),
    Still("question-grade", _question(_ASKED["Wilhelmina"], 3)),
    Still("question-gender", _question(_ASKED["Zoë"])),
    Still("done", _done(sample.DONE)),
    Still("done-printed", _done(sample.DONE_PRINTED)),
    Still("done-trouble", _done(sample.DONE_WITH_TROUBLE, 17)),
    Still("done-both", _done(sample.DONE_BOTH)),
    Still("done-large", _done(sample.DONE_LARGE)),
    Still("done-code-per-child", _done(sample.DONE_PER_CHILD)),
    Still("done-adults", _done(sample.DONE_ADULTS)),
    Still("done-nobody", _done(sample.NOBODY_IN, 17)),
    Still("trouble-try-again", _trouble(Busy())),
    Still("trouble-choose-again", _trouble(LocationFull())),
    Still("trouble-start-over", _trouble(None)),
    Still("idle", _idle),
)


def staged(still: Still, look: Look) -> QWidget:
    """The still at its size, on the paper of its theme, laid out; not yet shown to anybody."""
    screen = still.build(look)
    screen.setFixedSize(look.metrics.width, look.metrics.height)
    palette = screen.palette()
    palette.setColor(QPalette.ColorRole.Window, colour(look.tokens.paper))
    screen.setPalette(palette)
    screen.setAutoFillBackground(True)
    screen.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    screen.show()
    return screen


def main(arguments: list[str]) -> int:
    """Write the pictures; gives back the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.app.screenshots", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")
    themes = tuple(theme.value for theme in Theme)
    parser.add_argument("--sizes", choices=tuple(SIZES), nargs="+", default=PICTURED_SIZES)
    parser.add_argument("--themes", choices=themes, nargs="+", default=themes)
    parser.add_argument("--screens", nargs="+", default=("",), metavar="NAME", help="only screens whose names begin so")
    parser.add_argument("--language", default="en")
    chosen = parser.parse_args(arguments)
    application = QApplication(sys.argv[:1])
    load_fonts()
    chosen.to.mkdir(parents=True, exist_ok=True)
    count = 0
    for size in chosen.sizes:
        for theme in chosen.themes:
            # Screens of staff are drawn for another distance; they are imported here because they build on this module.
            from kiosk.app.backstage_screenshots import BACKSTAGE_STILLS
            from kiosk.app.set_up_screenshots import SET_UP_STILLS
            from kiosk.app.staff_screenshots import STAFF_STILLS, staff_look_for

            looks = {
                **dict.fromkeys(STILLS, look_for(SIZES[size], Theme(theme), language=chosen.language)),
                **dict.fromkeys(STAFF_STILLS, staff_look_for(SIZES[size], Theme(theme), language=chosen.language)),
                **dict.fromkeys(BACKSTAGE_STILLS, staff_look_for(SIZES[size], Theme(theme), language=chosen.language)),
                **dict.fromkeys(SET_UP_STILLS, staff_look_for(SIZES[size], Theme(theme), language=chosen.language)),
            }
            for still, look in looks.items():
                if not still.name.startswith(tuple(chosen.screens)):
                    continue
                screen = staged(still, look)
                screen.grab().save(str(chosen.to / f"{still.name}-{size}-{Theme(theme).value}.png"), "PNG", _QUICK_PNG)
                screen.close()
                screen.deleteLater()
                count += 1
    sys.stdout.write(f"{count} pictures in {chosen.to}\n")
    del application
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
