"""What an ESC/POS printer says of itself when asked in real time (DLE EOT), told apart from everything else on the line."""

from collections.abc import Mapping

from kiosk.services.printing_ports import Health, PrinterState

PRINTER, OFFLINE_CAUSE, PAPER = 1, 2, 4
"""The questions; the numbers are Epson's."""

_ANSWER_MASK, _ANSWER_BITS = 0x93, 0x12
"""Bits 1 and 4 set, 0 and 7 clear: no byte of an automatic status packet looks so, nor one of a label's tag."""
_IS_OFFLINE = 0x08
_COVER_IS_OPEN = 0x04
_STOPPED_FOR_PAPER = 0x20
_ERROR = 0x40
_PAPER_NEAR_END = 0x0C
_PAPER_OUT = 0x60


def question(number: int) -> bytes:
    """DLE EOT: answered at once with one byte, also while something is being printed."""
    return bytes((0x10, 0x04, number))


def answer_in(data: bytes) -> int | None:
    """The status byte among what came, None if there is none yet."""
    return next((byte for byte in data if byte & _ANSWER_MASK == _ANSWER_BITS), None)


def health_from(answers: Mapping[int, int]) -> Health:
    """What the answers to the questions mean. Without an answer to the first one nothing is known."""
    if PRINTER not in answers:
        return Health(PrinterState.UNKNOWN, may_print=False, detail="no answer")
    is_offline = bool(answers[PRINTER] & _IS_OFFLINE)
    cause, paper = answers.get(OFFLINE_CAUSE, 0), answers.get(PAPER, 0)
    if cause & _COVER_IS_OPEN:
        return Health(PrinterState.COVER_OPEN, may_print=False)
    if paper & _PAPER_OUT or cause & _STOPPED_FOR_PAPER:
        return Health(PrinterState.PAPER_OUT, may_print=False)
    if is_offline or cause & _ERROR:
        return Health(PrinterState.STOPPED, may_print=False, detail="error" if cause & _ERROR else "switched offline")
    if paper & _PAPER_NEAR_END:
        return Health(PrinterState.PAPER_LOW, may_print=True)
    return Health(PrinterState.READY, may_print=True)
