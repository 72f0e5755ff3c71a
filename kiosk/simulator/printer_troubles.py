"""What can be wrong with a label printer, and what it says of itself when asked."""

from enum import StrEnum


class PrinterTrouble(StrEnum):
    """What can be wrong with the printer; it stays so until ``fault`` is set to something else."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER_JAM = "cutter_jam"
    PAPER_NEAR_END = "paper_near_end"
    """Still prints."""
    MUTE = "mute"
    """Prints, but never answers."""
    NO_PROCESS_ID = "no_process_id"
    """Answers status, but knows nothing of GS ( H, as clones do."""
    STALE_STATUS = "stale_status"
    """Sends an automatic status packet that nobody asked for when a line is opened."""
    REFUSES = "refuses"
    """Drops every new line at once."""
    RESETS_HALF_WAY = "resets_half_way"
    """Drops the line after some thousand bytes; what came does not become a label."""
    ANSWER_LOST = "answer_lost"
    """Prints, then drops the line before it has said so."""
    SLOW = "slow"
    """Takes ``slow_seconds`` for a label."""


CANNOT_PRINT = frozenset({PrinterTrouble.PAPER_OUT, PrinterTrouble.COVER_OPEN, PrinterTrouble.CUTTER_JAM})
_STATUS: dict[PrinterTrouble | None, tuple[int, int, int, int]] = {
    PrinterTrouble.PAPER_OUT: (0x1A, 0x32, 0x12, 0x7E),
    PrinterTrouble.COVER_OPEN: (0x1A, 0x16, 0x12, 0x12),
    PrinterTrouble.CUTTER_JAM: (0x1A, 0x52, 0x1A, 0x12),
    PrinterTrouble.PAPER_NEAR_END: (0x12, 0x12, 0x12, 0x1E),
}
"""The answers to DLE EOT 1 to 4: printer, cause of being offline, cause of an error, paper."""
_ALL_WELL = (0x12, 0x12, 0x12, 0x12)


def status_byte(trouble: PrinterTrouble | None, question: int) -> bytes:
    """The answer to DLE EOT ``question`` (1 to 4; anything else is taken for the nearest of them)."""
    return bytes([_STATUS.get(trouble, _ALL_WELL)[max(1, min(question, 4)) - 1]])
