"""Lines to ESC/POS printers: python-escpos's connectors, made to keep time limits and to say when nothing came."""

import contextlib
import logging
import os
import select
import tempfile
import threading
from functools import lru_cache
from types import ModuleType
from typing import Any

from kiosk.printing.address import EscposAddress, FileAddress, NetworkAddress, SerialAddress, UsbAddress
from kiosk.printing.lines import READ_BYTES, Line, LineFault, Patience, SocketLine, fault
from kiosk.printing.usb_line import UsbLine

_CHUNK_BYTES = 16_384

_importing = threading.Lock()


def open_line(address: EscposAddress, patience: Patience) -> Line:
    """Open a line. Raises LineFault."""
    match address:
        case NetworkAddress():
            return _NetworkLine(address, patience)
        case FileAddress():
            return _FileLine(address, patience)
        case UsbAddress():
            return UsbLine(address.vendor, address.product, patience)
        case SerialAddress():
            return _SerialLine(address, patience)


@lru_cache(maxsize=1)
def connectors() -> ModuleType:
    """The module ``escpos.printer``. The first call takes some 200 ms: never make it where somebody waits."""
    with _importing:
        # WORKAROUND python-escpos 3.1: importing it calls logging.basicConfig(), which does nothing while there is a
        # handler, and makes a temporary folder that it never removes.
        root, handler, folder = logging.getLogger(), logging.NullHandler(), tempfile.TemporaryDirectory()
        make_folder, here = tempfile.mkdtemp, threading.get_ident()

        def lend_folder(*arguments: Any, **named: Any) -> str:
            return folder.name if threading.get_ident() == here else make_folder(*arguments, **named)

        root.addHandler(handler)
        tempfile.mkdtemp = lend_folder  # type: ignore[assignment]
        try:
            import escpos.printer
        finally:
            tempfile.mkdtemp = make_folder
            root.removeHandler(handler)
            folder.cleanup()
        printer: ModuleType = escpos.printer
        return printer


class _NetworkLine(SocketLine):
    """A line over the network that python-escpos's own connector writes to."""

    def __init__(self, address: NetworkAddress, patience: Patience) -> None:
        self._connector = connectors().Network(address.host, port=address.port, timeout=patience.write)
        # WORKAROUND python-escpos 3.1: its own open() knows no IPv6 and leaves the socket behind when refused.
        super().__init__(address.host, address.port, patience)
        self._connector.device = self.socket

    def write(self, data: bytes) -> None:
        try:
            self._connector._raw(data)
        except OSError as error:
            raise fault(error) from error

    def close(self) -> None:
        # WORKAROUND python-escpos 3.1: its close() speaks through the root logger, which switches logging to stderr on.
        self._connector.device = None
        super().close()


class _SerialLine:
    """A serial line, with a limit on writing that python-escpos's own does not set."""

    def __init__(self, address: SerialAddress, patience: Patience) -> None:
        import serial

        self._errors = (OSError, serial.SerialException)
        self._connector = connectors().Serial(devfile=address.path, baudrate=address.baud)
        try:
            self._serial = serial.Serial(
                address.path, address.baud, timeout=patience.answer, write_timeout=patience.write, exclusive=True
            )
        except self._errors as error:
            raise _serial_fault(error) from error
        self._connector.device = self._serial

    def write(self, data: bytes) -> None:
        try:
            self._connector._raw(data)
            self._serial.flush() if len(data) < _CHUNK_BYTES else None
        except self._errors as error:
            raise _serial_fault(error) from error

    def read(self, seconds: float) -> bytes:
        try:
            self._serial.timeout = seconds
            first: bytes = self._serial.read(1)
            rest: bytes = self._serial.read(min(self._serial.in_waiting, READ_BYTES)) if first else b""
        except self._errors as error:
            raise _serial_fault(error) from error
        return first + rest

    def close(self) -> None:
        self._connector.device = None
        with contextlib.suppress(*self._errors):
            # What a stalled printer did not take would hold up closing.
            self._serial.reset_output_buffer()
        self._serial.close()


def _serial_fault(error: Exception) -> LineFault:
    return LineFault(getattr(error, "strerror", None) or type(error).__name__)


class _PatientFile:
    """A device file as python-escpos's File writes to it, but neither opening nor writing can block for ever."""

    def __init__(self, path: str, way: int, write_seconds: float) -> None:
        self._write_seconds = write_seconds
        self.number = os.open(path, way | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            if not select.select([], [self.number], [], self._write_seconds)[1]:
                raise TimeoutError
            with contextlib.suppress(BlockingIOError):
                left = left[os.write(self.number, left[:_CHUNK_BYTES]) :]


class _FileLine:
    def __init__(self, address: FileAddress, patience: Patience) -> None:
        self._connector = connectors().File(address.path, auto_flush=False)
        way = os.O_RDWR if address.answers else os.O_WRONLY | os.O_APPEND
        try:
            self._file = _PatientFile(address.path, way, patience.write)
        except OSError as error:
            raise fault(error) from error
        self._connector.device = self._file

    def write(self, data: bytes) -> None:
        try:
            self._connector._raw(data)
        except OSError as error:
            raise fault(error) from error

    def read(self, seconds: float) -> bytes:
        if not select.select([self._file.number], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._file.number, READ_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise fault(error) from error
        if not data:
            raise LineFault("hung up")
        return data

    def close(self) -> None:
        self._connector.device = None
        os.close(self._file.number)
