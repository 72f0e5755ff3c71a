"""Which printer a setting means."""

from kiosk.printing.address import (
    BrotherAddress,
    IppAddress,
    PrinterAddress,
    SystemAddress,
    ZebraAddress,
    printer_address,
)
from kiosk.printing.brother_printer import BrotherPrinter
from kiosk.printing.design_shelf import SHIPPED, DesignShelf
from kiosk.printing.escpos_printer import EscposPrinter
from kiosk.printing.queue_printer import QueuePrinter
from kiosk.printing.zebra_printer import ZebraPrinter
from kiosk.services.printing_ports import LabelPrinter


def printer_at(address: str, designs: DesignShelf = SHIPPED) -> LabelPrinter | None:
    """The printer at an address (see `kiosk.printing.address`); None for no printer. Nothing is opened yet.

    ``designs``: what labels are drawn with. Raises SettingNotValid.
    """
    parsed = printer_address(address)
    return printer_for(parsed, designs) if parsed is not None else None


def printer_for(address: PrinterAddress, designs: DesignShelf = SHIPPED) -> LabelPrinter:
    """The printer at an address that was understood. Raises SettingNotValid for a stock that is not known."""
    match address:
        case ZebraAddress():
            return ZebraPrinter(address, designs)
        case BrotherAddress():
            return BrotherPrinter(address, designs)
        case IppAddress():
            return QueuePrinter(address, designs)
        case SystemAddress():
            # Imported here: printing through Qt brings libraries that no other printer needs.
            from kiosk.printing.system_queue import SystemQueuePrinter

            return SystemQueuePrinter(address, designs)
        case _:
            return EscposPrinter(address, designs)
