"""Lists on paper: rows of a roster, or of everyone inside, set into pages of a PDF that anybody can print."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from kiosk.ui.fonts import font_at
from kiosk.ui.lettering import draw, set_text
from kiosk.ui.look import colour

_DPI = 150
_MARGIN_MM = 14.0
_LEAST_PAGE_MM = 140.0
"""Narrower than A5 is a printer of labels."""
_ROW_MM = 8.5
_TITLE_MM = 7.0
_MM_PER_INCH = 25.4
_INK, _SOFT = "#000000", "#444444"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line: a name with a box to tick, what is to be known, and what stands at the end."""

    name: str
    detail: str = ""
    end: str = ""
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A heading with its lines."""

    heading: str
    lines: tuple[PaperLine, ...]


def write_list(path: Path, title: str, lead: str, parts: Sequence[PaperPart]) -> None:
    """Write the list as a PDF of letter pages. Raises OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = QPdfWriter(str(path))
    writer.setResolution(_DPI)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    writer.setPageLayout(layout)
    writer.setTitle(title)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(str(path))
    try:
        _Sheet(writer, painter).write(title, lead, parts)
    finally:
        painter.end()


def print_list(title: str, lead: str, parts: Sequence[PaperPart]) -> bool:
    """Print the list on the system's own page printer; False where there is none, or it takes no pages but labels."""
    # Imported when somebody asks: looking for printers takes its time.
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.defaultPrinter()
    if info.isNull() or info.defaultPageSize().size(QPageSize.Unit.Millimeter).width() < _LEAST_PAGE_MM:
        return False
    printer = QPrinter(info)
    printer.setResolution(_DPI)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDocName(title)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        _Sheet(printer, painter).write(title, lead, parts)
    finally:
        painter.end()
    return True


class _Sheet:
    """The pen's place on the page."""

    def __init__(self, writer: QPagedPaintDevice, painter: QPainter) -> None:
        self._writer, self._painter = writer, painter
        self._left = self._y = _mm(_MARGIN_MM)
        self._right = writer.width() - _mm(_MARGIN_MM)
        self._bottom = writer.height() - _mm(_MARGIN_MM)

    def write(self, title: str, lead: str, parts: Sequence[PaperPart]) -> None:
        """Everything, page after page."""
        self._text(title, _TITLE_MM, QFont.Weight.Bold, _TITLE_MM * 1.5)
        self._text(lead, _TITLE_MM * 0.55, QFont.Weight.Normal, _TITLE_MM * 1.4)
        for part in parts:
            if self._y + _mm(_ROW_MM * 3) > self._bottom:
                self._turn()
            self._text(part.heading, _TITLE_MM * 0.7, QFont.Weight.DemiBold, _ROW_MM * 1.2)
            for line in part.lines:
                if self._y + _mm(_ROW_MM) > self._bottom:
                    self._turn()
                self._line(line)
            self._y += _mm(_ROW_MM * 0.4)

    def _turn(self) -> None:
        self._writer.newPage()
        self._y = _mm(_MARGIN_MM)

    def _text(self, text: str, size_mm: float, weight: QFont.Weight, height_mm: float) -> None:
        if not text:
            return
        setting = set_text(text, font_at(round(_mm(size_mm)), weight), self._right - self._left, least_px=8)
        area = QRectF(self._left, self._y, self._right - self._left, _mm(height_mm))
        draw(self._painter, setting, area, colour(_INK))
        self._y += _mm(height_mm)

    def _line(self, line: PaperLine) -> None:
        height, width = _mm(_ROW_MM), self._right - self._left
        side = _mm(4.5)
        box = QRectF(self._left, self._y + (height - side) / 2, side, side)
        self._painter.setPen(QPen(colour(_INK), 1.5))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(box)
        if line.is_ticked:
            self._painter.drawLine(box.topLeft(), box.bottomRight())
            self._painter.drawLine(box.topRight(), box.bottomLeft())
        font, small = font_at(round(_mm(4.0)), QFont.Weight.DemiBold), font_at(round(_mm(3.4)), QFont.Weight.Normal)
        x = box.right() + _mm(3)
        name = set_text(line.name, font, width * 0.36, least_px=10)
        draw(self._painter, name, QRectF(x, self._y, width * 0.36, height), colour(_INK))
        x += width * 0.37
        room = self._right - x
        detail = set_text(line.detail, small, room * 0.4, least_px=8, lines=2)
        draw(self._painter, detail, QRectF(x, self._y, room * 0.4, height), colour(_SOFT))
        end = set_text(line.end, small, room * 0.58, least_px=8, lines=2)
        area = QRectF(x + room * 0.42, self._y, room * 0.58, height)
        draw(self._painter, end, area, colour(_SOFT), Qt.AlignmentFlag.AlignRight)
        self._y += height
        self._painter.setPen(QPen(colour("#BBBBBB"), 1))
        self._painter.drawLine(round(self._left), round(self._y), round(self._right), round(self._y))


def _mm(millimetres: float) -> float:
    return millimetres * _DPI / _MM_PER_INCH
