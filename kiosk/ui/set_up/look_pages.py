"""How the station looks: a theme, the church's colour, its logo; the set-up itself shows them at once."""

from dataclasses import replace
from pathlib import Path

from kiosk.ui.set_up.page import PlainPage, back_of, next_deed, place_of
from kiosk.ui.set_up.scene import Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.set_up.view import Act, Choice, Deed, Field, PageView, Swatch, Typed
from kiosk.words import Words
from kiosk.words import set_up_screens as say


class ThemePage(PlainPage):
    """Light, dark or high contrast."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        return PageView(
            title=words.say(say.THEME),
            lead=words.say(say.KIND_LEAD),
            place=place_of(scene, words),
            swatches=tuple(
                Swatch(theme, words.say(name), theme, scene.look.accent) for theme, name in say.THEMES.items()
            ),
            chosen=frozenset({scene.look.theme}),
            primary=next_deed(words),
            back=back_of(scene, words),
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """One was tapped."""
        flow.turn(look=replace(flow.scene.look, theme=key))

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """On to the colour."""
        flow.go(Page.COLOUR)


class ColourPage(PlainPage):
    """A few colours, and one's own."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        look = scene.look
        return PageView(
            title=words.say(say.COLOUR),
            lead=words.say(say.COLOUR_LEAD),
            place=place_of(scene, words),
            swatches=tuple(Swatch(colour, words.say(name), look.theme, colour) for colour, name in say.COLOURS.items()),
            chosen=frozenset({look.accent.lower()}),
            fields=(Field("accent", words.say(say.OWN_COLOUR), look.accent, "#1c7c54"),),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """One was tapped."""
        flow.turn(look=replace(flow.scene.look, accent=key))

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Take the colour, once it is one."""
        accent = typed["accent"].strip()
        if accent and not accent.startswith("#"):
            accent = f"#{accent}"
        look = replace(flow.scene.look, accent=accent)
        flow.turn(look=look)
        flow.work(flow.set_up.settings.change(None, {"accent": accent}), lambda _: flow.go(Page.LOGO))


class LogoPage(PlainPage):
    """A picture of this computer or of a stick, or none."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        found, chosen = scene.pictures or (), scene.look.logo
        kept = scene.settings.logo
        return PageView(
            title=words.say(say.LOGO),
            lead=words.say(say.LOGO_LEAD if found or scene.pictures is None else say.LOGO_NONE_FOUND),
            place=place_of(scene, words),
            choices=(
                Choice("", words.say(say.NO_LOGO) if not kept else Path(kept).name),
                *(Choice(str(path), path.name, path.parent.name) for path in found),
            ),
            chosen=frozenset({str(chosen) if chosen else ""}),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            others=(Deed(Act.AGAIN, words.say(say.LOOK_AGAIN)),),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def enter(self, flow: SetUpFlow) -> None:
        """Look for pictures."""
        flow.fetch(flow.world.pictures(), lambda pictures: flow.turn(pictures=pictures))

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """One was tapped."""
        flow.turn(look=replace(flow.scene.look, logo=Path(key) if key else None))

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Keep theme, colour and logo, or look again."""
        if act is Act.AGAIN:
            self.enter(flow)
            return
        look = flow.scene.look
        keeping = flow.set_up.choose_look(look.theme, look.accent, look.logo)
        flow.work(keeping, lambda _: flow.step_done(Page.ADMIN))
