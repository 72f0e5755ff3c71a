"""``python -m tests.bench [PART …]``: what product and issue ask to be measured, each number beside one it can be held against.

Nothing here passes or fails a test: a slow machine is not a mistake. The exit code is 1 only where something was lost.
"""

import importlib
import os
import sys
import time

from tests.bench.measuring import load, machine, show

PARTS = {
    "search": "finding people",
    "commit": "a household of four on disk",
    "labels": "labels drawn, encoded and on their way",
    "rooms": "a child's room among sixty",
    "preview": "a Sunday seen from Friday",
    "screens": "a family at the station",
    "cold_start": "from nothing to the start screen",
    "frames": "the screen while people are pulled and labels printed",
    "memory": "what a station of 100,000 people holds",
    "pull": "10,000 people from Planning Center",
    "whole": "a pull killed on every tenth page, people merged midway, storms of refusals",
    "kill": "the station killed at random moments",
    "seats": "two stations and one seat",
}


def main(words: list[str]) -> int:
    """Run the parts named, or all of them."""
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}. Parts: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(machine())
    begun, missed, lost = time.monotonic(), 0, 0
    for part in words or PARTS:
        rows = list(importlib.import_module(f"tests.bench.{part}").run())
        show(f"{part}: {PARTS[part]}", rows)
        missed += sum(row.is_met is False for row in rows)
        lost += sum(row.is_met is False for row in rows if part in ("kill", "seats", "whole"))
    print(f"\n{time.monotonic() - begun:.0f} s, {missed} of the goals missed; {load()}")
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
