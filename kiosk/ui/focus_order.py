"""The order of the Tab key: as one reads, row by row, whatever was made first."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget


def tab_in_reading_order(screen: QWidget) -> None:
    """Let Tab go through what is shown on this screen row by row; call it when everything is laid out."""
    stops = [
        (_whole(widget, screen), QRect(widget.mapTo(screen, QPoint(0, 0)), widget.size()))
        for widget in screen.findChildren(QWidget)
        if _is_stop(widget, screen)
    ]
    _tab_through(_in_rows(stops, screen))


def tab_part_by_part(screen: QWidget) -> None:
    """The same where a list stands beside what is chosen from it: Tab leaves a part only when it has gone through all of it."""
    _tab_through(list(_stops_within(screen, screen)))


def _stops_within(part: QWidget, screen: QWidget) -> Iterator[QWidget]:
    if part is not screen and _is_stop(part, screen):
        yield _whole(part, screen)
    children = [
        (child, child.geometry())
        for child in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisibleTo(screen)
    ]
    for child in _in_rows(children, screen):
        yield from _stops_within(child, screen)


def _is_stop(widget: QWidget, screen: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisibleTo(screen)


def _in_rows(placed: list[tuple[QWidget, QRect]], screen: QWidget) -> list[QWidget]:
    """Widgets as one reads: what begins above the middle of a row's first widget stands in that row."""
    is_right_to_left = screen.layoutDirection() is Qt.LayoutDirection.RightToLeft
    rows: list[list[tuple[QWidget, QRect]]] = []
    for widget, area in sorted(placed, key=lambda pair: pair[1].top()):
        if rows and area.top() < rows[-1][0][1].center().y():
            rows[-1].append((widget, area))
        else:
            rows.append([(widget, area)])
    for row in rows:
        row.sort(key=lambda pair: -pair[1].right() if is_right_to_left else pair[1].left())
    return [widget for row in rows for widget, _ in row]


def _tab_through(stops: list[QWidget]) -> None:
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _whole(widget: QWidget, screen: QWidget) -> QWidget:
    """What hands its focus to this widget: Qt walks over it, too, and would come back to the widget where it stayed behind."""
    whole, parent = widget, widget.parentWidget()
    while parent is not None and parent is not screen and parent.focusProxy() is widget:
        whole, parent = parent, parent.parentWidget()
    return whole
