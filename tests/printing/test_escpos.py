"""ESC/POS bytes: bands that cheap printers take, one cut, white paper fed, nothing wider than the head."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.bitmap import Bitmap
from kiosk.printing.escpos import CUT, TALLEST_BAND, completion_request, encode
from kiosk.simulator.escpos_stream import RASTER, Commands
from kiosk.simulator.label_picture import rows_of

HEAD = 64


def commands_of(data: bytes) -> list[bytes]:
    commands = Commands()
    found = commands.feed(data)
    assert commands.incomplete_bytes == 0
    return found


@given(
    st.lists(
        st.tuples(st.integers(1, 300), st.binary(min_size=8, max_size=8) | st.just(bytes(8))), min_size=1, max_size=6
    )
)
def test_check_17_and_check_18_the_paper_shows_the_bitmap_in_low_bands_and_ends_in_one_cut(
    stretches: list[tuple[int, bytes]],
):
    rows = [row for count, row in stretches for _ in range(count)]
    data = encode(Bitmap(HEAD, len(rows), 203, b"".join(rows)), head_dots=HEAD)

    assert [row.ljust(8, b"\0") for row in rows_of(data)] == rows
    commands = commands_of(data)
    assert commands[-1] == CUT
    assert commands.count(CUT) == 1
    assert all(
        int.from_bytes(command[6:8], "little") <= TALLEST_BAND for command in commands if command.startswith(RASTER)
    )


def test_white_paper_is_fed_not_printed():
    rows = bytes([255] * 8) * 10 + bytes(8) * 600 + bytes([255] * 8) * 10
    data = encode(Bitmap(HEAD, 620, 203, rows), head_dots=HEAD)

    assert len(data) < 300
    assert len(rows_of(data)) == 620


def test_check_19_a_label_wider_than_the_head_is_refused():
    with pytest.raises(ValueError, match="wide"):
        encode(Bitmap(72, 1, 203, bytes(9)), head_dots=HEAD)


def test_the_printer_is_asked_to_say_the_tag_back_after_the_cut():
    data = encode(Bitmap(HEAD, 1, 203, bytes(8)), head_dots=HEAD, tag="AB34")

    assert commands_of(data)[-2:] == [CUT, b"\x1d(H\x06\x0000AB34"]


@pytest.mark.parametrize("tag", ["", "ABC", "ABCDE", "AB\n1", "ABÇ1"])
def test_a_tag_is_four_printable_characters(tag: str):
    with pytest.raises(ValueError, match="four"):
        completion_request(tag)


def test_a_bitmap_has_as_many_bytes_as_dots():
    with pytest.raises(ValueError, match="need 9 bytes"):
        Bitmap(9 * 8, 1, 203, bytes(8))
