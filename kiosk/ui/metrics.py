"""How large things are: millimetres of real glass, turned into pixels and into a type scale that fits it."""

import enum
import math
from dataclasses import dataclass

MM_PER_INCH = 25.4
REFERENCE_PPI = 96.0
"""A design unit is a pixel of a 96 dpi screen, 0.265 mm."""

TAP_TARGET_MM = 20.0
TAP_GAP_MM = 3.0
"""Self stations: 20 mm targets, 3 mm gaps (product.md section 9)."""

FULL_SIZE_UNITS = math.sqrt(1800 * 1012)
"""A 21.5 inch full HD screen, on which the type scale is drawn at 100 %."""

MOST_GROWTH = 2.0
MOST_GROWTH_OF_LARGE = 1.3
MOST_GROWTH_LOW = 1.5
LEAST_GROWTH_FULLNESS = 0.5
"""How far a text scale enlarges type: what is read grows to double, headlines, digits and codes are large as they are.

That is on full-size glass; the smaller the glass, the less room there is beside 20 mm targets, down to none on a 10 inch
tablet, where nothing stands smaller than 5 mm in any case.
"""

STAFF_TARGET_MM = 12.0
STAFF_DENSITY = 0.78
"""Staff screens: 12 mm targets (product.md section 9), type for a desk at arm's length."""

LOW_REACH_MM = 134.0
"""Half of a 21.5 inch screen in landscape, and the least that low reach leaves to hands: times, a row of cards, two of buttons."""

LETTER_KEY_MM = 12.0
"""Keys of the on-screen keyboard, also on self stations (product.md section 9)."""

PLAUSIBLE_PX_PER_MM = (1.6, 14.0)
"""40 dpi (a television) to 355 dpi (a phone): what a screen says beyond these is not believed."""


class Type(enum.Enum):
    """A voice in the typography: its size in units at 100 %, and the least it may shrink to on small glass."""

    GREETING = (84, 46)
    TITLE = (58, 36)
    CODE = (104, 60)
    DIGIT = (54, 38)
    KEY = (46, 34)
    NAME = (36, 27)
    BUTTON = (36, 26)
    PLAIN_BUTTON = (29, 22)
    LEAD = (32, 22)
    BODY = (28, 21)
    CHIP = (24, 20)
    SMALL = (23, 20)

    @property
    def units(self) -> int:
        """Size at 100 %."""
        return self.value[0]

    @property
    def least_units(self) -> int:
        """Never smaller than this, so that it is read from a metre; 20 units are 5.3 mm."""
        return self.value[1]

    @property
    def is_large(self) -> bool:
        """Headlines, digits and codes, which are read from afar at 100 %."""
        return self in _LARGE


_LARGE = frozenset({Type.GREETING, Type.TITLE, Type.CODE, Type.DIGIT, Type.KEY})


@dataclass(frozen=True, slots=True)
class Metrics:
    """One window on one screen. Sizes in pixels; ``text_scale`` enlarges type only.

    ``density`` below 1 and smaller targets are for staff, who sit at arm's length and know the screen.
    ``is_low``: all that is touched lies below ``reach_top``, for children and wheelchairs.
    """

    width: int
    height: int
    px_per_mm: float
    text_scale: float = 1.0
    density: float = 1.0
    target_mm: float = TAP_TARGET_MM
    is_low: bool = False

    @property
    def is_wide(self) -> bool:
        """Landscape."""
        return self.width > self.height

    @property
    def unit(self) -> float:
        """Pixels of a design unit."""
        return self.px_per_mm * MM_PER_INCH / REFERENCE_PPI

    @property
    def fullness(self) -> float:
        """1 on a 21.5 inch screen, less on smaller glass: how much of the full composition there is room for."""
        return min(1.0, math.sqrt(self.width * self.height) / self.unit / FULL_SIZE_UNITS)

    @property
    def is_compact(self) -> bool:
        """Glass so small that 20 mm targets leave little else: a 10 inch tablet."""
        return self.fullness < 0.6

    def mm(self, millimetres: float) -> int:
        """Pixels of so many millimetres, never less."""
        return math.ceil(millimetres * self.px_per_mm - 0.001)

    def space(self, units: float) -> int:
        """Pixels of white space that is ``units`` wide on a full-size screen and gives way on a small one."""
        return max(1, round(units * self.unit * self.density * max(0.4, self.fullness)))

    def px(self, units: float) -> float:
        """Pixels of so many units, whatever the screen's size: strokes, radii."""
        return units * self.unit

    def type_px(self, voice: Type) -> int:
        """Pixel size of a voice."""
        scale = (
            min(self.growth, 1.0 + (MOST_GROWTH_OF_LARGE - 1.0) * self._room_to_grow) if voice.is_large else self.growth
        )
        units = max(voice.least_units, voice.units * self.fullness) * self.density
        return max(1, round(units * self.unit * scale))

    @property
    def growth(self) -> float:
        """How far words are enlarged here, from 1 to 2; what holds many words grows with them."""
        scale = min(self.text_scale, 1.0 + (MOST_GROWTH - 1.0) * self._room_to_grow)
        if self.is_low:
            # Half of the glass is lost to hands: upright there is some room left for larger letters, lengthwise none.
            scale = 1.0 if self.is_wide else min(scale, MOST_GROWTH_LOW)
        return scale

    @property
    def reach_top(self) -> int:
        """Pixels from the top of the window to the first thing that is touched; 0 where hands reach everywhere.

        Half of the glass, and on glass so low that half of it holds too little, the lowest ``LOW_REACH_MM``.
        """
        return max(0, self.height - max(self.height // 2, self.mm(LOW_REACH_MM))) if self.is_low else 0

    @property
    def _room_to_grow(self) -> float:
        """From 0 on the smallest glass to 1 on full-size glass."""
        return max(0.0, (self.fullness - LEAST_GROWTH_FULLNESS) / (1.0 - LEAST_GROWTH_FULLNESS))

    def least_px(self) -> int:
        """The smallest type anybody gets to read."""
        return round(Type.SMALL.least_units * self.unit * self.density)

    @property
    def margin(self) -> int:
        """Left and right of everything on a page, so that pages stand on one grid."""
        return self.space(72 if self.is_wide else 64)

    @property
    def target(self) -> int:
        """Side of the smallest thing to tap."""
        return self.mm(self.target_mm)

    @property
    def gap(self) -> int:
        """Least distance between things to tap."""
        return self.mm(TAP_GAP_MM)

    @property
    def radius(self) -> float:
        """Corners of cards."""
        return self.px(28) * max(0.62, self.fullness) * self.density

    @property
    def key_radius(self) -> float:
        """Corners of keys and buttons."""
        return self.px(24) * max(0.62, self.fullness) * self.density

    @property
    def hairline(self) -> float:
        """The thinnest line."""
        return max(1.0, self.px(1.6))


def px_per_mm(pixels: tuple[int, int], millimetres: tuple[float, float], calibration: float | None = None) -> float:
    """Density of a screen from what it says of itself, or from a calibration (pixels per measured millimetre).

    Screens lie: a beamer says 0 × 0 mm, a television 16 × 9. Then 96 dpi is assumed.
    """
    low, high = PLAUSIBLE_PX_PER_MM
    if calibration is not None and low <= calibration <= high:
        return calibration
    width, height = millimetres
    if width > 0 and height > 0:
        across, down = pixels[0] / width, pixels[1] / height
        if low <= across <= high and 0.9 < across / down < 1.1:
            return (across + down) / 2
    return REFERENCE_PPI / MM_PER_INCH


def px_per_mm_of_diagonal(pixels: tuple[int, int], diagonal_inches: float) -> float:
    """Density of a screen sold by its diagonal."""
    return math.hypot(*pixels) / (diagonal_inches * MM_PER_INCH)
