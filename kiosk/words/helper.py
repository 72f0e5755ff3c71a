"""What the helper's page says: how the printers are, what became of today's labels, and how to test them before opening."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

LABELS_TODAY = N_("Labels and printers")
LABELS_ABOUT = N_("How the printers are, today’s labels, print again, a test before opening.")
NO_PRINTER = N_("This station has no printer. Families see their code on the screen, and write it on a sticker.")
IT_CAME_OUT = N_("Yes, it is here")
IT_DID_NOT = N_("No, print it again")
MORE_QUESTIONS = Plural(N_("{count} more label to look at"), N_("{count} more labels to look at"))
PRINT_AGAIN = N_("Print again")
TEST = N_("Test the printer")
TESTING = N_("A test label is on its way…")
TEST_GOOD = N_("The test label is printed. Look whether it is sharp and complete.")
TESTS_GOOD = N_("Every printer has printed a test label. Look whether they are sharp and complete.")
TEST_UNCERTAIN = N_("The printer does not say whether the test label came out. Look at the paper.")
TEST_BAD = N_("The test label did not come out. Look for paper, a closed cover, the switch and the cable, then test again.")
PRINTS_AGAIN = N_("It prints again now.")
MARKED_AS_THERE = N_("Good. Nothing is printed again.")
NO_LABELS_TODAY = N_("No labels were printed today.")
NO_PICTURE = N_("What stood on this label is cleared.")
CHOOSE_LABEL = N_("Tap a label to see it as it prints.")
PREVIEW = N_("The label as it prints")

LABEL = N_("Label")
KIND = N_("Kind")
STATE = N_("What became of it")
PRINTER = N_("Printer")

KINDS: Mapping[str, str] = {
    "name": N_("Name label"),
    "security": N_("Pick-up tag"),
    "allergy": N_("Allergy sticker"),
    "room_list": N_("Room list"),
}
STATES: Mapping[str, str] = {
    "queued": N_("Waits"),
    "held": N_("Waits for the printer"),
    "sending": N_("Is printing"),
    "printed": N_("Printed"),
    "sent": N_("Sent"),
    "uncertain": N_("Uncertain"),
    "failed": N_("Not printed"),
    "cancelled": N_("Cancelled"),
}
