"""Which printer a setting means."""

from collections.abc import Mapping

from kiosk.printing.address import printer_address
from kiosk.printing.escpos_printer import EscposPrinter
from kiosk.services.printing_ports import LabelPrinter


def printer_at(address: str, designs: Mapping[str, str] | None = None) -> LabelPrinter | None:
    """The printer at an address (see `kiosk.printing.address`); None for no printer. Nothing is opened yet.

    ``designs``: design ids by kind of label, where not the shipped default. Raises SettingNotValid.
    """
    parsed = printer_address(address)
    return EscposPrinter(parsed, designs) if parsed is not None else None
