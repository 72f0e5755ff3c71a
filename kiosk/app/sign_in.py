"""The sign-in of this data folder put to use: found, opened at the server it was entered for, and nowhere else."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import import_module

from kiosk.app.config import DEFAULT_BASE_URL, Config
from kiosk.domain.problems import SignedOut
from kiosk.pco.gateway import Gateway
from kiosk.pco.oauth_sign_in import OAuthSignIn
from kiosk.pco.pacing import LONGEST_PAUSE_SECONDS, PATIENCE_OF_SOMEBODY_SECONDS, PAUSES_BETWEEN_TRIES, Pace
from kiosk.pco.sign_in import BearerToken, PersonalAccessToken, SignIn
from kiosk.services.asked_rest import Rest
from kiosk.services.sign_in import KeptSignIn, SignInKind
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.kept_rest import KeptRest
from kiosk.storage.secrets import SignInBook, from_environment
from kiosk.storage.token_keeper import KeptTokens


def sign_in_book(config: Config) -> SignInBook:
    """Where the sign-in of a data folder is kept."""
    given = from_environment(config.app_id, config.secret, config.base_url)
    return SignInBook(DataFolder(config.data), given)


async def usable_sign_in(config: Config) -> KeptSignIn | None:
    """The sign-in to use now. One that was entered for another server than ``KIOSK_PCO_BASE_URL`` names is none."""
    kept = await sign_in_book(config).kept()
    if kept is None or config.base_url in (DEFAULT_BASE_URL, kept.base_url):
        return kept
    return None


def sign_in_of(kind: SignInKind, values: Mapping[str, str], base_url: str, book: SignInBook | None = None) -> SignIn:
    """What goes into requests; with the book that keeps it, a browser sign-in renews itself.

    Raises SignedOut for a sign-in that lacks a part.
    """
    try:
        match kind:
            case SignInKind.PERSONAL:
                return PersonalAccessToken(values["app_id"], values["secret"])
            case SignInKind.OAUTH if book is not None and values["refresh_token"]:
                return OAuthSignIn(values, KeptTokens(book, base_url), base_url)
            case SignInKind.OAUTH:
                return BearerToken(values["access_token"])
    except KeyError as error:
        raise SignedOut(code="missing") from error


@asynccontextmanager
async def connected(
    kind: SignInKind,
    values: Mapping[str, str],
    base_url: str,
    book: SignInBook | None = None,
    *,
    pauses: tuple[float, ...] = PAUSES_BETWEEN_TRIES,
    rest: Rest | None = None,
) -> AsyncIterator[Gateway]:
    """Planning Center for a sign-in, its connections closed afterwards.

    ``pauses``: seconds before each further try, none where somebody stands there and waits; ``rest``: the pause that all who ask
    with this sign-in keep.
    """
    pace = Pace(rest=rest) if rest is not None else Pace()
    patience = LONGEST_PAUSE_SECONDS if pauses else PATIENCE_OF_SOMEBODY_SECONDS
    gateway = Gateway(sign_in_of(kind, values, base_url, book), base_url, pauses, pace, patience)
    try:
        yield gateway
    finally:
        await gateway.close()


@asynccontextmanager
async def connected_as_kept(config: Config, rest: Rest | None = None) -> AsyncIterator[Gateway]:
    """Planning Center for the sign-in that is kept; ``rest`` as ``connected``. Raises SignedOut when there is none."""
    rest = rest if rest is not None else KeptRest(DataFolder(config.data))
    kept = await usable_sign_in(config)
    if kept is None:
        raise SignedOut(code="missing")
    async with connected(kept.kind, kept.values, kept.base_url, sign_in_book(config), rest=rest) as gateway:
        yield gateway


async def revoked(kept: KeptSignIn) -> None:
    """Tell Planning Center that a browser sign-in is over; a token's owner ends it there. Raises Offline."""
    if kept.kind is not SignInKind.OAUTH:
        return
    # httpx takes 100 ms to load, and is needed for this only.
    oauth = await asyncio.to_thread(import_module, "kiosk.pco.oauth")
    application = oauth.Application(kept.values.get("app_id", ""), kept.values.get("secret", ""), kept.base_url)
    for name in ("refresh_token", "access_token"):
        if kept.values.get(name):
            await oauth.revoke(application, kept.values[name])
