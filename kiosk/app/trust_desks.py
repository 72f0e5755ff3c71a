"""Puts together what the pages about staff, pick-up lists and the watch list ask, on an open church."""

from functools import partial

from kiosk.app.compose import Church
from kiosk.app.sign_in import usable_sign_in
from kiosk.services.forgotten_pin import ForgottenPin
from kiosk.ui.backstage.trust_desks import TrustDesks


def trust_desks_of(church: Church) -> TrustDesks:
    """The services behind those pages."""
    volunteers = church.volunteers
    forgotten = ForgottenPin(volunteers.staff, partial(usable_sign_in, church.config))
    return TrustDesks(volunteers.staff, volunteers.pick_up_lists, volunteers.family_adults, volunteers.watch, forgotten)
