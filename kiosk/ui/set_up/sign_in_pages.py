"""Signing in to Planning Center: with a token that is typed, or in the browser."""

from collections.abc import Awaitable
from dataclasses import replace

from kiosk.domain.problems import SignedOut
from kiosk.services.sign_in import Access
from kiosk.ui.set_up.page import PlainPage, back_of, next_deed, place_of
from kiosk.ui.set_up.scene import Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.set_up.view import Act, Deed, Fact, Field, PageView, Typed
from kiosk.words import Words
from kiosk.words import set_up_screens as say
from kiosk.words.sign_in import ASK_APP_ID, ASK_SECRET


class TokenPage(PlainPage):
    """Two lines, tried before they are kept."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        return PageView(
            title=words.say(say.TOKEN),
            lead=words.say(say.FILE_LEAD if scene.needs_file else say.TOKEN_LEAD),
            place=place_of(scene, words),
            fields=(
                Field("app_id", words.say(ASK_APP_ID), scene.typed.get("app_id", "")),
                Field("secret", words.say(ASK_SECRET), is_secret=True),
            ),
            notice=_notice(scene, words),
            primary=_sign_in_deed(scene, words, say.TOKEN_TRY),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Try it, and keep it."""

        async def sign_in() -> Access:
            access, _ = await flow.set_up.sign_in(typed["app_id"], typed["secret"], in_file=act is Act.KEEP)
            return access

        flow.turn(typed={"app_id": typed["app_id"]})
        flow.work(_asking_for_file(flow, sign_in()), lambda access: _seen(flow, access))


class BrowserPage(PlainPage):
    """The church's application, and the browser that opens."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        lead = say.FILE_LEAD if scene.needs_file else say.BROWSER_LEAD
        return PageView(
            title=words.say(say.BROWSER),
            lead=words.say(say.BROWSER_WAITS if scene.is_busy else lead),
            place=place_of(scene, words),
            fields=(Field("client_id", words.say(say.CLIENT_ID), scene.settings.oauth_app_id),),
            facts=(Fact(words.say(say.BROWSER_REDIRECT, address=scene.redirect)),),
            notice=_notice(scene, words),
            primary=_sign_in_deed(scene, words, say.BROWSER_OPEN),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Open the browser and wait."""

        async def sign_in() -> Access:
            await flow.set_up.settings.change(None, {"oauth_app_id": typed["client_id"]})
            await flow.world.browser_sign_in(typed["client_id"], in_file=act is Act.KEEP)
            return await flow.set_up.use_sign_in()

        flow.work(_asking_for_file(flow, sign_in()), lambda access: _seen(flow, access))


def _notice(scene: SetUpScene, words: Words) -> str:
    """What went wrong; that a file is needed is asked, not complained about."""
    problem = scene.said.problem
    is_asked = scene.needs_file and problem is not None and problem.details.get("code") == "no_keyring"
    return "" if is_asked else scene.said.in_words(words)


def _sign_in_deed(scene: SetUpScene, words: Words, message: str) -> Deed:
    if scene.needs_file:
        return Deed(Act.KEEP, words.say(say.KEEP_IN_FILE))
    return next_deed(words, message)


async def _asking_for_file(flow: SetUpFlow, signing_in: Awaitable[Access]) -> Access:
    """The sign-in; where no keyring takes it, the page asks whether a file may. Raises as the sign-in."""
    try:
        return await signing_in
    except SignedOut as problem:
        if problem.details.get("code") == "no_keyring":
            flow.scene = replace(flow.scene, needs_file=True)
        raise


def _seen(flow: SetUpFlow, access: Access) -> None:
    flow.go(Page.SEEN, access=access, needs_file=False, has_sign_in=True)
