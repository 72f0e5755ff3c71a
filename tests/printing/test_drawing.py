"""Names of every kind on labels: inside the paper, whole, the same everywhere, and never taken for orders."""

import hashlib
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from kiosk.domain.labels import Label
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.design_shelf import DesignShelf, shipped_designs
from kiosk.printing.pipeline import bytes_for, draw
from kiosk.printing.stock import shipped_stocks, stock_named
from kiosk.printing.typesetting import LEGIBLE_DOTS, Style, set_text
from tests.support.printing_labels import a_label_of, a_name_label, a_security_label

ROLL = stock_named("roll-80")
NAMES = ("José", "Jürgen", "Łukasz", "Nguyễn Thị Ánh", "Дмитрий", "Ζωή", "محمد", "שרה", "李小龍", "지우", "ልያ", "अनन्या")
SCRIPTS = st.sampled_from(["Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Han", "Hangul", "Thai", "Devanagari"])
LETTERS = {
    "Latin": "AJQWfgjyżÅÖé'-",
    "Greek": "ΑΩγξφώ",
    "Cyrillic": "ДЩЙруф",
    "Arabic": "محمدعبيجآ",
    "Hebrew": "אלףךןץ",
    "Han": "李小龍王芳",
    "Hangul": "김지우박",
    "Thai": "กรุงเทพ",
    "Devanagari": "अनन्याशर्मा",
}


def picture(label: Label) -> Bitmap:
    return draw(label, ROLL).bitmap


def test_the_same_label_has_the_same_dots():
    assert picture(a_name_label()).digest == picture(a_name_label()).digest
    assert picture(a_name_label()).digest != picture(a_name_label("Leo")).digest


@pytest.mark.parametrize("name", NAMES)
def test_every_script_has_letters_of_its_own(name: str):
    drawn = draw(a_name_label(name), ROLL)

    assert drawn.missing == ""
    assert drawn.bitmap.digest != picture(a_name_label("\ue000" * len(name))).digest


def test_check_08_a_character_that_no_font_has_is_reported_and_stood_in_for():
    drawn = draw(a_name_label("Ana\ue000"), ROLL)

    assert drawn.missing == "\ue000"
    assert drawn.bitmap.digest == picture(a_name_label("Ana□")).digest


@settings(max_examples=250)
@given(
    st.lists(
        SCRIPTS.flatmap(lambda script: st.text(LETTERS[script], min_size=1, max_size=14)), min_size=1, max_size=4
    ).map(" ".join)
)
def test_check_06_no_ink_leaves_its_box(name: str):
    for width in (384.0, 130.0):
        text = set_text(name, Style(is_display=True, weight=800, size=170, smallest=40, lines=2), width)
        for line, x, y in text.lines:
            scale = text.size / 256
            assert x + line.ink.left() * scale >= -0.5
            assert x + line.ink.right() * scale <= width + 0.5
            assert y + line.ink.top() * scale >= -0.5
            assert y + line.ink.bottom() * scale <= text.height + 0.5


@pytest.mark.parametrize("width", [360, 540])
def test_check_07_l14_sixty_letters_wrap_and_stay_legible(width: int):
    name = "Maximiliana-Alexandra Wolfeschlegelsteinhausenbergerdorffgeb"
    text = set_text(name, Style(is_display=True, weight=800, size=176, smallest=48, lines=2), width)

    assert text.size >= LEGIBLE_DOTS
    assert len(text.lines) > 1
    contours = [path.toSubpathPolygons() for line, _, _ in text.lines for path, _ in line.outlines]
    assert sum(map(len, contours)) >= len(name.replace(" ", "")), "every letter has at least one contour"


def test_an_endless_name_ends_visibly():
    drawn = picture(a_name_label("A" * 5000))

    assert drawn.height < 3 * picture(a_name_label("A" * 250)).height
    assert drawn.digest == picture(a_name_label("A" * 299 + "…")).digest


@pytest.mark.parametrize("mischief", ["\x1b", "\x00\x10\x14\x01", "\x1d\x05", "\u202e", "\u2066\u2069", "\ufeff\u200b"])
def test_check_13_control_characters_and_overrides_change_nothing(mischief: str):
    assert bytes_for(a_name_label(f"An{mischief}a"), ROLL) == bytes_for(a_name_label("Ana"), ROLL)


def test_a_name_on_two_lines_is_one_name():
    assert picture(a_name_label("Ana\r\nMaria")).digest == picture(a_name_label("Ana Maria")).digest


def test_check_13_l13_printer_commands_in_a_name_are_drawn_as_they_are_written():
    plain, commands = picture(a_name_label("Bob")), picture(a_name_label("Bob^FS^XZ~JR"))

    assert plain.digest != commands.digest
    assert commands.width == plain.width


def test_half_a_character_is_left_out():
    assert picture(a_name_label("Ana\ud83d")).digest == picture(a_name_label("Ana")).digest


@pytest.mark.parametrize("design", sorted(shipped_designs()))
def test_every_design_draws_on_its_stocks(design: str):
    shipped = shipped_designs()[design]
    label = a_label_of(shipped.kind)
    for stock_id in shipped.stocks:
        stock = shipped_stocks()[stock_id]
        drawn = draw(label, stock, DesignShelf(first=[design]))
        assert drawn.bitmap.width == stock.width_dots
        assert drawn.bitmap.height == stock.length_dots or stock.length_dots is None
        assert drawn.missing == ""
        if stock.length_dots is None:
            assert drawn.left_out == ()


def test_rehearsals_and_reprints_are_marked():
    assert picture(a_name_label(is_rehearsal=True)).height > picture(a_name_label()).height
    assert picture(a_security_label(is_rehearsal=True)).height > picture(a_security_label()).height
    assert picture(a_security_label(is_reprint=True)).height > picture(a_security_label()).height


def test_l06_a_label_without_birthdate_code_or_room_is_drawn():
    assert picture(a_name_label("", "", location_name="", time="", security_code=None)).height > 0


def test_labels_are_drawn_alike_on_any_thread():
    wanted = picture(a_name_label("José")).digest
    found: list[str] = []

    def work() -> None:
        found.extend(picture(a_name_label("José")).digest for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 15


def test_check_09_a_machine_without_fonts_draws_the_same(tmp_path: Path):
    """Fontconfig is told of no folder at all; a machine full of fonts must not draw otherwise."""
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    program = (
        "from kiosk.printing.drawing import ensure_application; ensure_application()\n"
        "from tests.printing.test_drawing import digest_of_all\n"
        "print(digest_of_all())"
    )
    environment = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen", "PATH": ""}
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)

    assert answer.stdout.strip() == digest_of_all(), answer.stderr


def digest_of_all() -> str:
    """A fingerprint of labels in many scripts."""
    return hashlib.sha256("".join(picture(a_name_label(name)).digest for name in NAMES).encode()).hexdigest()


def test_the_picture_file_shows_the_same_dots():
    bitmap = picture(a_name_label())
    image = QImage.fromData(bitmap.to_png())

    assert (image.width(), image.height()) == (bitmap.width, bitmap.height)
    for x, y in ((0, 0), (20, 100), (30, 100), (560, 20), (12, 60)):
        assert (image.pixelColor(x, y).lightness() < 128) == bitmap.is_black(x, y)
