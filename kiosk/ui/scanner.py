"""A barcode scanner that types like a keyboard: told from people by its speed, heard on every screen."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

BURST_GAP_MS = 50
"""Between two characters of one scan; people need 80 ms and more. Cheap scanners pause up to 40 ms."""
LEAST_SYMBOLS = 4
WEDGE_GAP_MS = 30
"""Fingers that roll over the keys of a PIN they know come close to a cheap scanner; only a true wedge is faster than this."""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class KeyBurst:
    """Characters that follow each other too fast for fingers. Pure: it is told the time, in milliseconds."""

    def __init__(self) -> None:
        self._symbols = ""
        self._last_ms = 0.0
        self._longest_gap_ms = 0.0

    def add(self, symbol: str, at_ms: float) -> None:
        """A character came."""
        gap_ms = at_ms - self._last_ms
        if self._symbols and gap_ms <= BURST_GAP_MS:
            self._symbols = f"{self._symbols}{symbol}"
            self._longest_gap_ms = max(self._longest_gap_ms, gap_ms)
        else:
            self._symbols, self._longest_gap_ms = symbol, 0.0
        self._last_ms = at_ms

    def end(self, at_ms: float, *, may_be_pin: bool = False) -> str:
        """Enter or Tab came: the scan it ends, or nothing where it was a person's key.

        ``may_be_pin``: a PIN is asked for. What could be one is a scan only at the pace of a wedge.
        """
        symbols, self._symbols = self._symbols, ""
        gap_ms = max(at_ms - self._last_ms, self._longest_gap_ms)
        is_like_pin = may_be_pin and _may_be_pin(symbols)
        return (
            symbols
            if len(symbols) >= LEAST_SYMBOLS and gap_ms <= (WEDGE_GAP_MS if is_like_pin else BURST_GAP_MS)
            else ""
        )


def _may_be_pin(symbols: str) -> bool:
    # Imported here: a family's first screen asks for none.
    from kiosk.domain.pins import LONGEST_PIN

    return symbols.isdecimal() and len(symbols) <= LONGEST_PIN


class Scanner(QObject):
    """Watches a window's keys; ``heard``: one came.

    The pace is that at which the system saw the keys, where it says so: a screen that was busy for a moment makes no scan of
    somebody's typing, and no typing of a scan.

    Characters are held back for the blink of an eye; if no scan comes of them, they go on as typed.
    """

    heard = Signal()
    scanned = Signal(str)

    def __init__(
        self, parent: QObject, now_ms: Callable[[], float], asks_for_pin: Callable[[], bool] = lambda: False
    ) -> None:
        """``asks_for_pin``: whether what is typed now may be a PIN, which no scan is of use for."""
        super().__init__(parent)
        self._now_ms = now_ms
        self._asks_for_pin = asks_for_pin
        self._burst = KeyBurst()
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._is_replaying = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)

    def watch(self, handle: QWindow) -> None:
        """Listen to the keys that come to this window of the system."""
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks: shall this event go no further?"""
        if self._is_replaying or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        self.heard.emit()
        return self._hear(watched, event)

    def _hear(self, watched: QObject, event: QKeyEvent) -> bool:
        at_ms = float(event.timestamp()) or self._now_ms()
        if event.key() in _ENDS and self._held:
            code = self._burst.end(at_ms, may_be_pin=self._asks_for_pin())
            if code:
                self._held.clear()
                self._timer.stop()
                self.scanned.emit(code)
                return True
            self._let_go()
            return False
        symbol = event.text()
        if symbol == " " and not self._held:
            # It presses buttons, and its release must not overtake it.
            return False
        commands = (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if len(symbol) != 1 or not symbol.isprintable() or event.isAutoRepeat() or event.modifiers() & commands:
            # What was typed before this key must arrive before it.
            self._let_go()
            return False
        self._burst.add(symbol, at_ms)
        self._held.append((watched, event.clone()))
        self._timer.start(BURST_GAP_MS + 5)
        return True

    def _let_go(self) -> None:
        """What was held was typed by a person after all."""
        held, self._held = self._held, []
        self._timer.stop()
        self._is_replaying = True
        try:
            for receiver, event in held:
                QCoreApplication.sendEvent(receiver, event)
        finally:
            self._is_replaying = False

    def _on_timer_timeout(self) -> None:
        self._let_go()
