"""What stands on labels besides names, and what is said about printers and label designs."""

from collections.abc import Mapping
from datetime import date

from kiosk.words import N_, Plural, Words

# On labels. Short: paper is narrow.
PICK_UP_TAG = N_("Pick-up tag")
PICK_UP_HINT = N_("Keep this with you. The code brings your children back to you.")
REPRINT = N_("Reprint")
REPRINT_NUMBER = N_("Reprint {number}")
REHEARSAL = N_("Rehearsal")
FIRST_VISIT = N_("First visit")
GUEST = N_("Guest")
VOLUNTEER = N_("Volunteer")
CODE = N_("Code")
ROOM = N_("Room")
ALLERGY = N_("Allergy")
ROOM_LIST = N_("Room list")
MORE_NOTES = N_("+{count}: see list")

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_DATE = N_("{weekday}, {month} {day}")

# Printer trouble, by the printer's state; shown to helpers while labels wait.
TROUBLE: Mapping[str, str] = {
    "paper_low": N_("The label printer will soon need a new roll."),
    "paper_out": N_("The label printer is out of paper. Put in a new roll; the labels then print by themselves."),
    "cover_open": N_("The label printer is open. Close its cover; the labels then print by themselves."),
    "offline": N_(
        "The label printer cannot be reached. Check that it is switched on and connected; the labels then print by themselves."
    ),
    "out_or_open": N_(
        "The label printer is out of labels, or open. Put in a new roll and close it; the labels then print by themselves."
    ),
    "wrong_roll": N_(
        "There is another roll in the label printer than this station was set up for. Put the right one in; the labels then print by themselves."
    ),
    "stopped": N_(
        "The label printer has stopped. Take out what is stuck in it, close it, and switch it off and on; the labels then print by themselves."
    ),
    "paused": N_(
        "The label printer is paused. Press its pause button, or resume it in this computer's printer settings; the labels then print by themselves."
    ),
    "unknown": N_(
        "The label printer does not say how it is. Check that it is on and has paper; the labels then print by themselves."
    ),
}
# The same for families, who change no rolls.
TROUBLE_FOR_FAMILIES: Mapping[str, str] = {
    "paper_low": N_("The label printer will soon need a new roll. Please tell a helper."),
    "paper_out": N_(
        "The label printer is out of paper. Please tell a helper. Check-in works without it; the labels print later by themselves."
    ),
    "cover_open": N_(
        "The label printer is open. Please tell a helper. Check-in works without it; the labels print later by themselves."
    ),
    "offline": N_(
        "The label printer cannot be reached. Please tell a helper. Check-in works without it; the labels print later by themselves."
    ),
    "out_or_open": N_(
        "The label printer is out of labels, or open. Please tell a helper. Check-in works without it; the labels print later by themselves."
    ),
    "wrong_roll": N_(
        "There is another roll in the label printer than it needs. Please tell a helper. Check-in works without it; the labels print later by themselves."
    ),
    "stopped": N_(
        "The label printer has stopped. Please tell a helper. Check-in works without it; the labels print later by themselves."
    ),
    "paused": N_(
        "The label printer is paused. Please tell a helper. Check-in works without it; the labels print later by themselves."
    ),
    "unknown": N_(
        "The label printer does not answer. Please tell a helper. Check-in works without it; the labels print later by themselves."
    ),
}
OWN_PRINTER = N_("Label printer")
NUMBERED_PRINTER = N_("Label printer {number}")
PRINTER_STATES: Mapping[str, str] = {
    "ready": N_("Ready"),
    "paper_low": N_("Paper low"),
    "paper_out": N_("Out of paper"),
    "cover_open": N_("Open"),
    "out_or_open": N_("Out of labels, or open"),
    "wrong_roll": N_("Another roll"),
    "stopped": N_("Stopped"),
    "paused": N_("Paused"),
    "offline": N_("Cannot be reached"),
    "unknown": N_("Does not say"),
}
LABELS_WAIT = Plural(N_("{count} label waits"), N_("{count} labels wait"))
DID_IT_COME_OUT = N_("Did {name}'s label come out?")
DID_THE_TAG_COME_OUT = N_("Did the pick-up tag {code} come out?")

# Mistakes in label designs and stock lists.
FILE_IS_NOT_TOML = N_("{file}, line {line}: this cannot be read. Look for a missing quotation mark, bracket or = sign.")
KEY_IS_THERE_TWICE = N_("{file}, line {line}: this is said a second time. Leave one of the two out.")
HEADING_HAS_NO_PLACE = N_(
    "{file}, line {line}: this heading does not fit here. Look at its brackets, and whether the heading it belongs to stands above it."
)
NUMBER_WITH_A_COMMA = N_("{file}, line {line}: write the number with a point, such as 2.5.")
TRUE_OR_FALSE = N_("{file}, line {line}: write true or false, in small letters.")
TEXT_WITHOUT_QUOTES = N_('{file}, line {line}: write texts between straight quotation marks, such as "left".')
KEY_IS_MISSING = N_("{file}, line {line}: “{key}” is missing here. Add it.")
KEY_IS_NOT_KNOWN = N_("{file}, line {line}: “{key}” means nothing here. Use one of these: {options}.")
KEY_WAS_MEANT = N_("{file}, line {line}: “{key}” means nothing here. Did you mean “{meant}”?")
VALUE_IS_OF_THE_WRONG_KIND = N_("{file}, line {line}: “{key}” must be of this kind: {kind}.")
VALUE_IS_NOT_ONE_OF = N_("{file}, line {line}: “{key}” cannot be “{value}”. Use one of these: {options}.")
VALUE_WAS_MEANT = N_("{file}, line {line}: “{key}” cannot be “{value}”. Did you mean “{meant}”?")
NUMBER_OUT_OF_RANGE = N_("{file}, line {line}: “{key}” is {value}, but must lie between {least} and {most}.")
FORMAT_TOO_NEW = N_("{file}, line {line}: this file is for a newer version of the program. Update the program first.")
FIELD_IS_NOT_KNOWN = N_("{file}, line {line}: there is no “{{{field}}}”. Use one of these: {options}.")
FIELD_WAS_MEANT = N_("{file}, line {line}: there is no “{{{field}}}”. Did you mean “{{{meant}}}”?")
NOTHING_TO_REPEAT = N_("{file}, line {line}: on this kind of label there is nothing to repeat. Use “stack” instead of “repeat”.")
BRACE_IS_OPEN = N_("{file}, line {line}: a “{{” in “{key}” has no “}}”. Close it, or leave both out.")
PICTURE_IS_NOT_THERE = N_(
    "{file}, line {line}: there is no picture “{name}” beside this file. Put it there, without folders in its name."
)
SIZES_ARE_SWAPPED = N_("{file}, line {line}: “smallest” is larger than “size”. Make it smaller.")
DESIGN_NAME = N_(
    "“{name}” cannot be the name of a label design. Use small letters without accents, digits and hyphens."
)
DESIGN_NOT_READ = N_("{file} cannot be read as a label design. Write it anew, as a text file in UTF-8.")
NO_STOCK = N_("“{stock}” is not a label stock this station knows. Use one of these: {options}.")
PAPER_DOES_NOT_FIT = N_("“{stock}” is not paper for this printer. Use one of these: {options}.")
NO_DESIGN = N_("There is no label design for “{kind}” on “{stock}”. Choose another stock, or add a design.")
ADDRESS_NOT_UNDERSTOOD = N_(
    "“{address}” is not a printer address. Write escpos://HOST:9100, escpos-usb://VENDOR:PRODUCT, escpos-serial:///dev/ttyUSB0, escpos-file:///dev/usb/lp0, zpl://HOST, brother://MODEL@HOST, brother-usb://MODEL, cups://QUEUE or none."
)
LINE_TOO_SLOW = N_(
    "At {baud} baud a label takes half a minute. Set the printer and the address to {least} baud or more."
)


def day_text(words: Words, day: date) -> str:
    """A date as a label says it: "Sun, Nov 15"."""
    return words.say(
        _DATE, weekday=words.say(_WEEKDAYS[day.weekday()]), month=words.say(_MONTHS[day.month - 1]), day=day.day
    )
