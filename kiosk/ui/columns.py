"""Widgets below one another in a given area, at once and to the pixel: fixed gaps, springs, and parts that grow.

Qt's own layouts answer a change of words one turn of the loop later and squeeze what depends on its width; screens here are
laid out when they are displayed, and stay still.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Gap:
    """Air between the parts before and after it; none where either is hidden."""

    pixels: int


@dataclass(frozen=True, slots=True)
class Spring:
    """Takes a share of what is left over."""

    weight: int = 1


@dataclass(frozen=True, slots=True)
class Growing:
    """A widget that takes what is left over, between its least and its largest height, before any spring does."""

    widget: QWidget


@dataclass(frozen=True, slots=True)
class Middle:
    """A widget of its own width, in the middle of the column; at its start if told so."""

    widget: QWidget
    is_at_start: bool = False


Part = QWidget | Gap | Spring | Growing | Middle


def beside(area: QRect, share: float, between: int, *, is_right_to_left: bool) -> tuple[QRect, QRect]:
    """Two columns with ``between`` pixels of air: the first, where one begins to read, has ``share`` of the width."""
    width = round(area.width() * share)
    first, second = area.adjusted(0, 0, width - area.width(), 0), area.adjusted(width + between, 0, 0, 0)
    if is_right_to_left:
        first.moveRight(area.right())
        second.moveLeft(area.left())
    return first, second


def lay_out_column(area: QRect, parts: Sequence[Part]) -> int:
    """Place the parts from the top of the area down; gives back how many pixels they would need, springs not counted."""
    shown = _shown(parts)
    heights = [_height(part, area.width()) for part in shown]
    needed = sum(heights)
    left = max(0, area.height() - needed)
    for place, part in enumerate(shown):
        if isinstance(part, Growing):
            more = min(left, part.widget.maximumHeight() - heights[place])
            heights[place] += more
            left -= more
    weights = sum(part.weight for part in shown if isinstance(part, Spring))
    y = area.y()
    for part, height in zip(shown, heights, strict=True):
        match part:
            case Spring(weight):
                y += left * weight // weights
            case Gap(pixels):
                y += pixels
            case Middle(widget, is_at_start):
                width = min(area.width(), widget.sizeHint().width())
                is_right_to_left = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
                x = (area.width() - width) if is_right_to_left else 0
                widget.setGeometry(area.x() + (x if is_at_start else (area.width() - width) // 2), y, width, height)
                y += height
            case Growing(widget):
                widget.setGeometry(area.x(), y, area.width(), height)
                y += height
            case _:
                part.setGeometry(area.x(), y, area.width(), height)
                y += height
    return needed


def column_height(width: int, parts: Sequence[Part]) -> int:
    """Pixels the parts need at a width, springs not counted."""
    return sum(_height(part, width) for part in _shown(parts))


def _shown(parts: Sequence[Part]) -> list[Part]:
    """Without what is hidden, and without the gap that would then stand double."""
    shown: list[Part] = []
    for part in parts:
        widget = _widget_of(part)
        if widget is not None and widget.isHidden():
            continue
        if isinstance(part, Gap):
            if shown and isinstance(shown[-1], Gap):
                shown[-1] = Gap(max(part.pixels, shown[-1].pixels))
                continue
            if not shown:
                continue
        if isinstance(part, Spring) and shown and isinstance(shown[-1], Gap):
            shown.pop()
        shown.append(part)
    if shown and isinstance(shown[-1], Gap):
        shown.pop()
    return shown


def _widget_of(part: Part) -> QWidget | None:
    match part:
        case Gap() | Spring():
            return None
        case Growing(widget) | Middle(widget):
            return widget
        case _:
            return part


def _height(part: Part, width: int) -> int:
    match part:
        case Spring():
            return 0
        case Gap(pixels):
            return pixels
        case Growing(widget):
            return widget.minimumHeight()
        case Middle(widget):
            return widget.sizeHint().height()
        case _:
            return (
                part.heightForWidth(width)
                if part.hasHeightForWidth()
                else max(part.sizeHint().height(), part.minimumHeight())
            )
