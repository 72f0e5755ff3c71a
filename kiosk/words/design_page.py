"""What the page of label designs says."""

from collections.abc import Mapping

from kiosk.words import N_

DESIGNS = N_("Label designs")
DESIGNS_ABOUT = N_("See every label as it prints; change its words and sizes; take designs in and give them out.")
DESIGN = N_("Design")
KIND = N_("Kind")
WHOSE = N_("Whose")
OURS = N_("Ships with the program")
OWN = N_("The church’s")
MISTAKE = N_("Left aside: a mistake")
PREVIEW = N_("The label as it prints")
PAPER = N_("Paper: {name}")
OTHER_NAMES = N_("Another name and script")
EDIT = N_("Change words and sizes")
SAVE = N_("Save this design")
STOP = N_("Leave it as it was")
BACK_TO_OURS = N_("Back to ours")
DELETE = N_("Delete it")
ASK_FORGET = N_("Take the church’s design “{name}” away?")
ASK_FORGET_ABOUT = N_("Labels go on with the design that ships. Save it to a file first if it may be needed again.")
GIVE_OUT = N_("Save to a file")
TAKE_IN = N_("Load a file")
NO_FILES = N_("No design was found. Put a .toml file on a stick or into {folder}, then look again.")
TAKEN_IN = N_("The design “{name}” is here. The next label is printed with it.")
KEPT = N_("Saved. The next label is printed with it.")
FORGOTTEN = N_("Taken away.")
GIVEN_OUT = N_("Saved as {file}.")
NO_FONT = N_("No letters for: {letters}")
LEFT_OUT = N_("There was no room for everything on this paper.")
WORDS_OF = N_("Words: {text}")
SIZE_OF = N_("Size of {text}, mm")
KINDS: Mapping[str, str] = {
    "name": N_("Name label"),
    "guest": N_("Guest label"),
    "volunteer": N_("Volunteer’s badge"),
    "security": N_("Pick-up tag"),
    "allergy": N_("Allergy sticker"),
    "room_list": N_("Room list"),
}
SPACES: Mapping[str, str] = {
    "margin": N_("Margin at the sides, mm"),
    "top": N_("Margin above, mm"),
    "bottom": N_("Margin below, mm"),
    "gap": N_("Space between the parts, mm"),
}
