"""From a design and a label's fields to places on the paper: each part is measured first, then painted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.printing.design import Box, Design, Icon, Level, Part, Qr, Row, Rule, Space, Stack, Text, filled_in
from kiosk.printing.drawing import Canvas
from kiosk.printing.fields import Fields
from kiosk.printing.marks import ICONS, LEAST_MODULE_DOTS, QUIET_MODULES, qr_rows
from kiosk.printing.stock import Stock
from kiosk.printing.typesetting import Style, set_text

_DASH_MM = 2.0
_LEAST_SHARE_MM = 9.0
"""Where less than this would be left for a text beside others, the row's parts go on top of one another."""
_SHRINK = 0.94
_SMALLEST_SCALE = 0.3

Paint = Callable[[Canvas, float, float, bool], None]
"""Paints at a place; the flag says whether on black."""


class Quiet(NamedTuple):
    """White that a code needs around it, in dots: at its sides, above and below."""

    beside: float = 0.0
    above: float = 0.0
    below: float = 0.0


NO_QUIET = Quiet()


@dataclass(frozen=True, slots=True)
class Laid:
    """A measured part, in dots. ``quiet``: white it needs, gaps and margins counting.

    ``missing``: characters that could not be drawn; ``unfit``: codes left out for want of room.
    """

    width: float
    height: float
    baseline: float
    paint: Paint
    quiet: Quiet = NO_QUIET
    missing: str = ""
    unfit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where parts are measured: the paper, the label's texts, and how much everything is scaled down."""

    stock: Stock
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[Mapping[str, str], ...]]
    scale: float

    def dots(self, mm: float) -> float:
        return self.stock.dots(mm * self.scale)

    def with_texts(self, more: Mapping[str, str]) -> "_Place":
        return _Place(self.stock, {**self.texts, **more}, self.lists, self.scale)


def laid_out(design: Design, fields: Fields, stock: Stock) -> Laid:
    """The whole label, margins included; on a cut label everything is made smaller until it fits."""
    scale = 1.0
    while True:
        laid = _whole(design, _Place(stock, fields.texts, fields.lists, scale))
        if stock.length_dots is None or laid.height <= stock.length_dots or scale < _SMALLEST_SCALE:
            return laid
        scale *= _SHRINK


def _whole(design: Design, place: _Place) -> Laid:
    margin, top, bottom = place.dots(design.margin_mm), place.dots(design.top_mm), place.dots(design.bottom_mm)
    body = _laid(design.body, place, place.stock.width_dots - 2 * margin)
    white = margin + place.stock.dots(place.stock.width_mm - place.stock.printable_width_mm) / 2
    if body.quiet.beside > white:
        margin += body.quiet.beside - white
        body = _laid(design.body, place, place.stock.width_dots - 2 * margin)
    top, bottom = max(top, body.quiet.above), max(bottom, body.quiet.below)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        body.paint(canvas, x + margin, y + top, is_black)

    return Laid(place.stock.width_dots, top + body.height + bottom, top, paint, NO_QUIET, body.missing, body.unfit)


def _is_wanted(part: Part, place: _Place) -> bool:
    if part.when and not place.texts.get(part.when):
        return False
    if part.unless and place.texts.get(part.unless):
        return False
    return not isinstance(part, Text | Qr) or bool(filled_in(part.text, place.texts).strip())


def _laid(part: Part, place: _Place, width: float) -> Laid:
    match part:
        case Text():
            return _text(part, place, width)
        case Qr():
            return _qr(part, place, width)
        case Icon():
            return _icon(part, place)
        case Rule():
            return _rule(part, place, width)
        case Space():
            return Laid(0, place.dots(part.height_mm), 0, _nothing)
        case Row():
            return _row(part, place, width)
        case Box():
            return _box(part, place, width)
        case Stack():
            return _stack(_turns(part, place), place.dots(part.gap_mm), width)
        case _:
            raise TypeError(type(part))


def _nothing(_canvas: Canvas, _x: float, _y: float, _is_black: bool) -> None:
    """White paper."""


def _text(part: Text, place: _Place, width: float) -> Laid:
    text = filled_in(part.text, place.texts)
    style = Style(
        part.is_display,
        part.weight,
        place.dots(part.size_mm),
        place.dots(part.smallest_mm),
        part.lines,
        part.align,
    )
    done = set_text(text.upper() if part.is_upper else text, style, width)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        canvas.letters(done, x, y, is_white=is_black)

    return Laid(done.width, done.height, done.baseline, paint, missing=done.missing)


def _qr(part: Qr, place: _Place, width: float) -> Laid:
    rows = qr_rows(filled_in(part.text, place.texts))
    module = max(LEAST_MODULE_DOTS, int(min(place.dots(part.size_mm), width) // len(rows)))
    side = module * len(rows)
    if side > width:
        return Laid(0, 0, 0, _nothing, unfit=("qr",))
    quiet = module * QUIET_MODULES

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        if is_black:
            canvas.block(x - quiet, y - quiet, side + 2 * quiet, side + 2 * quiet, is_white=True)
        canvas.squares(rows, round(x), round(y), module)

    return Laid(side, side, side, paint, Quiet(quiet, quiet, quiet))


def _icon(part: Icon, place: _Place) -> Laid:
    size = place.dots(part.size_mm)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        canvas.shape(ICONS[part.name], x, y, size, is_white=is_black)

    return Laid(size, size, size, paint)


def _rule(part: Rule, place: _Place, width: float) -> Laid:
    thickness = max(1.0, place.dots(part.thickness_mm))
    dash = place.dots(_DASH_MM) if part.is_dashed else width

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        at = 0.0
        while at < width:
            canvas.block(round(x + at), round(y), min(dash, width - at), thickness, is_white=is_black)
            at += 2 * dash

    return Laid(width, thickness, thickness, paint)


def _turns(part: Stack, place: _Place) -> list[tuple[Part, _Place]]:
    places = [place.with_texts(entry) for entry in place.lists.get(part.over, ())] if part.over else [place]
    return [(inner, turn) for turn in places for inner in part.parts if _is_wanted(inner, turn)]


def _stack(parts: Sequence[tuple[Part, _Place]], gap: float, width: float) -> Laid:
    laid = [_laid(part, place, width) for part, place in parts]
    tops, y, last = [], 0.0, None
    for part in laid:
        y += max(gap, part.quiet.above, last.quiet.below) if last and part.height else 0.0
        tops.append(y)
        y += part.height
        last = part if part.height else last
    height = y

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        for part, top in zip(laid, tops, strict=True):
            part.paint(canvas, x, y + top, is_black)

    widest = max((part.width for part in laid), default=0.0)
    seen = [part for part in laid if part.height]
    above, below = (seen[0].quiet.above, seen[-1].quiet.below) if seen else (0.0, 0.0)
    quiet = Quiet(max((part.quiet.beside for part in laid), default=0.0), above, below)
    return Laid(widest, height, laid[0].baseline if laid else 0.0, paint, quiet, *_troubles(laid))


def _row(part: Row, place: _Place, width: float) -> Laid:
    parts = [inner for inner in part.parts if _is_wanted(inner, place)]
    laid: dict[int, Laid] = {}
    widths: dict[int, float] = {}
    gap = place.dots(part.gap_mm)
    left = width - gap * (len(parts) - 1)
    for number, inner in enumerate(parts):
        if not _takes_a_share(inner):
            own = min(place.dots(inner.width_mm), left) if inner.width_mm else left
            laid[number] = _laid(inner, place, own)
            widths[number] = own if inner.width_mm else laid[number].width
            left -= widths[number]
    beside = max((one.quiet.beside for one in laid.values()), default=0.0)
    if beside > gap:
        left -= (beside - gap) * (len(parts) - 1)
        gap = beside
    sharing = [number for number in range(len(parts)) if number not in laid]
    if sharing and left / len(sharing) < place.dots(_LEAST_SHARE_MM) and len(parts) > 1:
        return _stack([(inner, place) for inner in parts], place.dots(part.gap_mm), width)
    for number in sharing:
        widths[number] = max(1.0, left / len(sharing))
        laid[number] = _laid(parts[number], place, widths[number])
    ordered = [laid[number] for number in range(len(parts))]
    baseline = max((one.baseline for one in ordered), default=0.0)
    drops = _drops(part.level, ordered, baseline)
    height = max((drop + one.height for drop, one in zip(drops, ordered, strict=True)), default=0.0)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        for number, one in enumerate(ordered):
            one.paint(canvas, x, y + drops[number], is_black)
            x += widths[number] + gap

    quiet = Quiet(*(max(sides) for sides in zip(*(one.quiet for one in ordered), strict=True))) if ordered else NO_QUIET
    return Laid(width, height, baseline, paint, quiet, *_troubles(ordered))


def _drops(level: Level, laid: Sequence[Laid], baseline: float) -> list[float]:
    tallest = max((one.height for one in laid), default=0.0)
    match level:
        case Level.TOP:
            return [0.0 for _ in laid]
        case Level.MIDDLE:
            return [(tallest - one.height) / 2 for one in laid]
        case Level.BOTTOM:
            return [tallest - one.height for one in laid]
        case Level.BASELINE:
            return [baseline - one.baseline for one in laid]


def _takes_a_share(part: Part) -> bool:
    """Whether a part in a row takes what is left, rather than its own width."""
    is_as_wide_as_its_contents = isinstance(part, Qr | Icon) or (isinstance(part, Box) and part.is_snug)
    return part.width_mm is None and not is_as_wide_as_its_contents


def _box(part: Box, place: _Place, width: float) -> Laid:
    across, down = place.dots(part.padding_mm), place.dots(part.padding_y_mm)
    border, radius = place.dots(part.border_mm), place.dots(part.radius_mm)
    inside = [(inner, place) for inner in part.parts if _is_wanted(inner, place)]
    laid = _stack(inside, place.dots(part.gap_mm), width - 2 * across)
    if any(laid.quiet):
        across, down = max(across, laid.quiet.beside), max(down, laid.quiet.above, laid.quiet.below)
        laid = _stack(inside, place.dots(part.gap_mm), width - 2 * across)
    whole_width = laid.width + 2 * across if part.is_snug else width
    whole_height = laid.height + 2 * down

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        is_white = is_black
        if part.is_black or part.border_mm:
            canvas.block(x, y, whole_width, whole_height, radius=radius, is_white=is_white)
        if not part.is_black and part.border_mm:
            canvas.block(
                x + border,
                y + border,
                whole_width - 2 * border,
                whole_height - 2 * border,
                radius=max(0.0, radius - border),
                is_white=not is_white,
            )
        laid.paint(canvas, x + across, y + down, is_black != part.is_black)

    return Laid(whole_width, whole_height, down + laid.baseline, paint, NO_QUIET, laid.missing, laid.unfit)


def _troubles(laid: Sequence[Laid]) -> tuple[str, tuple[str, ...]]:
    return "".join(part.missing for part in laid), tuple(code for part in laid for code in part.unfit)
