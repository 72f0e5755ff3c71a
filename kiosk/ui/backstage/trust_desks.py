"""What the pages about staff, pick-up lists and the watch list ask; put together by `kiosk.app.trust_desks`."""

from dataclasses import dataclass

from kiosk.services.family_adults import FamilyAdults
from kiosk.services.forgotten_pin import ForgottenPin
from kiosk.services.pick_up_lists import PickUpLists
from kiosk.services.staff import Staff
from kiosk.services.watch import WatchList


@dataclass(frozen=True, slots=True)
class TrustDesks:
    """The services that keep who is trusted with what; each change says who made it."""

    staff: Staff
    pick_up: PickUpLists
    family: FamilyAdults
    watch: WatchList
    forgotten: ForgottenPin
