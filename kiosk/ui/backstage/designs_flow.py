"""Label designs: the list, one of them on a paper, its words and sizes while they are changed. No Qt's widgets."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.domain.problems import Problem, SettingNotValid
from kiosk.services.label_designs import DesignPicture, KnownDesign
from kiosk.ui.backstage.design_lines import DesignLine, design_lines, with_value
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.backstage.settings_files import found_files
from kiosk.ui.sentences import sentence_for
from kiosk.ui.staff.said import Said, done
from kiosk.ui.tasks import Tasks
from kiosk.words import design_page as say
from kiosk.words.stocks import stock_name


@dataclass(frozen=True, slots=True)
class DesignsScene:
    """``source``: the chosen design's text, as it is being changed; ``stock``: the paper it is shown on; ``mistake``: said already.

    ``files``: those to choose one from, None while the list of designs is shown.
    """

    designs: tuple[KnownDesign, ...] = ()
    stocks: Mapping[str, str] = field(default_factory=dict)
    chosen: str = ""
    source: str = ""
    stock: str = ""
    person: int = 0
    picture: DesignPicture | None = None
    mistake: str = ""
    is_editing: bool = False
    files: tuple[Path, ...] | None = None
    is_read: bool = False

    @property
    def design(self) -> KnownDesign | None:
        """The one that is chosen."""
        return next((one for one in self.designs if one.name == self.chosen), None)

    @property
    def lines(self) -> tuple[DesignLine, ...]:
        """What of it can be changed here."""
        return design_lines(self.source) if self.is_editing else ()


class DesignsFlow:
    """``listen`` names who shows the scenes."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._show: Callable[[DesignsScene], None] = lambda _: None
        self._drawing = Tasks()
        self._tasks = Tasks()
        self.scene = DesignsScene()

    def listen(self, show: Callable[[DesignsScene], None]) -> None:
        """From now on this shows the scenes."""
        self._show = show

    def begin(self) -> None:
        """Read which designs there are, unless that is known."""
        if not self.scene.is_read:
            self._read_again()

    def _read_again(self) -> None:
        async def read() -> tuple[tuple[KnownDesign, ...], Mapping[str, str]]:
            designs = self._session.desks.here.designs()
            words = self._session.words
            names = {one.id: stock_name(words, one.id, one.name) for one in await designs.stocks()}
            return await designs.designs(), names

        def was_read(known: tuple[tuple[KnownDesign, ...], Mapping[str, str]]) -> None:
            self._turn(replace(self.scene, designs=known[0], stocks=known[1], is_read=True))

        self._do(read(), was_read)

    def choose(self, name: str) -> None:
        """See this design; "" for none."""
        design = next((one for one in self.scene.designs if one.name == name), None)
        if design is None:
            self._drawing.cancel()
            self._turn(replace(self.scene, chosen="", is_editing=False, picture=None, mistake="", files=None))
            return
        own = self._session.desks.here.stock()
        stock = own if own in design.stocks else (design.stocks[0] if design.stocks else own)
        self._turn(replace(self.scene, chosen=name, stock=stock, picture=None, is_editing=False, mistake=""))

        def was_read(source: str) -> None:
            self._turn(replace(self.scene, source=source))
            self._draw()

        self._do(self._session.desks.here.designs().source(name), was_read)

    def next_paper(self) -> None:
        """On the next paper that it is for."""
        design = self.scene.design
        if design is not None and self.scene.stock in design.stocks:
            place = design.stocks.index(self.scene.stock)
            self._turn(replace(self.scene, stock=design.stocks[(place + 1) % len(design.stocks)]))
            self._draw()

    def next_person(self) -> None:
        """For somebody with a name in another script."""
        self._turn(replace(self.scene, person=self.scene.person + 1))
        self._draw()

    def edit(self) -> None:
        """Change words and sizes."""
        self._turn(replace(self.scene, is_editing=True))

    def change(self, line: int, value: str | float) -> None:
        """Another value on a line; seen at once."""
        self._turn(replace(self.scene, source=with_value(self.scene.source, line, value)))
        self._draw()

    def drop(self) -> None:
        """What was changed does not count."""
        self.choose(self.scene.chosen)

    def keep(self) -> None:
        """Save it as the church's."""
        scene = self.scene

        def kept(_: object) -> None:
            self._session.tell(done(say.KEPT))
            self._turn(replace(self.scene, is_editing=False))
            self._read_again()

        self._do(self._session.desks.here.designs().keep(self._session.staff, scene.chosen, scene.source), kept)

    def forget(self) -> None:
        """Ours again, after a question."""
        words, name = self._session.words, self.scene.chosen
        design = self.scene.design
        yes = say.BACK_TO_OURS if design is not None and design.is_shipped else say.DELETE
        question = Question(
            words.say(say.ASK_FORGET, name=name), words.say(say.ASK_FORGET_ABOUT), words.say(yes), is_grave=True
        )

        def forgotten(_: object) -> None:
            self._session.tell(done(say.FORGOTTEN))
            self.choose("")
            self._read_again()

        self._session.ask(
            question,
            lambda: self._do(self._session.desks.here.designs().forget(self._session.staff, name), forgotten),
        )

    def give_out(self) -> None:
        """Save it to a file, with its pictures."""

        def given(path: Path) -> None:
            self._session.tell(done(say.GIVEN_OUT, file=str(path)))

        self._do(self._session.desks.here.designs().export_file(self.scene.chosen, self._session.files), given)

    def look_for_files(self) -> None:
        """Designs in files, to take one in."""

        def found(files: tuple[Path, ...]) -> None:
            if files:
                self._turn(replace(self.scene, files=files))
            else:
                self._session.tell(Said(say.NO_FILES, {"folder": str(self._session.files)}))

        self._do(asyncio.to_thread(found_files, self._session.files), found)

    def take_in(self, file: Path) -> None:
        """This one."""

        def taken(name: str) -> None:
            self._session.tell(done(say.TAKEN_IN, name=name))
            self._turn(replace(self.scene, files=None))
            self._read_again()

        self._do(self._session.desks.here.designs().import_file(self._session.staff, file), taken)

    def _draw(self) -> None:
        scene = self.scene

        def drawn(picture: DesignPicture) -> None:
            self._turn(replace(self.scene, picture=picture, mistake=""))

        def refused(problem: Problem | None) -> None:
            if isinstance(problem, SettingNotValid):
                self._turn(replace(self.scene, mistake=sentence_for(self._session.words, problem)))
            else:
                self._session.tell_trouble(problem)

        self._drawing.cancel()
        work = self._session.desks.here.designs().preview(scene.chosen, scene.source, scene.stock, scene.person)
        self._drawing.start(work, then=drawn, trouble=refused)

    def _do(self, work: Coroutine[Any, Any, Any], then: Callable[[Any], None]) -> None:
        self._tasks.start(work, then=then, trouble=self._session.tell_trouble)

    def stop(self) -> None:
        """The session ends."""
        self._drawing.cancel()
        self._tasks.cancel()

    def _turn(self, scene: DesignsScene) -> None:
        self.scene = scene
        self._show(scene)
