"""What is said on the page of people and households behind the PIN."""

from collections.abc import Mapping

from kiosk.words import N_

PEOPLE = N_("People and families")
PEOPLE_ABOUT = N_("Find anybody; put facts right; move people between families; what they came to.")
FAMILIES = N_("Families")
FAMILY = N_("Family")
WHO = N_("Who")
PHONE_ENDS = N_("Phone")
TYPE_TO_FIND = N_("Type a name or a phone number.")
NOBODY_FOUND = N_("Nobody is found. Try fewer letters, or look among those who are inactive.")
NEW_FAMILY = N_("New family")
INACTIVE = N_("Inactive people")
INACTIVE_ABOUT = N_("Hidden from every other search. Type a name; choose somebody to bring back.")
BRING_BACK = N_("Bring {name} back")
BRING_BACK_ABOUT = N_("They are found again at every station at once.")
IS_BACK = N_("Back: every station finds them again.")

THE_FAMILY = N_("The family itself")
CHILD = N_("child")
ADULT = N_("adult")
AGE = N_("Age")
FAMILY_NAME = N_("Family name")
CONTACT = N_("First contact")
CONTACT_ABOUT = N_("Whom messages go to, and whose address is the family’s.")
STREET = N_("Street")
STREET_2 = N_("Apartment")
CITY = N_("City")
STATE = N_("State")
ZIP = N_("ZIP code")
ADD_PERSON = N_("Add a person")
NO_FAMILY = N_("Belongs to no family yet.")

FIRST_NAME = N_("First name")
LAST_NAME = N_("Last name")
NICKNAME = N_("Called")
NICKNAME_ABOUT = N_("What stands on labels, where it is another name.")
IS_CHILD = N_("Is a child")
BIRTHDATE = N_("Birthdate")
BIRTHDATE_HINT = N_("month/day/year")
NOT_A_DATE = N_("Write it as month/day/year, such as 5/21/2019, and not in the future.")
NAME_NEEDED = N_("A name is needed here.")
NOT_A_PHONE = N_("A phone number has at least 7 digits.")
NOT_AN_EMAIL = N_("This is no e-mail address.")
GRADE = N_("Grade")
NONE = N_("None")
GENDER = N_("Gender")
GENDERS: Mapping[str, str] = {"male": N_("Boy or man"), "female": N_("Girl or woman")}
CARE = N_("Care notes")
CARE_ABOUT = N_("Allergies and care: on the child’s label, never on the adult’s.")
PHONE = N_("Phone")
EMAIL = N_("E-mail")
ROLE = N_("In this family")
ROLES: Mapping[str, str] = {
    "adult": N_("Adult"),
    "parent_guardian": N_("Parent or guardian"),
    "other_adult": N_("Other adult"),
    "child_or_dependent": N_("Child"),
}
ENTERED_HERE = N_("First entered here; waits to be made in Planning Center.")
ALSO_IN = N_("Also in: {families}")
MEMBERSHIP = N_("Membership: {membership}")

CAME_TO = N_("What they came to")
HISTORY_OF = N_("What {name} came to")
WHEN = N_("When")
EVENT = N_("Event")
ROOM = N_("Room")
KINDS: Mapping[str, str] = {"regular": N_("regular"), "guest": N_("guest"), "volunteer": N_("volunteer")}
NEVER_CAME = N_("No check-in is known of the last two years.")

MOVE = N_("Move to another family")
MOVE_TITLE = N_("Which family does {name} move to?")
MOVE_QUESTION = N_("Move {name} to {family}?")
MOVE_ABOUT = N_("They leave {family}. It counts here at once and is sent to Planning Center where that is switched on.")
MOVE_YES = N_("Move")
MOVED = N_("Moved.")
TAKE_OUT = N_("Take out of the family")
TAKE_OUT_QUESTION = N_("Take {name} out of {family}?")
TAKE_OUT_ABOUT = N_("They stay known and keep their history, but this family does not see them any more.")
TAKE_OUT_YES = N_("Take out")
TAKEN_OUT = N_("Taken out of the family.")
CONTACT_STAYS = N_("The first contact cannot leave the family. Make somebody else the first contact before.")
DEACTIVATE = N_("Deactivate")
DEACTIVATE_QUESTION = N_("Deactivate {name}?")
DEACTIVATE_ABOUT = N_("No station finds them any more. Nothing is deleted, and they can be brought back here.")
DEACTIVATED = N_("No station finds them any more. They can be brought back under “Inactive people”.")

NEW_FAMILY_ABOUT = N_("Begin with one adult; everybody else is added to the family after.")
NEW_PERSON_IN = N_("New in {family}")
SAVE = N_("Save")
SAVE_ANYWAY = N_("It is somebody else: save")
MAYBE = N_("Maybe known already: {name} ({family})")
ADDED = N_("Added. Every station finds them now.")
