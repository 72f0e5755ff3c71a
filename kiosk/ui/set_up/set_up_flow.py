"""Leads somebody through the set-up, page by page, with a way back from each. No Qt.

What a page shows and what its buttons do stands in the modules called ``…_pages``; here is what they share.
"""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from kiosk.domain.problems import Problem
from kiosk.services.pulled import Resource
from kiosk.services.set_up import SetUp
from kiosk.services.set_up_ports import ChurchSource, SetUpStep
from kiosk.services.set_up_world import SetUpWorld
from kiosk.services.sync import SyncReport
from kiosk.ui.set_up.ending import Ending, SetUpEnd
from kiosk.ui.set_up.scene import Bringing, LookDraft, Page, SetUpScene
from kiosk.ui.set_up.view import Act, PageView, Typed
from kiosk.ui.staff.said import NOTHING, Said, trouble
from kiosk.ui.tasks import Tasks
from kiosk.words import Words

Answer = TypeVar("Answer")

FIRST_PAGES: Mapping[SetUpStep, Page] = {
    SetUpStep.LANGUAGE: Page.LANGUAGE,
    SetUpStep.CHURCH: Page.CHURCH,
    SetUpStep.STATION: Page.KIND,
    SetUpStep.PRINTER: Page.PRINTER,
    SetUpStep.LOOK: Page.THEME,
    SetUpStep.ADMIN: Page.ADMIN,
    SetUpStep.REHEARSAL: Page.REHEARSAL,
}
"""Where each step begins."""

_PASSED_THROUGH = frozenset({Page.SEEN, Page.BRINGING, Page.OWN_DAY, Page.PRINTED, Page.PIN})
"""Pages that nobody is led back to: what they are about is over."""


class PageRules(Protocol):
    """One page: what it shows, and what follows from a tap."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""

    def enter(self, flow: "SetUpFlow") -> None:
        """It appears: fetch what it needs."""

    def choose(self, flow: "SetUpFlow", key: str) -> None:
        """Something was tapped."""

    def act(self, flow: "SetUpFlow", act: Act, typed: Typed) -> None:
        """A button at its foot was tapped."""

    def take_pin(self, flow: "SetUpFlow", pin: str) -> None:
        """A PIN was entered."""


class SetUpFlow:
    """``show`` is called with every new scene, ``ended`` once. Begin with ``begin``."""

    def __init__(
        self,
        set_up: SetUp,
        world: SetUpWorld,
        rules: Mapping[Page, PageRules],
        scene: SetUpScene,
        show: Callable[[SetUpScene], None],
        ended: Callable[[SetUpEnd], None],
    ) -> None:
        self.set_up = set_up
        self.world = world
        self.scene = scene
        self._rules = rules
        self._show = show
        self._ended = ended
        self._tasks = Tasks()
        self._pull = Tasks()
        self._before: list[Page] = []

    def begin(self) -> None:
        """Show the first page that is not done; a pull that was cut off goes on."""
        progress = self.scene.progress
        if progress.done:
            self._before = [Page.OVERVIEW]
        is_own = progress.source is ChurchSource.OWN
        is_cut_off = progress.source is not ChurchSource.NONE and SetUpStep.CHURCH not in progress.done
        if progress.next is None or (progress.is_finished and not self._before):
            self._open(Page.OVERVIEW)
        elif progress.next is SetUpStep.CHURCH and is_own:
            self._before.append(Page.OWN_CHURCH)
            self._open(Page.OWN_EVENT)
        elif progress.next is SetUpStep.CHURCH and is_cut_off:
            self.bring()
            self._open(Page.BRINGING)
        else:
            self._open(FIRST_PAGES[progress.next] if not progress.is_finished else Page.OVERVIEW)

    # What the window tells.

    def choose(self, key: str) -> None:
        """Something was tapped."""
        if not self.scene.is_busy:
            self._rules[self.scene.page].choose(self, key)

    def act(self, act: Act, typed: Typed) -> None:
        """A button was tapped, with what stands in the lines."""
        if act is Act.BACK:
            self.go_back()
        elif act is Act.LEAVE:
            self.end(SetUpEnd(Ending.LEFT))
        elif not self.scene.is_busy:
            self._rules[self.scene.page].act(self, act, typed)

    def take_pin(self, pin: str) -> None:
        """A PIN was entered."""
        if not self.scene.is_busy:
            self._rules[self.scene.page].take_pin(self, pin)

    def view(self, words: Words) -> PageView:
        """The page as it is now."""
        return self._rules[self.scene.page].view(self.scene, words)

    def stop(self) -> None:
        """The window closes; a pull that was begun is cut off, and goes on the next time."""
        self._tasks.cancel()
        self._pull.cancel()

    # What pages do.

    def turn(self, **changes: Any) -> None:
        """Change what is shown."""
        self.scene = replace(self.scene, **changes)
        self._show(self.scene)

    def tell(self, said: Said) -> None:
        """Say something above the buttons."""
        self.turn(said=said, is_busy=False)

    def go(self, page: Page, **changes: Any) -> None:
        """Another page; Back leads here again."""
        if self.scene.page not in _PASSED_THROUGH and self.scene.page is not page:
            self._before.append(self.scene.page)
        self._open(page, **changes)

    def go_back(self) -> None:
        """The page before; whatever this one was waiting for is given up."""
        self._tasks.cancel()
        if self._before:
            self._open(self._before.pop())

    def work(self, work: Coroutine[Any, Any, Answer], then: Callable[[Answer], None]) -> None:
        """Do something while the page waits; a problem is said on the page."""
        self.turn(is_busy=True, said=NOTHING)

        def done(answer: Answer) -> None:
            self.scene = replace(self.scene, is_busy=False)
            then(answer)

        self._tasks.start(work, then=done, trouble=self._trouble)

    def fetch(self, work: Coroutine[Any, Any, Answer], then: Callable[[Answer], None]) -> None:
        """Do something while the page can be used."""
        self._tasks.start(work, then=then, trouble=lambda problem: self.tell(trouble(problem)))

    def step_done(self, next_page: Page) -> None:
        """A step was carried out: read how far the set-up is, and go on."""

        async def read() -> dict[str, Any]:
            return {
                "progress": await self.set_up.progress(),
                "settings": (await self.set_up.settings.all()).station,
            }

        self.work(read(), lambda now: self.go(next_page, **now))

    def end(self, end: SetUpEnd) -> None:
        """That was it."""
        self.stop()
        self._ended(end)

    # The pull, which goes on whatever page is shown.

    def bring(self) -> None:
        """Pull the church; where one is running already, let it."""
        now = self.scene.bringing
        if now is not None and not now.is_done and not now.has_stopped:
            return
        self.turn(bringing=Bringing())
        self._pull.start(self.set_up.bring(self._watch), then=self._brought, trouble=self._bring_stopped)

    def _watch(self, resource: Resource, rows: int, total: int | None) -> None:
        now = self.scene.bringing or Bringing()
        self.turn(bringing=replace(now, rows={**now.rows, resource: (rows, total)}))

    def _brought(self, report: SyncReport) -> None:
        async def read() -> dict[str, Any]:
            return {"progress": await self.set_up.progress(), "found": await self.set_up.found()}

        def told(now: dict[str, Any]) -> None:
            self.turn(bringing=replace(self.scene.bringing or Bringing(), is_done=True), **now)
            if self.scene.page is Page.BRINGING:
                self.go(Page.FOUND)
            else:
                self._rules[self.scene.page].enter(self)

        self._pull.start(read(), then=told, trouble=self._bring_stopped)

    def _bring_stopped(self, problem: Problem | None) -> None:
        self.turn(bringing=replace(self.scene.bringing or Bringing(), has_stopped=True, problem=problem))

    def _trouble(self, problem: Problem | None) -> None:
        self.tell(trouble(problem))

    def _open(self, page: Page, **changes: Any) -> None:
        self.scene = replace(
            self.scene, page=page, is_busy=False, said=NOTHING, has_page_before=bool(self._before), **changes
        )
        self._show(self.scene)
        self._rules[page].enter(self)


async def first_scene(set_up: SetUp, world: SetUpWorld) -> SetUpScene:
    """Where a set-up stands when its window opens."""
    settings, progress = (await set_up.settings.all()).station, await set_up.progress()
    return SetUpScene(
        settings=settings,
        progress=progress,
        look=LookDraft(settings.theme, settings.accent),
        language=settings.languages[0],
        has_sign_in=await world.has_sign_in(),
        redirect=world.redirect_address(),
        zone=world.time_zone(),
        mode=settings.mode,
        events=frozenset(settings.event_ids),
        chosen_rooms=frozenset(settings.location_ids),
        address=settings.printer,
        has_admin=await set_up.has_admin(),
        found=await set_up.found() if SetUpStep.CHURCH in progress.done else None,
    )
