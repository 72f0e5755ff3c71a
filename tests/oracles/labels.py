"""Reading labels back with programs that we did not write: what a printer would understand and a scanner or person see.

Tests that use them are marked: ``needs("decoders")`` for ESC/POS and ZPL, ``needs("zbar")``, ``needs("tesseract:vie")``.
"""

import contextlib
import io
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image, ImageOps

from tests.oracles.node import FOLDER, node

WHITE = 255
OCR_SCALE = 2
OCR_BORDER_PX = 30


class NotReadable(Exception):
    """The decoder refused: an unknown command, a picture cut off, or rubbish between commands."""


@dataclass(frozen=True, slots=True)
class EscposReading:
    """An ESC/POS stream as a printer takes it: its commands by name ("ESC @", "GS v0", "GS V") and its pictures."""

    commands: tuple[str, ...]
    pictures: tuple[Path, ...]


def read_escpos(data: bytes, folder: Path) -> EscposReading:
    """Decode a byte stream with npos; pictures are written to ``folder`` as PNG, black and white.

    Raises `NotReadable`.
    """
    stream = folder / "stream.bin"
    stream.write_bytes(data)
    answer = json.loads(_run_decoder("escpos_oracle.cjs", str(stream), str(folder / "picture")))
    return EscposReading(
        commands=tuple(command["command"] for command in answer["commands"]),
        pictures=tuple(Path(name) for name in answer["pictures"]),
    )


def draw_zpl(text: str, picture: Path, *, width_mm: float, height_mm: float, dots_per_mm: int) -> None:
    """Draw ZPL as a PNG with zebrash. Raises `NotReadable`."""
    source = picture.with_suffix(".zpl")
    source.write_text(text, encoding="utf-8")
    _run_decoder("zpl_oracle.cjs", str(source), str(picture), str(width_mm), str(height_mm), str(dots_per_mm))


def read_zpl(data: bytes, picture: Path) -> None:
    """Draw ZPL as a PNG with zebrafy, which also checks the sum over the compressed picture. Raises `NotReadable`."""
    from zebrafy.zebrafy_zpl import ZebrafyZPL

    try:
        (image,) = ZebrafyZPL(data.decode("ascii")).to_images()
    except (ValueError, OSError) as error:
        raise NotReadable(str(error)) from error
    image.save(picture)


def read_brother(data: bytes, folder: Path) -> tuple[Path, tuple[str, ...]]:
    """A stream for a Brother QL: its picture, as wide as the head, and its commands by name. Raises `NotReadable`."""
    from brother_ql.reader import OPCODES, BrotherQLReader, chunker

    try:
        commands = tuple(
            next(name[0] for opcode, name in OPCODES.items() if chunk.startswith(opcode))
            for chunk in chunker(data, raise_exception=True)
        )
        reader = BrotherQLReader(io.BytesIO(data))
        reader.filename_fmt = str(folder / "brother-{counter}.png")
        with contextlib.redirect_stdout(io.StringIO()):
            reader.analyse()
    except Exception as error:
        raise NotReadable(repr(error)) from error
    picture = folder / "brother-1.png"
    if not picture.exists():
        raise NotReadable("nothing is printed")
    if reader.raster_no != len(reader.black_rows):
        raise NotReadable(f"{reader.raster_no} rows announced, {len(reader.black_rows)} sent")
    return picture, commands


def draw_pdf(data: bytes, picture: Path, *, dpi: int) -> None:
    """Draw a PDF's only page with poppler, in black and white, as print queues do. Raises `NotReadable`."""
    page = picture.with_suffix(".pdf")
    page.write_bytes(data)
    command = ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", "-aa", "no", str(page), str(picture.with_suffix(""))]
    answer = subprocess.run(command, capture_output=True, text=True)
    if answer.returncode or answer.stderr.strip() or not picture.exists():
        raise NotReadable(answer.stderr.strip())


def scan(picture: Path) -> set[str]:
    """What zbar reads in a picture: the text of every bar code and QR code."""
    answer = subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", str(picture)], capture_output=True, text=True)
    return set(answer.stdout.split("\n")) - {""}


def scan_again(picture: Path) -> set[str]:
    """What ZXing reads in a picture; a second opinion beside `scan`."""
    with Image.open(picture) as image:
        return {found.text for found in zxingcpp.read_barcodes(image.convert("L"))}


def read_words(
    picture: Path, *, language: str, box: tuple[int, int, int, int] | None = None, is_block: bool = False
) -> str:
    """One line of writing as tesseract reads it, or with ``is_block`` several; ``box`` (left, top, right, bottom) in pixels
    cuts it out first."""
    line = picture.with_suffix(".line.png")
    with Image.open(picture) as image:
        grey = image.convert("L").crop(box) if box else image.convert("L")
        larger = grey.resize((grey.width * OCR_SCALE, grey.height * OCR_SCALE), Image.Resampling.LANCZOS)
        ImageOps.expand(larger, OCR_BORDER_PX, WHITE).save(line)
    command = ["tesseract", str(line), "-", "--psm", "6" if is_block else "7", "-l", language]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _run_decoder(script: str, *arguments: str) -> str:
    answer = subprocess.run([str(node()), str(FOLDER / script), *arguments], capture_output=True, text=True)
    if answer.returncode != 0:
        raise NotReadable(f"{script}, exit code {answer.returncode}: {answer.stderr.strip()}")
    return answer.stdout
