"""What lies on the front desk: what was found, a household with what is chosen, and what was just recorded. No Qt."""

from dataclasses import dataclass

from kiosk.domain.ids import PersonId
from kiosk.services.look_in_planning_center import HouseholdThere
from kiosk.services.staff_views import Findings, StaffFamily, StaffPerson, StaffVisit
from kiosk.ui.staff.choices import Choices, chosen_people, reasons_to_give
from kiosk.ui.staff.said import NOTHING, Said

NOTHING_SEARCHED = Findings("")


@dataclass(frozen=True, slots=True)
class DeskScene:
    """The front desk. ``subject``: whose rooms and facts are open; ``visit``: what was just recorded, until the next search.

    ``live``: whom Planning Center found for the text; None before it was asked.
    """

    findings: Findings = NOTHING_SEARCHED
    family: StaffFamily | None = None
    choices: Choices | None = None
    subject: PersonId | None = None
    reason: str = ""
    is_saving: bool = False
    visit: StaffVisit | None = None
    said: Said = NOTHING
    live: tuple[HouseholdThere, ...] | None = None
    is_looking: bool = False

    @property
    def person(self) -> StaffPerson | None:
        """Whose rooms and facts are open."""
        people = self.family.people if self.family else ()
        return next((person for person in people if person.person_id == self.subject), None)

    @property
    def needs_reason(self) -> bool:
        """Whether what is chosen goes against a rule."""
        return self.family is not None and self.choices is not None and bool(reasons_to_give(self.choices, self.family))

    @property
    def count(self) -> int:
        """How many people "Check in" is about."""
        if self.family is None or self.choices is None:
            return 0
        return len(chosen_people(self.choices, self.family))

    @property
    def can_check_in(self) -> bool:
        """Whether "Check in" may be tapped."""
        return bool(self.count) and not self.is_saving and (not self.needs_reason or bool(self.reason.strip()))
