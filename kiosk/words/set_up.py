"""What is said while a station is set up."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

STEPS: Mapping[str, str] = {
    "language": N_("Language"),
    "church": N_("Your church"),
    "station": N_("This station"),
    "printer": N_("Label printer"),
    "look": N_("Look"),
    "admin": N_("First admin"),
    "rehearsal": N_("Rehearsal"),
}
STEP_IS_DONE = N_("{step}: done")
STEP_WAITS = N_("{step}: not yet")
NEXT_STEP = N_("Next: {step}. Open the station and follow the screen, or use “kiosk set-up --from FILE”.")
READY = N_("This station is ready for families.")

FOUND_CHURCH = N_("{church}")
FOUND_PEOPLE = Plural(N_("{count} person"), N_("{count} people"))
FOUND_EVENT = Plural(N_("{event}: {count} room"), N_("{event}: {count} rooms"))
NO_PEOPLE = N_("No people were found. Is this the right church?")
NO_EVENTS = N_("No events were found. Make one in Check-Ins at Planning Center, then bring the data again.")
NO_ROOMS = N_("{event} has no rooms. Add locations to it in Check-Ins, so that children have somewhere to go.")

SETTINGS_TAKEN = Plural(N_("{count} setting changed."), N_("{count} settings changed."))
SETTINGS_ARE_SO = N_("All settings are as the file says.")
LABEL_IS_OUT = N_("A test label came out of {printer}.")
LABEL_IS_NOT_OUT = N_("No label came out of {printer}. {trouble}")
NO_PRINTER = N_("No printer is set: the pick-up code is shown large on the screen.")
ADMIN_MADE = N_("{name} is an admin now.")
PIN_CHANGED = N_("{name} has a new PIN and is an admin.")
ASK_NEW_PIN = N_("New PIN (4 to 8 digits)")
FORGOTTEN_PIN = N_("Forgotten? Another admin can give you a new PIN. Without one, use “kiosk new-pin NAME” on this computer.")
ADMIN_IS_THERE = N_("Somebody has a PIN already.")
ASK_PIN = N_("PIN of the first admin (4 to 8 digits)")
ADMIN_MISSING = N_("Nobody has a PIN yet: give one with KIOSK_ADMIN_PIN, or on the screen.")
SAMPLE_GOES = N_("The sample church is set aside; this station starts with yours.")

# A label to try a printer with; nobody is called so.
TEST_NAME = N_("Test label")
TEST_ROOM = N_("Every letter sharp?")
TEST_EVENT = N_("Set-up")
TEST_NOTES = N_("Medical notes stand here")

