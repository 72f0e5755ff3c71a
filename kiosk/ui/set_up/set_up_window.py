"""The window of the guided set-up: it takes on the language, theme and colour that are being chosen in it."""

from dataclasses import replace

from PySide6.QtCore import Signal

from kiosk.services.set_up import SetUp
from kiosk.services.set_up_world import SetUpWorld
from kiosk.ui.set_up.ending import Ending, SetUpEnd
from kiosk.ui.set_up.page_window import PageWindow
from kiosk.ui.set_up.pages import all_pages
from kiosk.ui.set_up.scene import Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.station_options import StationOptions
from kiosk.ui.theme import Theme

_THEMES = {theme.value: theme for theme in Theme}


class SetUpWindow(PageWindow):
    """Create it, then ``open`` it while the loop runs; ``ended`` says how it ended, once."""

    ended = Signal(object)

    def __init__(self, set_up: SetUp, world: SetUpWorld, scene: SetUpScene, options: StationOptions) -> None:
        super().__init__(_options_of(options, scene), church_name=_church_of(scene))
        self._has_ended = self._is_aside = False
        self._first_logo = options.logo
        self.flow = SetUpFlow(set_up, world, all_pages(), scene, self._show, self._end)
        self.tapped.connect(self.flow.choose)
        self.acted.connect(self.flow.act)
        self.pin_entered.connect(self.flow.take_pin)
        self.closed.connect(self._on_closed)

    def open(self) -> None:
        """Show the first page that is not done."""
        super().open()
        self.flow.begin()

    def _show(self, scene: SetUpScene) -> None:
        options = _options_of(replace(self.options, logo=self._first_logo), scene)
        self.set_options(options, _church_of(scene))
        is_with_browser = scene.page is Page.BROWSER and scene.is_busy
        if is_with_browser and not self._is_aside:
            self.step_aside()
        elif self._is_aside and not is_with_browser:
            self.come_back()
        self._is_aside = is_with_browser
        self.display(scene.page, self.flow.view(self.words))

    def _end(self, end: SetUpEnd) -> None:
        if not self._has_ended:
            self._has_ended = True
            self.ended.emit(end)

    def _on_closed(self) -> None:
        self.flow.stop()
        self._end(SetUpEnd(Ending.LEFT))


def _church_of(scene: SetUpScene) -> str:
    return scene.found.church if scene.found is not None else ""


def _options_of(options: StationOptions, scene: SetUpScene) -> StationOptions:
    others = tuple(other for other in options.languages if other != scene.language)
    return replace(
        options,
        theme=_THEMES.get(scene.look.theme, Theme.LIGHT),
        accent=scene.look.accent,
        languages=(scene.language, *others),
        logo=scene.look.logo or options.logo,
        hides_pointer=False,
    )
