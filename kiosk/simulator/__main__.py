"""python -m kiosk.simulator: the pretend Planning Center, and if wanted a pretend printer, in a process of their own."""

import argparse
import json
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from kiosk.simulator.church import load_sample_church
from kiosk.simulator.church_synthetic import synthetic_church
from kiosk.simulator.control import ControlDoor
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.server import SEARCH_DELAY_SECONDS, PlanningCenterServer

SEED = 1


def main(arguments: list[str] | None = None) -> int:
    """Run until interrupted. The first line printed is JSON: where everything is."""
    options = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    church = synthetic_church(options.people, SEED, now) if options.people else load_sample_church(now)
    server = PlanningCenterServer(
        church,
        app_id=options.app_id,
        secret=options.secret,
        rate_limit=options.rate_limit,
        search_delay_seconds=options.search_delay,
        port=options.port,
    )
    door = ControlDoor(server, options.control_port)
    printer = VirtualPrinter(port=options.printer_port, keep_in=options.labels) if options.printer else None
    server.start()
    door.open()
    where = {"base_url": server.base_url, "control_url": door.url}
    if printer is not None:
        printer.start()
        where["printer"] = printer.address
    sys.stdout.write(json.dumps(where) + "\n")
    sys.stdout.flush()
    _wait_for_the_end()
    if printer is not None:
        printer.stop()
    door.close()
    server.stop()
    return 0


def _wait_for_the_end() -> None:
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    while not ended.wait(1.0):
        pass


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port of the API on 127.0.0.1 (default: any free one)")
    parser.add_argument("--control-port", type=int, default=0, help="port of the control door (default: any free one)")
    parser.add_argument(
        "--people", type=int, default=0, help="a made-up church of so many instead of the sample church"
    )
    parser.add_argument("--app-id", default="demo", help="of the personal access token")
    parser.add_argument("--secret", default="demo", help="of the personal access token")
    parser.add_argument("--rate-limit", type=int, default=100, help="requests in 20 seconds")
    parser.add_argument("--search-delay", type=float, default=SEARCH_DELAY_SECONDS, help="seconds until a search finds")
    parser.add_argument("--printer", action="store_true", help="run a pretend label printer too")
    parser.add_argument("--printer-port", type=int, default=0, help="its port (default: any free one)")
    parser.add_argument("--labels", type=Path, default=None, help="folder that gets each printed label as a PNG")
    return parser


if __name__ == "__main__":
    sys.exit(main())
