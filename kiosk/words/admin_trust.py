"""What is said on the pages about who is trusted: staff with their PINs, who may collect whom, and the watch list."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

NAME = N_("Name")
NOTE = N_("Note")
SAVE = N_("Save")
REMOVE = N_("Remove")
FIND_SOMEBODY = N_("Type a name or a phone number.")
NOBODY_FOUND = N_("Nobody is found. Try fewer letters.")
WHOSE = N_("Who is it about?")
NAME_MISSING = N_("A name is needed.")
NOT_A_DATE = N_("Write it as month/day/year, such as 5/21/2027.")

# Staff and PINs.
STAFF = N_("Staff and PINs")
STAFF_ABOUT = N_("Who opens stations and desks, and what each may do.")
MAY_DO = N_("May do")
STAFF_ROLES: Mapping[str, str] = {
    "volunteer": N_("Volunteer: check in, hand back, print again"),
    "lead": N_("Lead: also rooms, moves, everyone inside"),
    "admin": N_("Admin: also everything behind the PIN"),
}
SHORT_ROLES: Mapping[str, str] = {"volunteer": N_("Volunteer"), "lead": N_("Lead"), "admin": N_("Admin")}
LEFT = N_("Has left")
NOBODY_HAS_A_PIN = N_("Nobody has a PIN yet. Add yourself first, as an admin.")
ADD_STAFF = N_("Add somebody")
NEW_PIN = N_("New PIN")
NEW_PIN_FOR = N_("A new PIN for {name}")
PIN = N_("PIN")
PIN_ABOUT = N_("4 to 8 digits that nobody would guess. Let them type it themselves.")
PIN_AGAIN = N_("The same PIN once more")
FORGOTTEN = N_("PIN forgotten?")
FORGOTTEN_ABOUT = N_("An admin gives you a new one behind the PIN, under “Staff and PINs”.")
FORGOTTEN_TOKEN = N_(
    "If no admin knows theirs any more: type both lines of the Planning Center token with which this station signs in. Then an admin gets a new PIN, and the audit says so."
)
FORGOTTEN_COMMAND = N_(
    "If no admin knows theirs any more: on this computer’s command line, “kiosk new-pin NAME” gives a new one, and the audit says so."
)
ANOTHER_TOKEN = N_("That is not the token with which this station signs in. Look at both lines again.")
PIN_SET_ANEW = N_("The new PIN holds. Type it now.")
GO_ON = N_("Go on")
PINS_DIFFER = N_("The two PINs are not the same. Type both again.")
PIN_CHANGED = N_("The new PIN counts from now on.")
STAFF_ADDED = N_("Added. The PIN works at this station from now on.")
LEAVES = N_("Take the PIN away")
LEAVES_QUESTION = N_("Take {name}’s PIN away?")
LEAVES_ABOUT = N_("It opens nothing any more. What they did keeps their name in the audit, and they can come back.")
COMES_BACK = N_("Give the PIN back")
HAS_LEFT_ABOUT = N_("Has left: their PIN opens nothing. What they did keeps their name.")

# Pick-up lists.
PICK_UP = N_("Pick-up lists")
PICK_UP_ABOUT = N_("Who may collect a child, who may not, and what they are to it.")
CHILD = N_("Child")
MAY_COLLECT = N_("May collect")
MAY_NOT_COLLECT = N_("May not collect")
OF_THE_FAMILY = N_("Of the family")
NO_LISTS = N_("No child has a list yet. Type a child’s name to begin one, or read a file.")
NOBODY_ON_LIST = N_("Nobody is on this list, and no adult of a family is known.")
LIST_OF = N_("Who may collect {name}")
ADD_TO_LIST = N_("Add somebody")
MAY_THEY = N_("May this person collect the child?")
RELATIONSHIP = N_("Relationship")
RELATIONSHIP_ABOUT = N_("Such as grandparent, or a few words of your own.")
LIST_CHANGED = N_("Every door knows it from now on.")
REMOVE_QUESTION = N_("Take {name} off the list?")
REMOVE_ABOUT = N_("Doors know nothing of this entry any more. It can be undone.")
READ_FILE = N_("Read a file")
FILES = N_("Files")
FILES_ABOUT = N_(
    "A CSV file with the columns child_name (or child_id), name and may_collect (yes or no); also relationship. Put it into this computer’s documents, or plug a stick in."
)
READ = Plural(
    N_("{count} entry was added; what was there already stays."),
    N_("{count} entries were added; what was there already stays."),
)
READ_SOME = Plural(
    N_("{count} entry was added. The lines below were left out."),
    N_("{count} entries were added. The lines below were left out."),
)
LEFT_OUT = N_("Lines that were left out")
LINE = N_("Line")
REASON = N_("Why")
LINE_TROUBLES: Mapping[str, str] = {
    "child_not_found": N_("No child of this name is known here."),
    "several_of_that_name": N_("Several are called so: put the child’s id into child_id."),
    "name_missing": N_("The name of the adult is missing."),
    "neither_yes_nor_no": N_("may_collect must be yes or no."),
}
NOT_A_LIST = N_(
    "This file has no columns child_name (or child_id), name and may_collect. Write them into its first line."
)
NOT_READABLE = N_("This file cannot be read as text in UTF-8. Save it again as “CSV UTF-8”.")

# Watch list.
WATCH = N_("Watch list")
WATCH_ABOUT = N_("People about whom staff should quietly know something. Families never see it.")
WATCH_NOTHING = N_("Nobody is on the watch list.")
KIND = N_("Why")
UNTIL = N_("Until")
UNTIL_ABOUT = N_("The last day it counts. Empty: no end.")
NO_END = N_("no end")
OVER = N_("over")
ADD_WATCH = N_("Put somebody on it")
WATCH_ADDED = N_("Staff are told from now on whenever this person is searched, checked in or collected.")
WATCH_REMOVED = N_("Taken off. Nobody is told any more.")
ADDED_ON = N_("Since {day}")
ADDED_ON_BY = N_("Since {day}, by {name}")
