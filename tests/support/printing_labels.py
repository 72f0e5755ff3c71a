"""Labels to print in tests, and ways to look at a printed one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from kiosk.domain.ids import CheckInGroupId, CheckInId, PrintJobId, SecurityCode
from kiosk.domain.labels import (
    AllergyLabel,
    Label,
    NameLabel,
    PrintJob,
    RoomListLabel,
    RoomListLine,
    SecurityLabel,
    SecurityLabelLine,
    kind_of,
)

A_SUNDAY = date(2026, 9, 13)
CHECK_IN = CheckInId("01K4Z3Q8W5V9X2K4M6N8P0R2T4")
GROUP = CheckInGroupId("01K4Z3Q8W5V9X2K4M6N8P0R2T0")
CODE = SecurityCode("XK7P")
_BLACK_BELOW = 128
_LINES_APART = 14
_DARK = 0.4
_LARGE = 60
_READ_AT_PX = 30


def a_name_label(called_name: str = "Ana", last_name: str = "Cole", **fields: Any) -> NameLabel:
    """A child's label; anything may be said otherwise."""
    label = NameLabel(
        check_in_id=CHECK_IN,
        called_name=called_name,
        last_name=last_name,
        location_name="Sparrows",
        event_name="Sunday Kids",
        time="9:00",
        service_date=A_SUNDAY,
        security_code=CODE,
    )
    return replace(label, **fields)


def a_security_label(*names: str, **fields: Any) -> SecurityLabel:
    """An adult's label for these children."""
    lines = tuple(SecurityLabelLine(name, "Sparrows", "9:00") for name in names or ("Ana",))
    return replace(SecurityLabel(GROUP, CODE, lines, "Sunday Kids", A_SUNDAY), **fields)


def a_label_of(kind: str) -> Label:
    """A label that is drawn with a design of this kind."""
    match kind:
        case "security":
            return a_security_label("Ana", "Leo")
        case "allergy":
            return AllergyLabel(
                CHECK_IN, "Ana", "Cole", "Sparrows", "Sunday Kids", "9:00", A_SUNDAY, CODE, "Peanuts, dairy"
            )
        case "room_list":
            people = (RoomListLine("Ana", "Cole", "Peanuts", security_code=CODE), RoomListLine("Leo", "Cole"))
            return RoomListLabel("Sparrows", "Sunday Kids", "9:00", A_SUNDAY, people)
        case "guest" | "volunteer":
            return a_name_label(kind=kind)
        case _:
            return a_name_label()


def a_job(number: int = 1, label: Label | None = None, **fields: Any) -> PrintJob:
    """A queued label; jobs with other numbers are other labels."""
    label = label or a_name_label()
    kind = kind_of(label)
    job = PrintJob(PrintJobId(f"job-{number}"), f"check-in-{number}:{kind}:1:0", GROUP, kind, label=label)
    return replace(job, **fields)


def lines_of_writing(picture: Path, folder: Path) -> list[Path]:
    """The lines of a label, from the first large one on, as pictures of the height that tesseract reads best."""
    with Image.open(picture) as image:
        grey = image.convert("L")
        lines = list(_lines(grey))
        first = next(number for number, (top, bottom) in enumerate(lines) if bottom - top > _LARGE)
        return [
            _kept(grey.crop((0, max(0, top - 4), grey.width, min(grey.height, bottom + 4))), folder / f"line-{top}.png")
            for top, bottom in lines[first:]
        ]


def inverted_banner(picture: Path, folder: Path, *, left: int, is_block: bool = False) -> Path:
    """The white on black part of a label as black on white, from a column on, as a picture for tesseract.

    ``is_block``: several lines, at the size they are printed.
    """
    with Image.open(picture) as image:
        grey = image.convert("L")
        rows = [y for y in range(grey.height) if _black(grey, y) > _DARK * grey.width]
        bottom = rows[-1]
        top = next(y for y in range(bottom, 0, -1) if y not in rows) + 1
        box = (left, top + 3, grey.width - left // 4, bottom - 2)
        inverted, path = grey.crop(box).point(lambda level: 255 - level), folder / "banner.png"
        if is_block:
            inverted.save(path)
            return path
        return _kept(inverted, path)


def _kept(line: Image.Image, path: Path) -> Path:
    line.resize((round(line.width * _READ_AT_PX / line.height), _READ_AT_PX), Image.Resampling.LANCZOS).save(path)
    return path


def _lines(grey: Image.Image) -> Iterator[tuple[int, int]]:
    start, last = -1, -1
    for y in range(grey.height):
        if not _black(grey, y):
            continue
        if start >= 0 and y - last > _LINES_APART:
            yield start, last + 1
            start = y
        start, last = (y if start < 0 else start), y
    if start >= 0:
        yield start, last + 1


def _black(grey: Image.Image, y: int) -> int:
    row = grey.crop((0, y, grey.width, y + 1)).tobytes()
    return sum(level < _BLACK_BELOW for level in row)
