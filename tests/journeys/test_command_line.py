"""The command line as product.md section 12 promises it: what is asked, what is answered, and how a program can tell."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.simulator.church import load_sample_church
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from tests.support.command_line import CommandLine, run
from tests.support.sunday import served

AT = ("--at", "2026-09-13T08:40")
ANA, LEO, MIA = "101", "102", "103"


@pytest.fixture
def kiosk(data: Path) -> CommandLine:
    """Commands on the sample church as it was pulled, without any way to Planning Center."""
    return CommandLine(data)


@pytest.fixture
def center(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanningCenterServer]:
    """The sample church, a service about to begin, with the environment pointing at it."""
    now = datetime.now(UTC)
    with served(load_sample_church(now), now) as server:
        monkeypatch.setenv("KIOSK_PCO_BASE_URL", server.base_url)
        monkeypatch.setenv("KIOSK_PCO_APP_ID", "demo")
        monkeypatch.setenv("KIOSK_PCO_SECRET", "demo")
        yield server


@pytest.fixture
def fresh(tmp_path: Path) -> CommandLine:
    """Commands on a folder that is not there yet."""
    return CommandLine(tmp_path / "not" / "there" / "yet")


# From nothing to a check-in.


def test_a_fresh_folder_needs_nothing_but_the_environment(fresh: CommandLine, center: PlanningCenterServer):
    pulled = fresh("sync").document
    checked_in = fresh("check-in", "--person", ANA, "--person", LEO).document
    status = fresh("status").document

    assert pulled["pulled"]["people"]["rows"] == status["counts"]["people"] > 300
    assert pulled["skipped"] == []
    assert pulled["requests"] == len(center.requests)
    assert {one["person"]["name"] for one in checked_in["check_ins"]} == {"Ana Cole", "Leo Cole"}
    assert {label["state"] for label in checked_in["labels"]} == {"queued"}
    assert status["print_queue"]["queued"] == len(checked_in["labels"]) == 3
    assert (status["sign_in"], status["outbox"]) == ("ok", {"waiting": 0, "parked": 0})
    assert status["sync_map"]["synced"] >= status["counts"]["people"]
    assert oct(fresh.folder.stat().st_mode & 0o777) == "0o700"


@pytest.mark.parametrize("words", [("find", "Cole"), ("explain", ANA), ("check-in", "--person", ANA), ("roster",)])
def test_before_the_first_pull_a_command_says_that_the_station_is_not_set_up(
    fresh: CommandLine, words: tuple[str, ...]
):
    said = fresh(*words)

    assert said.code == 5
    assert said.document["problem"] == "StationNotSetUp"
    assert set(said.document) == {"problem", "sentence", "details"}


def test_without_json_a_problem_is_one_calm_sentence_beside_the_answers(fresh: CommandLine):
    said = fresh.plainly("find", "Cole")

    assert (said.code, said.out) == (5, "")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("--data", "{data}", "--json", "find", "0133"),
        ("find", "0133", "--json", "--data", "{data}"),
        ("--json", "find", "--data={data}", "0133"),
    ],
)
def test_common_options_stand_before_or_after_the_command(data: Path, words: tuple[str, ...]):
    said = run(*(word.format(data=data) for word in words))

    assert [household["name"] for household in said.document["households"]] == ["Garcia"]


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("find",),
        ("check-in",),
        ("check-in", "--person", ANA, *AT),
        ("check-in", "--person", ANA, "--nonce", "not-a-ulid"),
        ("check-in", "--person", ANA, "--kind", "wizard"),
        ("explain", ANA, "--at", "soon"),
        ("explain", ANA, "--at", "9999-12-31T23:59"),
        ("roster", "--at", "0001-01-01T00:00+14:00"),
        # What has no copy in a rehearsal, or talks to others.
        *(
            ("--rehearsal", *words.split())
            for words in ("sync", "sign-in", "sign-out", "set-up", "backup x", "restore x")
        ),
        *(("--rehearsal", *words.split()) for words in ("webhooks list", "plandocket send")),
        ("labels", "01J00000000000000000000000"),
    ],
)
def test_wrong_usage_is_told_from_everything_else(kiosk: CommandLine, words: tuple[str, ...]):
    said = kiosk.plainly(*words)

    assert said.code == 2
    assert said.out == ""
    assert "Error" in said.err


def test_an_address_that_is_none_is_wrong_usage(kiosk: CommandLine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KIOSK_PCO_BASE_URL", "http://[half")

    assert kiosk.plainly("sync").code == 2


@pytest.mark.parametrize("words", [(), ("station",), ("demo",)])
def test_without_a_screen_a_station_says_so(
    kiosk: CommandLine, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    said = kiosk.plainly(*words)

    assert said.code == 2
    assert "no screen here" in said.err


def test_pictures_of_the_demo_need_a_folder_that_can_be_made(kiosk: CommandLine, tmp_path: Path):
    (tmp_path / "file").touch()

    said = kiosk("demo", "--headless", str(tmp_path / "file" / "pictures"))

    assert (said.code, said.document["problem"]) == (5, "DataFolderReadOnly")


# find and explain


def test_find_gives_households_with_their_people(kiosk: CommandLine):
    (cole,) = kiosk("find", "0142").document["households"]

    assert cole["name"] == "Cole"
    assert {"id": ANA, "name": "Ana Cole", "is_child": True} in cole["people"]


@pytest.mark.parametrize("text", ["xyzzy", "%", "' or 1=1 --", "0000"])
def test_finding_nobody_is_no_failure(kiosk: CommandLine, text: str):
    said = kiosk("find", text)

    assert (said.code, said.document) == (0, {"households": []})


def test_too_few_digits_are_refused(kiosk: CommandLine):
    said = kiosk("find", "133")

    assert (said.code, said.document["problem"]) == (3, "SearchTooShort")


def test_explain_says_every_time_of_the_day_with_every_room(kiosk: CommandLine):
    said = kiosk("explain", ANA, *AT).document

    assert said["person"] == {"id": ANA, "name": "Ana Cole"}
    assert said["at"] == "2026-09-13T08:40:00-05:00"
    nine = next(time for time in said["times"] if time["event_time"]["id"] == "11")
    assert nine["event"] == {"id": "1", "name": "Sunday Kids"}
    assert nine["event_time"] == {"id": "11", "starts_at": "2026-09-13T09:00:00-05:00", "predicted": False}
    assert nine["window"] == {
        "opens_at": "2026-09-13T04:00:00-05:00",
        "closes_at": "2026-09-13T09:30:00-05:00",
        "is_open": True,
    }
    assert (nine["chosen"], nine["via"], nine["reasons"]) == (True, "group", [])
    assert nine["location"] == {"id": "52", "name": "Twos"}
    assert nine["candidates"][0] == {"location": nine["location"], "verdict": "fits", "tier": "last", "reasons": []}
    verdicts = [candidate["verdict"] for candidate in nine["candidates"]]
    assert verdicts == sorted(verdicts, key=["fits", "unknown", "refused"].index)
    assert all(candidate["reasons"] for candidate in nine["candidates"] if candidate["verdict"] != "fits")
    assert {time["event_time"]["id"] for time in said["times"]} == {"11", "12", "31"}


def test_a_time_without_an_offset_is_the_churchs(kiosk: CommandLine):
    here = kiosk("explain", ANA, "--at", "2026-09-13T08:40").document
    elsewhere = kiosk("explain", ANA, "--at", "2026-09-13T15:40+02:00").document

    assert here == elsewhere


def test_outside_the_window_the_room_is_still_said(kiosk: CommandLine):
    said = kiosk("explain", ANA, "--at", "2026-09-13T03:59:59").document

    nine = next(time for time in said["times"] if time["event_time"]["id"] == "11")
    assert (nine["window"]["is_open"], nine["reasons"]) == (False, ["window_not_open"])
    assert nine["location"] == {"id": "52", "name": "Twos"}


def test_explaining_nobody(kiosk: CommandLine):
    said = kiosk("explain", "999999", *AT)

    assert (said.code, said.document["problem"]) == (3, "NotKnown")


# What the machine sees, and what it does not.


def test_json_is_alone_on_standard_output_and_logs_are_on_standard_error(
    fresh: CommandLine, center: PlanningCenterServer
):
    """As another process sees it; the sign-in is taken back while the pull runs."""
    center.faults.add(Trouble.UNAUTHORIZED, path="/check-ins/v2")
    command = [sys.executable, "-m", "kiosk", "--data", str(fresh.folder), "--json", "sync"]

    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ})

    document = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    assert (done.returncode, document["problem"]) == (5, "SignedOut")
    assert all(json.loads(line)["where"].startswith("kiosk") for line in done.stderr.splitlines())


def test_an_answer_that_nobody_waits_for_any_more_is_no_bug(data: Path):
    """``kiosk explain 101 | head -1`` closes the line early."""
    command = [sys.executable, "-m", "kiosk", "--data", str(data), "explain", ANA, *AT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()

        assert process.stderr.read() == ""
    assert process.returncode in (0, 141)


# sync


def test_a_wrong_token_is_said_and_remembered(
    fresh: CommandLine, center: PlanningCenterServer, monkeypatch: pytest.MonkeyPatch
):
    fresh("sync")
    monkeypatch.setenv("KIOSK_PCO_SECRET", "wrong")

    refused = fresh("sync")

    assert (refused.code, refused.document["problem"]) == (5, "SignedOut")
    assert fresh("status").document["sign_in"] == "refused"
    assert fresh("find", "0133").code == 0


def test_without_a_token_nothing_is_asked(kiosk: CommandLine):
    said = kiosk("sync")

    assert (said.code, said.document["problem"]) == (5, "SignedOut")
    assert kiosk("status").document["sign_in"] == "missing"


def test_a_planning_center_that_is_gone_is_said(fresh: CommandLine, center: PlanningCenterServer):
    center.stop()

    said = fresh("sync")

    assert (said.code, said.document["problem"]) == (4, "Offline")


def test_a_product_that_is_not_allowed_is_named_and_the_rest_is_there(fresh: CommandLine, center: PlanningCenterServer):
    center.faults.add(Trouble.PRODUCT_REFUSED, path="/groups/v2")

    said = fresh("sync").document

    assert said["skipped"] == [{"product": "groups", "problem": "NoPermission"}]
    assert fresh("explain", ANA).code == 0


def test_a_dry_run_says_what_it_would_take_and_reads_next_to_nothing(fresh: CommandLine, center: PlanningCenterServer):
    said = fresh("sync", "--dry-run").document
    asked = len(center.requests)
    center.forget_requests()
    pulled = fresh("sync").document

    assert pulled["requests"] * 0.5 <= said["requests"] <= pulled["requests"] * 1.5
    assert asked < pulled["requests"]
    assert said["minutes"] >= 0


def test_nothing_of_a_wrong_church_is_mixed_in(
    fresh: CommandLine, center: PlanningCenterServer, monkeypatch: pytest.MonkeyPatch
):
    fresh("sync")
    other = load_sample_church(datetime.now(UTC))
    other.organization_id = "77"
    with served(other) as server:
        monkeypatch.setenv("KIOSK_PCO_BASE_URL", server.base_url)

        said = fresh("sync", "--full")

    assert (said.code, said.document["problem"]) == (5, "WrongOrganization")
