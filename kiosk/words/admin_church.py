"""What admins read of Planning Center, of the record, of backups and of how everything is."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

# Planning Center.
PLANNING_CENTER = N_("Planning Center")
PLANNING_CENTER_ABOUT = N_("Sign-in, what was brought when, and what needs a decision")
SIGN_IN_STATES: Mapping[str, str] = {
    "ok": N_("Signed in."),
    "missing": N_("Nobody is signed in. The page “Sign in” is beside this one."),
    "refused": N_("Planning Center refused the sign-in. Make a new token and use the page “Sign in”."),
}
SIGN_IN = N_("Sign in")
SIGN_IN_ABOUT = N_("A token of Planning Center for this station")
SIGN_IN_ABOUT_LONG = N_(
    "The token is tried first, then kept in this computer’s keyring. People and check-ins here stay as they are; another church’s token is refused."
)
WHERE_TOKENS_ARE = N_(
    "Make a personal access token at api.planningcenteronline.com/oauth/applications, and copy both parts."
)
IN_FILE = N_("Keep it in a private file")
IN_FILE_ABOUT = N_("No keyring is open here. The file is readable by this user only; whoever has the disk can read it.")
BROUGHT_AT = N_("People as of {moment}: {people} people, {events} events, {rooms} rooms.")
WAYS: Mapping[str, str] = {
    "planning_center": N_("Planning Center’s data counts; nothing is sent there."),
    "both": N_("Changes go both ways."),
    "kiosk": N_("The kiosk’s data counts and is sent there."),
}
BRING_NOW = N_("Bring and send now")
BRING_ALL = N_("Bring everything anew")
BRINGING = N_("Bringing…")
BROUGHT = N_("Done, with {requests} requests.")
SIGN_OUT = N_("Sign out")
SIGN_OUT_ABOUT = N_("People and check-ins here stay. Nothing is brought or sent until somebody signs in again.")
NOTHING_TO_DECIDE = N_("Nothing waits, and nothing needs a decision.")
WHOSE = N_("Whose")
WHICH_CHANGE = N_("What")
STATE = N_("State")
DIFFERS = N_("Differs")
WAITS = N_("Waits")
WAITS_ABOUT = N_("It is sent by itself when its turn comes.")
TRIED = Plural(N_("Tried once; again from {moment} on."), N_("Tried {count} times; again from {moment} on."))
DECIDED = N_("Decided. It can be undone.")
WILL_BE_SENT = N_("It is sent with the next exchange.")
WAS_SET_ASIDE = N_("Set aside. It stays on record.")
SET_ASIDE = N_("Never send it")
SET_ASIDE_ABOUT = N_("It and what hangs on it will not be sent. What was entered here stays here.")
SEND_AGAIN = N_("Send again")
SEND_NOW = N_("Send now")
IS_THE_SAME = N_("This is {name}")
IS_SOMEBODY_NEW = N_("Somebody new")
TAKE_OURS = N_("Take ours")
TAKE_THEIRS = N_("Take Planning Center’s")
CONFLICT_OF = N_("{name}: changed on both sides")
VALUE_HERE = N_("Here: {value}")
VALUE_THERE = N_("Planning Center: {value}")
WAS_HERE = N_("Was here")
DELETED_THERE = N_("Deleted there")
WAS_HERE_OFTEN = Plural(
    N_("Deleted at Planning Center. Was here once, on {day}."),
    N_("Deleted at Planning Center. Was here {count} times, the last time on {day}."),
)
WHO_IS_IT = N_("If it is somebody who is still there, link them, and their history is one again.")
NOBODY_ALIKE = N_("Nobody of that name is still there. The history stays under this name.")
LINKED = N_("Linked.")
EMPTY = N_("(empty)")
SOMEBODY = N_("Somebody no longer here")
THEY_SAY = N_("Planning Center says: {words}")
REASONS: Mapping[str, str] = {
    "refused": N_("Not taken"),
    "gone": N_("Gone there"),
    "likely_same": N_("Known already?"),
    "conflict": N_("Differs"),
    "backup": N_("Of a backup"),
}
REASONS_LONG: Mapping[str, str] = {
    "refused": N_("Planning Center did not take this change."),
    "gone": N_("The record is gone at Planning Center."),
    "likely_same": N_("Somebody like this is known already. Is it the same person?"),
    "conflict": N_("It was changed there meanwhile."),
    "backup": N_("This came back with a backup and may have been sent already."),
}
CHANGE_KINDS: Mapping[str, str] = {
    "person.create": N_("New person"),
    "person.update": N_("Facts of a person"),
    "phone.create": N_("New phone number"),
    "phone.update": N_("Phone number"),
    "phone.delete": N_("Phone number removed"),
    "email.create": N_("New e-mail address"),
    "email.update": N_("E-mail address"),
    "email.delete": N_("E-mail address removed"),
    "address.create": N_("New address"),
    "address.update": N_("Address"),
    "address.delete": N_("Address removed"),
    "household.create": N_("New household"),
    "household.update": N_("Household"),
    "household_membership.create": N_("Joined a household"),
    "household_membership.update": N_("Role in a household"),
    "household_membership.delete": N_("Left a household"),
    "membership.create": N_("Joined a group"),
    "membership.delete": N_("Left a group"),
}
FIELDS: Mapping[str, str] = {
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "given_name": N_("Given name"),
    "middle_name": N_("Middle name"),
    "nickname": N_("Nickname"),
    "birthdate": N_("Birthdate"),
    "gender": N_("Gender"),
    "grade": N_("Grade"),
    "graduation_year": N_("Graduation year"),
    "is_child": N_("Child"),
    "status": N_("Status"),
    "medical_notes": N_("Medical notes"),
    "membership": N_("Membership"),
    "number": N_("Phone number"),
    "address": N_("Address"),
    "location": N_("Kind"),
    "is_primary": N_("Primary"),
    "name": N_("Name"),
    "primary_contact": N_("Primary contact"),
}

# The record.
AUDIT = N_("Audit")
AUDIT_TITLE_ABOUT = N_("Who did what, and what was let pass")
AUDIT_ABOUT = N_("Nothing here can be changed: each line is chained to the one before.")
CHAIN_IS_BROKEN = N_("The record was changed by hand somewhere. Keep this computer as it is and use Diagnostics.")
ONLY_EXCEPTIONS = N_("Exceptions")
EVERYTHING = N_("Everything")
TODAY = N_("Today")
LAST_WEEK = N_("7 days")
LAST_QUARTER = N_("3 months")
NOTHING_HAPPENED = N_("Nothing of this kind happened.")
WHEN = N_("When")
WHAT_HAPPENED = N_("What")
WHOM = N_("Whom")
WHO = N_("By")
WHEN_AND_WHERE = N_("{moment}, record {number}")
WITHOUT_PIN: Mapping[str, str] = {"command-line": N_("Command line"), "token-holder": N_("Holder of the token")}
DONE_BY = N_("By {name}")
DONE_TO = N_("About {name}")
TYPED = N_("“{text}”")
WHAT: Mapping[str, str] = {
    "check_in": N_("Checked in"),
    "check_out": N_("Checked out"),
    "move": N_("Moved to another room"),
    "undo": N_("Undone"),
    "refused": N_("Refused"),
    "reprint": N_("Label printed again"),
    "location_opened": N_("Room opened"),
    "location_closed": N_("Room closed"),
    "location_limited": N_("Room limit changed"),
    "headcount": N_("Heads counted"),
    "newcomer": N_("New family entered"),
    "confirmed": N_("Arrival confirmed"),
    "kind_changed": N_("Kind changed"),
    "alert": N_("Alert"),
    "signed_in": N_("Opened with a PIN"),
    "pin_refused": N_("Wrong PIN"),
    "staff_added": N_("PIN given"),
    "staff_changed": N_("PIN or role changed"),
    "staff_deactivated": N_("PIN taken away"),
    "settings_changed": N_("Setting changed"),
    "groups_changed": N_("Groups changed"),
    "program_changed": N_("Event, time or room made here changed"),
    "pick_up_changed": N_("Pick-up list changed"),
    "pick_up_imported": N_("Pick-up lists imported"),
    "watch_changed": N_("Watch list changed"),
    "person_corrected": N_("Facts put right"),
    "person_reactivated": N_("Person active again"),
    "label_seen": N_("Label looked for"),
    "label_design_changed": N_("Label design changed"),
    "everyone_listed": N_("Everyone inside listed"),
    "exported": N_("Attendance exported"),
    "guests_forgotten": N_("Guests forgotten"),
    "planning_center_signed_in": N_("Signed in to Planning Center"),
    "planning_center_signed_out": N_("Signed out of Planning Center"),
    "conflict_decided": N_("Conflict decided"),
    "change_decided": N_("Waiting change decided"),
    "household_changed": N_("Household changed"),
    "person_linked": N_("Person linked"),
}

# Reports.
REPORTS = N_("Reports")
REPORTS_ABOUT = N_("Attendance by time and room, and files for other systems")
SAVE_CSV = N_("Save as CSV")
SAVE_JSON = N_("Save as JSON")
REPORT_SAVED = N_("Saved: {file}. It names people; keep it like the people’s list.")
NO_TIMES = N_("There was no service on these dates.")
EVENT = N_("Event")
CAME = N_("Came")
LEFT = N_("Left")
INSIDE = N_("Inside")
FIRST_TIMES = Plural(N_("{count} first time"), N_("{count} first times"))
GUESTS = Plural(N_("{count} guest"), N_("{count} guests"))
OVERRIDES = Plural(N_("{count} override"), N_("{count} overrides"))
NEVER_COLLECTED = Plural(N_("{count} never checked out"), N_("{count} never checked out"))
NEVER_CHECKED_OUT = N_("Never checked out")
LEFT_TO_THE_NIGHT = N_("{name}, {room}, {moment}")
PEAK = Plural(N_("peak {time}: {count} in five minutes"), N_("peak {time}: {count} in five minutes"))
PEAK_OUT = Plural(
    N_("most left {time}: {count} in five minutes"), N_("most left {time}: {count} in five minutes")
)
ROOM_LINE = N_("{room}: {came} came, {inside} inside")
KIND_REGULAR = N_("Regular: {count}")
KIND_GUEST = N_("Guests: {count}")
KIND_VOLUNTEER = N_("Volunteers: {count}")
HEADS = N_("Heads counted, {kind}: {count}")
HEADS_IN = N_("Heads counted in {room}, {kind}: {count}")
HEADS_THERE = N_("Heads counted in Planning Center, {kind}: {count}")
COUNTED_THERE = N_("Checked in through Planning Center: {count}")

# Backup.
BACKUP = N_("Backup")
BACKUP_TITLE_ABOUT = N_("What is kept, and bringing it back")
BACKUPS_ABOUT = N_("A running station makes one every hour and keeps some of the hours, days and weeks. Those on a stick or in the second folder are listed, too.")
NO_BACKUPS = N_("There is none yet.")
KEPT_HERE = N_("this station")
BACKUP_PLACE = N_("Where")
LOOK_FOR_BACKUPS = N_("Look on sticks")
MAKE_BACKUP = N_("Make one now")
BACKUP_MADE = N_("Backup made and checked.")
RESTORE = N_("Bring it back")
RESTORE_YES = N_("Bring it back and start anew")
RESTORE_ABOUT = N_("The station starts anew with it. What is here now is set aside, not deleted.")
MOMENT = N_("Made")
SIZE = N_("Size")

# Diagnostics.
DIAGNOSTICS = N_("Diagnostics")
DIAGNOSTICS_ABOUT = N_("How everything is that the station stands on")
EXAMINING = N_("Looking at everything. This takes a moment.")
EXAMINE_AGAIN = N_("Look again")
WRITE_BUNDLE = N_("Write a support bundle")
TO_LOOK_AT = Plural(N_("{count} thing to look at."), N_("{count} things to look at."))
SUBJECT = N_("What")
FINDING = N_("How it is")
CHECK_OK = N_("Good")
CHECK_WARNING = N_("Look at it")
CHECK_FAILED = N_("Failed")
CHECKS: Mapping[str, str] = {
    "database": N_("Data file"),
    "backups": N_("Backups"),
    "pulled": N_("People"),
    "outbox": N_("Changes to send"),
    "print_queue": N_("Labels"),
    "label_designs": N_("Label designs"),
    "staff": N_("PINs"),
    "set_up": N_("Set-up"),
    "webhooks": N_("Webhooks"),
    "plandocket": N_("PlanDocket"),
    "folder": N_("Data folder"),
    "disk": N_("Disk"),
    "set_aside": N_("Set aside"),
    "clock": N_("Clock"),
    "network": N_("Network"),
    "sign_in": N_("Sign-in"),
    "products": N_("Permissions"),
    "keyring": N_("Keyring"),
    "printer": N_("Printer"),
    "screen": N_("Screen"),
    "fonts": N_("Fonts"),
    "versions": N_("Versions"),
}
