"""What the guided set-up on the screen says, and the calm screen of a station that cannot start."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

PLACE = N_("Step {number} of {count}")
NEXT = N_("Next")
BACK = N_("Back")
LEAVE = N_("Go on later")
TRY_AGAIN = N_("Try again")
PLEASE_WAIT = N_("One moment…")

OVERVIEW = N_("Set up this station")
OVERVIEW_LEAD = N_("Every step can be left, taken up again, and done anew. What is done stays done.")
IS_DONE = N_("done")
IS_NOT_DONE = N_("not yet")
OPEN_STATION = N_("Open the station")
GO_ON = N_("Go on")

LANGUAGE = N_("Welcome. Which language?")
LANGUAGE_LEAD = N_("For this set-up, the screens and the labels. Families can switch on the start screen at any time.")

CHURCH = N_("Where do your people come from?")
CHURCH_LEAD = N_("Check-ins stay on this computer. People, events and rooms come from Planning Center, or are entered here.")
BY_TOKEN = N_("Planning Center, with a token")
BY_TOKEN_NOTE = N_("Two lines to copy from your account")
BY_BROWSER = N_("Planning Center, in the browser")
BY_BROWSER_NOTE = N_("If your church has registered an application")
BY_KEPT = N_("Go on with the sign-in that is here")
BY_KEPT_NOTE = N_("This computer is signed in already")
BY_SAMPLE = N_("The sample church")
BY_SAMPLE_NOTE = N_("To try things with nobody’s real data; your church can come later")
BY_OWN = N_("We have no Planning Center")
BY_OWN_NOTE = N_("Events, rooms and people are entered here")

OWN_CHURCH = N_("Your church")
OWN_CHURCH_LEAD = N_("Its name stands on every screen, and its time zone says when services begin. Planning Center can still come later.")
OWN_NAME = N_("Name of your church")
OWN_ZONE = N_("Time zone, such as America/Chicago")
OWN_EVENT = N_("What do people come to?")
OWN_EVENT_LEAD = N_("One event is enough to begin. More of them, and ages and seats for each room, are set behind the PIN, under “Events of our own”.")
OWN_EVENT_NAME = N_("Event, such as “Sunday Kids”")
OWN_CLOCK = N_("Starts at, such as 9:00 or 18:30")
OWN_ROOMS = N_("Its rooms, with commas between them")
OWN_DAY = N_("On which day?")
OWN_DAY_LEAD = N_("It comes round every week.")
OWN_NEEDS_NAME = N_("Please enter the name of the event first.")
OWN_LEAD = N_("This church runs without Planning Center. What is entered here stays on this computer.")
OWN_MORE = N_("Add an event")
OWN_NO_PEOPLE = N_("No people yet. Volunteers add families at a desk as they come.")
OWN_NO_EVENTS = N_("No events yet. Add one, so that somebody can check in.")
OWN_NO_ROOMS = N_("{event} has no rooms. Add them behind the PIN, under “Events of our own”.")

TOKEN = N_("Sign in with a token")
TOKEN_LEAD = N_("On a computer or phone, open api.planningcenteronline.com/oauth/applications, sign in and make a personal access token. Then enter both its lines.")
TOKEN_TRY = N_("Sign in")
KEEP_IN_FILE = N_("Keep it in a private file")
FILE_LEAD = N_("This computer has no keyring that is open without asking. The sign-in can be kept in a file that only this user can read; the disk should then be encrypted.")

BROWSER = N_("Sign in with the browser")
BROWSER_LEAD = N_("The browser of this computer opens over this screen. When you have signed in there, this goes on by itself.")
BROWSER_REDIRECT = N_("The redirect address of the application must be {address}")
CLIENT_ID = N_("Client id of your church’s application")
BROWSER_OPEN = N_("Open the browser")
BROWSER_WAITS = N_("Waiting for the browser…")

SEEN_LEAD = N_("This is what the sign-in may see. What is missing can be given later at Planning Center; nothing here has to be done again.")
BRING = N_("Bring them here")

BRINGING = N_("Bringing your church here")
BRINGING_LEAD = N_("You can go on meanwhile; it carries on by itself, and after a power cut it goes on where it stopped.")
BROUGHT_LEAD = N_("Everything is here.")
GO_ON_MEANWHILE = N_("Go on meanwhile")
BROUGHT: Mapping[str, str] = {
    "people": N_("People: {rows}"),
    "events": N_("Events: {rows}"),
    "check_ins": N_("Check-ins of the last weeks: {rows}"),
    "groups": N_("Groups: {rows}"),
    "event_instances": N_("Dates of the calendar: {rows}"),
}
ROWS_OF = N_("{rows} of {total}")
STOPPED = N_("It stopped, and goes on from there when you try again.")

FOUND = N_("What was found")
FOUND_AT = N_("{church}: what was found")
FOUND_HOUSEHOLDS = Plural(N_("{count} household"), N_("{count} households"))
FOUND_GROUPS = Plural(N_("{count} group"), N_("{count} groups"))
FOUND_PASSES = Plural(N_("{count} pass to scan"), N_("{count} passes to scan"))
MORE_EVENTS = Plural(N_("and {count} more event"), N_("and {count} more events"))
BRING_AGAIN = N_("Bring it again")
OTHER_CHURCH = N_("Another church or sign-in")
OTHER_CHURCH_LEAD = N_("The sample church is set aside with everything recorded in it. The station’s settings and PINs stay. Then you sign in.")
LEAVE_SAMPLE = N_("Leave the sample church")

KIND = N_("What is this station for?")
KIND_LEAD = N_("It can be changed at any time.")
MODES: Mapping[str, str] = {
    "self": N_("Families"),
    "manned": N_("Volunteers at a desk"),
    "roster": N_("A room’s leader"),
}
MODE_NOTES: Mapping[str, str] = {
    "self": N_("They check themselves in by phone number or card"),
    "manned": N_("Search, help, new families, check-out"),
    "roster": N_("Who is expected, who is here, hand over children"),
}
TAKE_OVER = N_("Like a Planning Center station")
TAKE_OVER_NOTE = N_("Takes its name, event, room and colours")
THEIRS = N_("Which one?")
THEIRS_NONE = N_("Planning Center has no stations. Choose what this one is for instead.")
THEIR_KIND_LEAD = N_("Planning Center does not say who works at “{name}”.")

STATION = N_("Name and number")
STATION_LEAD = N_("Every station of your church has a number of its own, 0 to 63, so that no two ever give out the same pick-up code.")
STATION_NAME = N_("Name, such as “Lobby, left”")
STATION_NUMBER = N_("Number")
NUMBER_WRONG = N_("The number is a whole number from 0 to 63.")

SCOPE = N_("For which events?")
SCOPE_LEAD = N_("Tap those that this station is for.")
SCOPE_NONE_YET = N_("The events are still on their way. The station is for all of them; this can be changed later.")
ALL_EVENTS = N_("All events")
ONLY_ROOMS = N_("Only some rooms")
ROOMS = N_("For which rooms?")
ALL_ROOMS = N_("All rooms")

PRINTER = N_("Label printer")
PRINTER_LEAD = N_("Tap one that was found, or type where it is. Then a real label is printed.")
PRINTER_SEARCHING = N_("Looking for printers…")
PRINTER_NONE_FOUND = N_("No printer was found. One on the network is often only reached by its address, which it prints when its feed button is held while it is switched on.")
PRINTER_ADDRESS = N_("Address")
PRINTER_HINT = "escpos://192.168.1.50:9100"
PRINT_LABEL = N_("Print a label")
NO_PRINTER = N_("No printer")
LOOK_AGAIN = N_("Look again")
PRINTED = N_("Did a label come out?")
PRINTED_LEAD = N_("It should show a name, a room, a code and a banner, sharp and complete.")
PRINTED_AT = N_("Printed at {address}")
CAME_OUT = N_("Yes, it came out")
NOT_OUT = N_("No")
NOT_PRINTED = N_("The label was not printed")
KEEP_ANYWAY = N_("Keep it anyway")
ANOTHER_PRINTER = N_("Another printer")
NOT_OUT_HELP = N_("Look for paper, a closed cover and the cable, or choose another address. Some printers need the address of a print server in between.")

THEME = N_("How should it look?")
THEMES: Mapping[str, str] = {"light": N_("Light"), "dark": N_("Dark"), "high-contrast": N_("High contrast")}
COLOUR = N_("Your church’s colour")
COLOUR_LEAD = N_("Tap one, or type its number from your website, such as #1c7c54. It is made darker or lighter where that is needed to read it.")
COLOURS: Mapping[str, str] = {
    "": N_("Pine"),
    "#1d4e89": N_("Blue"),
    "#0f7173": N_("Teal"),
    "#5b3a8c": N_("Violet"),
    "#8c2f5b": N_("Berry"),
    "#a63d22": N_("Brick"),
    "#7a5c1e": N_("Amber"),
    "#3d4a57": N_("Slate"),
}
OWN_COLOUR = N_("Own colour")
LOGO = N_("Your logo")
LOGO_LEAD = N_("Pictures on this computer and on sticks that are plugged in. The picture is copied; the stick can be pulled out again.")
LOGO_NONE_FOUND = N_("No picture was found. Put a PNG, JPEG or SVG on a stick, plug it in and look again; or go on without.")
NO_LOGO = N_("No logo")

ADMIN = N_("Who is the first admin?")
ADMIN_LEAD = N_("Only admins get to the settings and out of the station. They can give others a PIN.")
ADMIN_NAME = N_("Name")
ADMIN_NEEDS_NAME = N_("Please enter a name first.")
PIN = N_("Choose a PIN, {name}")
PIN_LEAD = N_("4 to 8 digits that nobody would guess. Nobody can read it later, not even here.")
PIN_AGAIN = N_("The same PIN once more")
PIN_DIFFERS = N_("Those were two different PINs. Please choose one again.")
PIN_TAKE = N_("Take it")

REHEARSAL = N_("Try it before Sunday")
REHEARSAL_LEAD = N_("Tap a service: the station opens as if it were twenty minutes before, on a copy. Nothing in it counts, and every label says so.")
REHEARSAL_NO_SERVICES = N_("No service is planned in the coming weeks, so there is nothing to rehearse yet.")
STILL_BRINGING = N_("The people are still on their way. When they are here, the station can open.")
STILL_MISSING = N_("Not done yet: {step}")
END_REHEARSAL = N_("End the rehearsal")

# The calm screen.

CALM_ASK = N_("This station cannot open yet")
CALM_LEAVE = N_("Close this one")
CALM_BY_ITSELF = N_("It tries again by itself.")
CALM_BACKUP = N_("Bring back the last backup")
CALM_ANOTHER = N_("Another backup")
CALM_LOOK = N_("Look for a backup")
CALM_WHICH = N_("Which backup?")
CALM_WHICH_LEAD = N_("On this computer and on the sticks that are plugged in. You see what is in one before it comes back.")
CALM_NONE_FOUND = N_("None was found, neither on this computer nor on a stick. Plug in the one you keep backups on, and look again.")
CALM_PREVIEW = N_("Bring this backup back?")
CALM_PREVIEW_LEAD = N_("What is here now is not deleted; it is set aside in the data folder.")
CALM_RESTORE = N_("Bring it back")
CALM_ANEW_OFFER = N_("Begin anew")
CALM_ANEW = N_("Begin anew without a backup?")
CALM_ANEW_LEAD = N_("The damaged file is set aside, not deleted. The set-up opens, and people come from Planning Center again. Check-ins and PINs that were only here stay in the file that is set aside.")
CALM_ANEW_DO = N_("Set it aside and begin anew")
CALM_DAMAGED = N_("The data file cannot be read. It was left as it is. The last good backup is of {moment}, with {people} people.")
CALM_DAMAGED_ALONE = N_("The data file cannot be read, and there is no backup of it on this computer. It was left as it is. If you keep one on a stick, plug it in and look for it.")
