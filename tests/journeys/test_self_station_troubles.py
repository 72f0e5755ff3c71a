"""When it goes wrong at a self station: the family is told in plain words, the check-in stands, and it goes on by itself."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.visit import Step
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble
from tests.support.church_builders import at
from tests.support.command_line import CommandLine
from tests.support.crashing import account_for_labels
from tests.support.full_disk import fill, make_room
from tests.support.standing_station import Standing, a_station
from tests.support.sunday import MORNING, without_limits
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)

NOBODY_LISTENS = "http://127.0.0.1:9"
GARCIAS = ("303", "304", "305")
LABELS_OF_THE_GARCIAS = 5
NAMED_WITHIN_SECONDS = 5.0
""""Out of paper" and the like, from the moment that the family is done (cases L04, L11)."""


class _NoPrinter(VirtualPrinter):
    """What a church without a printer has."""

    @property
    def address(self) -> str:
        return "none"


NO_PRINTER = _NoPrinter()


async def garcias_check_in(station: Standing) -> None:
    await station.visitor.types("0133")
    await station.visitor.comes_to(Step.HOUSEHOLD)
    await station.visitor.taps("Check in 3 people")
    await station.visitor.comes_to(Step.DONE)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (PrinterTrouble.PAPER_OUT, "out of paper"),
        (PrinterTrouble.COVER_OPEN, "is open"),
        (PrinterTrouble.REFUSES, "cannot be reached"),
    ],
)
async def test_l04_check_23_a_printer_in_trouble_is_said_and_the_labels_come_later_once(
    qapp: QApplication, data: Path, trouble: PrinterTrouble, words: str
):
    with VirtualPrinter() as printer:
        printer.fault = trouble
        async with a_station(data, printer=printer) as station:
            await garcias_check_in(station)
            async with asyncio.timeout(NAMED_WITHIN_SECONDS):
                await station.visitor.sees(f"{words}. Please tell a helper.")
            assert len(station.check_ins()) == 3
            assert printer.labels == []

            printer.fault = None
            await eventually(lambda: station.label_states() == {"printed"}, seconds=20)
            await station.visitor.sees("printed")

        assert len(printer.labels) == LABELS_OF_THE_GARCIAS
        assert account_for_labels(data, printer) == Counter(printed=LABELS_OF_THE_GARCIAS)


async def test_check_44_l11_without_a_printer_a_family_checks_in_and_sees_its_code(qapp: QApplication, data: Path):
    async with a_station(data, printer=NO_PRINTER) as station:
        await garcias_check_in(station)

        ((code,),) = station.rows("select distinct code from check_in where code is not null")
        said = station.visitor.reads()
        assert " ".join(code) in said
        assert "keep this code" in said
        assert "Take" not in said
        assert "printer" not in said
        assert station.label_states() == {"queued"}


async def test_the_start_screen_says_it_too_before_anybody_comes(qapp: QApplication, data: Path):
    with VirtualPrinter() as printer:
        printer.fault = PrinterTrouble.PAPER_OUT
        async with a_station(data, printer=printer) as station:
            await station.visitor.sees("out of paper")


async def test_a_label_whose_answer_was_lost_is_not_printed_again(qapp: QApplication, data: Path):
    with VirtualPrinter() as printer:
        printer.fault = PrinterTrouble.ANSWER_LOST
        async with a_station(data, printer=printer) as station:
            await garcias_check_in(station)
            await eventually(lambda: "uncertain" in station.label_states(), seconds=20)
            await station.visitor.sees("Perhaps not every label came out. You are checked in; please show this screen")
            printer.fault = None
            await eventually(lambda: station.label_states() <= {"printed", "uncertain"}, seconds=20)

        assert len(printer.labels) == LABELS_OF_THE_GARCIAS
        account_for_labels(data, printer)


async def test_two_taps_are_one_check_in(qapp: QApplication, data: Path):
    async with a_station(data) as station:
        visitor = station.visitor
        await visitor.types("0133")
        await visitor.comes_to(Step.HOUSEHOLD)
        await eventually(lambda: visitor.control("Check in 3 people"))
        await visitor.taps("Check in 3 people")
        pressed = visitor.control("Checking in")
        assert pressed is not None
        visitor.taps_at(pressed)
        await visitor.comes_to(Step.DONE)
        for seen in visitor.look():
            visitor.taps_at(seen)  # wherever the second half of a double tap may fall
        assert visitor.window.scene.visit.step is Step.DONE

        assert len(station.rows("select distinct group_id from check_in")) == 1
        await eventually(lambda: station.label_states() == {"printed"}, seconds=20)
        assert len(station.printer.labels) == LABELS_OF_THE_GARCIAS


async def test_check_43_a_full_disk_is_said_and_trying_again_records_once_and_shows_the_code(
    qapp: QApplication, data: Path
):
    async with a_station(data) as station:
        visitor = station.visitor
        await visitor.types("0133")
        await visitor.comes_to(Step.HOUSEHOLD)
        await fill(station.church, but=GARCIAS)
        await visitor.taps("Check in 3 people")
        await visitor.sees("Try again")
        before = visitor.window.scene.visit.nonce

        await make_room(station.church)
        await visitor.taps("Try again")
        await visitor.comes_to(Step.DONE)

        theirs = (
            "select distinct group_id, code from check_in where person in ('303', '304', '305') and code is not null"
        )
        ((recorded, code),) = station.rows(theirs)
        assert recorded == before
        assert " ".join(code) in visitor.reads()


async def test_a_closed_station_opens_by_itself(qapp: QApplication, data: Path):
    async with a_station(data, at=at("03:59:58")) as station:
        await station.visitor.comes_to(Step.CLOSED)
        assert "Check-in opens in" in station.visitor.reads()
        assert station.visitor.control("1") is None

        await station.visitor.comes_to(Step.START)
        await garcias_check_in(station)


async def test_an_open_station_closes_by_itself_and_says_who_helps(qapp: QApplication, data: Path):
    async with a_station(data, at=at("12:44:58")) as station:
        await station.visitor.comes_to(Step.CLOSED)

        await station.visitor.sees("a helper at the welcome desk will check you in")


async def test_a_week_without_a_network_changes_nothing_for_families(qapp: QApplication, data: Path):
    next_sunday = MORNING + timedelta(days=7)
    async with a_station(without_limits(data), at=next_sunday, base_url=NOBODY_LISTENS) as station:
        assert "List of people from" in station.visitor.reads()
        await garcias_check_in(station)
        await eventually(lambda: station.label_states() == {"printed"}, seconds=20)
        roster = await asyncio.to_thread(CommandLine(data), "roster", "--at", "2026-09-20T08:50")

    assert {line["person"]["name"] for room in roster.document["locations"] for line in room["present"]} == {
        "Sofía García",
        "Mateo García",
        "Lucía García",
    }


async def test_nobody_is_asked_for_the_grade_of_a_toddler_whose_room_lacks_a_volunteer(qapp: QApplication, data: Path):
    """A week later no volunteer is in yet, and the toddlers' room needs one."""
    async with a_station(data, at=MORNING + timedelta(days=7)) as station:
        visitor = station.visitor
        await visitor.types("0133")
        await visitor.comes_to(Step.HOUSEHOLD)
        assert "grade" not in visitor.reads()

        await visitor.taps("Check in 2 people")
        await visitor.comes_to(Step.DONE)
