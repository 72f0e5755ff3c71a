"""What settings, their groups and their choices are called on the screen; what each is for stands in `kiosk.words.settings`."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

STATION_SETTINGS = N_("Station settings")
SETTINGS_ABOUT = N_("Name, screen, times, printing, check-in and door of this station.")
ASK_MODE = N_("Change what this station is for?")
ASK_MODE_ABOUT = N_("The station opens anew as “{mode}”. Whoever stands at it starts over.")
ASK_MODE_YES = N_("Change it")
SAVED_AT_ONCE = N_("Saved. The station follows at once.")
COMMAS = N_("Names, with commas between them")

HISTORY = N_("Settings: history and files")
HISTORY_ABOUT = N_("Who changed what, taken back one by one; save and load settings as a file.")
WHEN = N_("When")
WHO = N_("Who")
WHAT = N_("What")
COMMAND_LINE = N_("Command line")
SOMEBODY = N_("Somebody")
CHANGE = N_("{name}: {was} → {now}")
NOTHING = N_("nothing")
CHANGE_BACK = N_("Set back to “{was}”")
TAKEN_BACK = N_("Taken back. The station follows at once.")
NO_CHANGES = N_("Nothing was changed yet.")
SAVE_FILE = N_("Save to a file")
SAVE_TEMPLATE = N_("Save a template for other stations")
LOAD_FILE = N_("Load a file")
FILE_KEPT = N_("Saved as {file}.")
FILE_NOT_KEPT = N_("The file could not be written to {file}. Look whether there is room and a writable folder.")
NO_FILES = N_("No settings file was found. Put a .toml file on a stick or into {folder}, then look again.")
FILES_FOUND = N_("Which file?")
FILE = N_("File")
FOLDER = N_("Folder")
TAKE_FILE = N_("Take over “{file}”?")
FILE_CHANGES = Plural(N_("It changes {count} setting: {names}"), N_("It changes {count} settings: {names}"))
FILE_CHANGES_NOTHING = N_("This file says nothing that is not set already.")
TAKE_IT = N_("Take it over")
FILE_NOT_READ = N_("{file} cannot be read as a settings file.")

SECTIONS: Mapping[str, str] = {
    "station": N_("Station"),
    "screen": N_("Screen"),
    "times": N_("Times"),
    "labels": N_("Labels"),
    "check_in": N_("Check in"),
    "door": N_("Door and records"),
    "planning_center": N_("Planning Center"),
    "upkeep": N_("Backups"),
}
NAMES: Mapping[str, str] = {
    "name": N_("Name"),
    "slot": N_("Number"),
    "mode": N_("What it is for"),
    "event_ids": N_("Events"),
    "location_ids": N_("Rooms"),
    "campus_ids": N_("Campuses"),
    "welcome_desk": N_("Welcome desk"),
    "theme": N_("Theme"),
    "accent": N_("Colour"),
    "logo": N_("Logo"),
    "languages": N_("Languages"),
    "text_scale": N_("Size of letters"),
    "pixels_per_mm": N_("Calibration"),
    "is_mirrored": N_("Mirrored"),
    "is_low_reach": N_("Low reach"),
    "is_still": N_("Reduce motion"),
    "display": N_("Which screen"),
    "hides_pointer": N_("Hide the pointer"),
    "sound_volume": N_("Sound"),
    "idle_seconds": N_("Asks whether anybody is there"),
    "countdown_seconds": N_("Countdown"),
    "done_seconds": N_("Success screen"),
    "trouble_seconds": N_("Success screen in trouble"),
    "lock_seconds": N_("Locks after"),
    "printer": N_("Label printer"),
    "label_language": N_("Language of labels"),
    "code_per_child": N_("A code for each child"),
    "designs": N_("Designs used first"),
    "design_folder": N_("Folder of designs"),
    "once_per_person": N_("Once for a person"),
    "once_per_location": N_("Once for a room"),
    "once_per_family": N_("Once for a family"),
    "lookback_weeks": N_("Weeks to look back"),
    "adults_may_volunteer": N_("Adults as volunteers"),
    "leaders_serve": N_("Leaders as volunteers"),
    "goes_straight_on": N_("Straight on"),
    "background_check": N_("Background check"),
    "promotion": N_("Promotion day"),
    "lost_tag_needs_second": N_("Two helpers for a lost tag"),
    "close_out_at": N_("Close-out at night"),
    "board_minutes": N_("Pick-up board, minutes"),
    "board_shows_initial": N_("Pick-up board, initial"),
    "guest_days": N_("Guests are forgotten"),
    "words_days": N_("Notes are forgotten"),
    "way": N_("Whose data counts"),
    "conflicts": N_("Where both sides changed"),
    "address_for_every_adult": N_("Address for every adult"),
    "quiet_from": N_("Night reading from"),
    "quiet_until": N_("Night reading until"),
    "shows_photos": N_("Photos"),
    "oauth_app_id": N_("Application’s client id"),
    "oauth_port": N_("Application’s port"),
    "backup_to": N_("Second folder for backups"),
}
OPTIONS: Mapping[tuple[str, str], str] = {
    ("mode", "self"): N_("Families"),
    ("mode", "manned"): N_("Volunteers at a desk"),
    ("mode", "roster"): N_("A room’s leader"),
    ("theme", "light"): N_("Light"),
    ("theme", "dark"): N_("Dark"),
    ("theme", "high-contrast"): N_("High contrast"),
    ("background_check", "off"): N_("Not looked at"),
    ("background_check", "warn"): N_("Warn"),
    ("background_check", "block"): N_("Block"),
    ("way", "planning_center"): N_("Planning Center’s"),
    ("way", "both"): N_("Both"),
    ("way", "kiosk"): N_("This station’s"),
    ("conflicts", "planning_center"): N_("Planning Center wins"),
    ("conflicts", "newest"): N_("The newest wins"),
    ("conflicts", "owner"): N_("The field’s owner"),
    ("conflicts", "ask"): N_("Ask an admin"),
}
