"""A row of buttons that change with what they are about."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kiosk.ui.backstage.action import Action
from kiosk.ui.look import Look
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight


class ActionRow(ButtonRow):
    """``pressed`` is called with an action's key. A button that stays what it was keeps the keyboard."""

    def __init__(self, look: Look, pressed: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(look, (), parent=parent)
        self._pressed = pressed
        self._made: list[tuple[tuple[str, str, Weight], DeskButton]] = []

    @property
    def first(self) -> QWidget | None:
        """The first that can be pressed."""
        return next((button for _, button in self._made if button.isEnabled()), None)

    def display(self, actions: Sequence[Action]) -> None:
        """Show these."""
        kinds = [(one.key, one.icon, _weight(one)) for one in actions]
        if kinds != [kind for kind, _ in self._made]:
            for _, button in self._made:
                button.hide()
                button.deleteLater()
            self._made = [(kind, self._button(*kind)) for kind in kinds]
            self.set_first([button for _, button in self._made])
        for (_, button), action in zip(self._made, actions, strict=True):
            button.say(action.title, action.is_enabled)
            button.setChecked(bool(action.is_chosen))
        self.setVisible(bool(actions))
        self.lay_out()

    def _button(self, key: str, icon: str, weight: Weight) -> DeskButton:
        button = DeskButton(self._look, icon=icon, weight=weight, parent=self)
        button.clicked.connect(lambda: self._pressed(key))
        return button


def _weight(action: Action) -> Weight:
    if action.is_chosen is not None:
        return Weight.CHOICE
    if action.is_first:
        return Weight.PRIMARY
    return Weight.WARN if action.is_grave else Weight.PLAIN
