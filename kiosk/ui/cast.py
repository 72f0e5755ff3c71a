"""Each screen of a visit, made for a look and connected to the visit. Imported when made, so that the window opens quickly."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.ui.look import Look
from kiosk.ui.screens.start import StartScreen
from kiosk.ui.visit_flow import VisitFlow

if TYPE_CHECKING:
    from kiosk.ui.screens.adults import AdultsScreen
    from kiosk.ui.screens.chooser import ChooserScreen
    from kiosk.ui.screens.closed import ClosedScreen
    from kiosk.ui.screens.done import DoneScreen
    from kiosk.ui.screens.household import HouseholdScreen
    from kiosk.ui.screens.person import PersonScreen
    from kiosk.ui.screens.question import QuestionScreen
    from kiosk.ui.screens.trouble import TroubleScreen

SetLanguage = Callable[[str], None]


def start(look: Look, flow: VisitFlow, set_language: SetLanguage) -> StartScreen:
    """The pad."""
    screen = StartScreen(look)
    screen.digits_entered.connect(flow.look_up)
    screen.language_chosen.connect(set_language)
    return screen


def closed(look: Look, flow: VisitFlow, set_language: SetLanguage) -> "ClosedScreen":
    """No pad."""
    from kiosk.ui.screens.closed import ClosedScreen

    screen = ClosedScreen(look)
    screen.language_chosen.connect(set_language)
    return screen


def chooser(look: Look, flow: VisitFlow, set_language: SetLanguage) -> "ChooserScreen":
    """Which family."""
    from kiosk.ui.screens.chooser import ChooserScreen

    screen = ChooserScreen(look)
    screen.family_chosen.connect(flow.choose_family)
    screen.left.connect(flow.leave)
    return screen


def household(look: Look, flow: VisitFlow, set_language: SetLanguage) -> "HouseholdScreen":
    """Who is here."""
    from kiosk.ui.screens.household import HouseholdScreen

    screen = HouseholdScreen(look)
    screen.card_ticked.connect(flow.tick)
    screen.alternatives_wanted.connect(flow.ask_for_person)
    screen.times_chosen.connect(flow.choose_times)
    screen.adults_wanted.connect(flow.ask_for_adults)
    screen.check_in_tapped.connect(flow.check_in)
    screen.left.connect(flow.leave)
    return screen


def person(look: Look, flow: VisitFlow, set_language: SetLanguage) -> "PersonScreen":
    """One person's alternatives."""
    from kiosk.ui.screens.person import PersonScreen

    screen = PersonScreen(look)
    screen.room_chosen.connect(flow.choose_room)
    screen.time_skipped.connect(flow.skip_time)
    screen.option_ticked.connect(flow.tick_option)
    screen.volunteer_set.connect(flow.set_volunteer)
    screen.went_back.connect(flow.go_back)
    return screen


def adults(look: Look, flow: VisitFlow, set_language: SetLanguage) -> "AdultsScreen":
    """Who is checking in."""
    from kiosk.ui.screens.adults import AdultsScreen

    screen = AdultsScreen(look)
    screen.adult_chosen.connect(flow.choose_adult)
    screen.went_back.connect(flow.go_back)
    return screen


def question(look: Look, flow: VisitFlow, set_language: SetLanguage) -> "QuestionScreen":
    """One missing fact."""
    from kiosk.ui.screens.question import QuestionScreen

    screen = QuestionScreen(look)
    screen.answered.connect(flow.answer)
    screen.skipped.connect(flow.go_on_without)
    screen.went_back.connect(flow.go_back)
    return screen


def done(look: Look, flow: VisitFlow, set_language: SetLanguage) -> "DoneScreen":
    """All set."""
    from kiosk.ui.screens.done import DoneScreen

    screen = DoneScreen(look)
    screen.left.connect(flow.leave)
    return screen


def trouble(look: Look, flow: VisitFlow, set_language: SetLanguage) -> "TroubleScreen":
    """What stopped the visit."""
    from kiosk.ui.screens.trouble import TroubleScreen

    screen = TroubleScreen(look)
    screen.retried.connect(flow.retry)
    screen.chose_again.connect(flow.choose_again)
    screen.left.connect(flow.leave)
    return screen
