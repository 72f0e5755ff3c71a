"""Shapes and set text as black, red and white dots: where a label's bitmap is painted.

Needs a QGuiApplication (see ``ensure_application``); may then be used on any thread.
"""

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPolygonF, QTransform

from kiosk.printing.bitmap import Bitmap
from kiosk.printing.shaping import SHAPED_AT
from kiosk.printing.typesetting import SETTING, SetText


class Ink(StrEnum):
    """What a dot is drawn with; red is black on paper that knows no red."""

    BLACK = "black"
    RED = "red"
    WHITE = "white"


def ensure_application() -> None:
    """See that the process has a Qt application: one without a screen, if no window has made one before.

    Call on the main thread; the application stays until the process ends.
    """
    if QGuiApplication.startingUp():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        QGuiApplication(sys.argv[:1])


class _Plane:
    """The dots of one colour: what is drawn in it is black here, what is drawn in another rubs it out."""

    def __init__(self, width: int, height: int, inks: tuple[Ink, ...]) -> None:
        self._inks = inks
        # Qt fills 32-bit pixels four times as fast as grey ones.
        self._image = QImage(width, height, QImage.Format.Format_RGB32)
        self._image.fill(Qt.GlobalColor.white)
        self.painter = QPainter(self._image)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def color(self, ink: Ink) -> QColor:
        return QColor(Qt.GlobalColor.black if ink in self._inks else Qt.GlobalColor.white)

    def finish(self, dpi: int, turned: bool) -> Bitmap:
        self.painter.end()
        image = self._image.transformed(QTransform().rotate(90)) if turned else self._image
        return _dots(image, dpi)


class Canvas:
    """A white label to draw on, in dots; ``finish`` makes it a bitmap for each colour."""

    def __init__(self, width: int, height: int, dpi: int, *, has_red: bool = False) -> None:
        self._dpi = dpi
        self._planes = [_Plane(width, height, (Ink.BLACK,) if has_red else (Ink.BLACK, Ink.RED))]
        if has_red:
            self._planes.append(_Plane(width, height, (Ink.RED,)))

    def letters(self, text: SetText, x: float, y: float, ink: Ink = Ink.BLACK) -> None:
        """Draw text that was set, its top left at a point."""
        with SETTING:
            self._letters(text, x, y, ink)

    def _letters(self, text: SetText, x: float, y: float, ink: Ink) -> None:
        scale = text.size / SHAPED_AT
        for plane in self._planes:
            color, painter = plane.color(ink), plane.painter
            for line, dx, dy in text.lines:
                place = QTransform(scale, 0, 0, scale, x + dx, y + dy)
                for path, thickened in line.outlines:
                    painter.setTransform(place)
                    painter.setPen(QPen(color, thickened * SHAPED_AT) if thickened else QPen(Qt.PenStyle.NoPen))
                    painter.setBrush(color)
                    painter.drawPath(path)
            painter.resetTransform()

    def block(
        self, x: float, y: float, width: float, height: float, *, radius: float = 0, ink: Ink = Ink.BLACK
    ) -> None:
        """Fill a rectangle."""
        for plane in self._planes:
            plane.painter.setPen(Qt.PenStyle.NoPen)
            plane.painter.setBrush(plane.color(ink))
            plane.painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)

    def squares(self, rows: Sequence[Sequence[int]], x: int, y: int, module: int) -> None:
        """Draw a code: a black square of ``module`` dots wherever a row has a 1."""
        for plane in self._planes:
            color = plane.color(Ink.BLACK)
            for down, row in enumerate(rows):
                for across, value in enumerate(row):
                    if value:
                        plane.painter.fillRect(x + across * module, y + down * module, module, module, color)

    def shape(
        self, outlines: Sequence[Sequence[tuple[float, float]]], x: float, y: float, size: float, ink: Ink
    ) -> None:
        """Fill outlines given in a square of 1 by 1."""
        for plane in self._planes:
            plane.painter.setPen(Qt.PenStyle.NoPen)
            plane.painter.setBrush(plane.color(ink))
            for corners in outlines:
                polygon = QPolygonF([QPointF(x + across * size, y + down * size) for across, down in corners])
                plane.painter.drawPolygon(polygon)

    @staticmethod
    def picture_size(path: Path, width: float, height: float) -> tuple[int, int]:
        """How large an image file comes out in so much room; 0 by 0 for one that cannot be read."""
        image = _grey(path)
        if image.isNull():
            return 0, 0
        scale = min(width / image.width(), height / image.height())
        return max(1, int(image.width() * scale)), max(1, int(image.height() * scale))

    def picture(self, path: Path, x: int, y: int, width: int, height: int, *, is_photo: bool) -> None:
        """Draw an image file in black: a photo in fine dots, anything else in pure black and white."""
        smooth = Qt.TransformationMode.SmoothTransformation
        grey = _grey(path).scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        dither = Qt.ImageConversionFlag.DiffuseDither if is_photo else Qt.ImageConversionFlag.ThresholdDither
        self._planes[0].painter.drawImage(x, y, grey.convertToFormat(QImage.Format.Format_Mono, dither))

    def finish(self, *, turned: bool = False) -> tuple[Bitmap, ...]:
        """The label as dots, black first, then red if the paper has it: what is at least half black is black.

        ``turned``: a quarter to the right, for labels that are read with their long side across.
        """
        return tuple(plane.finish(self._dpi, turned) for plane in self._planes)


@lru_cache(maxsize=16)
def _grey(path: Path) -> QImage:
    """An image file on white; null if it cannot be read."""
    image = QImage(str(path))
    if image.isNull():
        return image
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, image)
    painter.end()
    return white.convertToFormat(QImage.Format.Format_Grayscale8)


def _dots(image: QImage, dpi: int) -> Bitmap:
    # What is darker than middle grey turns black, and black is bit 1; Qt pads rows to four bytes.
    mono = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    # WORKAROUND: the view constBits gives does not keep the image alive, so it is copied while ``mono`` still lives.
    padded, step = bytes(mono.constBits()), mono.bytesPerLine()
    stride = (mono.width() + 7) // 8
    rows = b"".join(padded[y * step : y * step + stride] for y in range(mono.height()))
    return Bitmap(mono.width(), mono.height(), dpi, _without_spare_bits(rows, mono.width(), stride))


def _without_spare_bits(rows: bytes, width: int, stride: int) -> bytes:
    """Qt leaves what it likes in the bits beyond a row's end."""
    if not width % 8:
        return rows
    cleaned, mask = bytearray(rows), 0xFF << (8 - width % 8) & 0xFF
    for at in range(stride - 1, len(cleaned), stride):
        cleaned[at] &= mask
    return bytes(cleaned)
