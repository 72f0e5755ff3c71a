"""The screens of one look: built when first needed, connected to the visit, and shown the scene it has come to."""

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar, cast

from PySide6.QtWidgets import QWidget

from kiosk.domain.visit import Step
from kiosk.ui.look import Look
from kiosk.ui.screens.start import StartScreen
from kiosk.ui.visit_flow import Scene, VisitFlow


class _Focusable(Protocol):
    @property
    def first_focus(self) -> QWidget: ...


Screen = TypeVar("Screen", bound=QWidget)


class Stage:
    """Screens but the first are imported when they are needed, so that the window opens quickly."""

    def __init__(self, look: Look, flow: VisitFlow, set_language: Callable[[str], None], typed: str = "") -> None:
        self.look = look
        self._flow = flow
        self._set_language = set_language
        self._typed = typed
        self._built: dict[type[QWidget], QWidget] = {}
        self._current: QWidget | None = None

    @property
    def screens(self) -> tuple[QWidget, ...]:
        """Every screen built so far."""
        return tuple(self._built.values())

    @property
    def typed(self) -> str:
        """Digits on the start screen."""
        start = self._built.get(StartScreen)
        return start.typed if isinstance(start, StartScreen) else ""

    def first_focus(self, screen: QWidget) -> QWidget:
        """Where the keyboard starts on a screen."""
        return cast(_Focusable, screen).first_focus

    def begin_start(self) -> None:
        """Forget what was typed."""
        start = self._built.get(StartScreen)
        if isinstance(start, StartScreen):
            start.begin()

    def show_done_seconds(self, seconds: int) -> None:
        """How long the last screen stays."""
        from kiosk.ui.screens.done import DoneScreen

        done = self._built.get(DoneScreen)
        if isinstance(done, DoneScreen):
            done.show_seconds(seconds)

    def put_on(self, scene: Scene, has_turned: bool) -> QWidget:
        """The scene's screen, showing the scene. ``has_turned``: the visit has come to another step just now."""
        match scene.visit.step:
            case Step.START | Step.FINDING:
                screen: QWidget = self._start(scene, has_turned)
            case Step.CLOSED:
                screen = self._closed(scene)
            case Step.CHOOSER:
                screen = self._chooser(scene)
            case Step.OPENING:
                # Whatever led here stays until the household is there.
                screen = self._current or self._start(scene, has_turned)
            case Step.HOUSEHOLD | Step.SAVING:
                screen = self._household(scene)
            case Step.PERSON:
                screen = self._person(scene)
            case Step.ADULTS:
                screen = self._adults(scene)
            case Step.QUESTION | Step.ANSWERING:
                screen = self._question(scene, has_turned)
            case Step.DONE:
                screen = self._done(scene)
            case Step.TROUBLE:
                screen = self._trouble(scene)
        self._current = screen
        return screen

    def _once(self, kind: type[Screen], build: Callable[[Look], Screen], connect: Callable[[Screen], object]) -> Screen:
        screen = self._built.get(kind)
        if isinstance(screen, kind):
            return screen
        built = build(self.look)
        connect(built)
        self._built[kind] = built
        return built

    def _start(self, scene: Scene, has_turned: bool) -> StartScreen:
        is_new = StartScreen not in self._built
        screen = self._once(
            StartScreen,
            StartScreen,
            lambda built: (
                built.digits_entered.connect(self._flow.look_up),
                built.language_chosen.connect(self._set_language),
            ),
        )
        if scene.start is not None:
            screen.display(scene.start)
        if is_new and self._typed:
            screen.restore(self._typed, scene.turned_down, scene.was_scanned)
            self._typed = ""
        elif is_new or (has_turned and scene.visit.step is Step.START):
            screen.begin(scene.turned_down, scene.was_scanned)
        if scene.visit.step is not Step.START:
            screen.show_looking()
        return screen

    def _closed(self, scene: Scene) -> QWidget:
        from kiosk.ui.screens.closed import ClosedScreen

        screen = self._once(ClosedScreen, ClosedScreen, lambda built: built.language_chosen.connect(self._set_language))
        screen.display(scene.start, scene.start_trouble)
        return screen

    def _chooser(self, scene: Scene) -> QWidget:
        from kiosk.ui.screens.chooser import ChooserScreen

        screen = self._once(
            ChooserScreen,
            ChooserScreen,
            lambda built: (
                built.family_chosen.connect(self._flow.choose_family),
                built.left.connect(self._flow.leave),
            ),
        )
        screen.display(scene.families)
        return screen

    def _household(self, scene: Scene) -> QWidget:
        from kiosk.ui.screens.household import HouseholdScreen

        flow = self._flow
        screen = self._once(
            HouseholdScreen,
            HouseholdScreen,
            lambda built: (
                built.card_ticked.connect(flow.tick),
                built.alternatives_wanted.connect(flow.ask_for_person),
                built.times_chosen.connect(flow.choose_times),
                built.adults_wanted.connect(flow.ask_for_adults),
                built.check_in_tapped.connect(flow.check_in),
                built.left.connect(flow.leave),
            ),
        )
        if scene.household is not None and scene.selection is not None:
            screen.display(scene.household, scene.selection, is_saving=scene.visit.step is Step.SAVING)
        return screen

    def _person(self, scene: Scene) -> QWidget:
        from kiosk.ui.screens.person import PersonScreen

        flow = self._flow
        screen = self._once(
            PersonScreen,
            PersonScreen,
            lambda built: (
                built.room_chosen.connect(flow.choose_room),
                built.time_skipped.connect(flow.skip_time),
                built.volunteer_set.connect(flow.set_volunteer),
                built.went_back.connect(flow.go_back),
            ),
        )
        card = scene.subject_card
        if scene.household is not None and scene.selection is not None and card is not None:
            screen.display(scene.household, scene.selection, card)
        return screen

    def _adults(self, scene: Scene) -> QWidget:
        from kiosk.ui.screens.adults import AdultsScreen

        screen = self._once(
            AdultsScreen,
            AdultsScreen,
            lambda built: (
                built.adult_chosen.connect(self._flow.choose_adult),
                built.went_back.connect(self._flow.go_back),
            ),
        )
        if scene.household is not None and scene.selection is not None:
            screen.display(scene.household, scene.selection)
        return screen

    def _question(self, scene: Scene, has_turned: bool) -> QWidget:
        from kiosk.ui.screens.question import QuestionScreen

        is_new = QuestionScreen not in self._built
        screen = self._once(
            QuestionScreen,
            QuestionScreen,
            lambda built: (
                built.answered.connect(self._flow.answer),
                built.skipped.connect(self._flow.go_on_without),
                built.went_back.connect(self._flow.go_back),
            ),
        )
        card = scene.subject_card
        is_asked = scene.visit.step is Step.QUESTION and (
            has_turned or (card is not None and not screen.is_asking(card))
        )
        if card is not None and (is_new or is_asked):
            screen.ask(card, scene.start.now.date() if scene.start is not None else date.max)
        else:
            screen.display(is_saving=scene.visit.step is Step.ANSWERING)
        return screen

    def _done(self, scene: Scene) -> QWidget:
        from kiosk.ui.screens.done import DoneScreen

        screen = self._once(DoneScreen, DoneScreen, lambda built: built.left.connect(self._flow.leave))
        if scene.done is not None:
            screen.display(scene.done)
        return screen

    def _trouble(self, scene: Scene) -> QWidget:
        from kiosk.ui.screens.trouble import TroubleScreen

        screen = self._once(
            TroubleScreen,
            TroubleScreen,
            lambda built: (
                built.retried.connect(self._flow.retry),
                built.chose_again.connect(self._flow.choose_again),
                built.left.connect(self._flow.leave),
            ),
        )
        screen.display(scene.trouble, is_after_check_in=scene.visit.failed is Step.SAVING)
        return screen
