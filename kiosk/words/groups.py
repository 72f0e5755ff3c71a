"""What is said about the church's tree of groups: its file, its mistakes, its faults."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

NO_SUCH_NODE = N_("{file}, line {line}: there is no department, area or group “{value}”. Use its id, or its whole name.")
NODE_NOT_ONE = N_("{file}, line {line}: several departments, areas or groups are called “{value}”. Use the id of the one you mean.")
AREA_ID_NOT_GOOD = N_("{file}, line {line}: “{value}” cannot be an id. Use small letters, digits and hyphens.")
AREA_TWICE = N_("{file}, line {line}: there is another area with the id “{value}”.")
NAME_EMPTY = N_("{file}, line {line}: the area needs a name.")
IN_A_CIRCLE = N_("{file}, line {line}: “{value}” would be above itself. Put it below something else.")
NO_SUCH_EVENT = N_("{file}, line {line}: there is no event “{value}”.")
NO_SUCH_TIME = N_("{file}, line {line}: there is no event time “{value}”.")
NO_SUCH_ROOM = N_("{file}, line {line}: there is no location “{value}”.")
SEVERAL_ARE_CALLED_SO = N_("{file}, line {line}: several are called “{value}”. Use the id of the one you mean.")
ONE_FAR_END = N_("{file}, line {line}: a link has an event, a time or a location, and only one of them.")
NO_SUCH_BUILDING_ROOM = N_("{file}, line {line}: there is no room “{value}” in Planning Center’s calendar.")
CLOCK_TIME = N_("{file}, line {line}: “{value}” is no time of day such as 09:30.")
NO_SUCH_PERSON = N_("{file}, line {line}: there is nobody with the id “{value}”.")

NODE_IS_NOT_KNOWN = N_("There is no such department, area or group.")
WOULD_BE_ABOVE_ITSELF = N_("That would put it below itself. Choose another place.")
NEEDS_A_NAME = N_("The area needs a name.")
CHANGED_SINCE = N_("Somebody has changed the tree since. Look at it, and change it by hand.")

CHANGES_TAKEN = Plural(N_("{count} change was taken over."), N_("{count} changes were taken over."))
NOTHING_CHANGES = N_("Everything is so already.")

FILE_TOP = N_("The tree of groups of {church}. Departments and groups come from Planning Center; what stands here comes on top.")
FILE_NODES = N_("A department, an area or a group is named by its id or, where only one is called so, by its name.")
FILE_AREA = N_("An area of your own, below a department or another area.")
FILE_PLACE = N_("Where something belongs that Planning Center puts elsewhere; empty: at the top.")
LINK_LEADS = N_("A link {where}: {link}")
FILE_LINK = N_("An event, a single time of it, or a location that belongs to everybody below.")
FILE_MEETING = N_("When and where a small group meets that has no events in Planning Center.")
FILE_ROLE = N_("A role in a group that Planning Center does not know, such as coach.")
FILE_GONE = N_("Not in Planning Center any more:")
FILE_ROOM = N_("The room of the building that a location uses; “kiosk preview” looks whether it is booked.")

KINDS: Mapping[str, str] = {
    "department": N_("department"),
    "area": N_("area"),
    "group": N_("group"),
}
