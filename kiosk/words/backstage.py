"""What is said behind the PIN: the frame, its questions and the parts that every page uses."""

from kiosk.words import N_, Plural

STATION = N_("Station")
BEHIND_THE_PIN = N_("Behind the PIN")
PAGES = N_("All pages")
TODAY = N_("Today")
PEOPLE_GROUP = N_("People")
PROGRAM_GROUP = N_("Services and rooms")
STATION_GROUP = N_("This station")
PLANNING_CENTER_GROUP = N_("Planning Center")
UPKEEP_GROUP = N_("Looking after itself")
GROUP_OPEN = N_("group, open")
GROUP_CLOSED = N_("group, closed")
BACK_TO_STATION = N_("Back to the station")
NO = N_("No, leave it")
YES_WORD = N_("Yes")
NO_WORD = N_("No")
ROLES = {"volunteer": N_("{name}, volunteer"), "lead": N_("{name}, lead"), "admin": N_("{name}, admin")}
NOTHING_HERE = N_("Nothing here yet.")
SEARCH = N_("Search")
NOT_IN_TABLE = N_("Nothing matches “{text}”.")
LESS = N_("Less: {what}")
MORE = N_("More: {what}")
CHOOSE = N_("Choose")
LOOK_AT_LABELS = N_("Look at it")
LOOK_AT_LABELS_SPOKEN = N_("Look at labels and printers")
CHOSEN = Plural(N_("{count} chosen"), N_("{count} chosen"))
NOTHING_SET = N_("Not set")
DONE = N_("Done")

EVERYONE_ABOUT = N_("Who is in the building, by room, to tick off outside.")
CLOSE_KIOSK = N_("Close the kiosk")
CLOSE_KIOSK_ABOUT = N_("Ends the program on this computer.")
CLOSE_KIOSK_QUESTION = N_(
    "Families cannot check in here until the program is opened again. Labels that wait are kept and printed then."
)
CLOSE_KIOSK_YES = N_("Close it")
