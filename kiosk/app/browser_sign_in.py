"""Signing in with this computer's browser, from the command line or a screen."""

import asyncio
import html
import webbrowser
from collections.abc import Mapping

import click

from kiosk.app.config import Config
from kiosk.domain.problems import SignedOut
from kiosk.words import Words
from kiosk.words.sign_in import BROWSER_DONE, BROWSER_NOT_DONE, OPENING_BROWSER, REDIRECT_IS

_PAGE = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kiosk</title>
<body style="font: 1.25rem/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 30rem; padding: 0 1rem">
<p>{text}</p></body></html>
"""


async def with_browser(config: Config, app_id: str, secret: str, port: int, words: Words) -> Mapping[str, str]:
    """Let somebody sign in with the browser; returns what is to be kept.

    Raises SignedOut without a client id, and as `kiosk.pco.browser_sign_in.sign_in_with_browser`.
    """
    if not app_id.strip():
        raise SignedOut(code="no_client_id")
    # Imported here: httpx takes 100 ms to load, and most runs never need it.
    from kiosk.pco.browser_sign_in import redirect_uri, sign_in_with_browser
    from kiosk.pco.oauth import Application

    async def open_browser(url: str) -> None:
        click.echo(words.say(OPENING_BROWSER, url=url), err=True)
        await asyncio.to_thread(webbrowser.open, url)

    def page(is_well: bool) -> str:
        return _PAGE.format(text=html.escape(words.say(BROWSER_DONE if is_well else BROWSER_NOT_DONE)))

    click.echo(words.say(REDIRECT_IS, address=redirect_uri(port)), err=True)
    application = Application(app_id.strip(), secret.strip(), config.base_url)
    return await sign_in_with_browser(application, port, open_browser, page)
