"""What the preview of a service day says."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

NOTHING_AHEAD = N_("No service is known for the coming days.")
AT_TIME = N_("{event}, {moment}")
ROOM_AND_CHILDREN = Plural(N_("{room}: {count} child"), N_("{room}: {count} children"))
NO_ROOM = Plural(N_("No room for {count} child:"), N_("No room for {count} children:"))
NAME_AND_REASONS = N_("{name}: {reasons}")
AND_MORE = Plural(N_("and {count} more"), N_("and {count} more"))
WOULD_OVERFLOW = N_("Rooms that would overflow:")
EXPECTED_AND_LIMIT = N_("{room}, {moment}: {expected} expected, room for {limit}")
MISSING = Plural(N_("A fact is missing for {count} child:"), N_("Facts are missing for {count} children:"))
BOOKINGS = N_("Rooms of the building:")
TREE = N_("Groups, links and rooms to look at:")
NODE = N_("{name}: {fault}")
LINKS = Plural(N_("{count} link {what}"), N_("{count} links {what}"))
ALL_WELL = N_("Nothing to put right.")

BOOKING_FAULTS: Mapping[str, str] = {
    "not_booked": N_("{location}, {moment}: {room} is not booked."),
    "clash": N_("{location}, {moment}: {room} is booked for {others}."),
    "may_clash": N_("{location}, {moment}: {room} is also asked for by {others}."),
    "unknown_room": N_("{location}, {moment}: there is no room {room} in Planning Center’s calendar."),
}

LINK_FAULTS: Mapping[str, str] = {
    "not_read": N_("cannot be read"),
    "foreign": N_("to what no check-in hangs on: {kind}"),
    "unknown_node": N_("to what is not here or archived: {kind}"),
    "unknown_calendar_event": N_("to a calendar event that is not coming up: {kind}"),
    "not_approved": N_("to a calendar event that is not approved: {kind}"),
    "no_local_side": N_("without an event or a room at its other end: {kind}"),
}

FACTS: Mapping[str, str] = {
    "birthdate": N_("birthdate"),
    "grade": N_("grade"),
    "gender": N_("gender"),
}

FAULTS: Mapping[str, str] = {
    "cycle": N_("is above itself"),
    "missing_parent": N_("is below something that is not there"),
    "orphan": N_("belongs to no group type"),
    "unknown_node": N_("is spoken of here, but is not in Planning Center"),
    "duplicate": N_("has the id of another group"),
}
