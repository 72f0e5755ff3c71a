"""What the keys of the on-screen keyboard are called."""

from kiosk.words import N_

SHOW_KEYS = N_("Keyboard")
LETTERS = N_("Letter keys")
CAPITAL = N_("Capital letter")
CAPITALS = N_("Capital letters")
ACCENT = N_("Accent")
SIGNS = N_("Digits and signs")
TO_LETTERS = N_("Letters")
SPACE = N_("Space")
ERASE = N_("Erase")
NEXT = N_("Next")
DONE = N_("Done")
PUT_AWAY = N_("Put the keyboard away")
