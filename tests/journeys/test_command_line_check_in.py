"""Checking in from the command line: who goes on without whom, the same tap twice, and what the labels and the roster say."""

from collections import Counter
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.app.chance import ulid_at
from kiosk.simulator.label_picture import png_of
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble
from tests.support.command_line import CommandLine, Said
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, reading

# Where labels are drawn in this process, the one application must be the tests' own.
pytestmark = pytest.mark.usefixtures("qapp")

SOFIA, MATEO, LUCIA = "303", "304", "305"
ANA, LEO, MIA = "101", "102", "103"
IMANI, JORDAN = "6403", "6402"


class Sunday:
    """Commands of one Sunday morning in a rehearsal."""

    def __init__(self, data: Path) -> None:
        self.kiosk = CommandLine(data)
        self.folder = data / "rehearsal"

    def __call__(self, *words: str, at: str = "2026-09-13T08:40") -> Said:
        return self.kiosk("--rehearsal", *words, "--at", at)

    def check_in(self, *people: str, words: tuple[str, ...] = (), at: str = "2026-09-13T08:40") -> Said:
        return self("check-in", *(word for person in people for word in ("--person", person)), *words, at=at)

    @property
    def facts(self) -> int:
        with reading(self.folder) as connection:
            count: int = connection.execute("select count(*) from fact").fetchone()[0]
        return count


@pytest.fixture
def sunday(data: Path) -> Sunday:
    return Sunday(data)


def a_nonce() -> str:
    return ulid_at(MORNING)


def test_a_family_is_checked_in_with_one_code_and_its_labels(sunday: Sunday):
    said = sunday.check_in(SOFIA, MATEO, LUCIA, words=("--by", "301"))

    document = said.document
    assert said.code == 0
    assert {one["person"]["name"]: one["location"]["name"] for one in document["check_ins"]} == {
        "Sofía García": "Grades 3–5",
        "Mateo García": "Fours",
        "Lucía García": "Toddlers",
    }
    assert {one["security_code"] for one in document["check_ins"]} == {document["security_code"]}
    assert {one["event_time"]["starts_at"] for one in document["check_ins"]} == {"2026-09-13T09:00:00-05:00"}
    assert {(one["kind"], one["status"]) for one in document["check_ins"]} == {("regular", "created")}
    # Toddlers have a bag tag too.
    assert Counter(label["kind"] for label in document["labels"]) == {"name": 4, "security": 1}
    assert {label["state"] for label in document["labels"]} == {"queued"}
    assert document["refused"] == []
    check_record(sunday.folder)


def test_the_same_tap_again_is_the_first_answer(sunday: Sunday):
    nonce = a_nonce()
    first = sunday.check_in(SOFIA, MIA, words=("--nonce", nonce)).document
    facts = sunday.facts
    again = sunday.check_in(MIA, SOFIA, words=("--nonce", nonce.lower()), at="2026-09-13T09:10")

    for one in first["check_ins"]:
        one["status"] = "existing"
    assert (again.code, again.document) == (0, first)
    assert again.document["refused"][0]["person"]["id"] == MIA
    assert sunday.facts == facts


def test_the_same_tap_with_other_content_is_refused(sunday: Sunday):
    nonce = a_nonce()
    sunday.check_in(SOFIA, words=("--nonce", nonce))
    facts = sunday.facts

    said = sunday.check_in(MATEO, words=("--nonce", nonce))

    assert (said.code, said.document["problem"], sunday.facts) == (3, "NonceReused", facts)


def test_another_tap_for_somebody_who_is_in_is_refused_and_the_code_is_not_told(sunday: Sunday):
    code = sunday.check_in(SOFIA).document["security_code"]

    said = sunday.check_in(SOFIA)

    assert (said.code, said.document["problem"]) == (3, "AlreadyCheckedIn")
    assert code not in said.out + said.err


def test_who_is_in_already_does_not_hold_up_the_others(sunday: Sunday):
    first = sunday.check_in(SOFIA).document

    later = sunday.check_in(SOFIA, MATEO).document

    assert [one["person"]["id"] for one in later["check_ins"]] == [MATEO]
    assert [(one["person"]["id"], one["problem"]) for one in later["refused"]] == [(SOFIA, "AlreadyCheckedIn")]
    assert later["security_code"] != first["security_code"]


def test_who_fits_nowhere_is_named_with_the_reasons(sunday: Sunday):
    said = sunday.check_in(LEO, MIA)

    (refused,) = said.document["refused"]
    assert said.code == 0
    assert refused["person"] == {"id": MIA, "name": "Mia Cole"}
    assert refused["problem"] == "NoFittingLocation"
    assert "birthdate_missing" in refused["reasons"]
    assert [one["person"]["id"] for one in said.document["check_ins"]] == [LEO]


def test_nobody_recorded_is_a_refusal(sunday: Sunday):
    said = sunday.check_in(MIA)

    assert (said.code, said.document["problem"]) == (3, "NoFittingLocation")
    assert said.document["details"]["refused"][0]["person"]["id"] == MIA
    assert sunday.facts == 0


def test_a_full_room_of_one_stops_the_whole_family_and_writes_nothing(sunday: Sunday):
    """The Boys' circle of the second service is full from the start; his sister would have had a seat."""
    said = sunday.check_in(IMANI, JORDAN, words=("--event-time", "12"))

    assert (said.code, said.document["problem"]) == (3, "LocationFull")
    assert [one["person"]["id"] for one in said.document["details"]["refused"]] == [JORDAN]
    assert sunday.facts == 0
    assert sunday.check_in(IMANI, words=("--event-time", "12")).code == 0


def test_a_volunteer_passes_a_soft_limit_with_a_reason(sunday: Sunday):
    with reading(sunday.kiosk.folder) as connection:
        connection.execute("update location set max_occupancy = 0 where id = '54'")
    refused = sunday.check_in(MATEO)

    admitted = sunday.check_in(MATEO, words=("--override", "his sister is here"))

    assert (refused.code, refused.document["problem"]) == (3, "LocationFull")
    assert (admitted.code, admitted.document["check_ins"][0]["location"]["name"]) == (0, "Fours")
    assert admitted.document["labels"] != []


@pytest.mark.parametrize(
    ("at", "code", "problem"),
    [
        ("2026-09-13T03:59:59", 3, "CheckInClosed"),
        ("2026-09-13T04:00:00", 0, None),
        ("2026-09-13T09:29:59", 0, None),
        ("2026-09-13T09:30:00", 3, "CheckInClosed"),
    ],
)
def test_the_window_is_five_hours_before_to_half_an_hour_after(sunday: Sunday, at: str, code: int, problem: str | None):
    said = sunday.check_in(SOFIA, words=("--event-time", "11"), at=at)

    assert (said.code, said.document.get("problem")) == (code, problem)


def test_a_volunteer_may_go_outside_the_window(sunday: Sunday):
    said = sunday.check_in(SOFIA, words=("--event-time", "11", "--override", "late"), at="2026-09-13T10:20")

    assert said.code == 0


def test_both_services_at_once_are_one_visit_with_one_code(sunday: Sunday):
    said = sunday.check_in(SOFIA, words=("--event-time", "11", "--event-time", "12")).document

    assert [one["event_time"]["id"] for one in said["check_ins"]] == ["11", "12"]
    assert Counter(label["kind"] for label in said["labels"]) == {"name": 1, "security": 1}


def test_adults_who_serve_get_a_badge_and_no_code(sunday: Sunday):
    said = sunday.check_in("301", words=("--event-time", "31", "--location", "92", "--kind", "volunteer")).document

    assert said["security_code"] is None
    assert [one["kind"] for one in said["check_ins"]] == ["volunteer"]
    assert [label["kind"] for label in said["labels"]] == ["name"]


@pytest.mark.parametrize(
    "words",
    [
        ("--person", "999999"),
        ("--person", ANA, "--person", "0"),
        ("--person", "'; drop table fact"),
        ("--person", ANA, "--by", "999999"),
        ("--person", ANA, "--by", ""),
    ],
)
def test_somebody_unknown_stops_the_tap(sunday: Sunday, words: tuple[str, ...]):
    said = sunday("check-in", *words)

    assert (said.code, said.document["problem"]) == (3, "NotKnown")


@pytest.mark.parametrize(
    "words",
    [
        ("--event-time", "77"),
        ("--location", "777"),
        ("--event-time", "11", "--location", "0"),
        ("--event-time", ""),
        ("--location", ""),
    ],
)
def test_a_time_or_room_that_there_is_not_is_not_known(sunday: Sunday, words: tuple[str, ...]):
    said = sunday.check_in(SOFIA, words=words)

    assert (said.code, said.document["problem"]) == (3, "NotKnown")
    assert sunday.facts == 0


def test_a_time_of_another_day_is_not_open(sunday: Sunday):
    said = sunday.check_in(SOFIA, words=("--event-time", "21"))

    assert (said.code, said.document["problem"]) == (3, "CheckInClosed")


def test_a_room_that_does_not_fit_is_refused(sunday: Sunday):
    said = sunday.check_in(SOFIA, words=("--location", "52"))

    assert (said.code, said.document["problem"]) == (3, "NoFittingLocation")
    assert said.document["details"]["refused"][0]["reasons"] == ["age_too_old"]


# The rehearsal, the roster, the labels.


def test_a_rehearsal_is_kept_from_command_to_command_and_never_mixed_with_the_real_data(sunday: Sunday):
    sunday.check_in(SOFIA)
    assert sunday.check_in(SOFIA).code == 3
    assert sunday.kiosk("status").document["print_queue"]["queued"] == 0
    assert sunday.kiosk("roster", "--at", "2026-09-13T08:40").document == {"locations": []}

    ended = [sunday.kiosk("rehearsal", "end").document["ended"] for _ in range(2)]

    assert ended == [True, False]
    assert not sunday.folder.exists()
    assert sunday.check_in(SOFIA).code == 0


def test_a_rehearsal_is_another_station(sunday: Sunday):
    sunday.check_in(SOFIA)
    with reading(sunday.kiosk.folder) as real, reading(sunday.folder) as copy:
        stations = [
            connection.execute(
                "select json_extract(value, '$.station_id') from setting where key = 'station'"
            ).fetchone()
            for connection in (real, copy)
        ]

    assert stations[0] != stations[1]


def test_the_roster_says_who_is_inside_with_their_care_notes(sunday: Sunday):
    checked_in = sunday.check_in(ANA).document

    (room,) = sunday("roster").document["locations"]

    (line,) = room["present"]
    assert (room["location"], room["left"]) == ({"id": "52", "name": "Twos"}, [])
    promised = {
        "check_in": checked_in["check_ins"][0]["id"],
        "person": {"id": ANA, "name": "Ana Cole"},
        "kind": "regular",
        "security_code": checked_in["security_code"],
        "medical_notes": "Nuts",
        "checked_in_at": "2026-09-13T08:40:00-05:00",
    }
    assert {key: line[key] for key in promised} == promised
    assert sunday("roster", "--location", "52").document["locations"] == [room]
    assert sunday("roster", "--location", "60").document["locations"] == []
    assert sunday("roster", at="2026-09-13T08:39").document["locations"] == []
    assert sunday("roster", "--location", "777").document["problem"] == "NotKnown"


def test_labels_come_as_pictures_that_a_scanner_reads(sunday: Sunday, tmp_path: Path):
    said = sunday.check_in(SOFIA, MATEO).document

    paths = sunday.kiosk("--rehearsal", "labels", said["check_in_group"], "--to", str(tmp_path / "out")).document[
        "labels"
    ]

    codes = [{found.text for found in zxingcpp.read_barcodes(Image.open(path).convert("L"))} for path in paths]
    assert codes[:2] == [{one["id"]} for one in said["check_ins"]]
    assert [Path(path).name for path in paths] == ["01-name.png", "02-name.png", "03-security.png"]


def test_labels_of_nobody(sunday: Sunday, tmp_path: Path):
    said = sunday.kiosk("labels", a_nonce(), "--to", str(tmp_path))

    assert (said.code, said.document["problem"]) == (3, "NotKnown")


def test_what_is_queued_is_printed_once(sunday: Sunday, monkeypatch: pytest.MonkeyPatch):
    said = sunday.check_in(SOFIA).document
    with VirtualPrinter() as printer:
        monkeypatch.setenv("KIOSK_PRINTER", printer.address)
        first, second = sunday.kiosk("--rehearsal", "print"), sunday.kiosk("--rehearsal", "print")

    assert (first.code, first.document) == (0, {"print_queue": {"printed": 2}})
    assert (second.code, second.document) == (0, {"print_queue": {}})
    picture = png_of(printer.labels[0])
    assert picture is not None
    assert said["labels"][0]["id"].startswith(said["check_ins"][0]["id"])
    assert len(printer.labels) == 2


@pytest.mark.parametrize("trouble", [PrinterTrouble.PAPER_OUT, PrinterTrouble.REFUSES, None])
def test_a_printer_that_cannot_print_keeps_every_label_waiting(
    sunday: Sunday, monkeypatch: pytest.MonkeyPatch, trouble: PrinterTrouble | None
):
    sunday.check_in(SOFIA)
    with VirtualPrinter() as printer:
        printer.fault = trouble
        monkeypatch.setenv("KIOSK_PRINTER", printer.address if trouble else "none")
        said = sunday.kiosk("--rehearsal", "print")

    queue = sunday.kiosk("--rehearsal", "status").document["print_queue"]
    assert (said.code, said.document["problem"]) == (4, "PrinterUnavailable")
    assert queue["queued"] + queue["held"] == 2
    assert printer.labels == []


def test_a_printer_address_with_a_mistake_is_said(sunday: Sunday, monkeypatch: pytest.MonkeyPatch):
    sunday.check_in(SOFIA)
    monkeypatch.setenv("KIOSK_PRINTER", "the one in the hall")

    said = sunday.kiosk("--rehearsal", "print")

    assert (said.code, said.document["problem"]) == (5, "SettingNotValid")
    assert "escpos://" in said.document["sentence"]
