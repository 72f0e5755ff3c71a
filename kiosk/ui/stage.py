"""The screens of one look: built when first needed, connected to the visit, and shown the scene it has come to."""

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar, cast

from PySide6.QtWidgets import QWidget

from kiosk.domain.visit import Step
from kiosk.ui import cast as screens
from kiosk.ui.cast import SetLanguage
from kiosk.ui.look import Look
from kiosk.ui.screens.start import StartScreen
from kiosk.ui.visit_flow import Scene, VisitFlow

_IN_ORDER_OF_NEED: tuple[Callable[[Look, VisitFlow, SetLanguage], QWidget], ...] = (
    screens.household,
    screens.done,
    screens.question,
    screens.chooser,
    screens.person,
    screens.adults,
    screens.trouble,
    screens.closed,
)


class _Focusable(Protocol):
    @property
    def first_focus(self) -> QWidget: ...


Screen = TypeVar("Screen", bound=QWidget)


class Stage:
    """Screens but the first are made when they are needed, or one by one while nobody is there (``prepare``)."""

    def __init__(self, look: Look, flow: VisitFlow, set_language: Callable[[str], None], typed: str = "") -> None:
        self.look = look
        self._flow = flow
        self._set_language = set_language
        self._typed = typed
        self._built: dict[Callable[[Look, VisitFlow, SetLanguage], QWidget], QWidget] = {}
        self._current: QWidget | None = None

    @property
    def screens(self) -> tuple[QWidget, ...]:
        """Every screen built so far."""
        return tuple(self._built.values())

    @property
    def typed(self) -> str:
        """Digits on the start screen."""
        start = self._built.get(screens.start)
        return start.typed if isinstance(start, StartScreen) else ""

    def first_focus(self, screen: QWidget) -> QWidget:
        """Where the keyboard starts on a screen."""
        return cast(_Focusable, screen).first_focus

    def begin_start(self) -> None:
        """Forget what was typed."""
        start = self._built.get(screens.start)
        if isinstance(start, StartScreen):
            start.begin()

    def show_done_seconds(self, seconds: int) -> None:
        """How long the last screen stays."""
        if screens.done in self._built:
            self._once(screens.done).show_seconds(seconds)

    def prepare(self) -> bool:
        """Make one more of the screens that a visit will need, so that no family waits for it; False when all are there."""
        for make in _IN_ORDER_OF_NEED:
            if make not in self._built:
                self._once(make)
                return True
        return False

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

    def _once(self, make: Callable[[Look, VisitFlow, SetLanguage], Screen]) -> Screen:
        """The screen, made if it is not there yet."""
        screen = self._built.get(make)
        if screen is None:
            screen = self._built[make] = make(self.look, self._flow, self._set_language)
        return cast(Screen, screen)

    def _start(self, scene: Scene, has_turned: bool) -> StartScreen:
        is_new = screens.start not in self._built
        screen = self._once(screens.start)
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
        screen = self._once(screens.closed)
        screen.display(scene.start, scene.start_trouble)
        return screen

    def _chooser(self, scene: Scene) -> QWidget:
        screen = self._once(screens.chooser)
        screen.display(scene.families)
        return screen

    def _household(self, scene: Scene) -> QWidget:
        screen = self._once(screens.household)
        if scene.household is not None and scene.selection is not None:
            screen.display(scene.household, scene.selection, is_saving=scene.visit.step is Step.SAVING)
        return screen

    def _person(self, scene: Scene) -> QWidget:
        screen = self._once(screens.person)
        card = scene.subject_card
        if scene.household is not None and scene.selection is not None and card is not None:
            screen.display(scene.household, scene.selection, card)
        return screen

    def _adults(self, scene: Scene) -> QWidget:
        screen = self._once(screens.adults)
        if scene.household is not None and scene.selection is not None:
            screen.display(scene.household, scene.selection)
        return screen

    def _question(self, scene: Scene, has_turned: bool) -> QWidget:
        screen = self._once(screens.question)
        card = scene.subject_card
        # Asked anew on coming to the question, and when nobody knew the first and another takes its place.
        is_asked = card is not None and (
            not screen.is_asking(card) or (has_turned and scene.visit.step is Step.QUESTION)
        )
        if card is not None and is_asked:
            screen.ask(card, scene.start.now.date() if scene.start is not None else date.max)
        else:
            screen.display(is_saving=scene.visit.step is Step.ANSWERING)
        return screen

    def _done(self, scene: Scene) -> QWidget:
        screen = self._once(screens.done)
        if scene.done is not None:
            screen.display(scene.done)
        return screen

    def _trouble(self, scene: Scene) -> QWidget:
        screen = self._once(screens.trouble)
        screen.display(scene.trouble, is_after_check_in=scene.visit.failed is Step.SAVING)
        return screen
