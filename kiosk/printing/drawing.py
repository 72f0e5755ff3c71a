"""Shapes and set text as black and white dots: where a label's bitmap is painted.

Needs a QGuiApplication (see ``ensure_application``); may then be used on any thread.
"""

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPolygonF, QTransform

from kiosk.printing.bitmap import Bitmap
from kiosk.printing.typesetting import SHAPED_AT, SetText


def ensure_application() -> None:
    """See that the process has a Qt application: one without a screen, if no window has made one before.

    Call on the main thread; the application stays until the process ends.
    """
    if QGuiApplication.startingUp():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        QGuiApplication(sys.argv[:1])


class Canvas:
    """A white label to draw on, in dots; ``finish`` makes it a bitmap."""

    def __init__(self, width: int, height: int, dpi: int) -> None:
        self._dpi = dpi
        # Qt fills 32-bit pixels four times as fast as grey ones.
        self._image = QImage(width, height, QImage.Format.Format_RGB32)
        self._image.fill(Qt.GlobalColor.white)
        self._painter = QPainter(self._image)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def letters(self, text: SetText, x: float, y: float, *, is_white: bool = False) -> None:
        """Draw text that was set, its top left at a point."""
        scale = text.size / SHAPED_AT
        color = _color(is_white)
        for line, dx, dy in text.lines:
            place = QTransform(scale, 0, 0, scale, x + dx, y + dy)
            for path, thickened in line.outlines:
                self._painter.setTransform(place)
                pen = QPen(color, thickened * SHAPED_AT) if thickened else QPen(Qt.PenStyle.NoPen)
                self._painter.setPen(pen)
                self._painter.setBrush(color)
                self._painter.drawPath(path)
        self._painter.resetTransform()

    def block(
        self, x: float, y: float, width: float, height: float, *, radius: float = 0, is_white: bool = False
    ) -> None:
        """Fill a rectangle."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_color(is_white))
        self._painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)

    def squares(self, rows: Sequence[Sequence[int]], x: int, y: int, module: int) -> None:
        """Draw a code: a black square of ``module`` dots wherever a row has a 1."""
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                if value:
                    self._painter.fillRect(x + across * module, y + down * module, module, module, Qt.GlobalColor.black)

    def shape(self, corners: Sequence[tuple[float, float]], x: float, y: float, size: float, *, is_white: bool) -> None:
        """Fill a polygon given in a square of 1 by 1."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_color(is_white))
        self._painter.drawPolygon(QPolygonF([QPointF(x + across * size, y + down * size) for across, down in corners]))

    def finish(self) -> Bitmap:
        """The label as dots: what is at least half black is black."""
        self._painter.end()
        # What is darker than middle grey turns black, and black is bit 1; Qt pads rows to four bytes.
        mono = self._image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
        # WORKAROUND: the view constBits gives does not keep the image alive, so it is copied while ``mono`` still lives.
        padded, step = bytes(mono.constBits()), mono.bytesPerLine()
        stride = (mono.width() + 7) // 8
        rows = b"".join(padded[y * step : y * step + stride] for y in range(mono.height()))
        return Bitmap(mono.width(), mono.height(), self._dpi, rows)


def _color(is_white: bool) -> QColor:
    return QColor(Qt.GlobalColor.white if is_white else Qt.GlobalColor.black)
