"""What is said about signing in to Planning Center: what was found, what is missing, what to do about a refusal."""

from collections.abc import Mapping

from kiosk.words import N_, Plural, Words
from kiosk.words.plandocket import KEY_REFUSED, NOT_CONNECTED

SIGNED_IN = N_("Signed in to {church}.")
KEPT_IN_ENVIRONMENT = N_(
    "The environment gives this sign-in (KIOSK_PCO_APP_ID, KIOSK_PCO_SECRET); nothing is kept here."
)
KEPT_IN_KEYRING = N_("The sign-in is kept in this computer’s keyring.")
KEPT_IN_FILE = N_(
    "The sign-in is kept in {file}, readable by this user only. Whoever has the disk can read it: encrypt the disk."
)
SIGNED_OUT_NOW = N_("Signed out. The people and check-ins here stay as they are.")
NOT_SIGNED_IN = N_("This station is not signed in to Planning Center.")
SIGN_OUTS: Mapping[str, str] = {
    "done": SIGNED_OUT_NOW,
    "there_was_none": NOT_SIGNED_IN,
    "not_revoked": N_(
        "Signed out here. Planning Center could not be told: end the token there if somebody else may have it."
    ),
    "still_here": N_(
        "Not signed out: this computer’s keyring keeps the sign-in. Take “kiosk: Planning Center” out of it, and end the token"
        " at Planning Center."
    ),
}
ENVIRONMENT_IS_NOT_OURS = N_(
    "The environment gives the sign-in (KIOSK_PCO_APP_ID, KIOSK_PCO_SECRET). Remove it there to sign out."
)

OPENING_BROWSER = N_("The browser opens. If it does not, open this address on this computer: {url}")
REDIRECT_IS = N_("The application’s redirect address must be {address}")
BROWSER_DONE = N_("You are signed in. You can close this window.")
BROWSER_NOT_DONE = N_("The sign-in did not work. You can close this window; the station says why.")

ASK_APP_ID = N_("Application id")
ASK_SECRET = N_("Secret")

PRODUCTS: Mapping[str, str] = {
    "people": N_("People"),
    "check-ins": N_("Check-Ins"),
    "groups": N_("Groups"),
    "calendar": N_("Calendar"),
}
MAY_SEE: Mapping[str, Plural] = {
    "people": Plural(N_("People: {count} person"), N_("People: {count} people")),
    "check-ins": Plural(N_("Check-Ins: {count} event"), N_("Check-Ins: {count} events")),
    "groups": Plural(N_("Groups: {count} group"), N_("Groups: {count} groups")),
    "calendar": Plural(N_("Calendar: {count} date"), N_("Calendar: {count} dates")),
}
MAY_NOT_SEE: Mapping[str, str] = {
    "people": N_(
        "People may not be read. A Planning Center administrator has to give this user access to People, as Editor."
    ),
    "check-ins": N_(
        "Check-Ins may not be read. A Planning Center administrator has to give this user access to Check-Ins, as Viewer."
    ),
    "groups": N_("Groups may not be read. The station works without; rooms are then chosen by age and grade only."),
    "calendar": N_("The calendar may not be read. The station works without; events linked through it are not found."),
}
NO_EVENTS = N_("Check-Ins has no events yet. Make one there, so that families have something to check in to.")

REFUSALS: Mapping[str, str] = {
    "missing": N_(
        "This station is not signed in to Planning Center yet. Use “kiosk sign-in”, or the set-up on the screen."
    ),
    "no_keyring": N_(
        "This computer has no keyring that is open without asking. Unlock it, or choose to keep the sign-in in a private file (--in-file)."
    ),
    "BABOON": N_("This sign-in has expired or was used twice. Please sign in again."),
    "CAPUCHIN": N_("This sign-in was revoked at Planning Center. Please make a new token and sign in again."),
    "LEMMING": N_(
        "Planning Center does not know this token. Copy both parts again, without spaces, and try once more."
    ),
    "invalid_grant": N_("This sign-in has expired or was used twice. Please sign in again."),
    "invalid_client": N_(
        "Planning Center does not know this application. Check its client id, and its secret if it has one."
    ),
    "invalid_scope": N_(
        "This application may not ask for people, check-ins, groups and the calendar. Allow them at Planning Center, then try again."
    ),
    "access_denied": N_("The sign-in was cancelled in the browser. Nothing was changed here."),
    "no_answer": N_(
        "The browser did not come back. If it showed an error, check that the application’s redirect address is the one named here."
    ),
    "no_client_id": N_(
        "Signing in with the browser needs the client id of the church’s application at Planning Center."
    ),
    "CHINCHILLA": N_("Planning Center cannot read this sign-in. Please sign in again."),
    "FLAMINGO": N_("Planning Center cannot use this sign-in. Please sign in again."),
    "plandocket_key": KEY_REFUSED,
    "plandocket_missing": NOT_CONNECTED,
    "BLACKBIRD": N_("Planning Center saw no token at all. Enter both the application id and the secret."),
}


def refusal(words: Words, code: object) -> str | None:
    """The sentence for why a sign-in was refused, by Planning Center’s hint or ours; None where there is no closer one."""
    message = REFUSALS.get(code) if isinstance(code, str) else None
    return None if message is None else words.say(message)
