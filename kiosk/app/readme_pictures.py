"""The pictures in the README, drawn from the real screens: families', volunteers', behind the PIN, and the set-up."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.app.backstage_screenshots import BACKSTAGE_STILLS
from kiosk.app.screenshots import SIZES, STILLS, Still, look_for, staged
from kiosk.app.set_up_screenshots import SET_UP_STILLS
from kiosk.app.staff_screenshots import STAFF_STILLS, staff_look_for
from kiosk.domain.labels import SecurityLabel, SecurityLabelLine
from kiosk.printing.pipeline import picture_of
from kiosk.printing.stock import DEFAULT_STOCK, stock_named
from kiosk.services.label_samples import PEOPLE, samples_of
from kiosk.ui.theme import Theme

_DESK, _EDGE, _LABELS_WIDTH = QColor("#e2e2e2"), 24, 480


class Picture(NamedTuple):
    """A still by name, on a glass, as wide as the README shows it, in pixels."""

    file: str
    still: str
    size: str
    width: int


PICTURES = (
    Picture("start", "start", "1080x1920", 540),
    Picture("household", "household", "1080x1920", 540),
    Picture("done", "done", "1080x1920", 540),
    Picture("desk", "desk-person", "1024x768", 768),
    Picture("door", "door-code", "1024x768", 768),
    Picture("rooms", "rooms-one", "1024x768", 768),
    Picture("backstage", "helper-trouble", "1024x768", 768),
    Picture("set-up-found", "set-up-found", "1024x768", 768),
    Picture("set-up-theme", "set-up-theme", "1024x768", 768),
)


def draw(picture: Picture, folder: Path) -> Path:
    """Write one picture. Raises OSError where it cannot be written."""
    is_family = picture.still in {still.name for still in STILLS}
    look = (look_for if is_family else staff_look_for)(SIZES[picture.size], Theme.LIGHT)
    screen = staged(_still(picture.still), look)
    drawn = screen.grab().scaledToWidth(picture.width, Qt.TransformationMode.SmoothTransformation)
    screen.close()
    screen.deleteLater()
    path = folder / f"{picture.file}.png"
    if not drawn.save(str(path)):
        raise OSError(f"{path} cannot be written")
    return path


def _still(name: str) -> Still:
    stills = (*STILLS, *STAFF_STILLS, *BACKSTAGE_STILLS, *SET_UP_STILLS)
    return next(still for still in stills if still.name == name)


def draw_all(folder: Path) -> None:
    """Write every picture; an application with the fonts must be there. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        draw(picture, folder)
    draw_labels(folder)


def draw_labels(folder: Path) -> Path:
    """Write the picture of a child's label above an adult's, as an 80 mm roll shows them. Raises OSError."""
    samples = samples_of(PEOPLE[0])
    tag = cast(SecurityLabel, samples["security"])
    children = (("Leo", "Kindergarten"), ("Mia", "Fours"), ("Ana", "Sparrows"))
    tag = replace(tag, lines=tuple(SecurityLabelLine(name, room, "9:00") for name, room in children))
    drawn = [QImage.fromData(picture_of(label, stock_named(DEFAULT_STOCK))) for label in (samples["name"], tag)]
    width, height = drawn[0].width(), sum(label.height() for label in drawn)
    sheet = QImage(width + 2 * _EDGE, height + 3 * _EDGE, QImage.Format.Format_RGB32)
    sheet.fill(_DESK)
    painter, top = QPainter(sheet), _EDGE
    for label in drawn:
        painter.drawImage(_EDGE, top, label)
        top += label.height() + _EDGE
    painter.end()
    path = folder / "labels.png"
    if not sheet.scaledToWidth(_LABELS_WIDTH, Qt.TransformationMode.SmoothTransformation).save(str(path)):
        raise OSError(f"{path} cannot be written")
    return path
