"""Printers that can be found without asking anybody, by every way there is to look."""

import asyncio
import logging
from collections.abc import Callable

from kiosk.printing.discovery import Found, device_files, found_on_network, found_on_usb, found_queues
from kiosk.services.set_up_ports import FoundPrinter

log = logging.getLogger(__name__)


async def found_printers() -> tuple[FoundPrinter, ...]:
    """Those behind a device file, on USB, in this machine's queues, and those that announce themselves on the network."""
    ways = (device_files, found_on_usb, found_queues, found_on_network)
    found = await asyncio.gather(*(asyncio.to_thread(_told, look) for look in ways))
    return tuple({printer.address: printer for some in found for printer in some}.values())


def _told(look: Callable[[], tuple[Found, ...]]) -> tuple[FoundPrinter, ...]:
    """One way to look; where it fails, the others and a typed address remain."""
    try:
        return tuple(FoundPrinter(printer.address, printer.name) for printer in look())
    except OSError as error:
        log.info("printers could not be looked for: %s", type(error).__name__)
        return ()
