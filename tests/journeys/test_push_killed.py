"""A push killed again and again, the power cord's way, ends with every household there exactly once."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.support.pulling import a_center
from tests.support.pushing import NOBODY_WAITS, a_pusher, of_type

FAMILIES = 4
ROOT = Path(__file__).parents[2]


def push_until_line(folder: Path, base_url: str, hours: int, lines: int) -> str:
    """Push in a process of its own, hours later than the one before, and kill it after so many lines; the last one it said."""
    command = [sys.executable, "-m", "tests.support.push_and_tell", str(folder), base_url, str(hours)]
    said = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for number, line in enumerate(process.stdout, 1):
            said = line.strip()
            if number == lines:
                process.kill()
                break
    return said


@pytest.mark.seconds(100)
async def test_a_push_killed_anywhere_leaves_every_household_there_once(tmp_path: Path):
    chance = Random(11)
    with a_center(people=0) as center:
        async with a_pusher(tmp_path, center) as pusher:
            for number in range(FAMILIES):
                await pusher.a_family(f"Family{number}", is_short=True)
        runs = 0
        while push_until_line(tmp_path, center.base_url, 2 * runs, chance.randint(2, 5)) != "done":
            runs += 1
            assert runs < 30
        assert runs >= 5
        async with a_pusher(tmp_path, center) as pusher:
            assert await pusher.counts() == NOBODY_WAITS
        for number in range(FAMILIES):
            name = f"Family{number}"
            (household,) = of_type(center, "people/Household", name=name)
            assert len(of_type(center, "people/Person", last_name=name)) == 2
            members = center.store.pointing_at("people/HouseholdMembership", "household", household["id"])
            assert len(members) == 2
            assert {one["attributes"]["pending"] for one in members} == {False}
        numbers = [
            one for one in of_type(center, "people/PhoneNumber") if one["attributes"]["number"] == "(214) 555-0100"
        ]
        owners = [center.store.linked_id(one, "person") for one in numbers]
        assert len(owners) == len(set(owners)) == FAMILIES
