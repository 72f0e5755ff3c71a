"""What commands say on the terminal beyond the sentences of screens."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

# kiosk status
HERE = N_("Here: {parts}")
COUNTS: Mapping[str, Plural] = {
    "people": Plural(N_("{count} person"), N_("{count} people")),
    "households": Plural(N_("{count} family"), N_("{count} families")),
    "events": Plural(N_("{count} event"), N_("{count} events")),
    "event_times": Plural(N_("{count} time"), N_("{count} times")),
    "locations": Plural(N_("{count} room"), N_("{count} rooms")),
    "groups": Plural(N_("{count} group"), N_("{count} groups")),
    "memberships": Plural(N_("{count} membership"), N_("{count} memberships")),
    "passes": Plural(N_("{count} card"), N_("{count} cards")),
}
NOTHING_BROUGHT = N_("Nothing has been brought from Planning Center yet. Use “kiosk sync”.")
SIGN_IN_STATES: Mapping[str, str] = {
    "ok": N_("Signed in to Planning Center."),
    "missing": N_("Nobody is signed in to Planning Center. Use “kiosk sign-in”."),
    "refused": N_("Planning Center refused the sign-in. Make a new token and use “kiosk sign-in” again."),
}
SIGN_IN_PLACES: Mapping[str, str] = {
    "environment": N_("The sign-in comes from the environment."),
    "keyring": N_("The sign-in is kept in this computer’s keyring."),
    "file": N_("The sign-in is kept in a private file."),
}
SECRETS_IN = N_("Secrets lie in {files}; whoever has the disk can read them.")
NOTHING_TO_SEND = N_("Nothing waits to be sent.")
CHANGES_WAIT = Plural(N_("{count} change waits to be sent."), N_("{count} changes wait to be sent."))
CHANGES_PARKED = Plural(
    N_("{count} change was not taken. “kiosk changes” says why."),
    N_("{count} changes were not taken. “kiosk changes” says why."),
)
CONFLICTS = Plural(
    N_("{count} record was changed on both sides. “kiosk changes” lists it."),
    N_("{count} records were changed on both sides. “kiosk changes” lists them."),
)
NO_LABEL_WAITS = N_("No label waits.")
LABELS: Mapping[str, Plural] = {
    "queued": Plural(N_("{count} label waits to be printed."), N_("{count} labels wait to be printed.")),
    "held": Plural(
        N_("{count} label waits for its printer. “kiosk doctor” asks it what it needs."),
        N_("{count} labels wait for their printer. “kiosk doctor” asks it what it needs."),
    ),
    "uncertain": Plural(
        N_("{count} label is in doubt. Look at the paper; a station’s helpers are asked on their screen."),
        N_("{count} labels are in doubt. Look at the paper; a station’s helpers are asked on their screen."),
    ),
    "failed": Plural(
        N_("{count} label could not be printed. Helpers print it again on a station’s screen."),
        N_("{count} labels could not be printed. Helpers print them again on a station’s screen."),
    ),
    "sent": Plural(
        N_("{count} label went to a printer that confirms nothing."),
        N_("{count} labels went to a printer that confirms nothing."),
    ),
    "printed": Plural(N_("{count} label is printed."), N_("{count} labels are printed.")),
}

# kiosk sync
ROWS_OF = N_("{what}: {rows} of {total}")
ROWS = N_("{what}: {rows}")
ABOUT_REQUESTS = N_("Reading takes about {requests} requests, {minutes} minutes.")
ABOUT_SENDING = Plural(
    N_("Sending {count} change takes about {requests} requests, {minutes} minutes."),
    N_("Sending {count} changes takes about {requests} requests, {minutes} minutes."),
)
FAMILIES_COME = Plural(
    N_("Families come now: {count} change waits until later. Send it now with --full."),
    N_("Families come now: {count} changes wait until later. Send them now with --full."),
)
SENT = N_("{what}: {count} sent")
LEFT_OUT = N_("{product}: not allowed, left out")
MET = N_("met {times} times, and left aside: {kind}")
TOOK = N_("{requests} requests in {seconds} s")

# kiosk check-in, roster, changes and others
CODE = N_("Code {code}")
CODES = N_("Codes {codes}")
NOT_CHECKED_IN = N_("{name} was not checked in: {why}")
WAITING = Plural(N_("{count} change waits"), N_("{count} changes wait"))
PARKED = Plural(N_("{count} change was not taken"), N_("{count} changes were not taken"))
DIFFERENCES = Plural(N_("{count} difference"), N_("{count} differences"))
ENTRIES_TAKEN = Plural(N_("{count} entry was taken over."), N_("{count} entries were taken over."))
REHEARSAL_GONE = N_("The rehearsal copy is gone.")
NO_REHEARSAL = N_("There was no rehearsal.")
CAME_LEFT_INSIDE = N_("{what}: {came} came, {left} left, {inside} inside")
HERE_AND_LEFT = N_("Here: {inside} in, {left} left")
THERE_AND_LEFT = N_("There: {inside} in, {left} left")
