"""Logs: one JSON line per change of state, on standard error and in the data folder, never with personal data.

Code logs ids and counts only. What an exception says is left out too, because it may quote a value: its type and where it
happened are enough to find a bug. Of other programs' lines only where they come from is kept, and of Qt's likewise.
"""

import json
import logging
import logging.handlers
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

_MEGABYTES = 1_000_000
KEPT_FILES = 5
OURS = "kiosk"


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
        }
        if record.name.partition(".")[0] == OURS:
            # What others say is not in our hands: a library may quote what it was given.
            said["what"] = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            said["error"] = record.exc_info[0].__name__
            said["frames"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(said)


def start_logs(folder: Path | None, *, level: int = logging.INFO, on_screen: int = logging.WARNING) -> None:
    """Send this program's log lines to standard error (from ``on_screen`` up) and to ``folder``/logs, rotated by size."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    root.setLevel(level)
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(on_screen)
    screen.setFormatter(JsonLines())
    root.addHandler(screen)
    for noisy in ("httpx", "httpcore", "qasync", "asyncio"):
        # httpx logs whole addresses, which carry what was searched for.
        logging.getLogger(noisy).setLevel(logging.WARNING)
    if folder is not None:
        try:
            (folder / "logs").mkdir(parents=True, exist_ok=True, mode=0o700)
            kept = logging.handlers.RotatingFileHandler(
                folder / "logs" / "kiosk.log", maxBytes=_MEGABYTES, backupCount=KEPT_FILES, encoding="utf-8"
            )
        except OSError:
            # A read-only folder is reported where data is written; logging must not be what stops the station.
            return
        kept.setFormatter(JsonLines())
        root.addHandler(kept)


def log_what_nobody_caught() -> None:
    """Let errors that end up nowhere go to the log in its own words, instead of with theirs to standard error."""

    def from_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger(OURS).critical("nobody caught an error", exc_info=(kind, error, trace))

    def from_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            from_program(told.exc_type, told.exc_value, told.exc_traceback)

    sys.excepthook = from_program
    threading.excepthook = from_thread
