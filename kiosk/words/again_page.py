"""What the page says from which the guided set-up is opened again, and a rehearsal begun or ended."""

from kiosk.words import N_

AGAIN = N_("Set up again, rehearse")
AGAIN_ABOUT = N_("The guided steps once more, each by itself; a rehearsal on a copy.")
LEAD = N_(
    "The station makes way for its set-up, with every step to choose from: church, station, printer, look, PIN, and a rehearsal on a copy. What is set stays until it is changed. Leaving it opens the station again."
)
OPEN = N_("Open the set-up")
QUESTION = N_("Open the set-up now?")
QUESTION_ABOUT = N_("Families cannot check in here until the station is open again. Labels that wait are kept.")
IN_REHEARSAL = N_("This is a rehearsal, on a copy. Ending it throws the copy away and goes back to the set-up.")
END_REHEARSAL = N_("End the rehearsal")
NOT_HERE = N_("This station was opened from elsewhere, such as a demo. Start the kiosk itself to set it up again.")
