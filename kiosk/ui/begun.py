"""What somebody began at a station before the station was there. No Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody began before the station was there: digits ``typed``, a whole number ``asked`` for, or a card ``scanned``.

    ``language``: the one that was chosen; empty: none was.
    """

    typed: str = ""
    asked: str = ""
    scanned: str = ""
    language: str = ""
