"""What papers are called: one sentence for each stock of resources/labels/stocks.toml, by its id."""

from collections.abc import Mapping

from kiosk.words import N_, Words

STOCKS: Mapping[str, str] = {
    "roll-80": N_("80 mm roll"),
    "roll-80-180dpi": N_("80 mm roll, 180 dpi"),
    "roll-58": N_("58 mm roll"),
    "brother-62": N_("Brother DK-22205, 62 mm roll"),
    "brother-62-red": N_("Brother DK-22251, 62 mm roll, black and red"),
    "brother-62x100": N_("Brother DK-11202, 62 x 100 mm"),
    "brother-62x29": N_("Brother DK-11209, 62 x 29 mm"),
    "brother-29x90": N_("Brother DK-11201, 29 x 90 mm"),
    "brother-38x90": N_("Brother DK-11208, 38 x 90 mm"),
    "brother-60x86": N_("Brother DK-11234, 60 x 86 mm"),
    "dymo-30256": N_("Dymo 30256 shipping, 2 5/16 x 4 in"),
    "dymo-30334": N_("Dymo 30334 multi-purpose, 2 1/4 x 1 1/4 in"),
    "dymo-30252": N_("Dymo 30252 address, 1 1/8 x 3 1/2 in"),
    "dymo-99014": N_("Dymo 99014 name badge, 54 x 101 mm"),
    "dymo-30345": N_("Dymo 30345 / 1738595, 3/4 x 2 1/2 in"),
    "zebra-2x1": N_("Zebra 2 x 1 in"),
    "zebra-3x1": N_("Zebra 3 x 1 in"),
    "zebra-3x2": N_("Zebra 3 x 2 in"),
    "zebra-4x2": N_("Zebra 4 x 2 in"),
    "zebra-64x38-300dpi": N_("Zebra 2.5 x 1.5 in, 300 dpi"),
}


def stock_name(words: Words, id: str, name: str) -> str:
    """What a paper is called; one that does not ship by the name in its own file."""
    return words.say(STOCKS[id]) if id in STOCKS else name
