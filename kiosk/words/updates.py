"""What a station says whose program was replaced while it ran."""

from kiosk.words import N_

UPDATED = N_("This station was updated")
UPDATED_ABOUT = N_(
    "Restart it now, which takes a few seconds, or leave it: it restarts by itself as soon as nobody has stood here for two minutes. Nothing is lost."
)
RESTART_NOW = N_("Restart now")
LATER = N_("Later")
