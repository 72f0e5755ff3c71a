"""``kiosk sign-in`` and ``kiosk sign-out``: a token is tried before it is kept; the secret is never an argument."""

import logging
import sys

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.browser_sign_in import with_browser
from kiosk.app.cli import answer, refuse_rehearsal
from kiosk.app.compose import Church, opened
from kiosk.app.config import Config
from kiosk.domain.problems import Problem
from kiosk.services.sign_in import Access, SignInKind, SignInPlace, SignOut
from kiosk.words import Words
from kiosk.words.sign_in import (
    ASK_APP_ID,
    ASK_SECRET,
    ENVIRONMENT_IS_NOT_OURS,
    KEPT_IN_ENVIRONMENT,
    KEPT_IN_FILE,
    KEPT_IN_KEYRING,
    MAY_NOT_SEE,
    MAY_SEE,
    NO_EVENTS,
    SIGN_OUTS,
    SIGNED_IN,
)
from kiosk.words.webhooks import UNSUBSCRIBED

log = logging.getLogger(__name__)


def asked_secret(words: Words) -> str:
    """The secret, typed without showing it, or read from standard input: never from the arguments, which others can see."""
    if sys.stdin.isatty():
        return str(click.prompt(words.say(ASK_SECRET), hide_input=True, err=True))
    return sys.stdin.readline().strip()


def document_of(access: Access, place: SignInPlace) -> dict[str, object]:
    """What was found, for programs."""
    return {
        "church": access.church,
        "organization": access.organization_id,
        "kept_in": place.value,
        "products": [
            {"product": one.product.value, "problem": one.problem.name if one.problem else None, "rows": one.rows}
            for one in access.products
        ],
    }


def sentences_of(access: Access, words: Words) -> tuple[str, ...]:
    """What was found and what is missing, a sentence each."""
    said = [words.say(SIGNED_IN, church=access.church)]
    for one in access.products:
        if one.problem is not None:
            said.append(words.say(MAY_NOT_SEE[one.product.value]))
        elif one.rows == 0 and one.product.value == "check-ins":
            said.append(words.say(NO_EVENTS))
        else:
            said.append(words.count(MAY_SEE[one.product.value], one.rows or 0))
    return tuple(said)


@click.command("sign-in")
@click.option("--app-id", metavar="ID", help="The token's application id, or with --oauth the application's client id.")
@click.option("--oauth", is_flag=True, help="Sign in with the browser instead of a personal access token.")
@click.option("--confidential", is_flag=True, help="With --oauth: the application has a secret, which is asked for.")
@click.option("--in-file", is_flag=True, help="Keep it in a private file of the data folder instead of the keyring.")
@click.pass_obj
def sign_in(config: Config, app_id: str | None, oauth: bool, confidential: bool, in_file: bool) -> None:
    """Sign in to Planning Center with a personal access token, or with the browser.

    A secret is asked for, or read from standard input.
    """
    refuse_rehearsal(config)

    async def work() -> None:
        words = terminal_words()
        async with opened(config) as church:
            desk = church.sign_in_desk()
            if config.has_environment_sign_in:
                access, place = await desk.look(), SignInPlace.ENVIRONMENT
            elif oauth:
                client_id = app_id or church.settings.oauth_app_id
                secret = asked_secret(words) if confidential else ""
                values = await with_browser(config, client_id, secret, church.settings.oauth_port, words)
                access, place = await desk.keep(SignInKind.OAUTH, values, in_file=in_file)
            else:
                asked_id = app_id or (click.prompt(words.say(ASK_APP_ID), err=True) if sys.stdin.isatty() else "")
                access, place = await desk.sign_in(str(asked_id), asked_secret(words), in_file=in_file)
            kept_in = church.sign_ins.file
        if config.wants_json:
            say_document(document_of(access, place))
            return
        for line in sentences_of(access, words):
            click.echo(line)
        where = {
            SignInPlace.ENVIRONMENT: KEPT_IN_ENVIRONMENT,
            SignInPlace.KEYRING: KEPT_IN_KEYRING,
            SignInPlace.FILE: KEPT_IN_FILE,
        }
        click.echo(words.say(where[place], file=kept_in))

    answer(config, work)


async def _end_subscriptions(church: Church) -> int:
    """Nobody is told of changes any more who may not ask for them; what cannot be ended now is left as it is."""
    from kiosk.app.webhooks import end_subscriptions

    try:
        return await end_subscriptions(church)
    except Problem as problem:
        log.warning("the webhooks' subscriptions were not ended: %s", problem.name)
        return 0


@click.command("sign-out")
@click.pass_obj
def sign_out(config: Config) -> None:
    """Forget the sign-in; people and check-ins stay."""
    refuse_rehearsal(config)

    async def work() -> None:
        async with opened(config) as church:
            ended = 0 if config.has_environment_sign_in else await _end_subscriptions(church)
            came_to = await church.sign_in_desk().sign_out()
        if config.wants_json:
            is_out = came_to in (SignOut.DONE, SignOut.NOT_REVOKED)
            say_document({"signed_out": is_out, "subscriptions_ended": ended})
        elif config.has_environment_sign_in:
            click.echo(terminal_words().say(ENVIRONMENT_IS_NOT_OURS))
        else:
            click.echo(terminal_words().say(SIGN_OUTS[came_to.value]))
            if ended:
                click.echo(terminal_words().count(UNSUBSCRIBED, ended))

    answer(config, work)
