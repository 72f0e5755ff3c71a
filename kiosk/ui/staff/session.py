"""Who works at a staff station right now, and what its flows share. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.pins import Role, StaffMember
from kiosk.services.staff_station import StaffStation


@dataclass(slots=True)
class Session:
    """``staff`` is None while the station is locked. ``new_nonce`` makes a ULID for each tap that records something."""

    station: StaffStation
    new_nonce: Callable[[], str]
    staff: StaffMember | None = None

    @property
    def member(self) -> StaffMember:
        """Who opened the station; nothing is asked of the station before somebody has."""
        assert self.staff is not None
        return self.staff

    @property
    def is_lead(self) -> bool:
        """Whether a lead or an admin works here."""
        return self.staff is not None and self.staff.role.covers(Role.LEAD)
