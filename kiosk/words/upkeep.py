"""What is said about looking after the station: backups, restoring, and what to do when data is damaged."""

from kiosk.words import N_, Plural

DAMAGED_WITH_BACKUP = N_(
    "The data file cannot be read. It was left as it is. The last good backup is of {moment}, with {people} people: an admin can bring it back with “kiosk restore {file}”."
)
DAMAGED_WITHOUT_BACKUP = N_(
    "The data file cannot be read, and there is no backup of it here. It was left as it is. If you keep a backup elsewhere, an admin can bring it back with “kiosk restore FILE”."
)
PLACE_CANNOT_BE_WRITTEN = N_("Nothing can be written there. Check the folder's name and that the disk or stick is not write-protected.")

BACKUP_MADE = N_("Backup written and checked: {file}")
BACKUP_HOLDS = N_("{church}: {people} people in {households} households, {check_ins} check-ins.")
BACKUP_LAST_FACT = N_("The last thing recorded in it happened on {moment}.")
BACKUP_IS_EMPTY = N_("Nothing has been recorded in it.")
BACKUP_NO_CHURCH = N_("No church yet")
FACTS_LEFT_BEHIND = Plural(
    N_("{count} thing recorded here since is not in it; the present file is set aside, not deleted."),
    N_("{count} things recorded here since are not in it; the present file is set aside, not deleted."),
)
RESTORE_ASK = N_("Put it in place of the present data?")
RESTORE_DONE = N_("The backup is in place. The station starts with it and counts as a new station from here on.")
RESTORE_SET_ASIDE = N_("What was there before lies in {file}")
NOTHING_CHANGED = N_("Nothing was changed.")
