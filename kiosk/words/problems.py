"""What each problem says to the person who meets it, and what to do next."""

from collections.abc import Mapping

from kiosk.words import N_, Sentence, Words, plandocket
from kiosk.words.labels import TROUBLE
from kiosk.words.set_up import NO_PRINTER
from kiosk.words.sign_in import refusal

SENTENCES: Mapping[str, str] = {
    "NotKnown": N_("We could not find that here. Check it and try again, or look by name."),
    "SearchTooShort": N_("Please give at least 4 digits, or the first letters of a name."),
    "TooManyMatches": N_("Several families share those digits. Please enter the whole phone number."),
    "CheckInClosed": N_("Check-in is not open right now. The welcome desk can help you."),
    "NoFittingLocation": N_("We have no room that fits yet. A helper at the welcome desk will find one with you."),
    "LocationFull": N_("A room has just filled up. Please choose again, or ask the welcome desk."),
    "LocationClosed": N_("That room is closed. Please choose another one, or ask the welcome desk."),
    "RatioNotMet": N_("That room needs one more volunteer first. Please choose another room, or ask the welcome desk."),
    "AlreadyCheckedIn": N_("Already checked in. A helper can print the label again."),
    "NonceReused": N_("That check-in was already sent with other choices. Please start again."),
    "CodeDoesNotMatch": N_("That code does not belong to anyone here. Check the tag and try again."),
    "AlreadyCheckedOut": N_("Everyone with that code has already been picked up."),
    "NotCheckedIn": N_("This person is not checked in."),
    "NotAuthorised": N_("Please call the team lead before going on."),
    "FullNameNeeded": N_("Please ask for the first and last name of the person who collects."),
    "CannotUndo": N_("This can no longer be undone. Check in or check out as usual instead."),
    "ChecksMissing": N_("Please go through every item of the identity check, and say what happened."),
    "MaybeKnown": N_("Somebody like this is already here. Please look whether it is the same person before saving."),
    "BackgroundCheckMissing": N_("There is no cleared background check for this volunteer. Please call the team lead."),
    "PinRefused": N_("That PIN is not right. Wait a moment and try again."),
    "PinNotAccepted": N_("Please choose another PIN: 4 to 8 digits that nobody would guess and nobody else here uses."),
    "LastAdmin": N_("Somebody has to stay an admin. Make another person an admin first."),
    "CodesExhausted": N_("All pick-up codes of this station are in use. Please use another station and tell an admin."),
    "NotAccepted": N_("Planning Center did not take this change. An admin can see why in the list of changes, put it right and send it again."),
    "TooManyTries": N_("Several codes in a row were wrong. Take a moment, read the tag again, then try once more."),
    "Offline": N_("Planning Center cannot be reached. Everything saved here stays safe; try again when the network is back."),
    "TooFast": N_("Planning Center asked us to slow down. It goes on by itself in a moment."),
    "Busy": N_("Another program is using this station's data. Close it or wait a moment, then try again."),
    "DiskFull": N_("This computer has no free space left. Make room on the disk, then try again."),
    "PrinterUnavailable": N_("The printer does not answer. Check that it is on, has paper and is connected."),
    "SignedOut": N_("Planning Center does not accept this sign-in. An admin can sign in again."),
    "NoPermission": N_("This sign-in may not see what the station needs. Ask your Planning Center administrator for access."),
    "StationNotSetUp": N_("This station is not set up yet. An admin can do that in a few minutes."),
    "SettingNotValid": N_("A setting makes no sense here. An admin can correct it, then try again."),
    "DatabaseTooNew": N_("The data here was written by a newer version. Install the newest kiosk, then start again."),
    "DatabaseDamaged": N_("The data file cannot be read. It was left as it is; an admin can restore the last backup."),
    "BackupNotUsable": N_("That file is not a whole backup of a station. Nothing was changed; please choose another one."),
    "DataFolderReadOnly": N_("The data folder cannot be written. Check its permissions and the disk, then start again."),
    "WrongOrganization": N_("This sign-in belongs to another church. Use another data folder, or sign in to the first church."),
    "UnexpectedAnswer": N_("Planning Center answered something unexpected. Nothing was lost; try again later."),
}

PLANNING_CENTER_FAILS = N_("Planning Center itself has trouble right now (it answers {status}). Everything saved here stays safe; try again a little later.")
PAUSE_ASKED_FOR = N_("Planning Center asked for a pause of {seconds} s. Nothing was lost: a running station goes on by itself; otherwise try again then.")
NOT_ACCEPTED_BECAUSE = N_("Planning Center did not take this change. It says: {words}")
NEEDS_ADMIN = N_("Only an admin may do this. Please ask one.")
CLOSER: Mapping[tuple[str, str], str] = {
    ("Offline", "tls"): N_("The secure connection to Planning Center failed. Check this computer’s date and time, and whether a filter or a guest network stands in between."),
    ("Offline", "proxy"): N_("The proxy of this network did not let us through to Planning Center. Check the proxy settings of this computer."),
    ("Offline", "timeout"): N_("Planning Center did not answer in time. Everything saved here stays safe; it is tried again."),
    ("Offline", "address"): N_("The address of Planning Center that was set makes no sense. Check KIOSK_PCO_BASE_URL."),
    ("NoPermission", "TRASH_PANDA"): N_("The sign-in is good, but its user has no access to a product that is needed. A Planning Center administrator can give it."),
    ("NoPermission", "PELICAN"): N_("The sign-in was not made for everything that is needed. Please sign in again and allow all of it."),
    ("NoPermission", "bad_scope"): N_("The sign-in was not made for everything that is needed. Please sign in again and allow all of it."),
    ("UnexpectedAnswer", "not_json"): N_("Something else than Planning Center answered, such as the sign-in page of a guest network. Open a browser here and look."),
    ("UnexpectedAnswer", "link_to_another_host"): N_("An answer led to another address than Planning Center’s. It was not followed; nothing was lost."),
    ("PrinterUnavailable", "none"): NO_PRINTER,
    ("NotAuthorised", "undo"): N_("Only whoever handed them over, or an admin, can undo this."),
    **plandocket.SENTENCES,
}
"""Sentences for a problem whose ``details.code`` says more."""

BUG = N_("Something went wrong on our side. Nothing was lost. Please start again, or ask the welcome desk.")


def sentence(words: Words, name: str, details: Mapping[str, object]) -> str:
    """What to tell a person about the problem called ``name``: a sentence of its own where the problem carries one."""
    own = details.get("sentence")
    if isinstance(own, Sentence):
        return own.in_words(words)
    if isinstance(own, str) and own:
        return own
    if name == "SignedOut" and (closer := refusal(words, details.get("code"))):
        return closer
    if (name, str(details.get("code"))) in CLOSER:
        return words.say(CLOSER[name, str(details.get("code"))])
    if name == "NotAuthorised" and details.get("needs") == "admin":
        return words.say(NEEDS_ADMIN)
    if name == "Offline" and details.get("status"):
        return words.say(PLANNING_CENTER_FAILS, status=details["status"])
    if name == "TooFast" and details.get("seconds"):
        return words.say(PAUSE_ASKED_FOR, seconds=details["seconds"])
    if name == "NotAccepted" and details.get("words"):
        return words.say(NOT_ACCEPTED_BECAUSE, words=details["words"])
    if name == "PrinterUnavailable" and details.get("state") in TROUBLE:
        return words.say(TROUBLE[str(details["state"])])
    return words.say(SENTENCES.get(name, BUG))
