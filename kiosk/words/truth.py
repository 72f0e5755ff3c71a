"""What is said about whose data counts: the ways of running, what switching would do, what waits and what is in question."""

from collections.abc import Mapping

from kiosk.words import N_, Plural

WAYS: Mapping[str, str] = {
    "planning_center": N_("Planning Center’s data counts. What is entered here waits and is not sent."),
    "both": N_("Both sides count: what is entered here is sent, what is new there comes here."),
    "kiosk": N_("The kiosk’s data counts: what is entered here is sent, and what is changed there is set back."),
}
FLOWS: Mapping[str, str] = {
    "pulled": N_("comes from Planning Center"),
    "pushed": N_("is sent to Planning Center"),
    "both_ways": N_("goes both ways"),
}
WOULD_BE = N_("{resource}: {known} here, {now}; then {then}")
WOULD_SEND = Plural(N_("{count} change would be sent."), N_("{count} changes would be sent."))
WOULD_WAIT = Plural(N_("{count} change would go on waiting."), N_("{count} changes would go on waiting."))
OPEN_CONFLICTS = Plural(N_("{count} conflict would stay open."), N_("{count} conflicts would stay open."))
NOT_SWITCHED = N_("Nothing was changed. Add --switch to do it.")
ALREADY_SO = N_("That is how it runs already.")
