"""Where the parts of a form's screen stand: the form, what belongs beside it, a foot of buttons, and keys to type with."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look
from kiosk.ui.staff.button_row import ButtonRow

_FORM_SHARE_WIDE = 0.62


def lay_out_form(
    look: Look, screen: QWidget, head: QRect, form: QWidget, form_height: int, beside: QWidget, foot: ButtonRow
) -> None:
    """Below ``head`` the form, with ``beside`` at its side or below it, and the foot at the bottom."""
    metrics = look.metrics
    between = metrics.mm(5)
    foot.lay_out()
    foot_height = foot.heightForWidth(screen.width())
    foot.setGeometry(0, screen.height() - foot_height, screen.width(), foot_height)
    area = QRect(0, head.bottom() + 1, screen.width(), screen.height() - foot_height - metrics.gap - head.bottom() - 1)
    if metrics.is_wide:
        width = round((area.width() - between) * _FORM_SHARE_WIDE)
        first = QRect(area.left(), area.top(), width, area.height())
        second = QRect(area.left() + width + between, area.top(), area.width() - width - between, area.height())
        if screen.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            first.moveRight(area.right())
            second.moveLeft(area.left())
    else:
        height = min(form_height, round(area.height() * 0.7))
        first = QRect(area.left(), area.top(), area.width(), height)
        second = QRect(area.left(), area.top() + height + between, area.width(), area.height() - height - between)
    form.setGeometry(first)
    beside.setGeometry(second)
