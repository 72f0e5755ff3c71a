"""A CUPS of our own, with one queue whose printer does what a test says: paper out, faults, or well."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.planned_printer import PlannedPrinter

QUEUE = "labels"
_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
. {folder}/plan
cat ${{6:--}} > {folder}/paper/$1
exit ${{code:-0}}
"""
_SERVER = """Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
ServerBin {folder}/bin
TempDir {folder}/temp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
User {user}
Group {group}
SystemGroup {system}
"""
_QUEUES = """<Printer {queue}>
Info {queue}
DeviceURI pretend:/labels
State Idle
Accepting Yes
Shared No
ErrorPolicy abort-job
OpPolicy default
</Printer>
"""


@contextmanager
def print_server(folder: Path) -> Iterator[PlannedPrinter]:
    """A running one; the caller waits until it answers."""
    for name in ("root", "spool", "cache", "state", "temp", "log", "paper", "bin/backend"):
        (folder / name).mkdir(parents=True)
    (folder / "bin" / "daemon").symlink_to("/usr/lib/cups/daemon")
    backend = folder / "bin" / "backend" / "pretend"
    backend.write_text(_BACKEND.format(folder=folder))
    # Without rights for others it is run as whoever runs the server, who alone may look into this folder.
    backend.chmod(0o700)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    # CUPS refuses to serve as root, and as anybody else when it is not started by root.
    is_root = os.geteuid() == 0
    names = {"user": "lp", "group": "lp", "system": "root"} if is_root else _own_names()
    (folder / "root" / "cupsd.conf").write_text(_SERVER.format(port=port))
    (folder / "root" / "cups-files.conf").write_text(_FILES.format(folder=folder, **names))
    (folder / "root" / "printers.conf").write_text(_QUEUES.format(queue=QUEUE))
    server = PlannedPrinter(folder, port, f"cups://{QUEUE}@127.0.0.1:{port}")
    server.plan("code=0")
    settings = ("-c", str(folder / "root" / "cupsd.conf"), "-s", str(folder / "root" / "cups-files.conf"))
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    with subprocess.Popen(["cupsd", "-f", *settings], env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield server
        finally:
            process.terminate()


def _own_names() -> dict[str, str]:
    import grp
    import pwd

    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    return {"user": user, "group": group, "system": group}
