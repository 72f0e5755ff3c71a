"""What the page of printers says: addresses in the order in which they stand in for one another, finding, testing."""

from kiosk.words import N_

PRINTERS = N_("Printers")
PRINTERS_ABOUT = N_("Which printers this station uses, in which order; find and test them.")
ORDER_HINT = N_(
    "The first one prints. When it is in trouble for a few seconds, the next one with the same paper takes over."
)
NO_PRINTERS = N_("No printer yet. Look for one, or type its address.")
ADDRESS = N_("Address")
STATE = N_("State")
FIND = N_("Look for printers")
FINDING = N_("Looking on USB, in this computer’s queues and on the network…")
NOTHING_FOUND = N_(
    "No other printer was found. One on the network often answers only to its address, which it prints when its feed button is held while it is switched on."
)
FOUND = N_("Found")
ADD = N_("Add this printer")
ADD_TYPED = N_("Add an address")
TYPE_ADDRESS = N_("Such as escpos://192.168.1.50:9100")
UP = N_("Use it earlier")
REMOVE = N_("Remove")
TEST = N_("Print a test label")
ASK_REMOVE = N_("Remove this printer?")
ASK_REMOVE_ABOUT = N_("{address} gets no labels any more. What waits for it stays and prints elsewhere.")
ADDED = N_("Added. Print a test label now.")
MOVED = N_("The order is changed.")
REMOVED = N_("Removed.")
FIRST = N_("Prints")
STANDS_IN = N_("Stands in")
FORCED = N_(
    "The environment of this computer (KIOSK_PRINTER) decides which printer is used. What is set here counts once it is taken out there."
)
FORCED_ROLE = N_("Set by the environment")
