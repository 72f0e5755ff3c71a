"""Somebody who sets a station up and follows only what the screen says: reads the page, taps its words, types into its lines."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from kiosk.ui.set_up.page_window import PageWindow
from tests.support.keys import type_text
from tests.support.waiting import eventually

PATIENCE_SECONDS = 15.0


class Hands:
    """At one window after another; everything is found by its words."""

    @property
    def window(self) -> PageWindow | None:
        """The page that is open now."""
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, PageWindow) and one.isVisible()]
        return shown[-1] if shown else None

    def texts(self) -> str:
        """Everything the page says."""
        page = self.window.screen_shown if self.window is not None else None
        if page is None:
            return ""
        return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())

    def buttons(self) -> dict[str, QAbstractButton]:
        """What can be tapped now, by its words."""
        page = self.window.screen_shown if self.window is not None else None
        found = page.findChildren(QAbstractButton) if page is not None else []
        return {button.text(): button for button in found if button.isVisible() and button.isEnabled()}

    async def reads(self, words: str) -> None:
        """Wait until the page says so."""
        try:
            await eventually(lambda: words in self.texts(), seconds=PATIENCE_SECONDS)
        except AssertionError:
            raise AssertionError(f"{words!r} was not said; the page says:\n{self.texts()}") from None

    async def taps(self, *words: str) -> None:
        """Tap what is called so, one after the other, each as soon as it is there."""
        for word in words:
            try:
                await eventually(partial(self._can_tap, word), seconds=PATIENCE_SECONDS)
            except AssertionError:
                raise AssertionError(
                    f"{word!r} cannot be tapped; there is:\n{self.texts()}\n{list(self.buttons())}"
                ) from None
            QTest.mouseClick(self.buttons()[word], Qt.MouseButton.LeftButton)

    def _can_tap(self, word: str) -> bool:
        return word in self.buttons()

    async def types(self, *texts: str) -> None:
        """Type into the page's lines, from the first on."""
        page = self.window.screen_shown if self.window is not None else None
        lines = page.findChildren(QLineEdit) if page is not None else []
        for line, text in zip(lines, texts, strict=True):
            line.setText(text)

    async def enters_pin(self, pin: str) -> None:
        """Type a PIN on the keyboard and take it."""
        await eventually(lambda: "0" in self.buttons(), seconds=PATIENCE_SECONDS)
        assert self.window is not None
        type_text(self.window, pin)
        await self.taps("Take it")
