"""The list of all steps, and the language."""

from kiosk.services.set_up_ports import SetUpStep
from kiosk.ui.set_up.ending import Ending, SetUpEnd
from kiosk.ui.set_up.page import PlainPage, back_of, next_deed, place_of
from kiosk.ui.set_up.scene import Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import FIRST_PAGES, SetUpFlow
from kiosk.ui.set_up.view import Act, Choice, Deed, PageView, Typed
from kiosk.words import LANGUAGES, Words
from kiosk.words import set_up_screens as say
from kiosk.words.set_up import STEPS


class OverviewPage(PlainPage):
    """Every step with whether it is done; any may be done anew."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        done = scene.progress.done
        return PageView(
            title=words.say(say.OVERVIEW),
            lead=words.say(say.OVERVIEW_LEAD),
            choices=tuple(
                Choice(
                    step.value,
                    words.say(STEPS[step.value]),
                    words.say(say.IS_DONE if step in done else say.IS_NOT_DONE),
                )
                for step in SetUpStep
            ),
            primary=next_deed(words, say.OPEN_STATION if scene.progress.is_finished else say.GO_ON),
            others=(Deed(Act.LEAVE, words.say(say.LEAVE)),),
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """A step was tapped."""
        step = SetUpStep(key)
        is_brought = step is SetUpStep.CHURCH and step in flow.scene.progress.done
        flow.go(Page.FOUND if is_brought else FIRST_PAGES[step])

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """On with it."""
        step = flow.scene.progress.next
        if flow.scene.progress.is_finished or step is None:
            flow.end(SetUpEnd(Ending.READY))
        else:
            flow.go(FIRST_PAGES[step])


class LanguagePage(PlainPage):
    """The first page, which turns into another language at a tap."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        leave = () if scene.has_page_before else (Deed(Act.LEAVE, words.say(say.LEAVE)),)
        return PageView(
            title=words.say(say.LANGUAGE),
            lead=words.say(say.LANGUAGE_LEAD),
            place=place_of(scene, words),
            choices=tuple(Choice(code, name) for code, name in LANGUAGES.items()),
            chosen=frozenset({scene.language}),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            others=leave,
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """A language was tapped."""
        flow.turn(language=key)

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Take it."""
        flow.work(flow.set_up.choose_language(flow.scene.language), lambda _: flow.step_done(_after(flow)))


def _after(flow: SetUpFlow) -> Page:
    return Page.FOUND if SetUpStep.CHURCH in flow.scene.progress.done else Page.CHURCH
