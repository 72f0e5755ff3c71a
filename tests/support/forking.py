"""Real processes that start in a few milliseconds: a helper imports everything once and forks one for each that is asked for.

Each is a process of its own that can be killed at any moment; what it writes to its standard output comes back here.
Where a system has no fork there are none of these tests.
"""

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

CAN_FORK = hasattr(os, "fork")
_MOST_BYTES = 65536


@dataclass
class Child:
    """A process that was forked off; ``said`` is its standard output, ``told`` its standard input."""

    pid: int
    said: IO[str]
    told: IO[str]

    def line(self) -> str:
        """Its next line, without the end; empty when it has ended."""
        return self.said.readline().rstrip("\n")

    def tell(self, line: str) -> None:
        """Write it a line."""
        self.told.write(f"{line}\n")
        self.told.flush()

    def kill(self) -> None:
        """End it at once, as a power switch would; it gets no chance to put anything in order."""
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def rest(self) -> list[str]:
        """The whole lines it still wrote before it ended; a line cut in two was never said."""
        return [line[:-1] for line in self.said if line.endswith("\n")]

    def close(self) -> None:
        """Make sure that it is gone."""
        self.kill()
        self.said.close()
        self.told.close()


class Forker:
    """Asks the helper for children."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def start(self, home: str, *arguments: Any) -> Child:
        """A child that calls ``module:function`` with these arguments (as JSON) and ends when it returns."""
        out_reading, out_writing = os.pipe()
        in_reading, in_writing = os.pipe()
        message = json.dumps([home, arguments]).encode()
        socket.send_fds(self._line, [message], [in_reading, out_writing])
        os.close(out_writing)
        os.close(in_reading)
        pid = int(self._line.recv(_MOST_BYTES))
        return Child(pid, os.fdopen(out_reading, encoding="utf-8"), os.fdopen(in_writing, "w", encoding="utf-8"))


@contextmanager
def a_forker(prepare: str) -> Iterator[Forker]:
    """The helper, after it has called ``module:function`` to import what every child will need."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        command = [sys.executable, "-m", "tests.support.forking", str(theirs.fileno()), prepare]
        with subprocess.Popen(command, pass_fds=[theirs.fileno()]) as helper:
            theirs.close()
            try:
                yield Forker(ours)
            finally:
                ours.close()
                helper.wait(10)


def _serve(line: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system clears away those who end
    while True:
        message, descriptors, _, _ = socket.recv_fds(line, _MOST_BYTES, 2)
        if not message:
            return
        reading, writing = descriptors
        pid = os.fork()
        if pid == 0:
            line.close()
            _be_child(message, reading, writing)
        os.close(reading)
        os.close(writing)
        line.send(str(pid).encode())


def _be_child(message: bytes, reading: int, writing: int) -> None:
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(reading, 0)
        os.dup2(writing, 1)
        os.close(reading)
        os.close(writing)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False, buffering=1)
        home, arguments = json.loads(message)
        _named(home)(*arguments)
        code = 0
    except BaseException:  # noqa: BLE001  the child must never go back into the helper's loop
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
        except OSError:
            pass
        os._exit(code)


def _named(home: str) -> Callable[..., object]:
    module, _, name = home.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), name)
    return found


if __name__ == "__main__":
    _named(sys.argv[2])()
    _serve(socket.socket(fileno=int(sys.argv[1])))
