"""An open line to a printer, whatever carries it: sends all or fails, and says when nothing came.

Each line is opened for one label or one question, used by one thread, and never used again after an error. What goes wrong
with a device is a `LineFault`.
"""

import contextlib
import socket
from dataclasses import dataclass
from typing import Protocol

READ_BYTES = 256


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


LONGEST_PAPER_SECONDS = 10.0


def seconds_for(millimetres: float, patience: Patience) -> float:
    """How long a label of a length may take to come out."""
    return min(millimetres / patience.slowest_mm_per_second, LONGEST_PAPER_SECONDS) + patience.spare


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


def fault(error: OSError | UnicodeError) -> LineFault:
    """An error of the system in a few words."""
    if isinstance(error, UnicodeError):
        return LineFault("no name of a machine")
    return LineFault("timed out" if isinstance(error, TimeoutError) else error.strerror or type(error).__name__)


class SocketLine:
    """A line over the network. Opening it raises LineFault."""

    def __init__(self, host: str, port: int, patience: Patience) -> None:
        self._write_seconds = patience.write
        try:
            self.socket = socket.create_connection((host, port), patience.connect)
        except (OSError, UnicodeError) as error:
            # A name such as "printer..local" is not even looked up.
            raise fault(error) from error
        self.socket.settimeout(patience.write)

    def write(self, data: bytes) -> None:
        """Send all of it."""
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise fault(error) from error

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds."""
        try:
            self.socket.settimeout(max(seconds, 0.001))
            data = self.socket.recv(READ_BYTES)
        except TimeoutError:
            return b""
        except OSError as error:
            raise fault(error) from error
        finally:
            self.socket.settimeout(self._write_seconds)
        if not data:
            raise LineFault("hung up")
        return data

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
