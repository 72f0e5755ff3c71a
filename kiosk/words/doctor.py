"""What the doctor says: each thing it looks at, how it is, and what to do about it."""

from kiosk.words import N_, Plural

DATABASE_OK = N_("The data file is whole: {people} people, {facts} things recorded.")
DATABASE_NOT_YET = N_("There is no data yet. Set the station up, or use “kiosk sync”.")
CHAIN_BROKEN = N_(
    "Record {number} of station {station} was changed or removed by hand. Keep this computer as it is and tell who looks after your data."
)
FOLDER_OK = N_("The data folder is private to this user.")
FOLDER_OPEN = N_(
    "Other users of this computer can read the data folder. Take their permission away: chmod 700 {folder}"
)

DISK_OK = N_("{room} GB are free on the disk.")
DISK_LOW = N_("Only {room} GB are free on the disk. Make room before Sunday.")
DISK_FULL = N_("Only {room} GB are free on the disk. Backups have stopped, and soon check-ins will. Make room now.")

CLOCK_OK = N_("The clock is right, to within {seconds} seconds of Planning Center’s.")
CLOCK_NOT_COMPARED = N_("The clock could not be compared with Planning Center’s.")
CLOCK_FAST = N_(
    "The clock is {minutes} minutes fast. Set it, or let the system set it from the network; check-in opens by it."
)
CLOCK_SLOW = N_(
    "The clock is {minutes} minutes slow. Set it, or let the system set it from the network; check-in opens by it."
)
CLOCK_BEHIND = N_("The clock shows a time before something that was already recorded here. Set it before opening.")

KEYRING_OK = N_("The keyring is open, and the sign-in is kept in it.")
KEYRING_FILE = N_(
    "The sign-in is kept in {file}, readable by this user only. Whoever has the disk can read it: encrypt the disk."
)
KEYRING_ENVIRONMENT = N_("The sign-in comes from the environment of the program.")
KEYRING_NONE = N_(
    "No sign-in is kept here, and no keyring is open without asking. When you sign in, choose the private file."
)
KEYRING_READY = N_("The keyring is open; nothing is kept in it yet.")
KEYRING_OTHER_SERVER = N_(
    "The sign-in kept here is for another server than KIOSK_PCO_BASE_URL names, and is not used. Remove that variable, or sign in again."
)

NETWORK_OK = N_("Planning Center answers.")
NETWORK_OFF = N_(
    "Planning Center cannot be reached. Families can check in all the same; look at the cable or the Wi-Fi, and at the firewall."
)
NETWORK_STRANGE = N_(
    "Something answers in Planning Center’s place, such as a network that wants a log-in first. Open a browser on this computer and look."
)
NETWORK_NOT_TRIED = N_("Planning Center was not asked, because nobody is signed in.")

SIGN_IN_MISSING = N_("Nobody is signed in to Planning Center. Sign in behind the PIN, on the page “Sign in”, or with “kiosk sign-in”.")
SIGN_IN_UNKNOWN = N_("Planning Center could not be asked whether the sign-in is still good.")
SIGN_IN_OK = N_("Signed in to {church}.")
PRODUCTS_OK = N_("People, Check-Ins, Groups and Calendar may be read.")
PULLED_OK = N_("People were last brought here {moment}.")
PULLED_LONG_AGO = N_(
    "People were last brought here {moment}. Connect the station to the network; the page “Planning Center” or “kiosk sync” brings them at once."
)
PULLED_NEVER = N_("People were never brought here. The page “Planning Center” or “kiosk sync” brings them.")

PARKED = Plural(
    N_("{count} change could not be sent to Planning Center and waits for a person to decide."),
    N_("{count} changes could not be sent to Planning Center and wait for a person to decide."),
)
OUTBOX_OK = N_("Nothing waits for a person’s decision.")

BACKUP_OK = N_("The last backup is of {moment}. {count} are kept.")
BACKUP_OLD = N_(
    "The last backup is of {moment}. A running station makes one every hour: leave it on, or make one on the page “Backup” or with “kiosk backup FILE”."
)
BACKUP_NONE = N_(
    "There is no backup yet. A running station makes one every hour; the page “Backup” or “kiosk backup FILE” makes one now."
)
BACKUP_DAMAGED = N_(
    "The newest backup cannot be read. Check the disk, and make another one on the page “Backup” or with “kiosk backup FILE”."
)
SECOND_BACKUP_MISSING = N_(
    "The second folder for backups, {folder}, is not there. Plug the stick or the disk in, or change the setting."
)
SET_ASIDE = N_("Files that were replaced or damaged lie in {folder}. When nobody misses anything, they can be deleted.")
NOTHING_SET_ASIDE = N_("Nothing is set aside.")

QUEUE_OK = N_("No label waits.")
QUEUE_WAITS = Plural(N_("{count} label waits for the printer."), N_("{count} labels wait for the printer."))
QUEUE_UNCERTAIN = Plural(
    N_("{count} label may or may not have come out; a helper decides on the station."),
    N_("{count} labels may or may not have come out; a helper decides on the station."),
)

PRINTER_OK = N_("The label printer is ready: {printer}")
PRINTER_NONE = N_("No label printer is set; pick-up codes are shown large on the screen.")
PRINTER_TROUBLE = N_("{printer}: {trouble}")
PRINTER_SILENT = N_("{printer} cannot be asked how it is. Print a test label.")

DESIGNS_OK = N_("Labels are printed with {count} designs, {own} of them the church’s own.")
DESIGNS_LEFT_ASIDE = N_("A label design of the church is left aside, and ours is used instead. {mistake}")
DESIGN_NOT_THERE = N_(
    "The settings want label designs that are not there: {names}. Bring them, or take them out of the settings."
)
FONTS_OK = N_("All {count} fonts are there.")
FONTS_MISSING = N_("{count} fonts are missing, the first one is {file}. Install the program again.")

SCREEN_OK = N_("The screen is {width} × {height} pixels, {across} × {along} mm.")
SCREEN_SMALL = N_("The screen is {width} × {height} pixels. The smallest that works is 1024 × 768.")
SCREEN_UNMEASURED = N_(
    "The screen is {width} × {height} pixels and does not say how large it is. Measure it and set pixels_per_mm."
)
SCREEN_NONE = N_("There is no screen to look at from here. Run this on the station itself.")
SCREEN_BROKEN = N_("No window can be opened here. On Debian, install: {packages}")

VERSIONS_OK = N_("Kiosk {kiosk}, Python {python}, Qt {qt}, SQLite {sqlite}.")
VERSIONS_BAD_QT = N_("Qt {qt} ends the program on Python {python}. Install PySide6-Essentials below 6.12.")

STAFF_OK = Plural(N_("{count} person has a PIN."), N_("{count} people have a PIN."))
STAFF_NONE = N_("Nobody has a PIN yet. Make the first admin in the set-up.")
SET_UP_OK = N_("The set-up is finished.")
SET_UP_WAITS = N_("The set-up is not finished. Next: {step}.")

ALL_WELL = N_("Everything is well.")
RUNS_WITHOUT = N_("This church runs without Planning Center.")
NEARLY_WELL = N_("The station can work. See soon to what is marked with “!” above.")
NOT_ALL_WELL = N_("Look at what is marked above.")
COULD_NOT_LOOK = N_("This could not be looked at. Tell who looks after the program, with the support bundle.")
BUNDLE_WRITTEN = N_("Support bundle written to {file}. It names nobody; look into it before you send it.")
