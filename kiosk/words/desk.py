"""What the forms of a volunteers' desk say: facts put right, somebody added to a family, guests, and Planning Center asked live."""

from kiosk.words import N_

# Around a household.
NOTE = N_("A short note for the room")
OPTION = N_("option of this room")
CORRECT_FACTS = N_("Correct facts")
ADD_SOMEBODY = N_("Add somebody")
NO_CHILDREN = N_("No child is known here yet. Add one with F7.")
OPEN_AT = N_("Being checked in at {stations}, too. You may still go on.")
OPEN_AT_SHORT = N_("open at {stations}")

# Nothing found.
NOBODY_FOUND = N_("Nobody found for “{text}”.")
INACTIVE_DETAIL = N_("Inactive in Planning Center. Choose to bring them back")
NEW_FAMILY_ROW = N_("Enter a new family")
NEW_FAMILY_DETAIL = N_("They are known from now on, and go to Planning Center")
LABEL_ONLY_ROW = N_("A label for a guest")
LABEL_ONLY_DETAIL = N_("Just a name for today, without a record")
LOOK_LIVE_ROW = N_("Look in Planning Center")
LOOK_LIVE_DETAIL = N_("Asks now, and keeps whom it finds")
FROM_LIVE = N_("in Planning Center")
LOOKING_LIVE = N_("Asking Planning Center …")
NOBODY_LIVE = N_("Planning Center knows nobody for “{text}” either.")

SERVES_UNCHECKED = N_("No cleared background check: {names}")

# Facts put right.
FACTS_OF = N_("Facts about {name}")
NICKNAME = N_("Called")
NOTHING_CHANGED = N_("Nothing was changed.")
GROUPS_OF = N_("Groups of {name}")
NO_GROUPS = N_("In no group yet")
JOIN_GROUP = N_("Add to a group: type its name")
NO_GROUP_OFFERED = N_("No open group is called so.")
JOINED = N_("{name} is in {group} now. It goes to Planning Center, too.")
NOT_A_FACT = {
    "first_name": N_("Everybody needs a first name."),
    "last_name": N_("A last name cannot be empty."),
    "birthdate": N_("That birthdate cannot be. Please give one such as 3/14/2021."),
    "grade": N_("This church has no grade called so."),
    "phone": N_("A phone number needs seven digits at least."),
}

# Somebody added.
ADD_TO = N_("Add to the {name} family")
ADD_LABEL = N_("A label for a guest")
AS_CHILD = N_("Child of this family")
AS_GUEST = N_("Guest of this family")
AS_LABEL = N_("Label only")
IS_ADULT = N_("An adult")
CHILD_KEPT = N_("Known here from now on, and sent to Planning Center afterwards.")
GUEST_KEPT = N_("The adults of this family may collect. No record is made; the name is forgotten on {date}.")
LABEL_KEPT = N_("No record is made; the name is forgotten on {date}.")
ADD_AND_OPEN = N_("Add and choose a room")
ADD_ANOTHER = N_("Add, and another")
ADDED = N_("{name} is added. Who else?")
NAME_NEEDED = N_("A first name is needed.")

# Lists on paper.
PRINT_LIST = N_("Print the list")
LIST_PRINTED = N_("The list is on its way to the printer.")

# While nobody stands at the desk, or at the door.
ON_NOW = N_("{event} {time}: check-in until {closes}")
ON_LATER = N_("{event}, {time}: check-in from {opens}")
LATELY_IN = N_("Checked in lately")
NOBODY_LATELY = N_("Whoever is checked in stands here: to print labels again, or to undo.")
INSIDE_BY_ROOM = N_("Inside now")
LATELY_OUT = N_("Handed over in the last ten minutes")
NOBODY_LEFT_LATELY = N_("Whoever is handed over stands here for ten minutes, to be undone.")
WITH_WHOM = N_("with {name}")
CHILDREN_COME_HERE = N_("Scan a pick-up tag to see who goes home.")
