"""A printer on a USB that is not there: a backend for pyusb, with the faults that real ones have."""

import errno
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

VENDOR, PRODUCT = 0x04B8, 0x0E15


@dataclass
class UsbPrinter:
    """One ESC/POS printer. ``takes``: bytes at a time; ``taken``: all it got; ``answers``: what it says when it is read."""

    endpoint_in: int = 0x81
    endpoint_out: int = 0x03
    takes: int = 16_384
    is_busy: bool = False
    is_unplugged: bool = False
    is_out_of_paper: bool = False
    answers: list[bytes] = field(default_factory=list)
    taken: bytearray = field(default_factory=bytearray)

    def hear(self, data: bytes) -> None:
        """Answer real-time status questions and completion requests as a printer that is well."""
        self.taken += data
        if data.startswith(b"\x10\x04"):
            self.answers.append(b"\x12")
        at = data.find(b"\x1d(H\x06\x0000")
        if at >= 0:
            self.answers.append(b"\x37\x22" + data[at + 7 : at + 11] + b"\x00")


class UsbBackend(usb.backend.IBackend):  # type: ignore[misc]
    """What pyusb asks of libusb, for one printer."""

    def __init__(self, printer: UsbPrinter) -> None:
        super().__init__()
        self.printer = printer

    def enumerate_devices(self) -> list[int]:
        return [] if self.printer.is_unplugged else [1]

    def get_parent(self, _device: int) -> None:
        return None

    def get_device_descriptor(self, _device: int) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, address=2, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, _device: int, number: int) -> SimpleNamespace:
        if number:
            raise IndexError(number)
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(
        self, _device: int, number: int, alternate: int, _configuration: int
    ) -> SimpleNamespace:
        if number or alternate:
            raise IndexError(number)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2, bInterfaceClass=7,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, _device: int, number: int, *_rest: int) -> SimpleNamespace:
        address = (self.printer.endpoint_out, self.printer.endpoint_in)[number]
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=address, bmAttributes=2, wMaxPacketSize=64, bInterval=0,
            bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, _device: int) -> int:
        return 1

    def close_device(self, _handle: int) -> None:
        """Nothing is kept."""

    def get_configuration(self, _handle: int) -> int:
        return 1

    def set_configuration(self, _handle: int, _value: int) -> None:
        """There is only one."""

    def claim_interface(self, _handle: int, _number: int) -> None:
        if self.printer.is_busy:
            raise usb.core.USBError("Resource busy", None, errno.EBUSY)

    def release_interface(self, _handle: int, _number: int) -> None:
        """Nobody else wants it."""

    def is_kernel_driver_active(self, _handle: int, _number: int) -> bool:
        return True

    def detach_kernel_driver(self, _handle: int, _number: int) -> None:
        """Done at once."""

    def bulk_write(self, _handle: int, endpoint: int, _interface: int, data: Any, _timeout: int) -> int:
        self._must_be_there()
        if endpoint != self.printer.endpoint_out:
            raise usb.core.USBError("Invalid endpoint", None, errno.EINVAL)
        if self.printer.is_out_of_paper and len(data) > 64:
            raise usb.core.USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT)
        piece = bytes(data)[: self.printer.takes]
        self.printer.hear(piece)
        return len(piece)

    def bulk_read(self, _handle: int, _endpoint: int, _interface: int, buffer: Any, _timeout: int) -> int:
        self._must_be_there()
        if not self.printer.answers:
            raise usb.core.USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT)
        answer = self.printer.answers.pop(0)
        for at, byte in enumerate(answer):
            buffer[at] = byte
        return len(answer)

    def _must_be_there(self) -> None:
        if self.printer.is_unplugged:
            raise usb.core.USBError("No such device", None, errno.ENODEV)
