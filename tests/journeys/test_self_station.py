"""Families at a self station, from the first tap to the label in their hand."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.domain.visit import Step
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.server import PlanningCenterServer
from tests.oracles.labels import read_escpos, scan, scan_again
from tests.support.standing_station import Standing, a_station
from tests.support.sunday import pull_into, served
from tests.support.visitor import Role
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


async def come_as(station: Standing, digits: str) -> None:
    """Type the digits and wait for the family's screen."""
    await station.visitor.types(digits)
    await station.visitor.comes_to(Step.HOUSEHOLD)


async def labels_are_printed(station: Standing) -> None:
    await eventually(lambda: station.label_states() == {"printed"}, seconds=20)


@pytest.mark.needs("decoders")
@pytest.mark.needs("zbar")
async def test_a_parent_with_three_children(qapp: QApplication, data: Path, tmp_path: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await come_as(station, "0133")
        assert "Hello, Garcia family" in visitor.reads()
        assert {name for name, card in visitor.cards().items() if card.is_checked} >= {"Sofía", "Mateo", "Lucía"}
        assert visitor.cards()["Mateo"].description == "Fours"

        await visitor.taps("Check in 3 people")
        await visitor.comes_to(Step.DONE)
        await labels_are_printed(station)
        await visitor.sees("printed")

        recorded = station.rows("select id, person, event_time, location, code, method, checked_in_by from check_in")
        code = recorded[0][4]
        assert sorted(row[1:] for row in recorded) == [
            ("303", "11", "62", code, "manual", "301"),
            ("304", "11", "54", code, "manual", "301"),
            ("305", "11", "51", code, "manual", "301"),
        ]
        assert f"Your pick-up code: {' '.join(code)}" in visitor.reads()
        assert "Take 4 labels and the pick-up tag" in visitor.reads()
        await visitor.taps("Done")
        await visitor.comes_to(Step.START)

    # The toddler has a bag tag too; the adult's label comes last and has nothing to scan.
    found = []
    for strip in station.printer.labels:
        (picture,) = read_escpos(strip, tmp_path).pictures
        assert scan(picture) == scan_again(picture)
        found.append(scan(picture))
    assert found[-1] == set()
    assert Counter(code for codes in found for code in codes) == Counter(
        {id: 2 if person == "305" else 1 for id, person, *_ in recorded}
    )


async def test_a_missing_birthdate_is_asked_for_and_kept(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await come_as(station, "0142")
        if not visitor.cards()["Mia"].is_checked:
            await visitor.taps("Mia", Role.CheckBox)
        else:
            await visitor.taps("Check in ")
        await visitor.comes_to(Step.QUESTION)
        assert "When was" in visitor.reads()
        for answer in ("2022", "March", "14"):
            await visitor.taps(answer)
        await visitor.taps("Save")
        await visitor.comes_to(Step.HOUSEHOLD)
        assert visitor.cards()["Mia"].description == "Fours"

        await visitor.taps("Check in ")
        await visitor.comes_to(Step.DONE)

        assert station.rows("select birthdate from person where id = '103'") == [("2022-03-14",)]
        assert ("103", "11", "54") in [row[:3] for row in station.check_ins()]
        assert [(kind, subject, json.loads(body), state) for kind, subject, body, state in station.rows(
            "select kind, subject, body, state from outbox"
        )] == [("person.update", "103", {"birthdate": "2022-03-14"}, "waiting")]  # fmt: skip


async def test_one_question_does_not_stop_the_rest_of_the_family(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await come_as(station, "0142")
        for name, card in visitor.cards().items():
            if name in ("Ana", "Leo", "Mia") and not card.is_checked:
                await visitor.taps(name, Role.CheckBox)
                break
        if visitor.window.scene.visit.step is not Step.QUESTION:
            await visitor.taps("Check in ")
        await visitor.comes_to(Step.QUESTION)

        for asked, answer in (
            ("When was Mia born?", "I do not know"),
            ("Which grade is Mia in?", "Go on without Mia"),
        ):
            await visitor.sees(asked)
            await visitor.taps(answer)
        await visitor.comes_to(Step.HOUSEHOLD)
        assert not visitor.cards()["Mia"].is_checked
        await visitor.taps("Check in ")
        await visitor.comes_to(Step.DONE)

        assert {person for person, *_ in station.check_ins()} == {"101", "102"}


async def test_several_families_share_their_digits(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await visitor.types("0155")
        await visitor.comes_to(Step.CHOOSER)
        said = visitor.reads()
        assert "Which family is yours?" in said
        assert not {"Bennett", "Baker", "Yılmaz", "Theo", "Grace"} & set(said.replace("\n", " ").split())

        (yilmaz,) = [one.name for one in visitor.look() if one.role == Role.Button and "Y." in one.name]
        await visitor.taps(yilmaz)
        await visitor.comes_to(Step.HOUSEHOLD)

        assert "Hello, Yılmaz family" in visitor.reads()


async def test_too_many_families_are_asked_for_more_digits(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await visitor.types("0177")
        await visitor.sees("Your whole phone number")

        await visitor.types("7735550177")
        await visitor.comes_to(Step.HOUSEHOLD)

        assert "Hello, " in visitor.reads()


async def test_digits_of_nobody_are_said_and_the_pad_is_ready_again(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await visitor.types("9989")
        await visitor.sees("We could not find that number.")

        await come_as(station, "0133")


async def test_a_card_is_scanned_without_touching_anything(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        visitor.scans("4471000303")
        await visitor.comes_to(Step.HOUSEHOLD)
        await visitor.taps("Check in ")
        await visitor.comes_to(Step.DONE)

        assert station.rows("select distinct method, pass_id from check_in") == [("scan", "4471000303")]


async def test_an_unknown_card_is_said(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        station.visitor.scans("0000000000")

        await station.visitor.sees("We do not know that card.")


async def test_who_is_in_already_is_said_so_and_no_code_is_shown(qapp: QApplication, data: Path):
    """Trinity came with Planning Center's own app; four digits must not buy a pick-up code."""
    async with a_station(data) as station:
        visitor = station.visitor
        await come_as(station, "0170")
        trinity = next(one for one in visitor.look() if one.name == "Trinity")
        assert "checked in" in f"{trinity.name} {trinity.description}".lower()
        assert not trinity.is_checked

        await visitor.taps("Check in ")
        await visitor.comes_to(Step.DONE)

        assert "6703" not in {person for person, *_ in station.check_ins()}
        assert "6704" in {person for person, *_ in station.check_ins()}
        theirs = station.rows(
            "select security_code from past_check_in where person = '6703' and checked_out_at is null"
        )
        for (code,) in theirs:
            assert code
            assert all(code not in text and " ".join(code) not in text for text in visitor.has_read)


async def test_the_same_family_again_is_told_that_everybody_is_in(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await come_as(station, "0133")
        await visitor.taps("Check in 3 people")
        await visitor.comes_to(Step.DONE)
        code = station.check_ins()[0][3]
        await visitor.taps("Done")
        await visitor.comes_to(Step.START)
        visitor.has_read.clear()

        await come_as(station, "0133")

        assert "A helper can print the label again." in visitor.reads()
        assert not any(one.is_checked for name, one in visitor.cards().items() if name in ("Sofía", "Mateo", "Lucía"))
        assert all(code not in text and " ".join(code) not in text for text in visitor.has_read)


async def test_last_weeks_pair_of_services_is_chosen_again(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await come_as(station, "0184")
        chosen = {one.name for one in visitor.look() if one.name[:1].isdigit() and one.is_checked}
        assert chosen == {"9:00", "10:45"}

        await visitor.taps("Check in ")
        await visitor.comes_to(Step.DONE)

        leonor = [row for row in station.check_ins() if row[0] == "8105"]
        assert [time for _, time, _, _ in leonor] == ["11", "12"]
        assert len({code for *_, code in station.check_ins() if code}) == 1
        labels = Counter(
            key.partition(":")[0] for (key,) in station.rows("select key from print_job where kind = 'name'")
        )
        assert max(labels.values()) == 1


async def test_with_a_keyboard_alone(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await come_as(station, "0133")
        await eventually(lambda: visitor.control("Check in 3 people"))
        visitor.presses(Qt.Key.Key_Return)
        await visitor.comes_to(Step.DONE)
        await eventually(lambda: visitor.window.scene.done)
        await eventually(lambda: _left_by_keyboard(station), seconds=4)

        assert len(station.check_ins()) == 3


def _left_by_keyboard(station: Standing) -> bool:
    station.visitor.presses(Qt.Key.Key_Return)
    return station.visitor.window.scene.visit.step is Step.START


async def test_another_language_holds_for_one_visit(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        before = visitor.reads()
        await visitor.taps("Español")
        await eventually(lambda: visitor.reads() != before)
        spanish = visitor.reads()
        await visitor.taps("English")
        await eventually(lambda: visitor.reads() == before)

        assert "Last 4 digits of your phone" in before
        assert spanish != before


@pytest.fixture
def live(tmp_path: Path) -> Iterator[tuple[Path, PlanningCenterServer]]:
    """A data folder pulled yesterday from a Planning Center that is still there, a service about to begin by the machine's clock."""
    now = datetime.now(UTC)
    church = load_sample_church(now)
    folder = pull_into(tmp_path / "data", church, now - timedelta(days=1))
    with served(church, now) as server:
        yield folder, server


async def test_a_station_only_reads_planning_center(qapp: QApplication, live: tuple[Path, PlanningCenterServer]):
    """Check-ins cannot be written there: whatever families do, no request but reading goes out."""
    folder, server = live
    async with a_station(folder, at=datetime.now(UTC), base_url=server.base_url) as station:
        await come_as(station, "0133")
        await station.visitor.taps("Check in 3 people")
        await station.visitor.comes_to(Step.DONE)
        await eventually(lambda: len(server.requests) > 20)

        assert {request.verb for request in server.requests} == {"GET"}
        assert len(station.check_ins()) == 3
