"""What somebody may choose at check-in beside the room, such as a bottle that was brought, and the labels it adds."""

from dataclasses import dataclass

from kiosk.domain.ids import LabelId, LocationId
from kiosk.domain.label_choice import FOR_A_PERSON, LabelQuantity


@dataclass(frozen=True, slots=True)
class CheckInOption:
    """One option of a location (Check-Ins Option); ``quantity`` further labels ``label_id`` are printed for whoever chooses it."""

    id: str
    location_id: LocationId
    body: str
    quantity: int = 0
    label_id: LabelId | None = None
    label_name: str = ""

    @property
    def labels(self) -> LabelQuantity:
        """What is printed for whoever chooses it, on top of the rest, of whatever kind they are."""
        return LabelQuantity(
            FOR_A_PERSON, self.quantity, True, True, True, self.location_id, self.label_name, self.label_id or self.id
        )
