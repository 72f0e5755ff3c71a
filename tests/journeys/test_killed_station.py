"""The station is switched off in the middle of anything: nothing acknowledged is lost, nothing is there twice or by half.

Cases Q01, Q16-Q18 and S18 of the rules, and check 37 of printing. The processes are real and are ended with SIGKILL.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.chance import ulid_at
from kiosk.simulator.printer import VirtualPrinter
from tests.support.crashing import Crashes, account_for_labels
from tests.support.forking import CAN_FORK, Forker, a_forker
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, copied, made_up, pull_into, reading, without_limits

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork, nor kill with SIGKILL")

KILLS, KILLS_WHILE_PRINTING = 50, 12


@pytest.fixture(scope="module")
def big_church(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough families that no kill finds everybody checked in, and room for all of them."""
    return without_limits(pull_into(tmp_path_factory.mktemp("big") / "data", made_up(2500)))


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    with a_forker("tests.support.busy_station:prepare") as ready:
        yield ready


def test_no_check_in_is_lost_doubled_or_halved(big_church: Path, forker: Forker, tmp_path: Path):
    crashes = Crashes(copied(big_church, tmp_path / "data"), forker, seed=random.randrange(10**9), longest_seconds=0.1)

    while crashes.kills < KILLS:
        assert crashes.kill_once(), "no family is left to check in"
        crashes.check()
    crashes.finish()
    crashes.check()

    assert len(crashes.acknowledged) > KILLS


def test_every_label_is_on_paper_once_or_accounted_for(big_church: Path, forker: Forker, tmp_path: Path):
    with VirtualPrinter() as printer:
        folder = copied(big_church, tmp_path / "data")
        crashes = Crashes(folder, forker, random.randrange(10**9), longest_seconds=0.5, printer=printer.address)
        for _ in range(KILLS_WHILE_PRINTING):
            crashes.kill_once(households=6)
            account_for_labels(folder, printer)
        crashes.finish()
        crashes.check()
        states = account_for_labels(folder, printer)

    assert states["printed"] > KILLS_WHILE_PRINTING
    assert states.keys() <= {"printed", "uncertain"}
    assert states["uncertain"] <= KILLS_WHILE_PRINTING


def test_a_killed_command_can_be_given_again(data: Path):
    """With the same nonce: whether the first try was recorded or not, there is one check-in in the end."""
    for person in ("303", "304", "305", "102"):
        nonce = ulid_at(MORNING)
        command = [sys.executable, "-m", "kiosk", "--data", str(data), "--rehearsal", "--json", "check-in"]
        command += ["--at", MORNING.isoformat(), "--person", person, "--nonce", nonce]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
            time.sleep(random.uniform(0.15, 0.45))
            os.kill(first.pid, signal.SIGKILL)

        again = subprocess.run(command, capture_output=True, text=True)

        assert again.returncode == 0, again.stderr
        with reading(data / "rehearsal") as connection:
            recorded = connection.execute("select id from check_in where person = ?", (person,)).fetchall()
        assert recorded == [(one["id"],) for one in json.loads(again.stdout)["check_ins"]]
    check_record(data / "rehearsal")
