"""What is wrong with a screen as it is laid out: words cut off, parts out of bounds or upon each other, targets too small."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QStyle, QStyleOptionFrame, QWidget

from kiosk.ui.metrics import Metrics
from kiosk.ui.widgets.idle_prompt import IdlePrompt
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.person_card import PersonCardWidget

_LIES_UPON_ALL = (IdlePrompt, LetterKeys)


def complaints(screen: QWidget, metrics: Metrics) -> list[str]:
    """Every fault, in words; empty where all is well."""
    found: list[str] = []
    for widget in _shown(screen):
        found += _cut_words(widget)
        if isinstance(widget, QLineEdit) and not hasattr(widget, "settings"):
            found += _cut_hint(widget)
        found += _out_of_bounds(widget)
        found += _overlaps(widget)
        if isinstance(widget, QAbstractButton):
            found += _too_small(widget, metrics)
    found += _too_close(screen, metrics)
    return found


def _shown(screen: QWidget) -> Iterator[QWidget]:
    yield screen
    for widget in screen.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {text or widget.accessibleName()!r}"


def _cut_words(widget: QWidget) -> list[str]:
    settings = getattr(widget, "settings", None)
    if settings is None:
        return []
    found = []
    for setting in settings():
        if setting.is_cut:
            found.append(f"{_name(widget)} cuts {setting.lines}")
        if setting.width > widget.width() + 1 or setting.height > widget.height() + 2:
            found.append(f"{_name(widget)} is smaller than {setting.lines}")
    if isinstance(widget, PersonCardWidget) and widget.height_at(widget.width()) > widget.height():
        found.append(f"{_name(widget)} is not tall enough")
    if widget.hasHeightForWidth() and widget.heightForWidth(widget.width()) > widget.height():
        found.append(f"{_name(widget)} wants {widget.heightForWidth(widget.width())} px, has {widget.height()}")
    return found


def _cut_hint(box: QLineEdit) -> list[str]:
    """What a box asks for, as long as nothing stands in it."""
    option = QStyleOptionFrame()
    box.initStyleOption(option)
    contents = box.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, box)
    room = contents.marginsRemoved(box.textMargins()).width() - 4
    needed = box.fontMetrics().horizontalAdvance(box.placeholderText())
    return (
        [f"the hint {box.placeholderText()!r} needs {needed} px, has {room}"]
        if not box.text() and needed > room
        else []
    )


def _out_of_bounds(widget: QWidget) -> list[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or parent.rect().contains(widget.geometry()):
        return []
    return [f"{_name(widget)} lies outside {type(parent).__name__}: {widget.geometry()} in {parent.rect()}"]


def _overlaps(parent: QWidget) -> list[str]:
    children = [child for child in parent.findChildren(QWidget) if child.parentWidget() is parent and child.isVisible()]
    return [
        f"{_name(one)} lies upon {_name(other)}"
        for one, other in combinations(children, 2)
        if not isinstance(one, _LIES_UPON_ALL) and not isinstance(other, _LIES_UPON_ALL)
        if one.geometry().intersects(other.geometry())
    ]


def _too_small(button: QAbstractButton, metrics: Metrics) -> list[str]:
    if min(button.width(), button.height()) >= metrics.target:
        return []
    return [f"{_name(button)} is {button.width()} × {button.height()} px, a target has {metrics.target}"]


def _too_close(screen: QWidget, metrics: Metrics) -> list[str]:
    buttons = [
        button
        for button in screen.findChildren(QAbstractButton)
        # A target within a target has no gap to it.
        if button.isVisible() and not isinstance(button.parentWidget(), QAbstractButton)
        if not isinstance(button.parentWidget(), IdlePrompt)
    ]
    areas = [(button, QRect(button.mapTo(screen, button.rect().topLeft()), button.size())) for button in buttons]
    return [
        f"{_name(one)} is too close to {_name(other)}"
        for (one, area), (other, beside) in combinations(areas, 2)
        if area.adjusted(-metrics.gap, -metrics.gap, metrics.gap, metrics.gap).intersects(beside)
    ]
