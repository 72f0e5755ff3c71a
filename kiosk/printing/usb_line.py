"""A line to a printer on USB: its endpoints looked up, the printer claimed before the first byte, every byte counted.

python-escpos's own USB connector assumes endpoints, ignores how many bytes were taken and waits for ever, so pyusb, which it
brings, is spoken to directly (printing.md of the project's notes, 1.2).
"""

import contextlib
from typing import Any

from kiosk.printing.lines import READ_BYTES, LineFault, Patience

_PRINTER_CLASS = 7
_CHUNK_BYTES = 16_384
_MILLISECONDS = 1000


class UsbLine:
    """Opening it raises LineFault when the printer is not there, busy, or libusb is missing."""

    def __init__(self, vendor: int, product: int, patience: Patience, backend: Any = None) -> None:
        """``backend``: a pyusb backend other than the machine's."""
        import usb.core
        import usb.util

        self._usb = usb
        self._patience = patience
        try:
            device = usb.core.find(idVendor=vendor, idProduct=product, backend=backend)
            if device is None:
                raise LineFault("not plugged in")
            self._device = device
            self._open()
        except usb.core.NoBackendError as error:
            raise LineFault("libusb is missing") from error
        except (usb.core.USBError, StopIteration) as error:
            self._let_go()
            raise LineFault(_said(error)) from error

    def _open(self) -> None:
        util = self._usb.util
        try:
            configuration = self._device.get_active_configuration()
        except self._usb.core.USBError:
            self._device.set_configuration()
            configuration = self._device.get_active_configuration()
        interface = next(one for one in configuration if one.bInterfaceClass == _PRINTER_CLASS)
        self._number = interface.bInterfaceNumber
        with contextlib.suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(self._number):
                self._device.detach_kernel_driver(self._number)
        ways = {util.endpoint_direction(one.bEndpointAddress): one.bEndpointAddress for one in interface}
        self._out, self._in = ways[util.ENDPOINT_OUT], ways.get(util.ENDPOINT_IN)
        # A busy printer is noticed here, not in the middle of a label.
        util.claim_interface(self._device, self._number)

    def write(self, data: bytes) -> None:
        """Send all of it."""
        left = memoryview(data)
        while left:
            try:
                piece = left[:_CHUNK_BYTES].tobytes()
                taken = self._device.write(self._out, piece, int(self._patience.write * _MILLISECONDS))
            except self._usb.core.USBError as error:
                raise LineFault(_said(error)) from error
            if taken <= 0:
                raise LineFault("takes nothing")
            left = left[taken:]

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds; a printer with nothing to say is no error."""
        if self._in is None:
            return b""
        try:
            return bytes(self._device.read(self._in, READ_BYTES, max(1, int(seconds * _MILLISECONDS))))
        except self._usb.core.USBTimeoutError:
            return b""
        except self._usb.core.USBError as error:
            raise LineFault(_said(error)) from error

    def close(self) -> None:
        """Let others have the printer."""
        with contextlib.suppress(self._usb.core.USBError):
            self._usb.util.release_interface(self._device, self._number)
        self._let_go()

    def _let_go(self) -> None:
        if getattr(self, "_device", None) is not None:
            with contextlib.suppress(self._usb.core.USBError):
                self._usb.util.dispose_resources(self._device)


def _said(error: BaseException) -> str:
    return str(getattr(error, "strerror", None) or type(error).__name__)
