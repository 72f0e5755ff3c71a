"""Labels on every stock: codes that scan, names that are whole, notes that are never cut, nothing medical for the adult."""

import io
import os
import random
import subprocess
import sys
import threading
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
import zxingcpp
from PIL import Image, ImageOps
from PySide6.QtGui import QImage

from kiosk.domain.labels import Label, SecurityLabel, SecurityLabelLine
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.design_shelf import SHIPPED, shipped_designs
from kiosk.printing.drawing import Canvas
from kiosk.printing.fields import fields_of, with_fewer_notes
from kiosk.printing.laid import Place
from kiosk.printing.layout import laid_out, reading_size
from kiosk.printing.leaves import leaf_laid
from kiosk.printing.marks import code_128, qr_rows
from kiosk.printing.parts import Barcode
from kiosk.printing.pipeline import draw, fitted, picture_of
from kiosk.printing.stock import Stock, shipped_stocks, stock_named
from kiosk.printing.typesetting import LEGIBLE_DOTS, SetText
from kiosk.words.stocks import STOCKS
from tests.oracles.labels import scan, scan_again
from tests.support.printing_labels import CHECK_IN, CODE, a_label_of, a_name_label, a_security_label

TEN = "peanuts, tree nuts, dairy, eggs, wheat, soy, sesame, shellfish, kiwi, latex"
STARTS = ("J", "Ĵ", "f", "Å", "م", "ع", "ج", "李", "Ж", "ש", "ฟ")
LETTERS = "aeilnorstyüñłšø"


def written(label: Label, stock: str, folder: Path, *, larger: int = 1) -> Path:
    """The label as it is read, as a picture file with white around it, as the paper has."""
    path = folder / "label.png"
    drawn = draw(label, stock_named(stock), as_read=True)
    path.write_bytes(drawn.bitmap.to_png())
    with Image.open(path) as image:
        grey = image.convert("L")
        paper = Image.new("L", (grey.width + 48, grey.height + 48), 255)
        paper.paste(grey, (24, 24))
        paper.resize((paper.width * larger, paper.height * larger)).save(path)
    return path


@pytest.mark.needs("zbar")
@pytest.mark.parametrize("kind", ["name", "guest", "volunteer"])
@pytest.mark.parametrize("stock", sorted(shipped_stocks()))
def test_check_02_and_check_03_a_qr_code_is_read_by_two_scanners_or_left_out(tmp_path: Path, stock: str, kind: str):
    label = a_label_of(kind)
    left_out = draw(label, stock_named(stock)).left_out
    picture = written(label, stock, tmp_path, larger=2)

    assert left_out in ((), ("qr",))
    assert scan(picture) == scan_again(picture) == (set() if left_out else {CHECK_IN})


@pytest.mark.parametrize("stock", sorted(shipped_stocks()))
def test_check_03_a_qr_codes_squares_are_four_dots_or_more_with_four_squares_of_white_around(stock: str):
    for kind in ("name", "guest", "volunteer"):
        drawn = draw(a_label_of(kind), stock_named(stock), as_read=True)
        if not drawn.left_out:
            module, left, top, side = _code_on(drawn.bitmap)
            assert module >= 4
            around = range(-4 * module, side + 4 * module)
            inked = [(x, y) for x in around for y in around if not (0 <= x < side and 0 <= y < side)]
            assert not any(_is_inked(drawn.bitmap, left + x, top + y) for x, y in inked), kind


def _code_on(bitmap: Bitmap) -> tuple[int, int, int, int]:
    """Dots a square, left, top and side of the code on a label, every dot of which is looked at."""
    rows = qr_rows(CHECK_IN)
    with Image.open(io.BytesIO(bitmap.to_png())) as picture:
        grey = ImageOps.expand(picture.convert("L"), 24, 255)
    (found,) = zxingcpp.read_barcodes(grey)
    corner, other = found.position.top_left, found.position.bottom_right
    module = round((other.x - corner.x) / len(rows))
    shifts = [(dx, dy) for dx in range(-3, 4) for dy in range(-3, 4)]
    places = [(corner.x - 24 + dx, corner.y - 24 + dy) for dx, dy in shifts]
    left, top = next(place for place in places if _is_code_at(bitmap, rows, module, *place))
    return module, left, top, module * len(rows)


def _is_code_at(bitmap: Bitmap, rows: tuple[bytes, ...], module: int, left: int, top: int) -> bool:
    dots = range(module * len(rows))
    return all(_is_inked(bitmap, left + x, top + y) == bool(rows[y // module][x // module]) for y in dots for x in dots)


def _is_inked(bitmap: Bitmap, x: int, y: int) -> bool:
    return 0 <= x < bitmap.width and 0 <= y < bitmap.height and bitmap.is_black(x, y)


def test_check_03_where_a_code_has_no_room_it_is_left_out_and_said():
    drawn = draw(a_name_label("Maximiliana", medical=TEN), stock_named("dymo-30345"))

    assert drawn.left_out == ("qr",)


@pytest.mark.parametrize("name", ["Zoë 🌈🦄", "محمد Ali 李"])
def test_check_03_nor_does_a_code_take_the_room_of_letters_that_are_too_tall(name: str):
    notes = "Peanuts, bees 🐝, latex; carries an EpiPen in the red bag"
    drawn = draw(a_name_label(name, medical=notes), stock_named("dymo-30345"))

    assert drawn.left_out == ("qr",)


@pytest.mark.needs("zbar")
@pytest.mark.parametrize("text", [CODE, CHECK_IN, "0123456789", "a-B c"])
def test_a_barcode_is_read_by_two_scanners(tmp_path: Path, text: str):
    stock = stock_named("brother-62x100")
    laid = leaf_laid(Barcode(text=text, height_mm=10), Place(stock, {}, {}), 1000)
    canvas = Canvas(1100, 200, 300)
    laid.paint(canvas, 60, 40, False)
    path = tmp_path / "bars.png"
    path.write_bytes(canvas.finish()[0].to_png())

    assert scan(path) == scan_again(path) == {text}


def test_a_barcode_carries_no_other_script():
    assert code_128("李") == code_128("") == ()


def test_check_06_no_ink_leaves_the_printable_area_for_500_names():
    chance = random.Random(6)
    stocks = sorted(shipped_stocks())
    for number in range(500):
        name = chance.choice(STARTS) + "".join(chance.choices(LETTERS, k=chance.randint(0, 14)))
        stock = stock_named(stocks[number % len(stocks)])
        bitmap = draw(a_name_label(name, name, medical=name if number % 3 else ""), stock).bitmap
        assert bitmap.width == stock.width_dots
        sides = [bitmap.is_black(x, y) for y in range(bitmap.height) for x in (0, bitmap.width - 1)]
        assert not any(sides), f"ink at the very edge, where more would be cut off: {number}"
        assert not any(bitmap.row(0)), "ink above"
        assert not any(bitmap.row(bitmap.height - 1)), "ink below"


@pytest.mark.parametrize("stock", sorted(shipped_stocks()))
def test_check_07_sixty_letters_fit_every_stock(stock: str):
    name = "Maximiliana-Alexandra Wolfeschlegelsteinhausenbergerdorffgeb"
    drawn = draw(a_name_label(name, medical="Peanuts"), stock_named(stock))

    assert drawn.bitmap.digest != draw(a_name_label(name[:-3], medical="Peanuts"), stock_named(stock)).bitmap.digest
    assert stock_named(stock).length_dots in (None, drawn.bitmap.height)
    assert min(_letters_on(a_name_label(name, medical="Peanuts"), stock_named(stock))) >= LEGIBLE_DOTS


def _letters_on(label: Label, stock: Stock) -> list[float]:
    """How large the letters of a label's texts are, in dots."""

    class Sizes:
        """A canvas that only notes letters."""

        def __init__(self) -> None:
            self.found: list[float] = []

        def letters(self, text: SetText, *_place: object) -> None:
            self.found.append(text.size)

        def ignored(self, *_drawn: object, **_how: object) -> None:
            """Not letters."""

        block = squares = shape = ignored

    sizes = Sizes()
    fields = fields_of(label)
    fitted(SHIPPED.design_for(fields.kind, stock), fields, stock).paint(cast(Canvas, sizes), 0, 0, False)
    return sizes.found


@pytest.mark.parametrize("stock", sorted(shipped_stocks()))
def test_check_10_notes_that_are_too_long_say_how_many_more_there_are(stock: str):
    """What is drawn is exactly the longest of the shortened texts that fits, every letter of it legible."""
    label = a_name_label(medical=", ".join([TEN, TEN.upper(), TEN.title()])[:299])
    fields = fields_of(label)
    shortened = (fields, *with_fewer_notes(fields))
    paper = stock_named(stock)
    design = SHIPPED.design_for("name", paper)
    length = reading_size(design, paper)[1]
    fits = next(
        one.texts["medical"] for one in shortened if length is None or laid_out(design, one, paper).height <= length
    )

    drawn = draw(label, stock_named(stock))
    assert drawn.bitmap.digest == draw(replace(label, medical=fits), stock_named(stock)).bitmap.digest
    assert min(_letters_on(label, paper)) >= LEGIBLE_DOTS
    assert fits == label.medical or fits.endswith(": see list")


def test_check_10_the_last_notes_are_counted():
    shorter = [fields.texts["medical"] for fields in with_fewer_notes(fields_of(a_name_label(medical=TEN)))]

    assert shorter[0].endswith("shellfish, kiwi, +1: see list")
    assert shorter[-1] == "peanuts, +9: see list"


@pytest.mark.parametrize("stock", sorted(shipped_stocks()))
def test_check_11_the_adults_label_is_the_same_whatever_the_childs_notes(stock: str):
    """What a design may print there has no notes in it, so that reading the paper is not even needed."""
    assert not {"medical", "last_name"} & {field.name for field in dataclass_fields(SecurityLabel)}
    assert not {"medical", "last_name"} & {field.name for field in dataclass_fields(SecurityLabelLine)}
    for design in shipped_designs().values():
        if design.kind == "security" and stock in design.stocks:
            texts = fields_of(a_security_label("Ana")).texts
            assert not {"medical", "last_name"} & set(texts)


def test_check_14_a_thousand_labels_in_a_worker_are_all_alike():
    """Beside the application's own thread, which paints meanwhile."""
    label = a_name_label("José", medical="Peanuts")
    roll = stock_named("roll-80")
    wanted = draw(label, roll).bitmap.digest
    found: set[str] = set()

    def work() -> None:
        for _ in range(1000):
            found.add(draw(label, roll).bitmap.digest)

    worker = threading.Thread(target=work)
    worker.start()
    while worker.is_alive():
        QImage(64, 64, QImage.Format.Format_RGB32).fill(0)
        worker.join(0.01)
    assert found == {wanted}


def test_check_14_workers_that_draw_different_names_at_once_draw_them_right(tmp_path: Path):
    """In a process of its own, where nothing is remembered yet."""
    program = (
        "import sys, threading\n"
        "from kiosk.printing.drawing import ensure_application; ensure_application()\n"
        "from kiosk.printing.pipeline import draw\n"
        "from kiosk.printing.stock import stock_named\n"
        "from tests.support.printing_labels import a_name_label\n"
        "found = [{} for _ in range(int(sys.argv[1]))]\n"
        "def work(mine):\n"
        "    for number in range(40):\n"
        "        bitmap = draw(a_name_label(f'Child {number}', 'محمد'), stock_named('roll-80')).bitmap\n"
        "        mine[number] = bitmap.digest\n"
        "threads = [threading.Thread(target=work, args=(mine,)) for mine in found]\n"
        "[thread.start() for thread in threads]\n"
        "[thread.join() for thread in threads]\n"
        "print(len(set(found[0].values())), *{tuple(mine.values()) for mine in found})\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    alone, together = (
        subprocess.run([sys.executable, "-c", program, count], capture_output=True, text=True, env=environment)
        for count in ("1", "3")
    )

    assert together.stdout == alone.stdout, together.stderr
    assert alone.stdout.startswith("40 ")


def test_check_15_ten_thousand_calls_of_qt_leave_none_alone():
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    for _ in range(10_000):
        image.fill(0)

    assert abs(sys.getrefcount(None) - before) < 500


@pytest.mark.parametrize("stock", ["brother-62-red", "brother-29x90"])
def test_the_preview_is_what_is_printed_the_way_it_is_read(stock: str):
    label = a_name_label(medical="Peanuts")
    preview = QImage.fromData(picture_of(label, stock_named(stock)))
    printed = draw(label, stock_named(stock))

    sizes = {preview.width(), preview.height()}
    assert sizes == {printed.bitmap.width, printed.bitmap.height}
    reds = sum(
        preview.pixelColor(x, y).red() > 150 > preview.pixelColor(x, y).green()
        for x in range(0, preview.width(), 5)
        for y in range(0, preview.height(), 5)
    )
    assert bool(reds) == (printed.red is not None)


def test_every_stock_that_ships_can_be_called_in_other_languages():
    assert {stock.id: stock.name for stock in shipped_stocks().values()} == STOCKS
