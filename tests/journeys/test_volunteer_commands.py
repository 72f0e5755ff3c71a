"""Check-out, roster, export and stats on the command line, with documents and exit codes as product.md section 12 promises."""

import csv
import io
import json
from pathlib import Path

import pytest

from kiosk.services.export import HEADER
from tests.support.command_line import CommandLine
from tests.support.sunday import reading, without_limits

REHEARSED = ("--rehearsal", "--at")
EARLY, LATE = "2026-09-13T08:40", "2026-09-13T10:12"
ANA, LEO = "101", "102"


@pytest.fixture
def kiosk(data: Path) -> CommandLine:
    """Commands on the sample church, every room with seats for all."""
    return CommandLine(without_limits(data))


def checked_in(kiosk: CommandLine, *people: str, at: str = EARLY) -> str:
    words = [word for person in people for word in ("--person", person)]
    said = kiosk("check-in", *words, "--event-time", "11", "--by", "105", *REHEARSED, at)
    assert said.code == 0, said.out
    code = said.document["security_code"]
    assert isinstance(code, str)
    return code


def test_a_family_is_released_together(kiosk: CommandLine):
    code = checked_in(kiosk, ANA, LEO)

    said = kiosk("check-out", f"{code[:2]}-{code[2:].lower()}", "--by", "Pat Cole", *REHEARSED, LATE)

    assert said.code == 0
    assert said.document["security_code"] == code
    assert [(one["person"], one["location"], one["checked_out_at"]) for one in said.document["released"]] == [
        ({"id": ANA, "name": "Ana Cole"}, {"id": "52", "name": "Twos"}, "2026-09-13T10:12:00-05:00"),
        ({"id": LEO, "name": "Leo Cole"}, {"id": "60", "name": "Kindergarten"}, "2026-09-13T10:12:00-05:00"),
    ]
    assert said.document["already_out"] == []


def test_what_is_left_of_a_code_is_released_and_a_used_one_says_so(kiosk: CommandLine):
    code = checked_in(kiosk, ANA, LEO)
    kiosk("check-out", code, "--person", ANA, "--by", "Pat Cole", *REHEARSED, "2026-09-13T10:05")

    second = kiosk("check-out", code, *REHEARSED, LATE)
    third = kiosk("check-out", code, *REHEARSED, LATE)
    plainly = kiosk.plainly("check-out", code, *REHEARSED, LATE)

    assert [one["person"]["id"] for one in second.document["released"]] == [LEO]
    assert [one["checked_out_by"] for one in second.document["already_out"]] == ["Pat Cole"]
    assert (third.code, third.document["problem"]) == (3, "AlreadyCheckedOut")
    assert {one["person"]["id"] for one in third.document["details"]["already_out"]} == {ANA, LEO}
    assert third.document["sentence"] == plainly.err.strip() == "Already picked up at 10:12."


def test_a_wrong_code_hints_at_nothing(kiosk: CommandLine):
    checked_in(kiosk, ANA)

    said = kiosk("check-out", "ZZZZ", *REHEARSED, LATE)

    assert (said.code, said.document["problem"], said.document["details"]) == (3, "CodeDoesNotMatch", {})


def test_who_is_not_of_the_code_is_not_released(kiosk: CommandLine):
    code, other = checked_in(kiosk, ANA), checked_in(kiosk, LEO)

    assert kiosk("check-out", code, "--person", LEO, *REHEARSED, LATE).document["problem"] == "CodeDoesNotMatch"
    assert kiosk("check-out", other, "--person", "103", *REHEARSED, LATE).document["problem"] == "NotCheckedIn"
    assert kiosk("check-out", code, *REHEARSED, LATE).code == 0


def test_who_may_not_collect_is_refused_and_passes_only_with_a_reason(kiosk: CommandLine):
    code = checked_in(kiosk, ANA)
    with reading(kiosk.folder / "rehearsal") as connection:
        connection.execute(
            "insert into pick_up_person values('gid://local/PickUp/1', '101', 'Rick Sanders', 0, '', null, '2026')"
        )

    refused = kiosk("check-out", code, "--by", "Sanders, Rick", *REHEARSED, LATE)
    asked = kiosk("check-out", code, "--by", "Rick", *REHEARSED, LATE)
    passed = kiosk("check-out", code, "--by", "Rick Sanders", "--override", "order lifted", *REHEARSED, LATE)

    assert (refused.code, refused.document["problem"]) == (3, "NotAuthorised")
    assert "Sanders" not in refused.out
    assert (asked.code, asked.document["problem"]) == (3, "FullNameNeeded")
    assert passed.code == 0


def test_the_clock_moves_only_in_a_rehearsal(kiosk: CommandLine):
    assert kiosk.plainly("check-out", "XK7P", "--at", LATE).code == 2


def test_the_roster_tells_who_is_in_and_who_is_expected(kiosk: CommandLine):
    code = checked_in(kiosk, ANA)
    before = kiosk("roster", "--location", "52", *REHEARSED, LATE).document["locations"]
    kiosk("check-out", code, *REHEARSED, LATE)
    after = kiosk("roster", "--location", "52", *REHEARSED, "2026-09-13T10:20").document["locations"]

    (line,) = before[0]["present"]
    assert (line["person"]["name"], line["security_code"], line["medical_notes"], line["confirmed_at"]) == (
        "Ana Cole",
        code,
        "Nuts",
        None,
    )
    assert "Ana Cole" not in [one["person"]["name"] for one in before[0]["expected"]]
    assert [one["person"]["name"] for one in after[0]["left"]] == ["Ana Cole"]


def test_the_columns_of_the_export_keep_their_names_and_places():
    """Other systems read them; a new one comes at the end, and here."""
    assert " ".join(HEADER) == (
        "id check_in_group event_key event_id event_title event_time_id starts_at service_date location_id location"
        " participant_id contact badge_number kind check_in_type station checked_in_at checked_in_by checked_out_at"
        " checked_out_by is_checked_in confirmed_at is_first_time is_one_time_guest is_override is_duplicate"
        " is_checked_out_automatically notes"
    )


def test_the_help_of_the_export_names_every_column(kiosk: CommandLine):
    said = " ".join(kiosk.plainly("export", "check-ins", "--help").out.split())
    assert ", ".join(HEADER) in said


def test_attendance_is_exported_with_a_stable_header_in_both_forms(kiosk: CommandLine):
    code = checked_in(kiosk, ANA, LEO)
    kiosk("check-out", code, "--person", ANA, "--by", "Pat Cole", *REHEARSED, LATE)
    dates = ("--from", "2026-09-13", "--to", "2026-09-13", "--rehearsal")

    text = kiosk.plainly("export", "check-ins", *dates, "--format", "csv")
    document = kiosk.plainly("export", "check-ins", *dates, "--format", "json")

    rows = list(csv.DictReader(io.StringIO(text.out)))
    records = json.loads(document.out)["check_ins"]
    assert tuple(rows[0]) == HEADER == tuple(records[0])
    ana = next(row for row in rows if row["participant_id"] == ANA)
    assert {name: ana[name] for name in ("contact", "kind", "check_in_type", "is_checked_in", "service_date")} == {
        "contact": "Ana Cole",
        "kind": "regular",
        "check_in_type": "manual",
        "is_checked_in": "false",
        "service_date": "2026-09-13",
    }
    assert (ana["checked_in_by"], ana["checked_out_by"], ana["checked_out_at"]) == (
        "Pat Cole",
        "Pat Cole",
        "2026-09-13T10:12:00-05:00",
    )
    assert code not in text.out + document.out
    assert next(one for one in records if one["participant_id"] == ANA)["contact"] == {"id": ANA, "name": "Ana Cole"}
    assert (
        kiosk("export", "check-ins", "--from", "2026-09-14", "--to", "2026-09-20", "--rehearsal").document["check_ins"]
        == []
    )


def test_names_that_look_like_formulas_are_harmless_in_a_spreadsheet(kiosk: CommandLine):
    with reading(kiosk.folder) as connection:
        connection.execute("update person set first_name = '=HYPERLINK(1)' where id = '101'")
    checked_in(kiosk, ANA)

    text = kiosk.plainly("export", "check-ins", "--from", "2026-09-13", "--to", "2026-09-13", "--rehearsal").out

    assert "'=HYPERLINK(1) Cole" in text


def test_dates_that_are_none_or_the_wrong_way_round_are_wrong_usage(kiosk: CommandLine):
    assert kiosk.plainly("export", "check-ins", "--from", "13.9.2026", "--to", "2026-09-13").code == 2
    assert kiosk.plainly("export", "check-ins", "--from", "2026-09-14", "--to", "2026-09-13").code == 2


def test_stats_count_in_out_and_inside(kiosk: CommandLine):
    code = checked_in(kiosk, ANA, LEO)
    kiosk("check-out", code, "--person", ANA, *REHEARSED, LATE)

    time, *later = kiosk("stats", *REHEARSED, LATE).document["event_times"]
    named = kiosk("stats", "--event-time", "11", *REHEARSED, LATE).document["event_times"]
    nobody = kiosk("stats", "--event-time", "12", *REHEARSED, LATE).document
    unknown = kiosk("stats", "--event-time", "nothing", *REHEARSED, LATE)

    assert (time["in"], time["out"], time["inside"]) == (2, 1, 1)
    assert time["by_kind"]["regular"] == {"in": 2, "out": 1, "inside": 1}
    assert time["by_method"]["manual"] == {"in": 2, "out": 1, "inside": 1}
    assert {one["location"]["name"]: one["inside"] for one in time["by_location"]} == {"Twos": 0, "Kindergarten": 1}
    assert named == [time]
    assert [(one["event_time"]["id"], one["in"]) for one in nobody["event_times"]] == [("12", 0)]
    assert [(one["event_time"]["id"], one["in"]) for one in later] == [("12", 0), ("31", 0)]
    assert (unknown.code, unknown.document["problem"]) == (3, "NotKnown")


def test_lists_are_imported_and_bad_lines_named(kiosk: CommandLine, tmp_path: Path):
    file = tmp_path / "lists.csv"
    file.write_text("child_id,name,may_collect\n101,Rick Sanders,no\n9999999,Edna Moore,yes\n", encoding="utf-8")
    code = checked_in(kiosk, ANA)

    said = kiosk("pick-up", "import", str(file), "--rehearsal")
    refused = kiosk("check-out", code, "--by", "Rick Sanders", *REHEARSED, LATE)
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    without_columns = kiosk("pick-up", "import", str(file), "--rehearsal")

    assert said.document == {"entries": 1, "left_out": [{"line": 3, "what": "child_not_found"}]}
    assert refused.document["problem"] == "NotAuthorised"
    assert (without_columns.code, without_columns.document["problem"]) == (5, "SettingNotValid")
