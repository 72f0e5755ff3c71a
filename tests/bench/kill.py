"""The station killed with SIGKILL at random moments: what it acknowledged, and what was there afterwards."""

import random
from collections.abc import Iterator

from kiosk.simulator.printer import VirtualPrinter
from tests.bench.churches import fresh, roomy_church
from tests.bench.measuring import Row
from tests.support.crashing import Crashes, account_for_labels
from tests.support.forking import CAN_FORK, a_forker
from tests.support.sunday import copied

PEOPLE = 6000
KILLS, KILLS_WHILE_PRINTING = 200, 40
AT_ONCE = 8


def run() -> Iterator[Row]:
    """The rows of the table."""
    if not CAN_FORK:
        yield Row("not tried: this system cannot fork", "")
        return
    with a_forker("tests.support.busy_station:prepare") as forker:
        crashes = Crashes(copied(roomy_church(PEOPLE), fresh("killed")), forker, random.randrange(10**9), 0.12)
        verdict = _killed(crashes, KILLS)
        families = f"{len(crashes.acknowledged)} families acknowledged, {crashes.replays} of them after a retry"
        yield Row(f"{crashes.kills} kills", verdict, families, "0 lost", verdict == "0 lost, 0 doubled, 0 halved")
        with VirtualPrinter() as printer:
            folder = copied(roomy_church(PEOPLE), fresh("killed-printing"))
            crashes = Crashes(folder, forker, random.randrange(10**9), 0.5, printer.address)
            verdict = _killed(crashes, KILLS_WHILE_PRINTING)
            states = account_for_labels(folder, printer)
            said = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
            yield Row(
                f"{crashes.kills} kills while labels print",
                verdict,
                f"{len(printer.labels)} on paper; {said}",
                "0 lost",
                verdict == "0 lost, 0 doubled, 0 halved",
            )


def _killed(crashes: Crashes, times: int) -> str:
    try:
        while crashes.kills < times:
            if not crashes.kill_once(AT_ONCE):
                return "nobody was left to check in"
            crashes.check()
        crashes.finish()
        crashes.check()
    except AssertionError as wrong:
        return str(wrong)
    return "0 lost, 0 doubled, 0 halved"
