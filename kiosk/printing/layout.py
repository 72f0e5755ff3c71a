"""From a design and a label's fields to places on the paper: each part is measured first, then painted."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.printing.design import filled_in
from kiosk.printing.drawing import Canvas, Ink
from kiosk.printing.fields import Fields
from kiosk.printing.laid import NO_QUIET, Laid, Place, Quiet
from kiosk.printing.leaves import leaf_laid
from kiosk.printing.parts import Barcode, Box, Design, Icon, Level, Part, Qr, Row, Shape, Space, Stack, Text
from kiosk.printing.stock import MM_PER_INCH, Stock

_LEAST_SHARE_MM = 9.0
"""Where less than this would be left for a text beside others, the row's parts go on top of one another."""
_BETWEEN_COLUMNS_MM = 3.0
_YIELDING = [1 - 0.05 * step for step in range(1, 11)]
"""Texts that give way become down to half as large before everything else becomes smaller."""
_SMALLER = [(share, 1.0) for share in _YIELDING] + [(0.5, 1 - 0.04 * step) for step in range(1, 11)]
_SMALLER_WITH_CODES = _SMALLER[: len(_YIELDING) + 7]
"""A code that leaves too little room for the letters is left out."""
_TINY = [(0.5, 0.6 * 0.85**step) for step in range(1, 12)]
_HARDLY_ANY = 0.01
"""Spaces that fill are never nothing, so that the gaps around them count from the start."""


def is_turned(design: Design, stock: Stock) -> bool:
    """Whether the picture is turned a quarter for this paper."""
    return design.shape is Shape.WIDE and stock.is_longer_than_wide


def reading_size(design: Design, stock: Stock) -> tuple[int, int | None]:
    """Dots across and down as the label is read; None: as long as it needs."""
    if stock.length_dots is not None and is_turned(design, stock):
        return stock.length_dots, stock.width_dots
    return stock.width_dots, stock.length_dots


def laid_out(design: Design, fields: Fields, stock: Stock, *, whatever_it_takes: bool = False) -> Laid:
    """The whole label, margins included; higher than a cut label if it cannot be made to fit and stay legible.

    On a cut label first the texts that give way are made smaller, then everything, then codes are left out. With
    ``whatever_it_takes`` there are no codes, and everything is made so small that it fits.
    """
    width, length = reading_size(design, stock)
    fillers = sum(isinstance(part, Space) and part.fills for part in design.body.parts)
    # Where even the letters have no room, a code would only make them smaller still.
    for has_codes in (False,) if whatever_it_takes else (True, False):
        place = Place(
            stock, fields.texts, fields.lists, has_codes=has_codes, is_legible=not whatever_it_takes, spare=_HARDLY_ANY
        )
        laid = _whole(design, place, width)
        if length is None:
            return laid
        if laid.height > length:
            steps = _SMALLER_WITH_CODES if has_codes else _TINY if whatever_it_takes else _SMALLER
            place, laid = _smaller(design, place, width, length, steps)
        if laid.height <= length:
            break
    if length is None or not fillers or laid.height >= length:
        return laid
    return _whole(design, replace(place, spare=(length - laid.height) / fillers), width)


def _smaller(
    design: Design, place: Place, width: int, length: int, steps: Sequence[tuple[float, float]]
) -> tuple[Place, Laid]:
    """The first of the steps that fits, by halving; the last one if none does."""
    first, last = 0, len(steps) - 1
    place = replace(place, yielding=steps[last][0], scale=steps[last][1])
    laid = _whole(design, place, width)
    while first < last:
        middle = (first + last) // 2
        tried = replace(place, yielding=steps[middle][0], scale=steps[middle][1])
        result = _whole(design, tried, width)
        if result.height <= length:
            place, laid, last = tried, result, middle
        else:
            first = middle + 1
    return place, laid


def _whole(design: Design, place: Place, width: int) -> Laid:
    margin, top, bottom = place.dots(design.margin_mm), place.dots(design.top_mm), place.dots(design.bottom_mm)
    body = _laid(design.body, place, width - 2 * margin)
    white = margin + _white_beside(design, place.stock)
    if body.quiet.beside > white:
        margin += body.quiet.beside - white
        body = _laid(design.body, place, width - 2 * margin)
    top, bottom = max(top, body.quiet.above), max(bottom, body.quiet.below)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        body.paint(canvas, x + margin, y + top, is_black)

    return Laid(width, top + body.height + bottom, top, paint, NO_QUIET, body.missing, body.unfit)


def _white_beside(design: Design, stock: Stock) -> float:
    """Paper that the head does not reach, at each side of the label as it is read, in dots."""
    if stock.length_mm is not None and stock.length_dots is not None and is_turned(design, stock):
        paper, printable = stock.length_mm, stock.length_dots
    else:
        paper, printable = stock.width_mm, stock.width_dots
    return max(0.0, (paper * stock.dpi / MM_PER_INCH - printable) / 2)


def _is_wanted(part: Part, place: Place) -> bool:
    if part.when and not place.texts.get(part.when):
        return False
    if part.unless and place.texts.get(part.unless):
        return False
    return not isinstance(part, Text | Qr | Barcode) or bool(filled_in(part.text, place.texts).strip())


def _laid(part: Part, place: Place, width: float) -> Laid:
    match part:
        case Row():
            return _row(part, place, width)
        case Box():
            return _box(part, place, width)
        case Stack() if part.columns > 1:
            return _columns(part, place, width)
        case Stack():
            return _stack(_turns(part, place), place.dots(part.gap_mm), width)
        case _:
            return leaf_laid(part, place, width)


def _turns(part: Stack, place: Place) -> list[tuple[Part, Place]]:
    places = [place.turn(entry) for entry in place.lists.get(part.over, ())] if part.over else [place]
    return [(inner, turn) for turn in places for inner in part.parts if _is_wanted(inner, turn)]


def _columns(part: Stack, place: Place, width: float) -> Laid:
    """What is repeated, side by side, read down each column first."""
    turns = place.lists.get(part.over, ())
    depth = -(-len(turns) // part.columns) or 1
    groups = [turns[at : at + depth] for at in range(0, len(turns), depth)] or [()]
    gap = max(place.dots(part.gap_mm), place.dots(_BETWEEN_COLUMNS_MM))
    each = (width - gap * (part.columns - 1)) / part.columns
    single = replace(part, columns=1)
    laid = [_laid(single, replace(place, lists={**place.lists, part.over: group}), each) for group in groups]
    height = max(one.height for one in laid)

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        for number, one in enumerate(laid):
            one.paint(canvas, x + number * (each + gap), y, is_black)

    return Laid(width, height, laid[0].baseline, paint, NO_QUIET, *_troubles(laid))


def _stack(parts: Sequence[tuple[Part, Place]], gap: float, width: float) -> Laid:
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


def _row(part: Row, place: Place, width: float) -> Laid:
    parts = [inner for inner in part.parts if _is_wanted(inner, place)]
    laid: dict[int, Laid] = {}
    widths: dict[int, float] = {}
    gap = place.dots(part.gap_mm)
    left = width - gap * (len(parts) - 1)
    for number, inner in enumerate(parts):
        if not _takes_a_share(inner):
            own = min(place.dots(inner.width_mm), left) if inner.width_mm else left
            laid[number] = _laid(inner, place, own)
            if isinstance(inner, Text) and not inner.width_mm:
                # Once more in just that room, so that it stands there whatever its side.
                laid[number] = _laid(inner, place, min(own, laid[number].width + 1))
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
    # What the last text leaves of its share is no part of the row: a snug box ends there.
    used = sum(widths.values()) + gap * (len(ordered) - 1)
    if sharing and sharing[-1] == len(ordered) - 1:
        used += ordered[-1].width - widths[sharing[-1]]
    return Laid(used, height, baseline, paint, quiet, *_troubles(ordered))


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
    is_as_wide_as_its_contents = isinstance(part, Qr | Icon) or (isinstance(part, Box | Text) and part.is_snug)
    return part.width_mm is None and not is_as_wide_as_its_contents


def _box(part: Box, place: Place, width: float) -> Laid:
    across, down = place.dots(part.padding_mm), place.dots(part.padding_y_mm)
    border, radius = place.dots(part.border_mm), place.dots(part.radius_mm)
    inside = [(inner, place) for inner in part.parts if _is_wanted(inner, place)]
    laid = _stack(inside, place.dots(part.gap_mm), width - 2 * across)
    if part.is_snug:
        # Once more in just that room: what stands at the right of a line is then at the right of the box.
        laid = _stack(inside, place.dots(part.gap_mm), min(width - 2 * across, laid.width + 1))
    if any(laid.quiet):
        across, down = max(across, laid.quiet.beside), max(down, laid.quiet.above, laid.quiet.below)
        laid = _stack(inside, place.dots(part.gap_mm), width - 2 * across)
    whole_width = laid.width + 2 * across if part.is_snug else width
    whole_height = laid.height + 2 * down

    def paint(canvas: Canvas, x: float, y: float, is_black: bool) -> None:
        drawn, cleared = (Ink.WHITE, Ink.BLACK) if is_black else (Ink.RED if part.is_red else Ink.BLACK, Ink.WHITE)
        if part.is_filled or part.border_mm:
            canvas.block(x, y, whole_width, whole_height, radius=radius, ink=drawn)
        if not part.is_filled and part.border_mm:
            canvas.block(
                x + border,
                y + border,
                whole_width - 2 * border,
                whole_height - 2 * border,
                radius=max(0.0, radius - border),
                ink=cleared,
            )
        laid.paint(canvas, x + across, y + down, is_black != part.is_filled)

    return Laid(whole_width, whole_height, down + laid.baseline, paint, NO_QUIET, laid.missing, laid.unfit)


def _troubles(laid: Sequence[Laid]) -> tuple[str, tuple[str, ...]]:
    return "".join(part.missing for part in laid), tuple(code for part in laid for code in part.unfit)
