"""What every helper's screen shows of the printers: how each is, in words, and what waits for it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.print_labels import PrinterLook
from kiosk.services.printer_pool import PrinterStanding
from kiosk.services.printing_ports import PrinterState
from kiosk.words import Words
from kiosk.words import labels as said


class Tone(StrEnum):
    """How much attention a line asks for; always beside a symbol and words, never colour alone."""

    GOOD = "good"
    SOON = "soon"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class PrinterLine:
    """One printer: its name, its state in a word or two, what to do about it (or empty), how many labels wait."""

    name: str
    state: PrinterState
    tone: Tone
    state_text: str
    advice: str
    waiting: int
    waiting_text: str


def printer_strip(standings: tuple[PrinterStanding, ...], words: Words) -> tuple[PrinterLine, ...]:
    """The strip's lines, in the order of the settings."""
    return tuple(_line(standing, words, is_alone=len(standings) == 1) for standing in standings)


def _line(standing: PrinterStanding, words: Words, *, is_alone: bool) -> PrinterLine:
    state = standing.look.state
    advice = said.TROUBLE.get(standing.look.trouble or _warning(state), "")
    return PrinterLine(
        name=_name(standing, words, is_alone=is_alone),
        state=state,
        tone=_tone(standing.look),
        state_text=words.say(said.PRINTER_STATES[state.value]),
        advice=words.say(advice) if advice else "",
        waiting=standing.waiting,
        waiting_text=words.count(said.LABELS_WAIT, standing.waiting) if standing.waiting else "",
    )


def _name(standing: PrinterStanding, words: Words, *, is_alone: bool) -> str:
    """Several are told apart by their place in the settings."""
    return words.say(said.OWN_PRINTER) if is_alone else words.say(said.NUMBERED_PRINTER, number=standing.number)


def _warning(state: PrinterState) -> str:
    return state.value if state is PrinterState.PAPER_LOW else ""


def _tone(look: PrinterLook) -> Tone:
    if look.trouble:
        return Tone.NOW
    return Tone.SOON if look.state in (PrinterState.PAPER_LOW, PrinterState.UNKNOWN) else Tone.GOOD
