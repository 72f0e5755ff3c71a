"""A contact sheet: every label design on every stock, in five scripts, exactly as it would be printed."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from kiosk.fonts import TEXT_FAMILIES
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.design_shelf import shipped_designs
from kiosk.printing.drawing import ensure_application
from kiosk.printing.pipeline import Drawn, drawn_with
from kiosk.printing.shaping import load_fonts
from kiosk.printing.stock import MM_PER_INCH, Stock, shipped_stocks
from kiosk.services.label_samples import PEOPLE, samples_of

_PX_PER_MM = 3.6
_GAP_PX = 26
_CAPTION_PX = 24
_SHEET_WIDTH_PX = 2000
_DESK, _INK = QColor("#e9e4da"), QColor("#1c2430")


def drawings() -> dict[Stock, list[tuple[str, Drawn]]]:
    """Every design on each of its stocks, scripts taking turns so that each stock meets all five."""
    ensure_application()
    found: dict[Stock, list[tuple[str, Drawn]]] = {}
    for number, stock in enumerate(shipped_stocks().values()):
        designs = [design for design in shipped_designs().values() if stock.id in design.stocks]
        for turn, design in enumerate(designs):
            person = PEOPLE[(number + turn) % len(PEOPLE)]
            label = samples_of(person)[design.kind]
            found.setdefault(stock, []).append((design.id, drawn_with(design, label, stock)))
    return found


def sheet() -> QImage:
    """The contact sheet, one stock after another."""
    found = drawings()
    load_fonts()
    places: list[tuple[int, int, str, Drawn]] = []
    titles: list[tuple[int, str]] = []
    y = _GAP_PX
    for stock, drawn in found.items():
        titles.append((y, f"{stock.name} · {stock.dpi} dpi"))
        y += _CAPTION_PX * 2
        x, tallest = _GAP_PX, 0
        for design_id, one in drawn:
            width, height = _size(one.bitmap)
            if x + width > _SHEET_WIDTH_PX - _GAP_PX:
                x, y, tallest = _GAP_PX, y + tallest + _GAP_PX + _CAPTION_PX, 0
            places.append((x, y, design_id, one))
            x, tallest = x + width + _GAP_PX, max(tallest, height)
        y += tallest + _GAP_PX * 2 + _CAPTION_PX
    image = QImage(_SHEET_WIDTH_PX, y, QImage.Format.Format_RGB32)
    image.fill(_DESK)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for at, title in titles:
        _write(painter, _GAP_PX, at + _CAPTION_PX, title, 22)
    for x, at, design_id, one in places:
        width, height = _size(one.bitmap)
        painter.drawImage(QRectF(x, at, width, height), _as_printed(one))
        _write(painter, x, at + height + 16, design_id, 13)
    painter.end()
    return image


def _size(bitmap: Bitmap) -> tuple[int, int]:
    scale = MM_PER_INCH / bitmap.dpi * _PX_PER_MM
    return round(bitmap.width * scale), round(bitmap.height * scale)


def _as_printed(drawn: Drawn) -> QImage:
    picture = QImage.fromData(drawn.bitmap.to_png(drawn.red)).convertToFormat(QImage.Format.Format_RGB32)
    width, height = _size(drawn.bitmap)
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _write(painter: QPainter, x: int, y: int, text: str, size: int) -> None:
    font = QFont(TEXT_FAMILIES[0])
    font.setPixelSize(size)
    painter.setFont(font)
    painter.setPen(_INK)
    painter.drawText(x, y, text)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sheet, and with --each every label as a picture of its own."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--to", type=Path, required=True, metavar="FILE", help="the PNG to write")
    words.add_argument("--each", type=Path, metavar="DIR", help="also write every label as it is printed")
    given = words.parse_args(arguments)
    ensure_application()
    given.to.parent.mkdir(parents=True, exist_ok=True)
    few = [QColor(level, level, level).rgb() for level in range(0, 256, 17)] + [_DESK.rgb(), QColor("#c8102e").rgb()]
    few += [QColor("#dd6d80").rgb(), QColor("#f0c4cb").rgb()]
    plain = Qt.ImageConversionFlag.ThresholdDither
    sheet().convertToFormat(QImage.Format.Format_Indexed8, few, plain).save(str(given.to), quality=0)
    if given.each:
        given.each.mkdir(parents=True, exist_ok=True)
        for stock, drawn in drawings().items():
            for design_id, one in drawn:
                (given.each / f"{stock.id}-{design_id}.png").write_bytes(one.bitmap.to_png(one.red))


if __name__ == "__main__":
    main()
