"""A label printer that is not there: ESC/POS over TCP, keeping each label, with the troubles that printers have."""

import contextlib
import os
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.simulator.escpos_stream import CUT, PROCESS_ID, REAL_TIME_STATUS, Commands
from kiosk.simulator.label_picture import png_of
from kiosk.simulator.printer_troubles import CANNOT_PRINT, PrinterTrouble, status_byte

LOOPBACK = "127.0.0.1"
BUFFER_BYTES = 4096
"""What a receipt printer takes in while it cannot print."""
RESET_AFTER_BYTES = 8000
_READ_BYTES = 65536
_POLL_SECONDS = 0.05
_JOIN_SECONDS = 2.0
_AUTOMATIC_STATUS_ON = b"\x1da"
_STATUS_REQUEST = b"\x1dr"
_AUTOMATIC_STATUS = b"\x10\x00\x00\x00"


class VirtualPrinter:
    """Listens on 127.0.0.1. ``labels`` holds the bytes of each label, up to and with its cut.

    What has been taken in is printed when the trouble is over, even if the line is gone: as a real printer does.
    ``is_one_line_at_a_time``: who calls while another is connected waits, as with most real ones.
    With ``keep_in`` every label is also written there as ``label-0001.png`` and so on; ``printed`` is called with it.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        keep_in: Path | None = None,
        printed: Callable[[bytes, Path | None], None] | None = None,
        buffer_bytes: int = BUFFER_BYTES,
        slow_seconds: float = 1.0,
        is_one_line_at_a_time: bool = False,
    ) -> None:
        self.labels: list[bytes] = []
        self.slow_seconds = slow_seconds
        self.port = port
        self._keep_in = keep_in
        self._is_one_line_at_a_time = is_one_line_at_a_time
        self._printed = printed
        self._buffer_bytes = buffer_bytes
        self._fault: PrinterTrouble | None = None
        self._changed = threading.Condition()
        self._spool: deque[tuple[bytes, socket.socket]] = deque()
        self._paper = bytearray()
        self._lines: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._takers: list[threading.Thread] = []
        self._listener: socket.socket | None = None
        self._is_running = False

    @property
    def fault(self) -> PrinterTrouble | None:
        """What is wrong with it now."""
        return self._fault

    @fault.setter
    def fault(self, trouble: PrinterTrouble | str | None) -> None:
        with self._changed:
            self._fault = PrinterTrouble(trouble) if trouble else None
            self._changed.notify_all()

    @property
    def address(self) -> str:
        """Where it is, as a printer is named in settings."""
        return f"escpos://{LOOPBACK}:{self.port}"

    def start(self) -> Self:
        """Listen. Raises OSError where the port is taken."""
        listener = socket.socket()
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._buffer_bytes)
        listener.bind((LOOPBACK, self.port))
        listener.listen(16)
        listener.settimeout(_POLL_SECONDS)
        self._listener = listener
        self.port = listener.getsockname()[1]
        self._is_running = True
        self._threads = [
            threading.Thread(target=work, name=f"virtual-printer-{name}", daemon=True)
            for name, work in (("listen", self._listen), ("print", self._print))
        ]
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Switch off: every line is dropped, what was taken in but not printed is gone."""
        with self._changed:
            self._is_running = False
            self._spool.clear()
            self._paper.clear()
            self._changed.notify_all()
        # Whoever was just let in has a line by then.
        for thread in self._threads:
            thread.join(_JOIN_SECONDS)
        with self._changed:
            lines = tuple(self._lines)
        for line in lines:
            _hang_up(line)
        for thread in self._takers:
            thread.join(_JOIN_SECONDS)
        if self._listener is not None:
            self._listener.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _listen(self) -> None:
        assert self._listener is not None
        while self._is_running:
            if self._is_one_line_at_a_time and not self._wait_for_silence():
                continue
            try:
                line, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            if self._fault is PrinterTrouble.REFUSES:
                _reset(line)
                continue
            thread = threading.Thread(target=self._take_in, args=(line,), name="virtual-printer-line", daemon=True)
            with self._changed:
                self._lines.add(line)
                self._takers = [one for one in self._takers if one.is_alive()]
                thread.start()
                self._takers.append(thread)

    def _wait_for_silence(self) -> bool:
        """Whether nobody is connected and everything is printed: most printers let the next caller wait until then."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._lines and not self._spool, _POLL_SECONDS)

    def _take_in(self, line: socket.socket) -> None:
        """Read one line: real-time questions are answered at once, the rest waits its turn."""
        commands, taken = Commands(), 0
        if self._fault is PrinterTrouble.STALE_STATUS:
            self._say(line, _AUTOMATIC_STATUS)
        try:
            while self._is_running:
                data = line.recv(self._wait_for_room(commands.incomplete_bytes))
                if not data:
                    break
                taken += len(data)
                if self._fault is PrinterTrouble.RESETS_HALF_WAY and taken >= RESET_AFTER_BYTES:
                    self._forget(line)
                    _reset(line)
                    return
                self._queue(line, commands.feed(data))
        except OSError:
            pass
        finally:
            with self._changed:
                self._lines.discard(line)
                self._changed.notify_all()
            line.close()

    def _queue(self, line: socket.socket, commands: list[bytes]) -> None:
        for command in commands:
            if command.startswith(REAL_TIME_STATUS):
                self._say(line, status_byte(self._fault, command[2]))
                continue
            with self._changed:
                self._spool.append((command, line))
                self._changed.notify_all()

    def _wait_for_room(self, incomplete: int) -> int:
        """Wait until something more can be taken in; how much that is."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_running or self._room(incomplete) > 0)
            return max(1, self._room(incomplete))

    def _room(self, incomplete: int) -> int:
        """How much more may be taken in: while it prints anything, else what the buffer holds."""
        if self._fault not in CANNOT_PRINT:
            return _READ_BYTES
        return self._buffer_bytes - incomplete - sum(len(command) for command, _ in self._spool)

    def _forget(self, line: socket.socket) -> None:
        """A broken transmission leaves half a label, which is torn off."""
        with self._changed:
            self._spool = deque(entry for entry in self._spool if entry[1] is not line)
            self._paper.clear()

    def _print(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: not self._is_running or self._can_print())
                if not self._is_running:
                    return
                command, line = self._spool.popleft()
                self._changed.notify_all()
            self._carry_out(command, line)

    def _can_print(self) -> bool:
        return bool(self._spool) and self._fault not in CANNOT_PRINT

    def _carry_out(self, command: bytes, line: socket.socket) -> None:
        if command.startswith(PROCESS_ID):
            if self._fault is not PrinterTrouble.NO_PROCESS_ID:
                self._say(line, b"\x37\x22" + command[7:11] + b"\x00")
        elif command.startswith(_AUTOMATIC_STATUS_ON):
            if command[2]:
                self._say(line, _AUTOMATIC_STATUS)
        elif command.startswith(_STATUS_REQUEST):
            self._say(line, b"\x00")
        else:
            self._paper += command
            if command.startswith(CUT):
                self._finish_label(line)

    def _finish_label(self, line: socket.socket) -> None:
        if self._fault is PrinterTrouble.SLOW:
            with self._changed:
                self._changed.wait_for(lambda: not self._is_running, timeout=self.slow_seconds)
        label = bytes(self._paper)
        self._paper.clear()
        kept = self._keep(label)
        self.labels.append(label)
        if self._printed is not None:
            self._printed(label, kept)
        if self._fault is PrinterTrouble.ANSWER_LOST:
            _reset(line)

    def _keep(self, label: bytes) -> Path | None:
        picture = png_of(label) if self._keep_in is not None else None
        if self._keep_in is None or picture is None:
            return None
        self._keep_in.mkdir(parents=True, exist_ok=True)
        path = self._keep_in / f"label-{len(self.labels) + 1:04}.png"
        path.write_bytes(picture)
        return path

    def _say(self, line: socket.socket, answer: bytes) -> None:
        if self._fault is not PrinterTrouble.MUTE:
            with contextlib.suppress(OSError):
                line.sendall(answer)


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _reset(line: socket.socket) -> None:
    """Drop a line as when the cable is pulled: whoever writes gets an error, not an end."""
    with contextlib.suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.shutdown(socket.SHUT_RD)
    line.close()
