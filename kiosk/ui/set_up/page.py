"""What every page of the set-up has in common."""

from kiosk.services.set_up_ports import SetUpStep
from kiosk.ui.set_up.scene import SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.set_up.view import Act, Deed, PageView, Typed
from kiosk.words import Words
from kiosk.words import set_up_screens as say


class PlainPage:
    """A page that does nothing by itself; pages say what they do."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        raise NotImplementedError

    def enter(self, flow: SetUpFlow) -> None:
        """It appears."""

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """Something was tapped."""

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """A button at its foot was tapped."""

    def take_pin(self, flow: SetUpFlow, pin: str) -> None:
        """A PIN was entered."""


def place_of(scene: SetUpScene, words: Words) -> str:
    """Where in the set-up a page is."""
    steps = list(SetUpStep)
    if scene.page.step is None:
        return ""
    return words.say(say.PLACE, number=steps.index(scene.page.step) + 1, count=len(steps))


def back_of(scene: SetUpScene, words: Words) -> str:
    """What the button back says; nothing where there is no page before."""
    return words.say(say.BACK) if scene.has_page_before else ""


def next_deed(words: Words, message: str = say.NEXT, *, is_ready: bool = True) -> Deed:
    """The button that leads on."""
    return Deed(Act.NEXT, words.say(message), is_ready)
