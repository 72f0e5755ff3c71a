"""What pages about this one station can ask: who changed settings, which printers there are, and label designs."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.ids import StaffId
from kiosk.services.label_designs import LabelDesigns
from kiosk.services.set_up_ports import FoundPrinter


@dataclass(frozen=True, slots=True)
class StationDesks:
    """``staff_names``: everybody who ever had a PIN; ``local``: a moment, or None for now, by the church's clock.

    ``find_printers`` looks for some seconds, ``stock``: the paper of the station's own printer, by id; ``designs``: the
    verbs over label designs, made when first asked for. ``forced_printer``: addresses that this computer's environment decides,
    whatever the setting says, or empty. ``set_up_again`` makes way for the guided set-up, where ``can_be_set_up``.
    """

    staff_names: Callable[[], Awaitable[Mapping[StaffId, str]]]
    local: Callable[[datetime | None], datetime]
    find_printers: Callable[[], Coroutine[Any, Any, tuple[FoundPrinter, ...]]]
    stock: Callable[[], str]
    designs: Callable[[], LabelDesigns]
    forced_printer: str
    is_rehearsal: bool
    can_be_set_up: Callable[[], bool]
    set_up_again: Callable[[], None]
