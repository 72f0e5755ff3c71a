"""What is said on the page of events, times and rooms made here, behind the PIN."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

OWN = N_("Events of our own")
OWN_ABOUT = N_("Events, times and rooms made here; nothing of them is sent to Planning Center.")
NONE_YET = N_("None yet. An event made here works like Planning Center’s: check-in, labels, lists, reports.")
EVENT = N_("Event")
NEXT_TIME = N_("Next time")
HAS = N_("Rooms")
NO_TIME = N_("no time yet")
NEW_EVENT = N_("New event")
UNNAMED = N_("New event")
EVENT_ADDED = N_("Made. Give it a name, a time and rooms.")
EVENT_NAME = N_("Name of the event")
REMOVE_EVENT = N_("Remove the event")
REMOVE_EVENT_QUESTION = N_("Remove {name}?")
REMOVE_EVENT_ABOUT = N_("No station offers it any more. Who came to it stays on record.")
EVENT_REMOVED = N_("Removed. Who came to it stays on record.")
REMOVE = N_("Remove")
REMOVED = N_("Removed. Records of it stay.")
ITSELF = N_("The event itself")
TIME = N_("time")
ROOM = N_("room")
WHAT = N_("What")
SORT = N_("Sort")
MORE = N_("More")
ADD_TIME = N_("Add a time")
ADD_ROOM = N_("Add a room")
ROOM_NUMBER = N_("Room {number}")
TIME_ADDED = N_("Added. Set the day and the hour.")
ROOM_ADDED = N_("Added. Set its name and whom it takes.")
REMOVE_TIME = N_("Remove the time")
REMOVE_ROOM = N_("Remove the room")
EVERY = N_("{day} at {time}, every week")
ONCE = N_("{day} at {time}, once")
OVER = N_("over")
COMES = N_("Comes")
WEEKLY = N_("Every week")
SINGLE = N_("Once")
WEEKDAY = N_("Day")
DATE = N_("Date")
CLOCK = N_("Starts at")
CLOCK_HINT = N_("such as 9:00 or 18:30")
NOT_A_CLOCK = N_("Write the time of day such as 9:00 or 18:30.")
NOT_A_DATE = N_("Write the date as month/day/year.")
TIME_NAME = N_("Name")
TIME_NAME_ABOUT = N_("Such as “early service”; may be empty.")
WINDOW_ELSEWHERE = N_("When check-in opens and closes is set under “Events and windows”.")
LIMITS_ELSEWHERE = N_("Overflow, members and limits nobody passes are set under “Rooms”.")
NOT_RIGHT = N_("This does not fit: the last must not be before the first, and numbers must be sensible.")

ROOM_FIELDS: Mapping[str, str] = {
    "name": N_("Name of the room"),
    "is_open": N_("Open"),
    "age_min_in_months": N_("From this age, months"),
    "age_max_in_months": N_("Up to this age, months"),
    "grade_min": N_("From this grade"),
    "grade_max": N_("Up to this grade"),
    "gender": N_("Only for"),
    "child_or_adult": N_("Children or adults"),
    "max_occupancy": N_("Seats"),
    "min_volunteers": N_("Volunteers at least"),
    "attendees_per_volunteer": N_("People for each volunteer"),
}
ANYBODY = N_("Anybody")
WHO: Mapping[str, str] = {"child": N_("Children"), "adult": N_("Adults")}
ROOMS_COUNT = Plural(N_("{count} room"), N_("{count} rooms"))
CHURCH_MADE = N_(
    "{name} begins. Give yourself a PIN with “kiosk new-pin NAME”, open the station, and make events behind it."
)
NO_SUCH_ZONE = N_("There is no time zone “{value}”. Write it such as America/Chicago.")
