"""The parts of a label that hold no others, measured: letters, codes, signs, pictures, lines and white."""

from kiosk.printing.design import filled_in
from kiosk.printing.drawing import Canvas, Ink
from kiosk.printing.laid import Laid, Place, Quiet, paint_nothing
from kiosk.printing.marks import (
    BARCODE_QUIET_MODULES,
    ICONS,
    LEAST_BAR_DOTS,
    LEAST_MODULE_DOTS,
    QUIET_MODULES,
    code_128,
    qr_rows,
)
from kiosk.printing.parts import Barcode, Icon, Part, Picture, Qr, Rule, Space, Text
from kiosk.printing.typesetting import LEGIBLE_DOTS, Style, set_text

_DASH_MM = 2.0
_SCISSORS_MM = 3.6


def leaf_laid(part: Part, place: Place, width: float) -> Laid:
    """Measure a part that holds no others. Raises TypeError for one that does."""
    match part:
        case Text():
            return _text(part, place, width)
        case Qr():
            return _qr(part, place, width)
        case Barcode():
            return _barcode(part, place, width)
        case Icon():
            return _icon(part, place)
        case Picture():
            return _picture(part, place, width)
        case Rule():
            return _rule(part, place, width)
        case Space():
            return Laid(0, place.dots(part.height_mm) + (place.spare if part.fills else 0), 0, paint_nothing)
        case _:
            raise TypeError(type(part))


def _ink(is_red: bool, is_black: bool) -> Ink:
    """What to draw with on white or on a filled box."""
    if is_black:
        return Ink.WHITE
    return Ink.RED if is_red else Ink.BLACK


def _text(part: Text, place: Place, width: float) -> Laid:
    text = filled_in(part.text, place.texts)
    floor = LEGIBLE_DOTS if place.is_legible else 1
    size = max(floor, place.dots(part.size_mm) * (place.yielding if part.gives else 1.0))
    style = Style(
        part.is_display,
        part.weight,
        size,
        min(max(floor, place.dots(part.smallest_mm)), size),
        part.lines,
        part.align,
        place.is_listed,
    )
    done = set_text(text.upper() if part.is_upper else text, style, width)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        canvas.letters(done, x, y, _ink(part.is_red, is_black))

    return Laid(done.width, done.height, done.baseline, paint, missing=done.missing)


def _qr(part: Qr, place: Place, width: float) -> Laid:
    rows = qr_rows(filled_in(part.text, place.texts))
    module = max(LEAST_MODULE_DOTS, int(min(place.dots(part.size_mm), width) // len(rows)))
    side = module * len(rows)
    if side > width or not place.has_codes:
        return Laid(0, 0, 0, paint_nothing, unfit=("qr",))
    quiet = module * QUIET_MODULES

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        if is_black:
            canvas.block(x - quiet, y - quiet, side + 2 * quiet, side + 2 * quiet, ink=Ink.WHITE)
        canvas.squares(rows, round(x), round(y), module)

    return Laid(side, side, side, paint, Quiet(quiet, quiet, quiet))


def _barcode(part: Barcode, place: Place, width: float) -> Laid:
    text = filled_in(part.text, place.texts)
    bars = code_128(text)
    modules = sum(bars) if bars else 0
    module = int(width // (modules + 2 * BARCODE_QUIET_MODULES)) if modules else 0
    if module < LEAST_BAR_DOTS or not place.has_codes:
        return Laid(0, 0, 0, paint_nothing, unfit=("barcode",))
    module = min(module, max(LEAST_BAR_DOTS, round(place.dots(0.4))))
    height, quiet = place.dots(part.height_mm), module * BARCODE_QUIET_MODULES

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        if is_black:
            canvas.block(x - quiet, y, modules * module + 2 * quiet, height, ink=Ink.WHITE)
        at = round(x)
        for number, bar in enumerate(bars):
            if number % 2 == 0:
                canvas.block(at, round(y), bar * module, height)
            at += bar * module

    return Laid(modules * module, height, height, paint, Quiet(quiet, 0, 0))


def _icon(part: Icon, place: Place) -> Laid:
    size = place.dots(part.size_mm)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        canvas.shape(ICONS[part.name], x, y, size, _ink(part.is_red, is_black))

    return Laid(size, size, size, paint)


def _picture(part: Picture, place: Place, width: float) -> Laid:
    height = place.dots(part.height_mm)
    across, down = Canvas.picture_size(part.path, width, height)

    def paint(canvas: Canvas, x: float, y: float, _is_black: bool) -> None:
        canvas.picture(part.path, round(x), round(y), across, down, is_photo=part.is_photo)

    return Laid(across, down, down, paint, unfit=() if across else ("picture",))


def _rule(part: Rule, place: Place, width: float) -> Laid:
    thickness = max(1.0, place.dots(part.thickness_mm))
    dash = place.dots(_DASH_MM) if part.is_dashed else width
    scissors = place.dots(_SCISSORS_MM) if part.has_scissors else 0.0
    height = max(thickness, scissors)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        ink = _ink(part.is_red, is_black)
        at = 0.0
        if scissors:
            canvas.shape(ICONS["scissors"], x, y, scissors, ink)
            at = scissors + dash / 2
        while at < width:
            canvas.block(round(x + at), round(y + (height - thickness) / 2), min(dash, width - at), thickness, ink=ink)
            at += 2 * dash

    return Laid(width, height, height, paint)
