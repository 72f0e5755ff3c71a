"""Puts together what the pages about staff, pick-up lists and the watch list ask, on an open church."""

from kiosk.app.compose import Church
from kiosk.ui.backstage.trust_desks import TrustDesks


def trust_desks_of(church: Church) -> TrustDesks:
    """The services behind those pages."""
    volunteers = church.volunteers
    return TrustDesks(volunteers.staff, volunteers.pick_up_lists, volunteers.watch)
