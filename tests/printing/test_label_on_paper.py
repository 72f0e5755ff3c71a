"""What the printer got, read back by programs that are not ours: the dots, the codes, the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import FactId, LocationId, SecurityCode
from kiosk.domain.label_choice import Labelled, LabelStyle, labels_for
from kiosk.domain.labels import Label, NameLabel, PrintState, SecurityLabel
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.pipeline import draw
from kiosk.printing.printers import printer_at
from kiosk.printing.stock import stock_named
from kiosk.printing.typesetting import Style, set_text
from kiosk.simulator.label_picture import rows_of
from kiosk.simulator.printer import VirtualPrinter
from tests.oracles.labels import read_escpos, read_words, scan, scan_again
from tests.support.church_builders import a_person
from tests.support.printing_labels import (
    A_SUNDAY,
    CHECK_IN,
    CODE,
    GROUP,
    a_name_label,
    a_security_label,
    inverted_banner,
    lines_of_writing,
)

NINE = datetime(2026, 9, 13, 14, tzinfo=UTC)
ROLL = "roll-80"
ICON_ENDS_AT, BESIDE_THE_QR_CODE = 100, 420
INSIDE_THE_FRAME = (8, 5, 72, 26)


@dataclass(frozen=True)
class Paper:
    """A label as it came out: its bytes, and its picture."""

    data: bytes
    picture: Path


class Printed:
    """Prints labels on a printer that is not there."""

    def __init__(self, folder: Path, printer: VirtualPrinter) -> None:
        self._folder, self._printer = folder, printer

    def label(self, label: Label, stock: str = ROLL) -> Paper:
        printer = printer_at(f"{self._printer.address}?stock={stock}")
        assert printer is not None
        outcome = printer.print(label, "ABCD", lambda: None)
        assert outcome.state is PrintState.PRINTED
        number = len(self._printer.labels)
        return Paper(self._printer.labels[-1], self._folder / f"label-{number:04}.png")


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[Printed]:
    with VirtualPrinter(keep_in=tmp_path) as printer:
        yield Printed(tmp_path, printer)


def dots_of(picture: Path) -> list[bytes]:
    """The rows of a picture, packed as a bitmap's."""
    with Image.open(picture) as image:
        inked = image.convert("L").point(lambda level: 255 if level < 128 else 0).convert("1")
        stride = (inked.width + 7) // 8
        data = inked.tobytes()
        return [data[at : at + stride] for at in range(0, len(data), stride)]


def without_fed_rows(bitmap: Bitmap, printed_rows: list[bytes]) -> bool:
    """Whether the printed rows are the bitmap's, but for white ones that the printer was told to feed."""
    expected = iter(printed_rows)
    wanted = next(expected, None)
    for y in range(bitmap.height):
        if bitmap.row(y) == wanted:
            wanted = next(expected, None)
        elif any(bitmap.row(y)):
            return False
    return wanted is None


@pytest.mark.needs("decoders")
@pytest.mark.parametrize("stock", ["roll-80", "roll-80-180dpi", "roll-58"])
def test_check_01_a_decoder_sees_the_bitmap_dot_for_dot(tmp_path: Path, printed: Printed, stock: str):
    label = a_name_label(medical="Peanuts, dairy")

    paper = printed.label(label, stock)

    bitmap = draw(label, stock_named(stock)).bitmap
    reading = read_escpos(paper.data, tmp_path)
    assert without_fed_rows(bitmap, [row for picture in reading.pictures for row in dots_of(picture)])
    assert [row.ljust(bitmap.stride, b"\0") for row in rows_of(paper.data)] == [
        bitmap.row(y) for y in range(bitmap.height)
    ]
    assert reading.commands[0] == "ESC @"
    assert reading.commands[-1] == "GS V", "one cut, at the very end"
    assert reading.commands.count("GS V") == 1


@pytest.mark.needs("zbar")
@pytest.mark.parametrize("stock", ["roll-80", "roll-80-180dpi", "roll-58"])
def test_check_02_two_scanners_read_the_check_in(printed: Printed, stock: str):
    paper = printed.label(a_name_label(), stock)

    assert scan(paper.picture) == scan_again(paper.picture) == {CHECK_IN}


def reads(language: str, called_name: str, last_name: str, *lines: str) -> Any:
    """A case for OCR: a name, and the lines it takes on its label, in a language of tesseract's."""
    marks = pytest.mark.needs(f"tesseract:{language}")
    return pytest.param(language, called_name, last_name, lines, marks=marks, id=called_name)


@pytest.mark.parametrize(
    ("language", "called_name", "last_name", "lines"),
    [
        reads("eng", "Anna", "Smith", "Anna", "Smith"),
        reads("eng", "O'Brien-Jones", "", "O'Brien-", "Jones"),
        reads("Latin", "José", "Nuñez", "José", "Nuñez"),
        reads("Latin", "Łukasz", "Żak", "Łukasz", "Żak"),
        reads("vie", "Nguyễn Thị", "Ánh", "Nguyễn", "Thị", "Ánh"),
        reads("chi_tra", "李小龍", "", "李小龍"),
        reads("ara", "محمد", "عبد الله", "محمد", "عبد الله"),
    ],
)
def test_check_04_a_name_is_read_in_its_script(
    tmp_path: Path, printed: Printed, language: str, called_name: str, last_name: str, lines: tuple[str, ...]
):
    paper = printed.label(a_name_label(called_name, last_name))

    written = lines_of_writing(paper.picture, tmp_path)[: len(lines)]
    assert tuple(read_words(line, language=language) for line in written) == lines


@pytest.mark.needs("tesseract:eng")
def test_check_05_the_medical_banner_is_read_white_on_black(tmp_path: Path, printed: Printed):
    paper = printed.label(a_name_label(medical="Peanuts, dairy"))

    banner = inverted_banner(paper.picture, tmp_path, left=ICON_ENDS_AT)
    assert read_words(banner, language="eng") == "Peanuts, dairy"


@pytest.mark.needs("tesseract:eng")
def test_check_10_ten_allergies_are_all_read_on_the_label(tmp_path: Path, printed: Printed):
    ten = ("peanuts", "tree nuts", "dairy", "eggs", "wheat", "soy", "sesame", "shellfish", "kiwi", "latex")
    paper = printed.label(a_name_label(medical=", ".join(ten)))

    banner = inverted_banner(paper.picture, tmp_path, left=ICON_ENDS_AT, is_block=True)
    assert " ".join(read_words(banner, language="eng", is_block=True).split()) == ", ".join(ten)


@pytest.mark.needs("tesseract:eng")
def test_s17_a_code_is_printed_as_it_is_stored_on_one_line(tmp_path: Path, printed: Printed):
    """ "SMM" in a box of 24 points was broken with a hyphen elsewhere; ours becomes smaller instead."""
    dots = round(24 * 300 / 72)
    assert len(set_text("SMM", Style(True, 800, dots, dots / 4), width=2 * dots).lines) == 1

    paper = printed.label(a_security_label("Ana", security_code=SecurityCode("SMM")))

    assert read_words(lines_of_writing(paper.picture, tmp_path)[0], language="eng") == "SMM"


@pytest.mark.needs("tesseract:eng")
def test_check_11_and_check_12_the_notes_are_read_on_the_childs_label_only_and_the_code_on_both(
    tmp_path: Path, printed: Printed
):
    """The labels of one visit, as check-in makes them, read by another program."""
    child, adult = (printed.label(label) for label in _labels_of_a_visit())

    banner = inverted_banner(child.picture, tmp_path, left=ICON_ENDS_AT)
    assert read_words(banner, language="eng") == "Peanuts, dairy"
    name, last_name, _rule, room, _time, boxed = lines_of_writing(_beside_the_qr_code(child.picture), tmp_path)[:6]
    childs = [read_words(line, language="eng") for line in (name, last_name, room)]
    childs.append(read_words(boxed, language="eng", box=INSIDE_THE_FRAME))
    adults = " ".join(read_words(line, language="eng") for line in lines_of_writing(adult.picture, tmp_path))
    assert childs == ["Ana", "Cole", "Sparrows", CODE]
    assert {CODE, "Ana", "Sparrows"} <= set(adults.split())
    assert not any(word in adults.casefold() for word in ("peanuts", "dairy", "cole"))


def _beside_the_qr_code(picture: Path) -> Path:
    path = picture.with_name("left.png")
    with Image.open(picture) as image:
        image.crop((0, 0, BESIDE_THE_QR_CODE, image.height)).save(path)
    return path


def _labels_of_a_visit() -> tuple[Label, Label]:
    """What is printed for one child with allergies: the child's label, and the adult's."""
    child = a_person("1", first_name="Ana", last_name="Cole", medical_notes="Peanuts, dairy")
    one = Labelled(
        *(FactId(CHECK_IN), child, AttendanceKind.REGULAR, LocationId("1"), "Sparrows", "Sunday Kids"),
        *(NINE, A_SUNDAY, CODE),
    )
    child_job, adult_job = labels_for(GROUP, [one], {}, LabelStyle("en", False, {NINE: "9:00"}))
    assert isinstance(child_job.label, NameLabel)
    assert isinstance(adult_job.label, SecurityLabel)
    return child_job.label, adult_job.label


@pytest.mark.needs("tesseract:eng")
def test_the_adults_label_shows_the_code_largest(tmp_path: Path, printed: Printed):
    paper = printed.label(a_security_label("Ana", "Leo"))

    assert read_words(lines_of_writing(paper.picture, tmp_path)[0], language="eng") == CODE
