"""Lines to ESC/POS printers: python-escpos's connectors, made to keep time limits and to say when nothing came.

Each line is opened for one label or one question, used by one thread, and never used again after an error. What goes wrong
with a device is a `LineFault`.
"""

import contextlib
import logging
import os
import select
import socket
import tempfile
import threading
from functools import lru_cache
from types import ModuleType
from typing import Any, Protocol

from kiosk.printing.address import FileAddress, NetworkAddress, PrinterAddress

CONNECT_SECONDS = 3.0
WRITE_SECONDS = 4.0
"""Without progress for so long a write is given up; how much went out is then unknown."""
_READ_BYTES = 256
_CHUNK_BYTES = 16_384

_importing = threading.Lock()


class LineFault(Exception):
    """The device cannot be reached or went away; the text says how, in technical words without addresses."""


class Line(Protocol):
    """An open line to a printer."""

    def write(self, data: bytes) -> None:
        """Send all of it. Raises LineFault; some of it may then have gone out."""

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds, as soon as something does; empty: nothing. Raises LineFault when hung up."""

    def close(self) -> None:
        """Let go of the device."""


def open_line(address: PrinterAddress) -> Line:
    """Open a line, within three seconds. Raises LineFault."""
    match address:
        case NetworkAddress():
            return _NetworkLine(address)
        case FileAddress():
            return _FileLine(address)


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


class _NetworkLine:
    def __init__(self, address: NetworkAddress) -> None:
        self._connector = connectors().Network(address.host, port=address.port, timeout=WRITE_SECONDS)
        try:
            # WORKAROUND python-escpos 3.1: its own open() knows no IPv6 and leaves the socket behind when refused.
            self._socket = socket.create_connection((address.host, address.port), CONNECT_SECONDS)
        except OSError as error:
            raise _fault(error) from error
        self._socket.settimeout(WRITE_SECONDS)
        self._connector.device = self._socket

    def write(self, data: bytes) -> None:
        try:
            self._connector._raw(data)
        except OSError as error:
            raise _fault(error) from error

    def read(self, seconds: float) -> bytes:
        try:
            self._socket.settimeout(max(seconds, 0.001))
            data = self._socket.recv(_READ_BYTES)
        except TimeoutError:
            return b""
        except OSError as error:
            raise _fault(error) from error
        finally:
            self._socket.settimeout(WRITE_SECONDS)
        if not data:
            raise LineFault("hung up")
        return data

    def close(self) -> None:
        # WORKAROUND python-escpos 3.1: its close() speaks through the root logger, which switches logging to stderr on.
        self._connector.device = None
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class _PatientFile:
    """A device file as python-escpos's File writes to it, but neither opening nor writing can block for ever."""

    def __init__(self, path: str, way: int) -> None:
        self.number = os.open(path, way | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            if not select.select([], [self.number], [], WRITE_SECONDS)[1]:
                raise TimeoutError
            with contextlib.suppress(BlockingIOError):
                left = left[os.write(self.number, left[:_CHUNK_BYTES]) :]


class _FileLine:
    def __init__(self, address: FileAddress) -> None:
        self._connector = connectors().File(address.path, auto_flush=False)
        try:
            self._file = _PatientFile(address.path, os.O_RDWR if address.answers else os.O_WRONLY | os.O_APPEND)
        except OSError as error:
            raise _fault(error) from error
        self._connector.device = self._file

    def write(self, data: bytes) -> None:
        try:
            self._connector._raw(data)
        except OSError as error:
            raise _fault(error) from error

    def read(self, seconds: float) -> bytes:
        if not select.select([self._file.number], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._file.number, _READ_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise _fault(error) from error
        if not data:
            raise LineFault("hung up")
        return data

    def close(self) -> None:
        self._connector.device = None
        os.close(self._file.number)


def _fault(error: OSError) -> LineFault:
    return LineFault("timed out" if isinstance(error, TimeoutError) else error.strerror or type(error).__name__)
