"""What is said about settings: what each one is for, and what it must be."""

from kiosk.words import N_

# What a value must be. In a file, the line and the key stand before it.
MUST_BE_FLAG = N_("It must be true or false.")
MUST_BE_WHOLE = N_("It must be a whole number from {least} to {most}.")
MUST_BE_NUMBER = N_("It must be a number from {least} to {most}.")
MUST_BE_TEXT = N_("It must be a text in quotation marks.")
MUST_BE_TEXTS = N_('It must be a list of texts such as ["en", "es"].')
MUST_BE_CHOICES = N_("It must be a list of at least {fewest} of these: {options}.")
MUST_BE_COLOUR = N_('It must be a colour such as "#1c7c54".')
MUST_BE_CLOCK_TIME = N_('It must be a time of day such as "03:00".')
MUST_BE_DAY = N_('It must be a month and a day such as "06-01".')
NOT_ONE_OF = N_("“{value}” is not possible. Use one of these: {options}.")
TEXT_TOO_LONG = N_("It must be a single line of at most {longest} letters.")
NO_SUCH_PICTURE = N_("There is no picture “{file}”. Give the whole path of a PNG or SVG file.")
NO_SUCH_FOLDER = N_("There is no folder “{file}” that can be written. Give the whole path of one.")

IN_FILE = N_("{file}, line {line}, “{key}”: {what}")
ON_SCREEN = N_("“{key}”: {what}")
NO_SUCH_EVENT = N_("There is no event “{value}” here. Use one of these: {options}.")
NO_SUCH_ROOM = N_(
    "There is no room “{value}” here, or several are called so. Use its number; `kiosk roster` and Planning Center show it."
)
SECRET_IN_FILE = N_(
    "{file}, line {line}: a secret does not belong into this file, which is copied about. Remove “{key}”: sign-ins and PINs are asked for, or given in the environment."
)

# What each setting is for, as it stands in exported files and beside it on the screen.
STATION_NAME = N_("What this station is called, on the start screen of helpers and in the audit.")
STATION_SLOT = N_(
    "Its number, 0 to 63. Stations that cannot see each other need different ones, so that no two print the same pick-up code."
)
STATION_MODE = N_("Who works with it: self (families), manned (helpers) or roster (room leaders).")
STATION_EVENTS = N_("Ids of the events it is for; none: all.")
STATION_LOCATIONS = N_("Ids of the rooms and folders it is for; none: all.")
STATION_CAMPUSES = N_("Ids of the campuses whose events it is for; none: all. Events of no campus are everybody’s.")
STATION_DESK = N_(
    "Where families find the welcome desk, in your own words, such as “the blue table by the main doors”; empty: it is not said."
)
SCREEN_THEME = N_("How it looks.")
SCREEN_ACCENT = N_("The church’s colour, such as #1c7c54; empty: ours.")
SCREEN_LOGO = N_("Path of the church’s logo, a PNG or SVG file; empty: none.")
SCREEN_LANGUAGES = N_("Languages families can choose; the first one is spoken at the start.")
SCREEN_TEXT_SCALE = N_("How large the letters are, 1.0 to 2.0; on small screens they grow as far as there is room.")
SCREEN_PIXELS_PER_MM = N_("Pixels in a measured millimetre of this screen; 0: as the screen says.")
SCREEN_IS_MIRRORED = N_("Whether everything lies the other way round, for a station standing to the right of a door.")
SCREEN_IS_LOW = N_(
    "Whether everything families touch lies in the lower half (on low screens the lowest 13 cm), for children and wheelchairs."
)
SCREEN_IS_STILL = N_("Whether one page takes the place of another at once, with nothing that moves.")
SCREEN_DISPLAY = N_("Which screen the station fills, by name such as HDMI-1 or by number from 1; empty: the main one.")
SCREEN_HIDES_POINTER = N_("Whether the mouse pointer is hidden while the screen is touched.")
SCREEN_SOUND = N_("How loud success and trouble sound, 0 to 100.")
TIMES_IDLE = N_("Seconds without a touch after which a family is asked whether it is still there.")
TIMES_COUNTDOWN = N_("Seconds it then has to answer.")
TIMES_DONE = N_("Seconds the pick-up code stays on the screen.")
TIMES_TROUBLE = N_("Seconds the success screen stays when labels are stuck.")
TIMES_LOCK = N_("Seconds without a touch after which a helpers’ station locks.")
LABELS_PRINTER = N_("Where the label printer is, such as escpos://192.168.1.50:9100; empty: none.")
LABELS_LANGUAGE = N_("The language of the words on labels.")
LABELS_CODE_PER_CHILD = N_("Whether each child gets a pick-up code of its own instead of one for the family.")
LABELS_DESIGNS = N_(
    "Names of label designs to use before others that fit, such as security-pair; none: the church’s own, then ours."
)
LABELS_DESIGN_FOLDER = N_("Folder of the church’s own label designs; empty: “labels” in the data folder.")
LABELS_ONCE_PERSON = N_(
    "Names of Planning Center’s labels that a person gets once, in however many rooms; “name” is the one printed where none is configured."
)
LABELS_ONCE_LOCATION = N_("Names of labels that are printed once for each room, with everybody of the family there.")
LABELS_ONCE_FAMILY = N_("Names of labels that are printed once for the family, with everybody of it.")
CHECK_IN_LOOKBACK = N_("How many weeks back somebody must have come to be chosen beforehand.")
CHECK_IN_VOLUNTEER = N_("Whether adults may check in as volunteers at a self station.")
CHECK_IN_LEADERS = N_("Whether leaders of a group whose event is on come as volunteers at a manned station, unless somebody says otherwise.")
CHECK_IN_STRAIGHT_ON = N_("Whether one person with one room is not asked at a manned station.")
CHECK_IN_BACKGROUND = N_("What becomes of a volunteer without a cleared background check: off, warn or block.")
CHECK_IN_PROMOTION = N_("The day on which grades go up, as month and day; empty: June 1.")
DOOR_SECOND = N_("Whether a lost tag needs a second helper’s name.")
DOOR_CLOSE_OUT = N_("When whoever is still inside is checked out by itself, by the church’s clock.")
DOOR_BOARD_MINUTES = N_("How many minutes a child stays on the pick-up board.")
DOOR_BOARD_INITIAL = N_("Whether the pick-up board shows the first letter of the last name.")
DOOR_GUEST_DAYS = N_("After how many days the names of guests are forgotten.")
DOOR_WORDS_DAYS = N_("After how many days reasons, notes and typed names of collectors are forgotten.")
WAY = N_(
    "Whose data counts: planning_center (only read; what is entered here waits), both (sent as well), or kiosk (sent, and never overwritten)."
)
CONFLICTS = N_(
    "What counts where both sides changed the same: planning_center, newest, owner (of the field), or ask an admin."
)
ADDRESS_FOR_EVERY_ADULT = N_(
    "Whether a family’s address is written to every adult in it; else to its primary contact only."
)
QUIET_FROM = N_("From when on everything is read anew at night, by the church’s clock; empty: never by the clock.")
QUIET_UNTIL = N_("Until when.")
SHOWS_PHOTOS = N_(
    "Whether people’s photos are fetched from Planning Center, kept on this computer and shown; else their initials."
)
OAUTH_APP_ID = N_(
    "The client id of the church’s Planning Center application, for signing in with the browser; empty: only with a token."
)
OAUTH_PORT = N_(
    "The port of this computer to which the browser comes back; it stands in the application’s redirect address."
)
UPKEEP_BACKUP_TO = N_("A second folder for backups, such as a memory stick or a shared disk; empty: none.")

EVENT_BEFORE = N_("How many minutes before its start an event time accepts check-ins.")
EVENT_AFTER = N_("Until how many minutes after it accepts them; empty: until the service ends.")
EVENT_LATE_BOUND = N_("Whether those minutes count from the start or from the end.")
EVENT_LENGTH = N_("How many minutes a service lasts.")
EVENT_POLICY = N_("Whose times count: smart (ours), planning-center, or both where they overlap.")
EVENT_AS_OF = N_("The day ages are taken on, as month and day; empty: the day of the service.")
EVENT_REQUIRED = N_("Without which of birthdate, grade and gender nobody gets a room.")
EVENT_GRADE_HIDES = N_("Whether somebody with a grade is never offered a room by age.")
EVENT_COME_BACK = N_("Whether somebody who has left may be checked in again.")
EVENT_DOUBLES = N_("Whether nobody may be checked in twice at one time.")
ROOM_OVERFLOW = N_("Ids of the rooms that take over when this one is full, in order.")
ROOM_STRATEGY = N_("How they are filled: fill_in_order or balance.")
ROOM_MEMBERS = N_("Whether only members of its groups are offered this room.")
ROOM_NODES = N_("Ids of the groups whose members’ room it is.")
ROOM_ABSOLUTE = N_("How many people it may ever hold, also by a helper’s decision; empty: no such limit.")
ROOM_GUESTS = N_("How many guests it may hold; empty: no such limit.")
ROOM_RATIO = N_("Whether too few volunteers are only warned about.")
ROOM_RESOURCE = N_("The Planning Center resource that is booked for it; empty: none.")
