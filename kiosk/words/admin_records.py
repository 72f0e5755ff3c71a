"""What is said on every page of records behind the PIN."""

from kiosk.words import N_

DONE = N_("Done. It counts from now on.")
UNDONE = N_("Undone. It is as it was before.")
UNDO_LAST = N_("Undo the last change")
BACK = N_("Back")
