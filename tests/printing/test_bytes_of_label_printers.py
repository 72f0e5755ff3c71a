"""What label printers get, read by decoders that we did not write: dot for dot, nothing more and nothing less."""

from pathlib import Path

import pytest
from PIL import Image

from kiosk.printing import brother, zpl
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.brother_models import MODELS
from kiosk.printing.pdf_page import pdf_of
from kiosk.printing.pipeline import Drawn, draw
from kiosk.printing.stock import MM_PER_INCH, Stock, shipped_stocks, stock_named
from tests.oracles.labels import NotReadable, draw_pdf, draw_zpl, read_brother, read_escpos, read_zpl
from tests.support.printing_labels import a_label_of, a_name_label

ZEBRA = tuple(stock for stock in shipped_stocks() if stock.startswith("zebra"))
BROTHER = tuple(stock for stock in shipped_stocks() if stock.startswith("brother"))
DYMO = tuple(stock for stock in shipped_stocks() if stock.startswith("dymo"))
KINDS = ("name", "security", "allergy", "room_list")
QL_820, QL_800, QL_1100 = MODELS["QL-820NWB"], MODELS["QL-800"], MODELS["QL-1100"]


def dots(picture: Path, box: tuple[int, int, int, int] | None = None) -> list[bytes]:
    """The black dots of a picture, packed as a bitmap's rows."""
    with Image.open(picture) as image:
        grey = image.convert("L").crop(box) if box else image.convert("L")
        return packed(grey)


def packed(grey: Image.Image) -> list[bytes]:
    inked = grey.point(lambda level: 255 if level < 128 else 0).convert("1")
    stride, data = (inked.width + 7) // 8, inked.tobytes()
    return [data[at : at + stride] for at in range(0, len(data), stride)]


def rows(bitmap: Bitmap) -> list[bytes]:
    return [bitmap.row(y) for y in range(bitmap.height)]


def a_drawing(stock: Stock, kind: str = "name") -> Drawn:
    return draw(a_name_label(medical="Peanuts, dairy") if kind == "name" else a_label_of(kind), stock)


def brother_bytes(stock: Stock, kind: str = "name", model: str = "QL-820NWB") -> bytes:
    drawn = a_drawing(stock, kind)
    return brother.encode(drawn.bitmap, drawn.red, stock, MODELS[model])


def zebra_bytes(stock: Stock, kind: str = "name") -> bytes:
    assert stock.length_dots is not None
    return zpl.encode(a_drawing(stock, kind).bitmap, width=stock.width_dots, length=stock.length_dots)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stock_id", ZEBRA)
def test_check_01_and_check_21_zebrafy_sees_the_bitmap_dot_for_dot(tmp_path: Path, stock_id: str, kind: str):
    stock = stock_named(stock_id)
    read_zpl(zebra_bytes(stock, kind), tmp_path / "label.png")

    bitmap = a_drawing(stock, kind).bitmap
    assert dots(tmp_path / "label.png", (0, 0, bitmap.width, bitmap.height)) == rows(bitmap)


@pytest.mark.needs("decoders")
@pytest.mark.parametrize("stock_id", ["zebra-2x1", "zebra-4x2", "zebra-64x38-300dpi"])
def test_check_01_and_check_21_zebrash_sees_the_bitmap_dot_for_dot(tmp_path: Path, stock_id: str):
    stock = stock_named(stock_id)
    per_mm = 12 if stock.dpi == 300 else 8
    bitmap = a_drawing(stock).bitmap
    data = zebra_bytes(stock).decode("ascii")
    picture = tmp_path / "label.png"
    draw_zpl(data, picture, width_mm=bitmap.width / per_mm, height_mm=bitmap.height / per_mm, dots_per_mm=per_mm)

    assert dots(picture, (0, 0, bitmap.width, bitmap.height)) == rows(bitmap)


def test_check_21_width_and_length_are_the_stocks():
    for stock_id in ZEBRA:
        stock = stock_named(stock_id)
        assert b"^PW%d^LL%d^" % (stock.width_dots, stock.length_dots or 0) in zebra_bytes(stock)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stock_id", BROTHER)
def test_check_01_and_20_brothers_reader_sees_the_bitmap_dot_for_dot(tmp_path: Path, stock_id: str, kind: str):
    stock = stock_named(stock_id)
    drawn = a_drawing(stock, kind)
    picture, commands = read_brother(brother_bytes(stock, kind), tmp_path)

    left = QL_820.row_bytes * 8 - drawn.bitmap.width - stock.right_margin_dots
    box = (left, 0, left + drawn.bitmap.width, max(drawn.bitmap.height, QL_820.shortest))
    with Image.open(picture) as image:
        red, green, _ = image.convert("RGB").crop(box).split()
    assert packed(red)[: drawn.bitmap.height] == rows(drawn.bitmap)
    if drawn.red is not None:
        both = [one | other for one, other in zip(drawn.bitmap.rows, drawn.red.rows, strict=True)]
        assert b"".join(packed(green)[: drawn.bitmap.height]) == bytes(both)
        assert any(drawn.red.rows) == (kind != "security")
    assert commands[-1] == "print"
    assert commands.count("print") == 1


@pytest.mark.parametrize(
    ("stock_id", "kind", "width", "length"),
    [
        ("brother-62", 0x0A, 62, 0),
        ("brother-62x29", 0x0B, 62, 29),
        ("brother-62x100", 0x0B, 62, 100),
        ("brother-29x90", 0x0B, 29, 90),
    ],
)
def test_check_20_the_paper_is_named_as_it_is(stock_id: str, kind: int, width: int, length: int):
    data = brother_bytes(stock_named(stock_id))
    at = data.index(b"\x1biz")

    assert tuple(data[at + 4 : at + 7]) == (kind, width, length)


def test_check_20_a_ql_800_gets_plain_rows_and_at_least_150_of_them(tmp_path: Path):
    stock = stock_named("brother-62")
    data = brother.encode(Bitmap(696, 10, 300, bytes([0xFF]) * 870), None, stock, QL_800)
    picture, commands = read_brother(data, tmp_path)

    assert "compression" not in commands
    assert len(dots(picture)) == QL_800.shortest


def test_check_20_a_wide_printer_prints_the_same_label_at_its_right(tmp_path: Path):
    stock = stock_named("brother-62")
    bitmap = a_drawing(stock).bitmap
    picture, _ = read_brother(brother.encode(bitmap, None, stock, QL_1100), tmp_path)

    left = QL_1100.row_bytes * 8 - bitmap.width - stock.right_margin_dots - QL_1100.extra_right
    assert dots(picture, (left, 0, left + bitmap.width, bitmap.height)) == rows(bitmap)


def test_check_19_what_is_wider_than_the_head_is_refused():
    with pytest.raises(ValueError, match="wide"):
        brother.encode(Bitmap(720, 1, 300, bytes(90)), None, stock_named("brother-62"), QL_820)
    with pytest.raises(ValueError, match="dots"):
        zpl.encode(Bitmap(408, 1, 203, bytes(51)), width=406, length=203)


def test_red_is_refused_where_the_printer_has_none():
    drawn = a_drawing(stock_named("brother-62-red"))
    with pytest.raises(ValueError, match="red"):
        brother.encode(drawn.bitmap, drawn.red, stock_named("brother-62-red"), MODELS["QL-700"])


@pytest.mark.needs("decoders")
def test_check_16_half_a_stream_is_refused_by_the_decoders(tmp_path: Path):
    label = zebra_bytes(stock_named("zebra-2x1"))
    with pytest.raises(NotReadable):
        read_zpl(label[: len(label) // 2], tmp_path / "label.png")
    half = brother_bytes(stock_named("brother-62x29"))[:-2000]
    with pytest.raises(NotReadable):
        read_brother(half, tmp_path)
    with pytest.raises(NotReadable):
        read_escpos(b"\x1b@\x1dv0\x00\x08\x00\x10\x00" + bytes(100), tmp_path)


def test_check_16_a_changed_byte_is_refused():
    label = bytearray(zebra_bytes(stock_named("zebra-2x1")))
    at = label.index(b":Z64:") + 40
    label[at] = ord("A") if label[at] != ord("A") else ord("B")

    with pytest.raises(NotReadable):
        read_zpl(bytes(label), Path("never-written.png"))


@pytest.mark.needs("poppler")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stock_id", [*DYMO, "brother-62"])
def test_check_22_the_page_of_a_print_queue_shows_every_dot(tmp_path: Path, stock_id: str, kind: str):
    stock = stock_named(stock_id)
    drawn = a_drawing(stock, kind)
    draw_pdf(pdf_of(drawn.bitmap, drawn.red, stock), tmp_path / "page.png", dpi=stock.dpi)

    across = round(stock.width_mm * stock.dpi / MM_PER_INCH)
    down = max(drawn.bitmap.height, round((stock.length_mm or 0) * stock.dpi / MM_PER_INCH))
    left, top = (across - drawn.bitmap.width) // 2, (down - drawn.bitmap.height) // 2
    with Image.open(tmp_path / "page.png") as page:
        assert page.size == (across, down)
    box = (left, top, left + drawn.bitmap.width, top + drawn.bitmap.height)
    assert dots(tmp_path / "page.png", box) == rows(drawn.bitmap)


@pytest.mark.parametrize("mischief", ["Bob^FS^XZ~JR", "Bob\x1b@\x1biz", "Bob\n~HS\n", "\x1d(H\x06Bob"])
@pytest.mark.parametrize("stock_id", ["zebra-2x1", "brother-62x29"])
def test_check_13_l13_no_name_gives_orders(tmp_path: Path, stock_id: str, mischief: str):
    stock = stock_named(stock_id)
    drawn = draw(a_name_label(mischief), stock)
    if stock.length_dots and stock_id.startswith("zebra"):
        data = zpl.encode(drawn.bitmap, width=stock.width_dots, length=stock.length_dots)
        assert data.count(b"^XZ") == data.count(b"^XA") == 1
        assert b"~" not in data
    else:
        _, commands = read_brother(brother.encode(drawn.bitmap, drawn.red, stock, QL_820), tmp_path)
        assert commands.count("init") == 1
