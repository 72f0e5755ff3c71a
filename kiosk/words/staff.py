"""What the screens of manned and roster stations say to volunteers."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

# Around every screen.
CHECK_IN = N_("Check in")
CHECK_OUT = N_("Check out")
ROOMS = N_("Rooms")
NEW_FAMILY = N_("New family")
EVERYONE_INSIDE = N_("Everyone inside")
EVERYONE_SHORT = N_("Everyone")
LOCK = N_("Lock")
LOCK_NAMED = N_("{name} · lock")
BACK = N_("Back")
PEOPLE_AS_OF = N_("People as of {moment}")
PEOPLE_NEVER = N_("People not pulled yet")
PRINTER_OK = N_("Printer ready")
NO_PRINTER = N_("No printer")
NOTHING_WAITS = N_("Nothing waits")
LABELS_WAIT = Plural(N_("{count} label waits"), N_("{count} labels wait"))
LABELS_UNCERTAIN = Plural(
    N_("{count} label uncertain: look at the paper"), N_("{count} labels uncertain: look at the paper")
)
INSIDE_NOW = Plural(N_("{count} inside"), N_("{count} inside"))
REHEARSAL = N_("Rehearsal")
PAGE_ROWS = N_("{first}–{last} of {count}")
PAGE_UP = N_("Up a page")
PAGE_DOWN = N_("Down a page")

# Keys as they stand on keyboards.
KEY_ENTER = N_("Enter")
KEY_ESC = N_("Esc")

# The lock.
STAFF_STATION = N_("Volunteers’ station")
WHO_ARE_YOU = N_("Your PIN opens this station")
PIN = N_("PIN")
OPEN_STATION = N_("Open")
PIN_DIGITS = Plural(N_("{count} digit"), N_("{count} digits"))
PIN_WRONG = N_("That PIN is not right. Try again; if it is forgotten, an admin can give you a new one.")
PIN_LOCKED = Plural(
    N_("Too many wrong PINs. Try again in {count} second."), N_("Too many wrong PINs. Try again in {count} seconds.")
)
NO_PINS_YET = N_(
    "Nobody has a PIN yet, so the set-up is not finished. On this computer’s command line, “kiosk new-pin NAME” makes the first admin."
)
LOCKED_BY_ITSELF = N_("Locked because nobody was here for a while.")

# Finding a family.
SEARCH_HINT = N_("Name, phone, card or pick-up code")
SEARCH_EMPTY = N_("Type a name, the last digits of a phone, or scan a card or a tag.")
CODE_ROW = N_("Check out with code {code}")
CODE_ROW_DETAIL = N_("Shows who is still inside with this code")
PHONE_ENDS = N_("phone ends in {digits}")

# A household.
NO_TIMES_TODAY = N_("Nothing is planned for today.")
OPENS_AT = N_("{time} · opens {opens}")
TIME_CLOSED = N_("{time} · outside its window")
TIME_LATE = N_("{time} · has begun")
AGE_MONTHS = Plural(N_("{count} month"), N_("{count} months"))
AGE_YEARS = Plural(N_("{count} year"), N_("{count} years"))
NO_BIRTHDATE = N_("birthdate missing")
ADULT = N_("adult")
IN_ROOM = N_("In: {room}")
NO_ROOM = N_("No room yet")
NOT_COMING = N_("Not at this time")
CHECK_IN_PEOPLE = Plural(N_("Check in {count} person"), N_("Check in {count} people"))
CHECKING_IN = N_("Checking in …")
TICK_SOMEBODY = N_("Tick who is here")
BROUGHT_BY = N_("Brought by")
BROUGHT_BY_NAMED = N_("Brought by {name}")
REASON = N_("Why? A short reason")
REASON_NEEDED = N_("A reason is needed: {why}")
CHOOSE_ANYWAY = N_("Choose anyway")
WHERE_TO = N_("Where does {name} go?")
KIND_REGULAR = N_("Regular")
KIND_GUEST = N_("Guest")
KIND_VOLUNTEER = N_("Volunteer")
CHANGE = N_("Rooms and facts")
FITS = N_("fits")
ROOM_CLOSED_OPEN_IT = N_("{room} is closed. Open it under Rooms first.")
PRINT_LABELS = N_("Print labels again")
PRINT_TAG = N_("Print the pick-up tag again")
PRINTED_AGAIN = N_("The labels are printed once more.")
UNDO = N_("Undo")
UNDONE = N_("Undone.")
NEXT_FAMILY = N_("Next family")
CHECKED_IN_FAMILY = N_("{name}: checked in")
PICKUP_CODE = N_("Pick-up code")
LABEL_STATES: Mapping[str, str] = {
    "queued": N_("label waiting"),
    "held": N_("label held"),
    "sending": N_("printing …"),
    "sent": N_("printed"),
    "printed": N_("printed"),
    "uncertain": N_("look at the paper"),
    "failed": N_("not printed"),
    "cancelled": N_("label cancelled"),
}
AGE_OVER = N_("too old: {age}, limit {limit}")
AGE_UNDER = N_("too young: {age}, from {limit}")
MONTHS_SHORT = Plural(N_("{count} month"), N_("{count} months"))
GRADE_OVER = N_("grade too high: {grade}, limit {limit}")
GRADE_UNDER = N_("grade too low: {grade}, from {limit}")
FULL_OF = N_("full: {count} of {limit}")

# Watch list.
WATCH: Mapping[str, str] = {
    "custody": N_("Custody"),
    "medical_plan": N_("Care plan"),
    "welcome_back": N_("Welcome back"),
    "other": N_("Please note"),
}
WATCH_LINE = N_("{kind}, {name}: {note}")

# Facts.
FACTS = N_("Facts")
MEDICAL = N_("Care notes")
BIRTHDATE = N_("Birthdate")
BIRTHDATE_HINT = N_("month/day/year")
GRADE = N_("Grade")
GENDER = N_("Gender")
PHONE = N_("Phone")
SAVE = N_("Save")
SAVED = N_("Saved here, not yet sent to Planning Center.")
NOT_A_DATE = N_("Please give a date such as 3/14/2021.")
NOT_A_DATE_OR_GRADE = N_("Please give a date such as 3/14/2021, or a grade such as K or 3.")
MALE = N_("Boy or man")
FEMALE = N_("Girl or woman")
UNKNOWN = N_("not known")

# The door.
CODE = N_("Pick-up code")
CODE_HINT = N_("Scan the tag or type its code")
STILL_INSIDE = N_("Who goes home?")
WHO_COLLECTS = N_("Who collects?")
ANOTHER_NAME = N_("Another name, first and last")
HAND_OVER = Plural(N_("Hand over {count} child"), N_("Hand over {count} children"))
HANDING_OVER = N_("One moment …")
HANDED_OVER_TO = N_("Handed over to {name}: {children}")
HANDED_OVER = N_("Handed over: {children}")
TRY_IN = Plural(
    N_("Several codes were wrong. Try again in {count} second."),
    N_("Several codes were wrong. Try again in {count} seconds."),
)
LATE_CODE = N_("{name}: already picked up at {time}.")
LATE_CODE_BY = N_("{name}: already picked up at {time} by {by}.")
NIGHT_CODE = N_("{name}: checked out by itself at {time}.")
OLD_TAG = N_("This tag was lost and replaced. Ask for the new one, or for an ID.")
PRIVATE_ALERT = N_("Please keep everyone calm and call a team lead. This person may not collect.")
LET_PASS = N_("Let pass")
LOST_TAG = N_("No tag")
NOT_LISTED = N_("Not to be handed to: {names}")
CHECKED_OUT_UNDONE = N_("Undone: they are inside again.")
CALL_TO_DOOR = N_("Call to the door")
CALLED = N_("{name} is called to the door.")
CALLED_NOW = N_("called to the door")
END_CALL = N_("End the call")
CALL_ENDED = N_("{name} is not called any more.")

# A lost tag.
LOST_TITLE = N_("No tag: look closely first")
WHICH_CHILD = N_("Which child? Type the name")
CHECKS: Mapping[str, str] = {
    "photo_id": N_("I have seen a photo ID"),
    "phone_number": N_("The phone number is the one on file"),
    "childs_birthdate": N_("The child’s birthdate was said right"),
    "child_knows_them": N_("The child knows this person"),
}
NAME_OF_ADULT = N_("First and last name of the adult")
WHAT_HAPPENED = N_("What happened?")
SECOND_PIN = N_("PIN of a second volunteer")
NEW_TAG = N_("Print a new tag")
RELEASE_WITHOUT = N_("Hand over without a tag")
NEW_TAG_PRINTED = N_("A new tag is printed. The old one is flagged at the door.")

# Rooms.
ALL_ROOMS = N_("All rooms")
EXPECTED = N_("Expected {count}")
PRESENT = N_("Present {count}")
LEFT = N_("Left {count}")
PRESENT_OF = N_("{count} of {limit}")
VOLUNTEERS = Plural(N_("{count} volunteer"), N_("{count} volunteers"))
LACKS_VOLUNTEERS = N_("needs a volunteer")
RATIO = N_("1 to {count}")
CLOSED = N_("closed")
CONFIRMED_COUNT = N_("{count} confirmed")
CONFIRM = N_("Confirm")
CONFIRMED = N_("confirmed")
CAME_AT = N_("came {time}")
LEFT_AT = N_("left {time}")
LEFT_AT_WITH = N_("left {time} with {name}")
MEMBER = N_("in the group")
RECENT = N_("was here lately")
REPLIED = N_("said they would come")
MOVE = N_("Move")
MOVE_TO = N_("Where does {name} move to?")
MOVED = N_("{name} moved to {room}. A new label is printed.")
OPEN_ROOM = N_("Open the room")
CLOSE_ROOM = N_("Close the room")
LIMIT = N_("Limit")
LIMIT_FOR = N_("How many may be in {room}? Empty: no limit")
COUNT_HEADS = N_("Count heads")
HEADS_OF = N_("How many, {kind}?")
COUNTED = N_("Counted.")
SAVE_LIST = N_("Save the list")
LIST_SAVED = N_("Saved as {path}")
NOBODY_HERE = N_("Nobody yet.")
NO_ROOMS = N_("No rooms today.")
HEADCOUNTS = N_("Counted: {counts}")
COUNTED_THERE = N_("Planning Center: {count} checked in")
HEADS_THERE = N_("Planning Center, all rooms: {counts}")

# Everyone inside.
EVERYONE_COUNTS = N_("{inside} inside · {seen} seen outside · {missing} missing")
EVERYONE_HINT = N_("Tap a name when you have seen the person outside.")
ELSEWHERE = N_("checked in through Planning Center")
NAME_UNKNOWN = N_("Name not known")
NO_PHONE = N_("no phone")
NOBODY_INSIDE = N_("Nobody is inside.")

# Newcomers.
NEW_TITLE = N_("A new family")
SEARCHED_FIRST = N_("Search first: is one of these the family?")
NOBODY_ALIKE = N_("Nobody like this is known yet.")
FIRST_NAME = N_("First name")
LAST_NAME = N_("Last name")
ADULT_FIRST_NAME = N_("Adult’s first name")
CHILD_NUMBER = N_("Child {number}")
ALLERGIES = N_("Allergies or care")
MAY_COLLECT = N_("Who else may collect? Names, with commas")
ADDRESS = N_("Address: street, town, state and ZIP, with commas")
SAVE_FAMILY = N_("Save and check in")
DATE_OR_GRADE = N_("Birthdate or grade")
NEW_NEEDS = N_("An adult’s name and a child’s first name are needed.")
SAME_PERSON = N_("It is nobody of these")

# The board at the door.
BOARD_TITLE = N_("Ready to go home")
BOARD_CALLED = N_("Please come to the door")
