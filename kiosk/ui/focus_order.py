"""The order of the Tab key: as one reads, row by row, whatever was made first."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget


def tab_in_reading_order(screen: QWidget) -> None:
    """Let Tab go through what is shown on this screen row by row; call it when everything is laid out."""
    areas = [
        (_whole(widget, screen), QRect(widget.mapTo(screen, QPoint(0, 0)), widget.size()))
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(screen)
    ]
    is_right_to_left = screen.layoutDirection() is Qt.LayoutDirection.RightToLeft
    areas.sort(key=lambda pair: pair[1].top())
    rows: list[list[tuple[QWidget, QRect]]] = []
    for widget, area in areas:
        if rows and area.top() < rows[-1][0][1].center().y():
            rows[-1].append((widget, area))
        else:
            rows.append([(widget, area)])
    for row in rows:
        row.sort(key=lambda pair: -pair[1].right() if is_right_to_left else pair[1].left())
    for (before, _), (after, _) in pairwise([pair for row in rows for pair in row]):
        QWidget.setTabOrder(before, after)


def _whole(widget: QWidget, screen: QWidget) -> QWidget:
    """What hands its focus to this widget: Qt walks over it, too, and would come back to the widget where it stayed behind."""
    whole, parent = widget, widget.parentWidget()
    while parent is not None and parent is not screen and parent.focusProxy() is widget:
        whole, parent = parent, parent.parentWidget()
    return whole
