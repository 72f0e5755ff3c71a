"""What is said about Planning Center's webhooks: the receiver, its subscriptions, and how both are."""

from kiosk.words import N_, Plural

LISTENING = N_("Listening at {address}{path}. Stop with Ctrl+C.")
ADDRESS_NOT_VALID = N_("“{address}” is no address to listen at. Write it as 127.0.0.1:8080 or as a port alone.")
PATH_NOT_VALID = N_("“{path}” is no path. Write it with a slash in front, such as /api/pco/webhook.")
ADDRESS_IN_USE = N_(
    "Nothing can listen at {address}: another program does, or the address is not this computer’s. Choose another port."
)
SERVER_MISSING = N_("The receiver needs one more package. Install it with: pip install 'kiosk[webhooks]'")
NO_SECRETS = N_(
    "There is no subscription yet, so nothing can be verified. Subscribe first: kiosk webhooks subscribe URL"
)
URL_NOT_VALID = N_(
    "Planning Center delivers to public https addresses only, such as https://hooks.example.org/api/pco/webhook."
)

SUBSCRIBED = Plural(N_("{count} subscription delivers to {url}."), N_("{count} subscriptions deliver to {url}."))
NOT_SUBSCRIBED = N_("There is no subscription. Make them with: kiosk webhooks subscribe URL")
SUBSCRIPTION_MISSING = N_("There is no subscription for {name}. Subscribe again: kiosk webhooks subscribe URL")
SUBSCRIPTION_WOKEN = N_("Planning Center had stopped delivering {name}; it delivers again.")
ROTATED = Plural(N_("{count} subscription has a new secret."), N_("{count} subscriptions have new secrets."))
UNSUBSCRIBED = Plural(N_("{count} subscription has ended."), N_("{count} subscriptions have ended."))
GAP_PULLED = N_("What changed meanwhile was brought here, or comes when no family is waiting.")

DOCTOR_OFF = N_("Webhooks are not used.")
DOCTOR_OK = N_("Webhooks: the last change came {moment}; nothing waits.")
DOCTOR_SILENT = N_("Webhooks: nothing has come yet. Check that {url} leads to the receiver, and that it runs.")
DOCTOR_WAITS = Plural(
    N_(
        "Webhooks: {count} change waits to be read. Check that the receiver runs and that Planning Center can be reached."
    ),
    N_(
        "Webhooks: {count} changes wait to be read. Check that the receiver runs and that Planning Center can be reached."
    ),
)
DOCTOR_FORGED = Plural(
    N_("Webhooks: a delivery was refused today because nobody of ours had signed it."),
    N_(
        "Webhooks: deliveries were refused, the last of them today, because nobody of ours had signed them: {count} so far."
    ),
)
