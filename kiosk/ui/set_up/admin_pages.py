"""The first admin with a PIN, and the rehearsal before families come."""

from datetime import timedelta

from kiosk.domain.problems import NotAuthorised
from kiosk.services.set_up_ports import ChurchSource, SetUpStep
from kiosk.ui.set_up.ending import Ending, SetUpEnd
from kiosk.ui.set_up.page import PlainPage, back_of, next_deed, place_of
from kiosk.ui.set_up.scene import Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.set_up.view import Act, Choice, Fact, Field, PageView, Tone, Typed
from kiosk.ui.staff.said import Said
from kiosk.words import Words
from kiosk.words import set_up as say_set_up
from kiosk.words import set_up_screens as say
from kiosk.words.times import moment_name

_BEFORE_SERVICE = timedelta(minutes=20)


class AdminPage(PlainPage):
    """Who it is."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        name = Field("name", words.say(say.ADMIN_NAME), scene.typed.get("admin", ""))
        return PageView(
            title=words.say(say.ADMIN),
            lead=words.say(say_set_up.ADMIN_IS_THERE if scene.has_admin else say.ADMIN_LEAD),
            place=place_of(scene, words),
            fields=() if scene.has_admin else (name,),
            facts=(Fact(words.say(say_set_up.FORGOTTEN_PIN)),) if scene.has_admin else (),
            sign="lock" if scene.has_admin else "",
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """On to the PIN; there is one already: on."""
        if flow.scene.has_admin:
            flow.work(flow.set_up.keep_as_it_is(SetUpStep.ADMIN), lambda _: flow.step_done(Page.REHEARSAL))
        elif name := " ".join(typed["name"].split()):
            flow.go(Page.PIN, typed={**flow.scene.typed, "admin": name}, asks_again=False)
        else:
            flow.tell(Said(say.ADMIN_NEEDS_NAME))


class PinPage(PlainPage):
    """The PIN, twice."""

    def __init__(self) -> None:
        self._first = ""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        name = scene.typed.get("admin", "")
        return PageView(
            title=words.say(say.PIN_AGAIN) if scene.asks_again else words.say(say.PIN, name=name),
            lead=words.say(say.PIN_LEAD),
            place=place_of(scene, words),
            takes_pin=True,
            notice=scene.said.in_words(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def enter(self, flow: SetUpFlow) -> None:
        """Nothing typed yet."""
        self._first = ""

    def take_pin(self, flow: SetUpFlow, pin: str) -> None:
        """The first time it is remembered, the second time kept."""
        if not flow.scene.asks_again:
            self._first = pin
            flow.turn(asks_again=True, said=Said())
            return
        first, self._first = self._first, ""
        flow.turn(asks_again=False)
        if first != pin:
            flow.tell(Said(say.PIN_DIFFERS))
            return

        async def add() -> None:
            try:
                await flow.set_up.add_first_admin(flow.scene.typed["admin"], pin)
            except NotAuthorised:
                # Somebody was quicker, on the command line.
                return

        flow.work(add(), lambda _: _added(flow))


def _added(flow: SetUpFlow) -> None:
    flow.turn(has_admin=True)
    flow.step_done(Page.REHEARSAL)


class RehearsalPage(PlainPage):
    """Services to try, and the end of the set-up."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        missing = [step for step in SetUpStep if step not in scene.progress.done and step is not SetUpStep.REHEARSAL]
        is_coming = SetUpStep.CHURCH in missing and scene.progress.source is not ChurchSource.OWN
        facts = tuple(
            Fact(words.say(say.STILL_MISSING, step=words.say(say_set_up.STEPS[step.value])), Tone.WARN)
            for step in missing
            if step is not SetUpStep.CHURCH or not is_coming
        )
        coming = (Fact(words.say(say.STILL_BRINGING), Tone.WAITS),) if is_coming else ()
        has_none = scene.services == () and not is_coming
        return PageView(
            title=words.say(say.REHEARSAL),
            lead=words.say(say.REHEARSAL_NO_SERVICES if has_none else say.REHEARSAL_LEAD),
            place=place_of(scene, words),
            facts=(*coming, *facts),
            choices=tuple(
                Choice(str(place), moment_name(words, service.starts_at, service.now), service.event_name)
                for place, service in enumerate(scene.services or ())
            )
            if not is_coming
            else (),
            notice=scene.said.in_words(words),
            primary=next_deed(words, say.OPEN_STATION, is_ready=not missing),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def enter(self, flow: SetUpFlow) -> None:
        """Look what is planned; nothing before the people are here."""
        if SetUpStep.CHURCH in flow.scene.progress.done:
            flow.fetch(flow.world.services(), lambda services: flow.turn(services=services))

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """Rehearse it."""
        service = (flow.scene.services or ())[int(key)]
        at = service.starts_at - _BEFORE_SERVICE
        flow.work(flow.set_up.rehearsed(), lambda _: flow.end(SetUpEnd(Ending.REHEARSE, at)))

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Families may come."""
        flow.work(flow.set_up.rehearsed(), lambda _: flow.end(SetUpEnd(Ending.READY)))
