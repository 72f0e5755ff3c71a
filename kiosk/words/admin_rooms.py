"""What is said on the pages of events and of rooms behind the PIN."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

ROOMS = N_("Rooms")
ROOMS_ABOUT = N_("Limits, which room takes over, and whose room it is.")
NO_ROOMS = N_("No rooms are known yet. Bring Planning Center’s data here, or make an event of your own.")
ROOM = N_("Room")
EVENT = N_("Event")
FOR_WHOM = N_("For whom")
SEATS = N_("Seats")
FOLDER = N_("folder")
CLOSED = N_("closed")
EVERYBODY = N_("everybody")
AGES = N_("{first} to {last}")
AGE_FROM = N_("from {first}")
AGE_UP_TO = N_("up to {last}")
CHILDREN = N_("children")
ADULTS = N_("adults")
IN_FOLDER = N_("In the folder {name}.")
ADMITS = N_("Takes: {whom}.")
SOFT_LIMIT = N_("Planning Center’s limit is {count}; a helper may pass it with a reason.")
RATIO = N_("One volunteer for {count}.")
LEAST_VOLUNTEERS = Plural(N_("At least {count} volunteer."), N_("At least {count} volunteers."))
STANDS_IN = N_("Takes over from: {rooms}.")
NO_RESOURCE = N_("None")

SETTINGS: Mapping[str, tuple[str, str]] = {
    "overflow_ids": (N_("Rooms that take over"), N_("Who finds this room full or closed goes there, in this order.")),
    "overflow_strategy": (N_("How they fill"), N_("One after the other, or all of them evenly.")),
    "is_members_only": (N_("Members only"), N_("Only who belongs to its groups is offered this room.")),
    "member_node_ids": (N_("Whose room it is"), N_("People of these groups are given this room before any other.")),
    "absolute_limit": (N_("Never more than"), N_("Nobody passes this, not even a helper with a reason.")),
    "guest_limit": (N_("Guests at most"), N_("How many guests of families it may hold.")),
    "ratio_only_warns": (N_("Too few volunteers"), N_("Only warn, and still take children.")),
    "resource_id": (N_("Room of the building"), N_("The Sunday preview looks whether it is booked.")),
    "minutes_before": (N_("Opens, minutes before"), N_("So long before the start check-in opens.")),
    "minutes_after": (N_("Closes, minutes after"), N_("Empty: when the service ends.")),
    "late_bound": (N_("Counted from"), N_("Whether the minutes after count from the start or the end.")),
    "service_minutes": (N_("A service lasts, minutes"), N_("Planning Center’s times have no end.")),
    "policy": (N_("Whose times count"), N_("Ours, Planning Center’s “shows” and “hides”, or where both overlap.")),
    "as_of": (N_("Ages as of"), N_("Month and day, such as 09-01. Empty: the day of the service.")),
    "required_facts": (N_("Must be known"), N_("Without these nobody is given a room by itself.")),
    "grade_hides_age": (N_("Grade before age"), N_("Who has a grade is never offered a room by age.")),
    "lets_come_back": (N_("May come back"), N_("Who has left may be checked in again to the same time.")),
    "stops_doubles": (N_("Only once at a time"), N_("Nobody is checked in to two rooms at one time.")),
}
"""Title and sentence of each setting of a room or an event."""

OPTIONS: Mapping[tuple[str, str], str] = {
    ("overflow_strategy", "fill_in_order"): N_("In order"),
    ("overflow_strategy", "balance"): N_("Evenly"),
    ("late_bound", "start"): N_("The start"),
    ("late_bound", "end"): N_("The end"),
    ("policy", "smart"): N_("Ours"),
    ("policy", "planning-center"): N_("Planning Center’s"),
    ("policy", "both"): N_("Where both overlap"),
    ("required_facts", "birthdate"): N_("Birthdate"),
    ("required_facts", "grade"): N_("Grade"),
    ("required_facts", "gender"): N_("Gender"),
}

EVENTS = N_("Events and windows")
EVENTS_ABOUT = N_("When each event takes check-ins, and how it finds rooms.")
NO_EVENTS = N_("No events are known yet. Bring Planning Center’s data here, or make one of your own.")
CHECK_IN = N_("Check-in")
NEXT_TIME = N_("Next time")
OPEN_UNTIL = N_("open until {time}")
OPENS = N_("opens {moment}")
NOTHING_AHEAD = N_("no time is known")
COMING = N_("{start}: check-in from {opens} to {closes}")
CALLED_OFF = N_("{start}: called off")
EXPECTED_TIME = N_("{start}: check-in from {opens} to {closes}. Expected from the weeks before.")
