"""A printer that speaks IPP itself: CUPS's own test printer, on a message bus of ours, doing what a test says.

It wants Avahi and a system bus even when it announces nothing, so both run privately for as long as it does.
"""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.support.planned_printer import PlannedPrinter

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy></busconfig>
"""
_AVAHI = "[server]\nuse-ipv6=no\n[publish]\ndisable-publishing=yes\n"
_COMMAND = '#!/bin/sh\n. {folder}/plan\ncat "$1" > {folder}/paper/$(basename "$1")\nexit ${{code:-0}}\n'


@contextmanager
def ipp_printer(folder: Path) -> Iterator[PlannedPrinter]:
    """One that prints well, until a test has other plans. It may take a moment until it answers."""
    for name in ("paper", "spool"):
        (folder / name).mkdir()
    (folder / "bus.conf").write_text(_BUS.format(folder=folder))
    (folder / "avahi.conf").write_text(_AVAHI)
    command = folder / "print.sh"
    command.write_text(_COMMAND.format(folder=folder))
    command.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    printer = PlannedPrinter(folder, port, f"ipp://127.0.0.1:{port}/ipp/print")
    printer.plan()
    bus = f"unix:path={folder}/bus"
    environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": bus, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    as_it_is = ("--no-drop-root", "--no-chroot", "--no-rlimits")
    # Each waits for the one before: the bus for nothing, Avahi for the bus, the printer for Avahi.
    script = f"""
dbus-daemon --config-file={folder}/bus.conf --nofork --nopidfile & bus=$!
until [ -S {folder}/bus ]; do sleep 0.02; done
avahi-daemon {" ".join(as_it_is)} -f {folder}/avahi.conf > {folder}/avahi.log 2>&1 & avahi=$!
trap 'kill $printer $avahi $bus' TERM
until grep -q 'startup complete' {folder}/avahi.log; do sleep 0.02; done
ippeveprinter -p {port} -r off -f application/pdf -n localhost -d {folder}/spool -k -c {command} Test & printer=$!
wait $printer
"""
    with ExitStack() as stack:
        shell = stack.enter_context(
            subprocess.Popen(
                ["/bin/sh", "-c", script], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )
        stack.callback(shell.terminate)
        yield printer
