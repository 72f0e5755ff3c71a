"""The label decoders themselves: they read what is right and refuse what is not, so that a test may trust them."""

from pathlib import Path

import pytest
import segno
from PIL import Image, ImageDraw, ImageFont

from kiosk.resources import resource_path
from tests.oracles.labels import NotReadable, draw_zpl, read_escpos, read_words, scan, scan_again

ROWS = 8
CHESSBOARD = bytes([0xAA, 0x55] * ROWS)
RESET = b"\x1b@"
RASTER = b"\x1dv0\x00" + bytes([2, 0, ROWS, 0]) + CHESSBOARD
CUT = b"\x1dV\x00"


@pytest.mark.needs("decoders")
def test_an_escpos_stream_is_read_to_the_dot(tmp_path: Path):
    reading = read_escpos(RESET + RASTER + CUT, tmp_path)

    assert reading.commands == ("ESC @", "GS v0", "GS V")
    with Image.open(reading.pictures[0]) as picture:
        dots = picture.convert("1")
        assert dots.size == (16, ROWS)
        black_is_one = dots.point(lambda level: 0 if level else 255)
        assert black_is_one.tobytes() == CHESSBOARD


@pytest.mark.needs("decoders")
@pytest.mark.parametrize(
    "wrong",
    [RESET + RASTER[:-3], RESET + RASTER + b"\x00\x00", b"\x1d\x99\x01" + RASTER],
    ids=["cut off", "rubbish after a picture", "unknown command"],
)
def test_a_wrong_escpos_stream_is_refused(tmp_path: Path, wrong: bytes):
    with pytest.raises(NotReadable):
        read_escpos(wrong, tmp_path)


@pytest.mark.needs("decoders")
def test_zpl_is_drawn_and_its_code_read(tmp_path: Path):
    picture = tmp_path / "label.png"

    draw_zpl("^XA^FO20,20^BQN,2,6^FDQA,XK7P^FS^XZ", picture, width_mm=50.75, height_mm=25.375, dots_per_mm=8)

    assert scan_again(picture) == {"XK7P"}


@pytest.mark.needs("zbar")
def test_two_scanners_read_the_same_code(tmp_path: Path):
    picture = tmp_path / "code.png"
    segno.make("XK7P", micro=False).save(str(picture), scale=6)

    assert scan(picture) == scan_again(picture) == {"XK7P"}


@pytest.mark.needs("tesseract:vie")
def test_a_name_is_read_with_its_accents(tmp_path: Path):
    picture = tmp_path / "name.png"
    image = Image.new("L", (520, 80), 255)
    font = ImageFont.truetype(str(resource_path("fonts", "KioskNoto-Bold.ttf")), 44)
    ImageDraw.Draw(image).text((10, 8), "Nguyễn Thị Ánh", fill=0, font=font)
    image.save(picture)

    assert read_words(picture, language="vie") == "Nguyễn Thị Ánh"
