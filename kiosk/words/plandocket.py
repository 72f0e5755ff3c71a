"""What is said about the copy of check-ins for PlanDocket."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

URL_NOT_VALID = N_(
    "PlanDocket’s address looks like https://yourchurch.plandocket.com. The key is sent over encrypted lines only."
)
ASK_KEY = N_("PlanDocket API key")
NOT_CONNECTED = N_("No key for PlanDocket is kept here. Connect first: kiosk plandocket connect ADDRESS")
CONNECTED = N_("Connected to {url}.")
DISCONNECTED = N_("The key was forgotten. What was copied stays at PlanDocket.")
TIED = N_("From now on, check-ins of {subject} are copied as {event_key}.")
UNTIED = N_("Check-ins of {subject} are no longer copied.")
NAMED = Plural(
    N_("{count} person is known by a participant’s number."), N_("{count} people are known by a participant’s number.")
)
LINE_NOT_VALID = N_("Line {line}: a person’s id and a participant’s number are needed, with a comma between them.")
SENT = Plural(N_("{count} step was copied to PlanDocket."), N_("{count} steps were copied to PlanDocket."))
UNNAMED = Plural(
    N_("{count} person has neither a participant’s number nor a pass and was left out."),
    N_("{count} people have neither a participant’s number nor a pass and were left out."),
)
REFUSED = Plural(N_("{count} person was not taken by PlanDocket."), N_("{count} people were not taken by PlanDocket."))

SENTENCES: Mapping[tuple[str, str], str] = {
    ("Offline", "plandocket"): N_(
        "PlanDocket cannot be reached. Check-ins are safe here and are copied when it answers again."
    ),
    ("TooFast", "plandocket"): N_("PlanDocket asked us to slow down. It goes on by itself in a moment."),
    ("UnexpectedAnswer", "plandocket"): N_(
        "PlanDocket answered something unexpected. Nothing was lost; it is tried again later."
    ),
    ("NoPermission", "plandocket_scope"): N_(
        "This PlanDocket key may not use check-ins. Make a key with the scope “checkins”."
    ),
    ("NoPermission", "plandocket_plan"): N_(
        "The PlanDocket plan does not include check-ins. It takes the plan “Business” or a higher one."
    ),
    ("NotKnown", "plandocket_event"): N_(
        "PlanDocket does not know this event key. Copy it again from the event there."
    ),
    ("NotKnown", "plandocket_participant"): N_(
        "PlanDocket does not know this participant. Check the number, or the badge number of the pass."
    ),
    ("NotAccepted", "plandocket_refused"): N_(
        "PlanDocket did not take this check-in. Compare the event’s participants there with the people here."
    ),
}
KEY_REFUSED = N_("PlanDocket does not accept this key. Make a new one there and connect again.")

DOCTOR_OFF = N_("Nothing is copied to PlanDocket.")
DOCTOR_OK = N_("PlanDocket: {inside} in, {left} left; nothing waits.")
DOCTOR_WAITS = Plural(N_("PlanDocket: {count} copy waits. {why}"), N_("PlanDocket: {count} copies wait. {why}"))
WHY: Mapping[str, str] = {
    "unnamed": N_("Some people have neither a participant’s number nor a pass."),
    "plandocket_key": KEY_REFUSED,
    "plandocket": SENTENCES["Offline", "plandocket"],
    **{code: text for (_, code), text in SENTENCES.items() if code != "plandocket"},
}
"""Why copies wait, by the code kept with them."""
