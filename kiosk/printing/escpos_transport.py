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
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import Any, Protocol

from kiosk.printing.address import FileAddress, NetworkAddress, PrinterAddress

_READ_BYTES = 256
_CHUNK_BYTES = 16_384

_importing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a printer is waited for, in seconds. Trouble shows on screen within five, so no part of it may take longer.

    ``write``: without progress for so long a label is given up. ``answer``: printers answer in milliseconds, busy print
    servers in tenths of a second. ``look_every``: how often one that has not confirmed yet is asked how it is. ``spare``:
    beyond what the slowest printers, at ``slowest_mm_per_second``, need for a label.
    """

    connect: float = 3.0
    write: float = 4.0
    answer: float = 1.5
    look_every: float = 1.0
    spare: float = 2.0
    slowest_mm_per_second: float = 40.0


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


def open_line(address: PrinterAddress, patience: Patience) -> Line:
    """Open a line. Raises LineFault."""
    match address:
        case NetworkAddress():
            return _NetworkLine(address, patience)
        case FileAddress():
            return _FileLine(address, patience)


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
    def __init__(self, address: NetworkAddress, patience: Patience) -> None:
        self._write_seconds = patience.write
        self._connector = connectors().Network(address.host, port=address.port, timeout=patience.write)
        try:
            # WORKAROUND python-escpos 3.1: its own open() knows no IPv6 and leaves the socket behind when refused.
            self._socket = socket.create_connection((address.host, address.port), patience.connect)
        except OSError as error:
            raise _fault(error) from error
        self._socket.settimeout(patience.write)
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
            self._socket.settimeout(self._write_seconds)
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
