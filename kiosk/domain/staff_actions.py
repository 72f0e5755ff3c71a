"""What staff do that touches no check-in, as facts: so that who did what can be read later, and not be changed."""

import enum
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from kiosk.domain.facts import FactKind, NewFact
from kiosk.domain.ids import FactId, PersonId, StaffId

NOTHING_MORE: Mapping[str, object] = MappingProxyType({})


class StaffAction(enum.StrEnum):
    """What somebody did; ids of what it was done to stand beside it."""

    SIGNED_IN = "signed_in"
    PIN_REFUSED = "pin_refused"
    STAFF_ADDED = "staff_added"
    STAFF_CHANGED = "staff_changed"
    STAFF_DEACTIVATED = "staff_deactivated"
    SETTINGS_CHANGED = "settings_changed"
    GROUPS_CHANGED = "groups_changed"
    PROGRAM_CHANGED = "program_changed"
    PICK_UP_CHANGED = "pick_up_changed"
    PICK_UP_IMPORTED = "pick_up_imported"
    WATCH_CHANGED = "watch_changed"
    PERSON_CORRECTED = "person_corrected"
    PERSON_REACTIVATED = "person_reactivated"
    LABEL_SEEN = "label_seen"
    """Whether an uncertain label came out: somebody looked."""
    LABEL_DESIGN_CHANGED = "label_design_changed"
    EVERYONE_LISTED = "everyone_listed"
    EXPORTED = "exported"
    GUESTS_FORGOTTEN = "guests_forgotten"
    PLANNING_CENTER_SIGNED_IN = "planning_center_signed_in"
    PLANNING_CENTER_SIGNED_OUT = "planning_center_signed_out"
    CONFLICT_DECIDED = "conflict_decided"
    CHANGE_DECIDED = "change_decided"
    HOUSEHOLD_CHANGED = "household_changed"
    PERSON_LINKED = "person_linked"


def staff_fact(
    fact_id: FactId,
    at: datetime,
    action: StaffAction,
    staff_id: StaffId | None,
    more: Mapping[str, object] = NOTHING_MORE,
    person_id: PersonId | None = None,
) -> NewFact:
    """The fact that somebody did something. ``staff_id`` None: nobody was named. ``more``: ids, codes and numbers only."""
    body: dict[str, object] = {"action": action.value, **more}
    if staff_id is not None:
        body["staff"] = staff_id
    return NewFact(fact_id, str(fact_id), FactKind.STAFF, at, None, person_id, body)
